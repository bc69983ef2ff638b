"""`asreported new`: skeletons that pass once they are filled in, in files that keep everything else."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from generator.authoring.field_words import write_skeleton
from generator.cli import main
from generator.field_docs import describe_field
from generator.model import Actor, Dispute, Election, Topic
from generator.record import Record, list_fields
from tests.helpers import ORLAN, Project

Run = Callable[..., Result]


@pytest.fixture
def run(orlan: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(orlan.root)
    return lambda line, *more: CliRunner().invoke(main, ["new", *line.split(), *more], catch_exceptions=False)


def test_an_actor_with_the_spellings_that_the_texts_have(run: Run, orlan: Project) -> None:
    result = run("actor mira-ost --type person --name", "Mira Ost")
    assert result.exit_code == 0
    text = orlan.read("content/actors/mira-ost.yml")
    assert text.startswith(
        "# A person, organization, place or group that the sources name.\ntype: person\nname: Mira Ost\n"
    )
    fields = "{name, lang, scheme?, of?, note?, printed_in?, finding_aid?, only_at?}"
    meaning = "Spellings of the name, also those of other languages and alphabets"
    assert f"# names:  # {meaning}; a list of {fields}\n" in text
    offered = "#   - {name: Mira Oss, lang: en, printed_in: [ferry-2040]}  # in 1 place, mira-oss already\n"
    assert offered in text
    assert offered in result.stdout
    orlan.relock()
    assert orlan.errors() == []


def test_a_spelling_that_is_offered_passes_once_it_is_taken(run: Run, orlan: Project) -> None:
    assert run("actor lake-watch-islands --type organization --name", "Lake Wotch").exit_code == 0
    path = "content/actors/lake-watch-islands.yml"
    text = orlan.read(path)
    taken = next(line for line in text.splitlines() if line.startswith("#   - {name: Lake Watch"))
    orlan.write(path, f"{text}names:\n{taken.removeprefix('#')}\n")
    orlan.relock()
    assert orlan.errors() == []


def test_a_name_that_another_carries_is_told(run: Run) -> None:
    assert "Another actor carries this name: mira-oss\n" in run("actor second --name", "Mira Oss").stdout


def test_an_election_waits_for_its_type(run: Run, orlan: Project) -> None:
    assert run("election orlan-2044 --name", "2044 election").exit_code == 0
    text = orlan.read("content/elections/orlan-2044.yml")
    assert text.startswith("# An election, also one that the sources only name in passing.\nname: 2044 election\n")
    assert "# timing:  # Whether it was held when it was due; one of regular, early, repeat, by-election\n" in text
    orlan.relock()
    assert orlan.errors() == []


def test_an_election_lies_in_the_folder_of_the_corpus(run: Run, orlan: Project) -> None:
    orlan.edit("content/corpus.yml", "folder: elections", "folder: trials")
    (orlan.root / "content" / "elections").rename(orlan.root / "content" / "trials")
    assert run("election case-1 --type civil").exit_code == 0
    assert "type: civil\n" in orlan.read("content/trials/case-1.yml")


def test_a_topic_is_added_below_the_others(run: Run, orlan: Project) -> None:
    before = orlan.read("content/topics.yml")
    assert run("topic ferry-prices --broader results").exit_code == 0
    fresh = orlan.read("content/topics.yml")
    assert fresh.startswith(before)
    assert fresh.removeprefix(before) == (
        "ferry-prices:\n"
        "  label: Ferry prices  # check: Its name on the site\n"
        "  # definition:  # What belongs to it, in a sentence\n"
        "  broader: results\n"
        "  # not_stated:  # What a reader would expect and these sources don't say; a list\n"
    )
    orlan.relock()
    assert orlan.errors() == []


def test_the_first_topic_makes_the_file(run: Run, orlan: Project) -> None:
    (orlan.root / "content" / "topics.yml").unlink()
    assert run("topic ferries").exit_code == 0
    assert orlan.read("content/topics.yml").startswith("ferries:\n  label: Ferries  # check: Its name on the site\n")


def test_a_dispute_is_sound_as_it_is_written(run: Run, orlan: Project) -> None:
    result = run("dispute ferry-share --claim ferry-2040/c1 --claim ferry-2040/c3 --question", "Who won: Reel?")
    assert result.exit_code == 0
    assert "  question: 'Who won: Reel?'\n" in orlan.read("content/disputes.yml")
    orlan.relock()
    assert orlan.errors() == []


def test_a_dispute_without_claims_is_not_sound_until_they_are_filled_in(run: Run, orlan: Project) -> None:
    assert run("dispute ferry-share").exit_code == 0
    assert len([error for error in orlan.errors() if "[empty-value]" in error or "[missing" in error]) > 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("actor tam-reel", "an id must stand once, found tam-reel in content/actors/tam-reel.yml [id-taken]"),
        ("actor board", "an id must stand once, found board in content/actors.yml [id-taken]"),
        ("actor Board", "an id must be lowercase ASCII letters, digits and single hyphens, found Board [invalid-id]"),
        ("actor index", "an id must not take the address of a page that lists others, found index [path-collision]"),
        ("election orlan-2040", "found orlan-2040 in content/elections/orlan-2040.yml [id-taken]"),
        ("election compare", "an id must not take the address of a page that lists others, found compare"),
        ("topic results", "an id must stand once, found results in content/topics.yml [id-taken]"),
        ("topic ferries --broader resuls", "found resuls [unknown-id]\n  hint: did you mean results?"),
        ("dispute x --claim ferry-2040/c99", "a claim must be one of this corpus, found ferry-2040/c99 [unknown-id]"),
    ],
)
def test_what_is_refused_changes_nothing(run: Run, orlan: Project, line: str, said: str) -> None:
    before = {path: path.read_bytes() for path in orlan.root.rglob("*") if path.is_file()}
    result = run(line)
    assert result.exit_code == 1
    assert said in result.stderr
    assert {path: path.read_bytes() for path in orlan.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("model", [Actor, Election, Topic, Dispute])
def test_a_skeleton_names_every_field_once_with_its_docstring(model: type[Record]) -> None:
    lines = write_skeleton(model, {}, {}).splitlines()
    for name in list_fields(model):
        (line,) = [line for line in lines if line.removeprefix("# ").startswith(f"{name}:")]
        assert describe_field(model, name).rstrip(".") in line


def test_outside_a_project_nothing_is_written(run: Run, orlan: Project) -> None:
    (orlan.root / "content" / "corpus.yml").unlink()
    result = run("topic ferries")
    assert result.exit_code == 1
    assert "[corpus-missing]" in result.stderr
    assert orlan.read("content/topics.yml") == (ORLAN / "content" / "topics.yml").read_text(encoding="utf-8")
