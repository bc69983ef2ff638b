"""What is said of a quote that isn't found: why, and what to paste instead."""

import time

import pytest

from generator.anchor import Found, NotFound, Selector, Span, find_quote, read_source

REPORT = (
    "Observers welcomed the orderly opening of polling stations across the region. They also reported that protocols "
    "were not posted, and that several observers were asked to leave before the count ended."
)
FAR = f"They left at dusk. {'More was said. ' * 50}They came at dawn."


def explain(text: str, exact: str, **fields: object) -> NotFound:
    outcome = find_quote(read_source(text), Selector(exact, **fields))  # type: ignore[arg-type]
    assert isinstance(outcome, NotFound), outcome
    return outcome


@pytest.mark.parametrize(
    ("reason", "text", "exact", "suggestion"),
    [
        ("empty-quote", REPORT, " … ", None),
        ("case-differs", REPORT, "They Also reported", "They also reported"),
        ("case-differs", "these elections", "[t]hese elections", "these elections"),
        ("punctuation-differs", REPORT, "not posted and that", "not posted, and that"),
        ("punctuation-differs", REPORT, "not posted, and that.", "not posted, and that"),
        ("punctuation-differs", "a re-election bid", "a re election bid", "a re-election bid"),
        ("punctuation-differs", "“We won,” he said", "We won, he said", "We won,” he said"),
        ("punctuation-differs", "Well... he said", "Well.", "Well..."),
        ("whitespace-differs", REPORT, "poll ing stations", "polling stations"),
        ("whitespace-differs", "a run - off vote", "a run-off vote", "a run - off vote"),
        ("diacritics-differ", "Мой бюллетень там", "Мои бюллетень", "Мой бюллетень"),
        ("diacritics-differ", "The cafe\u0301 was full", "cafe was full", "cafe\u0301 was full"),
        ("homoglyph", "the CEC met today", "the СЕС met today", "the CEC met today"),
        ("homoglyph", "Бірінші тур", "Бiрiнші тур", "Бірінші тур"),
        ("homoglyph", "Turnout １２ today", "Turnout 12 today", "Turnout １２ today"),
        ("number-differs", "at 74.2 percent of stations", "at 72.4 percent of stations", "at 74.2 percent of stations"),
        ("number-differs", "Some 12,500 voters came", "Some 12.500 voters", "Some 12,500 voters"),
        ("number-differs", "It fell -5 percent so", "It fell 5 percent", "It fell -5 percent"),
        ("number-differs", "It was 75% there now", "It was 75 there", "It was 75% there"),
        ("paraphrase", REPORT, "Observers greeted the orderly opening", "Observers welcomed the orderly opening"),
        (
            "paraphrase",
            "They did not report violations",
            "They did report violations",
            "They did not report violations",
        ),
        ("paraphrase", REPORT, "organised opening", None),
        ("paragraph-break", "Left at dusk.\n\nCame at dawn.", "at dusk. Came", "at dusk.\n\nCame"),
        ("paragraph-break", "Left at dusk. Came at dawn.", "at dusk.\n\nCame", "at dusk. Came"),
        ("paragraph-break", "Results\n\nThey won it all.", "Results They won", "They won"),
        ("word-truncated", "of unfair elections", "fair elections", "unfair elections"),
        ("word-truncated", "the Otan party’s list", "the Otan party", "the Otan party’s"),
        ("number-truncated", "Support of 3–5% was", "5% was", "3–5% was"),
        ("grapheme-split", "a 👩‍👩‍👧 we", "a 👩", "a 👩‍👩‍👧"),
        ("elision-order", REPORT, "They also […] Observers welcomed", "Observers welcomed"),
        ("elision-gap", FAR, "They left […] They came", "They left"),
        ("elision-gap", "A b.\n\nC.\n\nD e.", "A b […] D e", "A b"),
        ("elision-too-short", REPORT, "Observers welcomed […] opening", None),
        ("elision-missing-segment", REPORT, "Observers welcomed […] several monitors were asked", "Observers welcomed"),
        ("word-truncated", "a non-competitive vote was held", "competitive vote […] was held", None),
        ("unmarked-elision", REPORT, "Observers welcomed ... were not posted", "Observers welcomed"),
        ("unmarked-elision", REPORT, "Observers welcomed (…) were not posted", "Observers welcomed"),
        ("brackets-malformed", "She said so", "She [Ana said so", "She said so"),
        ("brackets-malformed", "She said so", "She [[Ana]] said so", "She said so"),
        ("brackets-malformed", "She said so", "She [] said so", "She said so"),
        ("brackets-malformed", "She said so", "She said[,] so", "She said so"),
        ("insertion-changes-sense", "She said so", "She [never] said so", "She said so"),
        ("insertion-changes-sense", "It was fair. They said [not] so.", "It was [not] fair", "It was fair"),
        ("insertion-changes-sense", "The prime minister left", "The [president] left", "The prime minister left"),
        ("outer-quotes", "Observers noted queues there", "“noted queues”", "noted queues"),
        ("outer-quotes", "Observers noted queues there", "«noted queues»", "noted queues"),
        ("line-end-hyphen", "the consti-\ntutional court", "the constitutional court", "the consti- tutional court"),
        ("line-end-hyphen", "the constitutional court", "the consti- tutional court", "the constitutional court"),
        ("entity", "AT&T and others", "AT&amp;T and others", "AT&T and others"),
        ("entity", "AT&amp;T and others", "AT&T and others", "AT&amp;T and others"),
        ("entity", "so&nbsp;be it&hellip; then", "so be it… then", "so&nbsp;be it&hellip; then"),
        ("no-similar-passage", "Наблюдатели молчали.", "Observers were silent", None),
        ("no-similar-passage", "", "Observers were silent", None),
    ],
)
def test_reason(reason: str, text: str, exact: str, suggestion: str | None) -> None:
    outcome = explain(text, exact)
    assert outcome.reason == reason
    if suggestion:
        assert outcome.suggestions[0] == suggestion


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"prefix": "Monitors"},
            "the prefix must touch the quoted words; they stand between “…Observers” and “the orderly opening of…”",
        ),
        (
            {"suffix": "a disorderly"},
            "the suffix must touch the quoted words; they stand between “…Observers” and “the orderly opening of…”",
        ),
        ({"occurrence": 2}, "occurrence must be from 1 to 1, found 2"),
    ],
)
def test_context_message(fields: dict[str, object], message: str) -> None:
    outcome = explain("Observers gladly welcomed the orderly opening of", "gladly welcomed", **fields)
    assert outcome.message == message
    assert outcome.suggestions == ("gladly welcomed",)
    assert outcome.near == Span(10, 25)


