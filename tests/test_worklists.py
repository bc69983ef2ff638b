"""`asreported todo`: what could still be done, one line each, with its place."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.cli import main
from generator.load import load_content
from generator.pipeline import check_content, check_project
from generator.quoting.source_text import read_source
from generator.worklists.catalogue import LISTS, make_lists
from generator.worklists.names import find_names, list_ordinary
from tests.helpers import LOCK, ORLAN, Project
from tests.test_mending import add_gull

CLAIMS = "content/claims/ferry-2040.yml"
ELECTION = "content/elections/orlan-2040.yml"
SOURCE = "content/sources/ferry-2040.yml"
GULL = "content/claims/gull-2040.yml"
Run = Callable[..., Result]


@pytest.fixture
def run(orlan: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(orlan.root)
    return lambda *arguments: CliRunner().invoke(main, ["todo", *arguments], catch_exceptions=False)


def list_entries(project: Project, name: str) -> list[str]:
    library, content, _ = check_project(project.root, is_strict=False)
    assert library is not None
    return [str(entry) for entry in make_lists(library, content, [name]).get(name, ())]


def test_all_lists_of_the_small_corpus(run: Run) -> None:
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "paragraphs: 1\n"
        f"  {SOURCE}:12:30: p5 of ferry-2040 (line 11, “The Board meets again on Friday. Until then…”) "
        "carries no claim: annotate it, or give its section a reason\n"
        "single-source: 1\n"
        f"  {ELECTION}:20:16: turnout percent 58.2, mira-oss percent 41.5, tam-reel percent 52.25 (orlan-2040) "
        "rests on the-ferry only: look for a second source\n"
        "names: 1\n"
        "  texts/ferry-2040.txt:3:1: PORT ORLAN stands in the texts once (ferry-2040 p2) and is no actor's: "
        "add it to names: of its actor, or an actor\n"
        "predictions: 1\n"
        f"  {CLAIMS}:41:3: the prediction ferry-2040/c6 has no outcome: add outcome: where a later claim tells it\n"
    )


def test_the_help_names_every_list(run: Run) -> None:
    assert ", ".join([*LISTS][:-1]) + f" and {[*LISTS][-1]}" in " ".join(run("--help").output.split())


def test_one_list_as_json(run: Run) -> None:
    result = run("--json", "predictions")
    assert json.loads(result.stdout) == [
        {
            "list": "predictions",
            "path": CLAIMS,
            "line": 41,
            "column": 3,
            "found": "the prediction ferry-2040/c6 has no outcome",
            "cure": "add outcome: where a later claim tells it",
        }
    ]


def test_an_empty_list_prints_nothing(run: Run) -> None:
    assert run("topics", "lock", "disputes").output == ""


def test_an_unknown_list_is_wrong_usage(run: Run) -> None:
    result = run("topic")
    assert result.exit_code == 2
    assert f"must be one of {', '.join(LISTS)}, found topic" in result.stderr


def test_errors_are_mentioned_and_the_lists_still_made(run: Run, orlan: Project) -> None:
    orlan.edit(CLAIMS, "speaker: lake-watch", "speaker: lake-wotch")
    result = run("predictions")
    assert result.exit_code == 0
    assert result.stdout.startswith("predictions: 1\n")
    assert result.stderr == (
        "The content has errors, so the lists may not be complete: run `asreported check`.\n"
    )  # fmt: skip


def test_outside_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["todo"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "[content-missing]" in result.stderr


def test_without_the_texts_paragraphs_have_no_words_and_there_are_no_names(orlan: Project) -> None:
    orlan.remove_texts()
    assert list_entries(orlan, "paragraphs") == [
        f"{SOURCE}:12:30: p5 of ferry-2040 carries no claim: annotate it, or give its section a reason"
    ]
    assert list_entries(orlan, "names") == []


def test_claims_without_a_topic(orlan: Project) -> None:
    orlan.edit(CLAIMS, "    topics: [observation]\n", "")
    assert list_entries(orlan, "topics") == [f"{CLAIMS}:28:3: ferry-2040/c4 has no topic: add topics:"]


def test_a_prediction_with_an_outcome_or_a_dispute_of_its_own_is_settled(orlan: Project) -> None:
    orlan.edit(CLAIMS, "    date: 2040-05-08\n", "    outcome: [{claim: ferry-2040/c5, bears_out: false}]\n")
    assert list_entries(orlan, "predictions") == []
    orlan.edit(CLAIMS, "    outcome: [{claim: ferry-2040/c5, bears_out: false}]\n", "")
    dispute = (
        "another-vote:\n  kind: unsettled-prediction\n  question: Was there?\n"
        "  positions: [{label: so, claims: [ferry-2040/c6]}]\n"
    )
    orlan.write("content/disputes.yml", dispute + orlan.read("content/disputes.yml"))
    assert list_entries(orlan, "predictions") == []


def test_a_figure_of_two_publishers_rests_on_both(orlan: Project) -> None:
    add_gull(orlan)
    orlan.edit("content/sources/gull-2040.yml", "publisher: the-ferry", "publisher: lake-watch")
    election = orlan.read(ELECTION)
    second = "      - {reported_by: lake-watch, claim: gull-2040/g1, turnout: {percent: 58.2}}\n"
    orlan.write(ELECTION, election.replace("not_stated:", f"{second}not_stated:"))
    (entry,) = list_entries(orlan, "single-source")
    assert "turnout" not in entry
    assert "mira-oss percent 41.5" in entry


def test_an_actor_that_is_only_mentioned_is_never_cited(orlan: Project) -> None:
    actors = orlan.read("content/actors.yml")
    orlan.write("content/actors.yml", f"{actors}notice: {{type: group, name: the notice}}\n")
    (entry,) = list_entries(orlan, "uncited")
    assert entry == (
        "content/actors.yml:6:1: notice is mentioned once and never cited: "
        "cite it in a claim (about:), or let it be a mere mention"
    )


def test_quotes_near_their_limits(orlan: Project) -> None:
    orlan.edit("content/corpus.yml", "title:", "limits: {warn_share: 20, refuse_share: 30}\ntitle:")
    orlan.edit(CLAIMS, "turnout at 58.2 per cent", "at 58.2")
    share, short = list_entries(orlan, "quotes")
    assert share.startswith(f"{SOURCE}:1:1: ")
    assert share.endswith(
        "per cent of ferry-2040 is quoted, of 20 before a warning: shorten a quotation before you add one"
    )
    assert short == f"{CLAIMS}:17:12: ferry-2040/c2 quotes 2 words of 3 at least: quote a little more"


def test_entries_of_the_lock_that_are_behind(orlan: Project) -> None:
    lines = orlan.read(LOCK).splitlines(keepends=True)
    orlan.write(LOCK, "".join(line for line in lines if '"claim": "ferry-2040/c1"' not in line))
    orlan.edit(CLAIMS, "turnout at 58.2 per cent", "turnout at 58.2")
    cure = "run `asreported lock`, and review what it changes"
    assert list_entries(orlan, "lock") == [
        f"{CLAIMS}:8:12: the quotation of ferry-2040/c1 is not in the lock yet: {cure}",
        f"{CLAIMS}:17:12: the quotation of ferry-2040/c2 is another one in the lock: {cure}",
    ]


# --- disputes -------------------------------------------------------------------------------------------------------

SECOND = """\
      - reported_by: lake-watch
        claim: ferry-2040/c4
        turnout: {percent: PERCENT}
        counts: {tam-reel: {BOUND}}
