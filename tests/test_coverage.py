"""How much of a source is accounted for, and how much of it is quoted."""

from decimal import Decimal

import pytest

from generator.coverage import check_coverage, measure_coverage
from generator.evidence import Anchor, Reading
from generator.model import Limits, Source
from tests.helpers import Project, read_record, show

SOURCE = """\
title: x
type: x
publisher: x
date: 2040
date_basis: printed
language: en
rights: {level: LEVEL, statement: 'https://x', basis: by permission}
sections:
"""
BODY = "  - {kind: body, paragraphs: 1-3}\n"
READING = Reading("", (10, 20, 70))
LIMITS = Limits()


def make_source(sections: str = BODY, level: str = "excerpt") -> Source:
    return read_record(Source, SOURCE.replace("LEVEL", level) + sections)


def quote(*ranges: tuple[int, int], paragraphs: tuple[int, ...] = (1,)) -> Anchor:
    """Make an anchor that covers these words of the text."""
    return Anchor("", ((0, 1),), paragraphs, ranges, ("",), "")


@pytest.mark.parametrize(
    ("anchors", "words"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param([quote((0, 5))], 5, id="one quotation"),
        pytest.param([quote((0, 5)), quote((0, 5))], 5, id="two claims on the same words"),
        pytest.param([quote((0, 5)), quote((3, 8))], 8, id="two that overlap"),
        pytest.param([quote((0, 9)), quote((3, 5))], 9, id="one inside another"),
        pytest.param([quote((3, 5)), quote((0, 4)), quote((8, 9))], 6, id="in any order"),
        pytest.param([quote((0, 5)), quote((5, 8))], 8, id="two that touch"),
        pytest.param([quote((0, 3), (5, 8))], 6, id="an elision leaves words out"),
        pytest.param([quote((8, 12), paragraphs=(1, 2))], 4, id="over two paragraphs"),
    ],
)
def test_each_word_counts_once(anchors: list[Anchor], words: int) -> None:
    measured = measure_coverage(make_source(), READING, anchors)
    assert (measured.words_quoted, measured.words) == (words, 100)
    assert measured.share_quoted == Decimal(words).quantize(Decimal("0.1"))


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ("{kind: furniture, paragraphs: 2}", 80),
        ("{kind: teaser, paragraphs: 2}", 80),
        ("{kind: teaser, paragraphs: 2, on_topic: false}", 80),
        ("{kind: teaser, paragraphs: 2, on_topic: true}", 100),
        ("{kind: headline, paragraphs: 2}", 100),
        ("{kind: caption, paragraphs: 2}", 100),
        ("{kind: comment, paragraphs: 2}", 100),
        ("{kind: body, paragraphs: 2, on_topic: false}", 100),
    ],
)
def test_furniture_and_teasers_off_the_topic_do_not_count(second: str, words: int) -> None:
    source = make_source(f"  - {{kind: body, paragraphs: '1, 3'}}\n  - {second}\n")
    measured = measure_coverage(source, READING, [quote((8, 20))])
    assert measured.words == words
    assert measured.words_quoted == (2 if words == 80 else 12)


def test_paragraphs_are_annotated_explained_or_open() -> None:
    source = make_source(
        "  - {kind: body, paragraphs: 1-2}\n  - {kind: caption, paragraphs: '3', reason: of another event}\n"
    )
    measured = measure_coverage(source, READING, [quote((0, 1), paragraphs=(1,))])
    assert (measured.annotated, measured.explained, measured.open) == ((1,), (3,), (2,))
    assert measured.share_covered == Decimal("66.7")


def test_a_text_without_words_is_quoted_by_nought_per_cent() -> None:
    measured = measure_coverage(make_source(), Reading("", ()), [])
    assert (measured.share_quoted, measured.share_covered) == (Decimal("0.0"), Decimal("0.0"))


@pytest.mark.parametrize(
    ("words", "severity", "limit"),
    [(25, "", ""), (26, "warning", "25"), (30, "warning", "25"), (31, "error", "30"), (100, "error", "30")],
)
def test_share_is_warned_of_over_25_and_refused_over_30(words: int, severity: str, limit: str) -> None:
    source = make_source()
    measured = measure_coverage(source, READING, [quote((0, words), paragraphs=(1, 2, 3))])
    expected = (
        f"a.yml:1:1: {severity}: at most {limit} per cent of gull-2040 must be quoted, found {words}.0 "
        f"({words} of 100 words) [share-over-limit]\n  hint: shorten quotations, or let claims share one"
    )
    assert show(tuple(check_coverage(source, "gull-2040", measured, LIMITS))) == (expected if severity else "")


def test_a_text_that_may_be_shown_whole_has_no_limit() -> None:
    source = make_source(level="full")
    measured = measure_coverage(source, READING, [quote((0, 100), paragraphs=(1, 2, 3))])
    assert not tuple(check_coverage(source, "a", measured, LIMITS))


def test_limits_come_from_corpus_yml(orlan: Project) -> None:
    orlan.edit("content/corpus.yml", "event_sections:", "limits: {warn_share: 5, refuse_share: 10}\nevent_sections:")
    assert orlan.errors() == [
        (
            "content/sources/ferry-2040.yml:1:1: error: at most 10 per cent of ferry-2040 must be quoted, found 18.6 "
            "(41 of 220 words) [share-over-limit]\n  hint: shorten quotations, or let claims share one"
        )
    ]


def test_typed_contexts_count_as_quoted(orlan: Project) -> None:
    before = orlan.library().coverage["ferry-2040"].words_quoted
    orlan.edit(
        "content/claims/ferry-2040.yml", "    quote: turnout at 58.2", "    prefix: It put\n    quote: turnout at 58.2"
    )
    orlan.relock()
    assert orlan.library().coverage["ferry-2040"].words_quoted == before + 2
    orlan.edit("content/claims/ferry-2040.yml", "prefix: It put", "suffix: ', a little over the vote of four'")
    orlan.relock()
    # Six words of context, of which "the vote of four" is quoted by another claim already.
    assert orlan.library().coverage["ferry-2040"].words_quoted == before + 3


def test_a_paragraph_carries_a_claim_or_has_a_reason() -> None:
    source = make_source(
        "  - {kind: body, paragraphs: 1-2}\n  - {kind: furniture, paragraphs: '3'}\n  - {kind: caption, "
        "paragraphs: 4}\n"
    )
    measured = measure_coverage(source, Reading("", (9, 9, 9, 9)), [quote((0, 1), paragraphs=(1,))])
    hint = "[paragraph-without-claim]\n  hint: annotate it, or give the section a reason"
    message = "warning: a paragraph must carry a claim or have a reason, found"
    assert show(tuple(check_coverage(source, "a", measured, LIMITS))) == (
        f"a.yml:9:30: {message} 2 with neither {hint}\na.yml:11:33: {message} 4 with neither {hint}"
    )
