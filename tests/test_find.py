"""`asreported find` and `new claim`: what they print can be pasted and is verified."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.anchor import Found, find_quote
from generator.authoring.finding import find_words
from generator.cli import main
from generator.examine import measure_text
from generator.load import TextFile
from tests.helpers import Project

CLAIMS = "content/claims/ferry-2040.yml"
Run = Callable[..., Result]


@pytest.fixture
def run(orlan: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(orlan.root)
    return lambda *arguments: CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_a_place_is_shown_with_a_claim_to_paste(run: Run) -> None:
    result = run("find", "signed “Myra Oss”")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "# ferry-2040 p3 (body): …it said, and “the boxes will tell.” The letter was [[signed “Myra Oss”]], a slip of "
        "her office that was mended within the hour and…\n"
        "# for content/claims/ferry-2040.yml:\n"
        "  c7:\n"
        "    speaker: the-ferry  # check: who says it; now the publisher does; named here: mira-oss\n"
        "    kind: event  # check: figure, event, denial, opinion, prediction, legal-change\n"
        "    text:  # check: your own sentence, neutral and short\n"
        "    quote: signed “Myra Oss”\n"
        "    topics: [results]  # check: results, turnout, observation\n"
    )


@pytest.mark.parametrize("number", [0, 1])
def test_what_is_printed_passes_when_it_is_pasted_and_filled_in(run: Run, orlan: Project, number: int) -> None:
    printed = run("find", "The Board").stdout.split("\n\n")
    assert len(printed) == 2
    filled = printed[number].replace("text:  # check: your own sentence, neutral and short", "text: It spoke.")
    pasted = "".join(f"{line}\n" for line in filled.splitlines() if not line.startswith("#"))
    assert "  c7:\n" in pasted
    orlan.write(CLAIMS, orlan.read(CLAIMS) + pasted)
    assert run("lock").exit_code == 0
    assert orlan.errors() == []
    assert [warning for warning in orlan.warnings("context-unneeded") if "c7" in warning] == []


def test_the_source_s_own_words_are_printed(run: Run) -> None:
    assert "    quote: “We do not accept that figure,”\n" in run("find", '"We do not accept that figure,"').stdout


@pytest.mark.parametrize("arguments", [[], ["--source", "ferry-2040"]])
def test_words_that_are_not_there_get_the_help_of_check(run: Run, arguments: list[str]) -> None:
    result = run("find", "turnout at 58.3 per cent", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "content/sources/ferry-2040.yml:1:1: error: the words must stand in source ferry-2040, found 0 times: a quote "
        "must give the source's numbers: you wrote “58.3 per”, the source has “58.2 per” [number-differs]\n"
        "  you wrote : turnout at 58.3 per cent\n"
        "  source p2 : turnout at 58.2 per cent\n"
        "                            ^\n"
        "  hint: did you mean 'turnout at 58.2 per cent'?\n"
    )


def test_find_as_json(run: Run) -> None:
    result = run("find", "Lake Watch", "--json")
    (place,) = json.loads(result.stdout)["places"]
    assert (place["source"], place["paragraphs"], place["section"]) == ("ferry-2040", [4], "body")
    assert (place["key"], place["prefix"], place["suffix"], place["occurrence"]) == ("c7", None, None, None)
    missed = run("find", "zeppelins", "--json")
    assert missed.exit_code == 1
    described = json.loads(missed.stdout)
    assert (described["places"], described["code"]) == ([], "no-similar-passage")


def test_an_empty_search_is_refused(run: Run) -> None:
    result = run("find", " … ")
    assert result.exit_code == 1
    assert "[empty-quote]" in result.stderr


def test_without_texts_nothing_can_be_found(run: Run, orlan: Project) -> None:
    orlan.remove_texts()
    result = run("find", "the Board", "--source", "ferry-2040")
    assert result.exit_code == 1
    assert result.stderr == (
        "content/sources/ferry-2040.yml:1:1: error: a text must be at hand to be searched, found none of ferry-2040 "
        "[text-away]\n  hint: put it into content/texts\n"
    )


def test_an_unknown_source_is_refused(run: Run) -> None:
    result = run("find", "the Board", "--source", "fery-2040")
    assert result.exit_code == 1
    assert "found fery-2040 [unknown-id]\n  hint: did you mean ferry-2040?" in result.stderr


def test_a_new_claim_is_added_and_verified(run: Run, orlan: Project) -> None:
    before = orlan.read(CLAIMS)
    options = ("--kind", "event", "--speaker", "board", "--topic", "results", "--text", "It meets: on Friday.")
    result = run("new", "claim", "ferry-2040", "--quote", "The Board meets again on Friday", *options)
    assert result.exit_code == 0
    assert orlan.read(CLAIMS) == before + (
        "  c7:\n    speaker: board\n    kind: event\n    text: 'It meets: on Friday.'\n"
        "    quote: The Board meets again on Friday\n    topics: [results]\n"
    )
    assert run("lock").exit_code == 0
    assert orlan.errors() == []


def test_a_claim_whose_words_stand_twice_needs_its_place(run: Run, orlan: Project) -> None:
    result = run("new", "claim", "ferry-2040", "--quote", "The Board")
    assert result.exit_code == 1
    assert result.stderr == (
        f"{CLAIMS}:1:1: error: the words must stand once in source ferry-2040, found 2 times [quote-ambiguous]\n"
        "  1. p2 …as observers doubt the count PORT ORLAN, 7 May 2040. [[The Board]] said that Reel had 52.25 per cent "
        "and Oss 41.5 after all…\n"
        "  2. p5 …about the vote itself, which it called slow and friendly. [[The Board]] meets again on Friday. Until "
        "then its doors, as the notice…\n"
        "  hint: give more words, or choose one with --place N\n"
    )
    assert run("new", "claim", "ferry-2040", "--quote", "The Board", "--place", "2", "--text", "It met.").exit_code == 0
    orlan.relock()
    assert orlan.library().claims["ferry-2040/c7"].anchor.paragraphs == (5,)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        pytest.param(["--quote", "zeppelins"], "no-similar-passage", id="words that aren't there"),
        pytest.param(["--quote", "The Board"], "quote-ambiguous", id="words that stand twice"),
        pytest.param(["--quote", "The Board", "--place", "9"], "occurrence-out-of-range", id="a place too far"),
        pytest.param(["--quote", "Lake Watch", "--speaker", "nobody"], "unknown-id", id="a speaker nobody knows"),
        pytest.param(["--quote", "Lake Watch", "--kind", "rumour"], "unknown-id", id="a kind that isn't declared"),
        pytest.param(["--quote", "Lake Watch", "--topic", "ferries"], "unknown-id", id="a topic that isn't there"),
    ],
)
def test_a_claim_that_is_refused_changes_nothing(run: Run, orlan: Project, options: list[str], code: str) -> None:
    before = orlan.read(CLAIMS)
    result = run("new", "claim", "ferry-2040", *options)
    assert result.exit_code == 1
    assert f"[{code}]" in result.stderr
    assert orlan.read(CLAIMS) == before


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["boat", "rail", "vote", "the", "\n\n", "count."]), min_size=1, max_size=25), st.data())
def test_every_place_is_selected_alone(words: list[str], data: st.DataObject) -> None:
    raw = " ".join(words)
    text = measure_text(TextFile(raw, "plain", ""))
    wanted = data.draw(st.sampled_from(["boat", "rail vote", "the count.", "vote"]))
    places = list(find_words({"a": text}, wanted))
    starts = []
    for place in places:
        outcome = find_quote(text.source, place.selector)
        assert isinstance(outcome, Found)
        starts.append(outcome.start)
    assert starts == sorted(set(starts))
    assert [place.number for place in places] == list(range(1, len(places) + 1))