not_stated:"""


def add_result(project: Project, percent: str, bound: str = "percent: 52.25") -> None:
    text = SECOND.replace("PERCENT", percent).replace("BOUND", bound)
    project.edit(ELECTION, "not_stated:", text)


@pytest.mark.parametrize(
    ("percent", "bound", "why"),
    [
        pytest.param("58.2", "percent: 52.25", "", id="the same figures"),
        pytest.param("61", "percent: 52.25", "turnout percent 58.2 and 61", id="another turnout"),
        pytest.param("58.2", "at_least: 53", "tam-reel percent 52.25 and at least 53", id="outside a bound"),
        pytest.param("58.2", "at_least: 50, at_most: 53", "", id="within bounds"),
        pytest.param("58.2", "votes: 400", "", id="another measure"),
    ],
)
def test_results_that_exclude_each_other_suggest_a_dispute(orlan: Project, percent: str, bound: str, why: str) -> None:
    add_result(orlan, percent, bound)
    cure = "record a dispute, or say in a note why not"
    assert list_entries(orlan, "disputes") == (
        [f"{CLAIMS}:3:3: ferry-2040/c1 and ferry-2040/c4 differ: {why}: {cure}"] if why else []
    )


def test_a_recorded_dispute_is_not_suggested(orlan: Project) -> None:
    add_result(orlan, "61")
    orlan.edit("content/disputes.yml", "claims: [ferry-2040/c2]", "claims: [ferry-2040/c1]")
    orlan.edit("content/disputes.yml", "claims: [ferry-2040/c3]", "claims: [ferry-2040/c4]")
    assert list_entries(orlan, "disputes") == []


FIGURE = """\
  c7:
    speaker: SPEAKER
    kind: figure
    text: TEXT
    quote: The letter was signed
    about: [tam-reel, mira-oss]
    topics: [results]
    elections: [EVENT]
