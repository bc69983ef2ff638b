"""Two records of one actor become one, or it is said why not."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.helpers import LOCK, Project
from tests.sites import snapshot

ACTORS = "content/actors.yml"
CLAIMS = "content/claims/ferry-2040.yml"
Run = Callable[..., Result]


@pytest.fixture
def run(orlan: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs a command in a project with an actor that stands twice."""
    monkeypatch.chdir(orlan.root)
    twice = (
        "# The same again.\n"
        "ferry:   # twice\n"
        "  type: organization\n"
        "  name: The Ferry of Orlan\n"
        "  # one remark\n"
        "  names: [{name: 'Ferry, the', lang: en, finding_aid: true}]\n"
        "  roles:\n"
        "    - {role: 'paper: daily', of: orlan, claim: ferry-2040/c1}\n"
        "  note: It's a paper.\n"
        "last: {type: person, name: Last One}\n"
    )
    orlan.write(ACTORS, orlan.read(ACTORS) + twice)
    orlan.edit(CLAIMS, "to: the-ferry", "to: ferry")
    orlan.edit(CLAIMS, "about: [board]", "about: [ferry, the-ferry, board]")
    orlan.relock()
    return lambda *arguments: CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_names_and_roles_go_over_and_references_follow(run: Run, orlan: Project) -> None:
    result = run("merge", "actor", "ferry", "the-ferry")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "actors/ferry becomes part of actors/the-ferry: 2 references in 1 file\n"
        "  content/actors.yml\n"
        "  content/claims/ferry-2040.yml: 2\n"
        "  content/evidence.lock\n"
        "  content/moved.yml\n"
        "  1 line of comment in the old record will be lost: copy what is needed\n"
    )
    extended = (
        "the-ferry: {type: organization, classification: news-media, name: The Ferry, side: press, "
        "note: It's a paper., names: [{name: The Ferry of Orlan, lang: en, finding_aid: true}, "
        "{name: 'Ferry, the', lang: en, finding_aid: true}], "
        "roles: [{role: 'paper: daily', of: orlan, claim: ferry-2040/c1}]}"
    )
    assert orlan.read(ACTORS).splitlines()[3:] == [
        extended,
        "reader-quill: {type: person, name: Quill, side: reader}",
        "# The same again.",
        "last: {type: person, name: Last One}",
    ]
    assert "    to: the-ferry\n" in orlan.read(CLAIMS)
    assert "    about: [the-ferry, board]\n" in orlan.read(CLAIMS)
    assert orlan.read("content/moved.yml").splitlines()[1:] == ["actors/ferry: actors/the-ferry"]
    assert not orlan.errors()
    assert orlan.relock() == orlan.read(LOCK)


@pytest.mark.parametrize(
    ("listed", "kept"),
    [
        ("[board, the-ferry, ferry]", "[board, the-ferry]"),
        ("[the-ferry, ferry, board]", "[the-ferry, board]"),
        ("[mira-oss, ferry, board]", "[mira-oss, the-ferry, board]"),
    ],
)
def test_a_list_names_the_one_that_stays_once(run: Run, orlan: Project, listed: str, kept: str) -> None:
    orlan.edit(CLAIMS, "about: [ferry, the-ferry, board]", f"about: {listed}")
    assert run("merge", "actor", "ferry", "the-ferry").exit_code == 0
    assert f"    about: {kept}\n" in orlan.read(CLAIMS)


def test_without_the_texts_the_lock_holds_the_mentions_of_both(run: Run, orlan: Project) -> None:
    orlan.remove_texts()
    assert run("merge", "actor", "ferry", "the-ferry").exit_code == 0
    assert not orlan.errors()


def test_a_record_with_a_file_of_its_own_goes_with_it(run: Run, orlan: Project) -> None:
    orlan.write("content/actors/quill.yml", "type: person\nname: Quill of the harbour\n")
    orlan.relock()
    result = run("merge", "actor", "quill", "reader-quill")
    assert "  content/actors/quill.yml goes\n" in result.stdout
    assert not (orlan.root / "content/actors/quill.yml").exists()
    assert "names: [{name: Quill of the harbour, lang: en, finding_aid: true}]" in orlan.read(ACTORS)


def test_lists_in_block_style_are_extended_where_they_end(run: Run, orlan: Project) -> None:
    orlan.write(
        "content/actors/oss.yml",
        "type: person\nname: M. Oss\nnames:\n  - {name: Oss the younger, lang: en, finding_aid: true}\n",
    )
    orlan.relock()
    assert run("merge", "actor", "oss", "mira-oss").exit_code == 0
    lines = orlan.read("content/actors/mira-oss.yml").splitlines()
    assert lines[6:10] == [
        "  - {name: Мира Осс, lang: ru, finding_aid: true, note: Russian}",
        "  - {name: M. Oss, lang: en, finding_aid: true}",
        "  - {name: Oss the younger, lang: en, finding_aid: true}",
        "roles:",
    ]


def test_a_spelling_that_both_tell_in_the_same_way_is_no_conflict(run: Run, orlan: Project) -> None:
    orlan.write(
        "content/actors/oss.yml",
        "type: person\nname: M. Oss\nnames:\n"
        "  - {name: Мира Осс, lang: ru, finding_aid: true, note: Russian}\n"
        "  - {name: M. Oss of the lake, lang: en, finding_aid: true}\n",
    )
    orlan.relock()
    result = run("merge", "actor", "oss", "mira-oss")
    assert (result.exit_code, result.stderr) == (0, "")
    assert orlan.read("content/actors/mira-oss.yml").count("Мира Осс") == 1


def test_what_differs_is_listed_and_nothing_changes(run: Run, orlan: Project) -> None:
    before = snapshot(orlan.root)
    result = run("merge", "actor", "board", "lake-watch")
    assert result.exit_code == 1
    assert result.stderr == (
        "content/actors.yml:2:45: error: two records must agree before they are merged, found classification: "
        "election-commission and observer-mission [merge-conflict]\n"
        "  hint: make the two alike, or remove one\n"
        "content/actors.yml:2:95: error: two records must agree before they are merged, found side: official and "
        "observer [merge-conflict]\n"
        "  hint: make the two alike, or remove one\n"
        "Nothing was changed.\n"
    )
    assert snapshot(orlan.root) == before


def test_two_that_are_told_apart_are_not_one(run: Run, orlan: Project) -> None:
    before = snapshot(orlan.root)
    result = run("merge", "actor", "mira-oss", "tam-reel")
    places = [line.partition(": error:")[0] for line in result.stderr.splitlines() if " told apart " in line]
    assert places == [
        *("content/actors/mira-oss.yml:11:29", "content/actors/mira-oss.yml:12:27"),
        "content/elections/orlan-2040.yml:13:7",
    ]
    assert "found that both are options of one contest [merge-conflict]" in result.stderr
    assert snapshot(orlan.root) == before


@pytest.mark.parametrize("names", [("nobody", "board"), ("board", "nobody"), ("board", "board")])
def test_an_actor_that_is_not_there_is_told(run: Run, names: tuple[str, str]) -> None:
    result = run("merge", "actor", *names)
    assert result.exit_code == 1
    assert "[rename-refused]" in result.stderr