def test_prefix_and_suffix_of_different_places() -> None:
    outcome = explain("In A they won. In B they won!", "they won", prefix="In A", suffix="!")
    assert outcome.reason == "context-mismatch"
    assert "prefix and suffix together" in outcome.message


@pytest.mark.parametrize(
    ("text", "exact", "message"),
    [
        (
            "Бірінші тур",
            "Бiрінші тур",
            (
                "a quote must use the source's own letters, not ones that look alike: "
                "you wrote i (U+0069 LATIN SMALL LETTER I), "
                "the source has і (U+0456 CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I)"
            ),
        ),
        (
            "at 74.2 percent of stations",
            "at 72.4 percent of stations",
            "a quote must give the source's numbers: you wrote “72.4 percent”, the source has “74.2 percent”",
        ),
        (
            "The vote was calm, they said",
            "The vote was calm.",
            "a quote must keep the source's punctuation: you wrote “calm.”, the source has “calm”",
        ),
        (
            "It was at dusk.\n\nThey came",
            "at dusk. They",
            (
                "a quote may cross a paragraph break only where it has a blank line too: you wrote “dusk. They”, "
                "the source has “dusk. ¶ They”"
            ),
        ),
    ],
)
def test_message(text: str, exact: str, message: str) -> None:
    assert explain(text, exact).message == message


def test_a_silent_capital_is_answered_with_a_bracket() -> None:
    outcome = explain("Critics say these elections were decided", "These elections were")
    assert outcome.suggestions == ("these elections were", "[T]hese elections were")


def test_a_bare_ellipsis_is_answered_with_a_bracket() -> None:
    outcome = explain(REPORT, "Observers welcomed ... were not posted")
    assert outcome.suggestions[1] == "Observers welcomed […] were not posted"


def test_suggestions_are_three_at_most() -> None:
    outcome = explain("un" + "fair vote, in" * 9, "fair vote")
    assert 0 < len(outcome.suggestions) <= 3


def test_near_is_where_the_first_suggestion_stands() -> None:
    outcome = explain(REPORT, "protocols were never posted")
    assert outcome.near is not None
    assert REPORT[outcome.near.start : outcome.near.end] == outcome.suggestions[0] == "protocols were not posted"


WORDS = [f"{first}{second}{third}" for first in "bdfgklmn" for second in "aeiou" for third in "rstvz"]
LONG = " ".join(WORDS[(number * number + number // 7) % len(WORDS)] for number in range(250_000))


@pytest.mark.parametrize(
    "exact",
    [
        pytest.param("Observers did not report violations", id="nothing like it"),
        pytest.param(LONG[500_000:500_200].replace(" ", " quack ", 1), id="a word too many"),
        pytest.param(LONG[500_000:500_200].upper(), id="in capitals"),
        pytest.param(f"{LONG} quack", id="longer than the text"),
        pytest.param(LONG[:60].replace(" ", " […] "), id="many short segments"),
        pytest.param("bar das […] quack quack […] bar das", id="a missing segment"),
    ],
)
def test_a_megabyte_fails_soon(exact: str) -> None:
    source = read_source(LONG)
    start = time.perf_counter()
    assert isinstance(find_quote(source, Selector(exact)), NotFound)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        pytest.param("tak " * 80_000, "tak tak", id="a pair of words"),
        pytest.param("tak " * 80_000, ("tak " * 40_000).strip(), id="half the text"),
        pytest.param("tak " * 80_000, ("tak " * 40_000) + "tik", id="half the text and a word"),
        pytest.param("-" * 300_000, "a - b", id="dashes"),
        pytest.param("$" * 300_000, "a $5", id="currency signs"),
        pytest.param("12 500 " * 40_000, "500 12", id="numbers"),
        pytest.param("🇰" * 150_000, "a 🇰 b", id="halves of flags"),
        pytest.param("a" + "\u0301\u0316" * 100_000, "a b", id="marks on one letter"),
        pytest.param("[x] " * 60_000, "[x] [x] [x] [x] [x] [x] [x] [x] [x] [y]", id="brackets"),
        pytest.param("a-" * 150_000, "a a", id="one long word"),
    ],
)
def test_repetition_takes_linear_time(text: str, exact: str) -> None:
    start = time.perf_counter()
    assert not isinstance(find_quote(read_source(text), Selector(exact)), Found)
    assert time.perf_counter() - start < 6