"""


@pytest.mark.parametrize(
    ("speaker", "text", "event", "why"),
    [
        pytest.param(
            "lake-watch", "In 2040 the two had 94 per cent.", "orlan-2040", "93 and 94 %", id="another number"
        ),
        pytest.param("board", "In 2040 the two had 94 per cent.", "orlan-2040", "", id="the same speaker"),
        pytest.param("lake-watch", "In 2040 the two had 93 percent.", "orlan-2040", "", id="the same number"),
        pytest.param("lake-watch", "The two had 94 boats.", "orlan-2040", "", id="another unit"),
        pytest.param("lake-watch", "One had 50 per cent, the other 44%.", "orlan-2040", "", id="several numbers"),
        pytest.param("lake-watch", "The two had 94 per cent.", "orlan-2036", "", id="another election"),
    ],
)
def test_claims_of_figures_that_differ_suggest_a_dispute(
    orlan: Project, speaker: str, text: str, event: str, why: str
) -> None:
    old = "Tam Reel received 52.25 per cent and Mira Oss 41.5 in the preliminary count."
    orlan.edit(CLAIMS, old, "In 2040 the two had 93 per cent.")
    claim = FIGURE.replace("SPEAKER", speaker).replace("TEXT", text).replace("EVENT", event)
    orlan.write(CLAIMS, orlan.read(CLAIMS) + claim)
    entries = list_entries(orlan, "disputes")
    assert [entry.split(" differ: ")[1].split(": ")[0] for entry in entries] == ([why] if why else [])


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "Yesterday the mayor met Ilo Marsh of the Quay Trust.", ["Ilo Marsh", "Quay Trust"], id="two names"
        ),
        pytest.param("Boats lay idle. Fog came. “Never,” he said.", [], id="words that only begin a sentence"),
        pytest.param("The Quay Trust met. They saw the trust of all.", ["Quay Trust"], id="an article before a name"),
        pytest.param("On Monday in May, Mr Tal spoke.", ["Tal"], id="days, months and titles"),
        pytest.param(
            "He met Tal’s men and the Ministry of Fair Weather.", ["Tal", "Ministry of Fair Weather"], id="of"
        ),
        pytest.param("Он видел Йорена Тала и Мирный Союз.", ["Йорена Тала", "Мирный Союз"], id="Cyrillic"),
        pytest.param("He saw Oss, the Orlanian and the Orlanians.", [], id="known spellings and their forms"),
        pytest.param("Он видел Осскую и Орланию.", [], id="forms of Cyrillic spellings"),
        pytest.param("He said: I think I am NEVER late, never.", [], id="emphasis"),
        pytest.param("He works for O.L.W. and for O.R.L.", ["O.L.W."], id="letters with stops"),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    source = read_source(text)
    known = ["Orlan", "Oss", "Орлания", "Осский", "ORL"]
    found = find_names(source, known, list_ordinary([source]), [(0, len(text))])
    assert [name.text for name in found if not name.opens_sentence] == names


def test_names_are_ranked_and_have_their_places(orlan: Project) -> None:
    add_gull(orlan)
    text = orlan.read("content/texts/gull-2040.txt")
    orlan.write(
        "content/texts/gull-2040.txt",
        text.replace("The harbour slept", "In Old Town, in New Town and in Old Town they slept"),
    )
    assert [entry.split(" and is")[0] for entry in list_entries(orlan, "names")] == [
        "texts/gull-2040.txt:1:34: Old Town stands in the texts 2 times (gull-2040 p1)",
        "texts/gull-2040.txt:1:47: New Town stands in the texts once (gull-2040 p1)",
        "texts/ferry-2040.txt:3:1: PORT ORLAN stands in the texts once (ferry-2040 p2)",
    ]


def test_headlines_and_teasers_off_the_topic_are_not_looked_through(orlan: Project) -> None:
    orlan.edit(SOURCE, "{kind: body, paragraphs: 2-5}", "{kind: teaser, paragraphs: 2-5}")
    assert list_entries(orlan, "names") == []


def test_a_place_in_a_markdown_text_is_one_in_the_file(orlan: Project) -> None:
    text = orlan.read("content/texts/ferry-2040.txt")
    (orlan.root / "content/texts/ferry-2040.txt").unlink()
    orlan.write("content/texts/ferry-2040.md", text.replace("the Harbour movement", "the *Quay* movement"))
    content, _ = load_content(orlan.root)
    assert content.texts["ferry-2040"].format == "markdown"
    _, entry = list_entries(orlan, "names")
    assert entry.startswith("texts/ferry-2040.md:7:28: Quay ")


@given(st.sampled_from([path for path in load_content(ORLAN)[0].files if path.endswith(".yml")]), st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_stands_in_a_file_gives_lists(file: str, data: st.DataObject) -> None:
    whole, _ = load_content(ORLAN)
    lines = whole.files[file].splitlines(keepends=True)
    cut = data.draw(st.integers(0, len(lines) - 1))
    content = replace(whole, files={**whole.files, file: "".join(lines[:cut] + lines[cut + 1 :])})
    library, _ = check_content(content, is_strict=False)
    for entries in make_lists(library, content).values() if library else ():
        assert all(entry.place.line >= 1 and "\n" not in str(entry) for entry in entries)
