"""What is measured in a text: paragraphs and words that a quotation touches, with its typed context."""

import pytest

from generator.anchor import Selector
from generator.evidence import make_selector
from generator.examine import examine_source, measure_text
from generator.load import TextFile
from generator.model import Claim
from generator.quoting.spellings import index_spellings
from tests.helpers import read_record

TEXT = TextFile("One two three.\n\nFour five six, seven.\n\nEight nine. One two again.\n", "plain", "5e")
"""Words 0-2, 3-6 and 7-11; paragraphs at 0-14, 16-37 and 39-65."""


def make_claim(quote: str, **fields: object) -> Claim:
    rest = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return read_record(Claim, f"kind: figure\ntext: A sentence.\nquote: '{quote}'\n{rest}")


@pytest.mark.parametrize(
    ("segments", "paragraphs", "words"),
    [
        (((0, 3),), (1,), ((0, 1),)),
        (((0, 14),), (1,), ((0, 3),)),
        (((4, 13),), (1,), ((1, 3),)),
        (((8, 20),), (1, 2), ((2, 4),)),
        (((16, 20),), (2,), ((3, 4),)),
        (((0, 3), (51, 54)), (1, 3), ((0, 1), (9, 10))),
        (((51, 54), (0, 3)), (1, 3), ((9, 10), (0, 1))),
        (((0, 65),), (1, 2, 3), ((0, 12),)),
        (((5, 6),), (1,), ((1, 2),)),
    ],
)
def test_paragraphs_and_words_that_segments_touch(
    segments: tuple[tuple[int, int], ...], paragraphs: tuple[int, ...], words: tuple[tuple[int, int], ...]
) -> None:
    measured = measure_text(TEXT)
    assert measured.find_paragraphs(segments) == paragraphs
    assert measured.find_words(segments) == words


def test_many_paragraphs_are_told_in_order() -> None:
    measured = measure_text(TextFile("\n\n".join(f"word{number}" for number in range(60)), "plain", ""))
    starts = [start for start, _ in measured.paragraphs]
    assert measured.find_paragraphs(tuple((start, start + 1) for start in reversed(starts))) == tuple(range(1, 61))
    assert measured.find_paragraphs(tuple((starts[number - 1], starts[number - 1] + 1) for number in (33, 1))) == (
        1,
        33,
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, Selector("one two")),
        ({"prefix": "zero", "suffix": "three"}, Selector("one two", "zero", "three")),
        ({"prefix": "zero"}, Selector("one two", "zero")),
        ({"suffix": "three", "occurrence": 2}, Selector("one two", "", "three", 2)),
        ({"within_word": "true"}, Selector("one two", within_word=True)),
    ],
)
def test_a_claim_is_looked_up_by_all_that_it_says_of_its_words(fields: dict[str, object], expected: Selector) -> None:
    assert make_selector(make_claim("one two", **fields)) == expected


def examine(**claims: Claim) -> dict[str, object]:
    found = examine_source(TEXT, claims, index_spellings(()))
    return {key: anchor.word_ranges for key, anchor in found.found.held.open().items()}


@pytest.mark.parametrize(
    ("claim", "ranges"),
    [
        pytest.param(make_claim("five six"), ((4, 6),), id="no context"),
        pytest.param(make_claim("five six", prefix="Four"), ((3, 6),), id="a word before"),
        pytest.param(make_claim("five six", suffix="', seven'"), ((4, 8),), id="a sign and a word after"),
        pytest.param(make_claim("One two", suffix="again"), ((9, 12),), id="the last word after"),
        pytest.param(make_claim("One two", prefix="Eight nine."), ((7, 11),), id="two words before"),
        pytest.param(make_claim("two three", prefix="One"), ((0, 3),), id="the first word before"),
        pytest.param(
            make_claim("two three […] five six", prefix="One", suffix="', seven'"), ((0, 3), (4, 8)), id="both"
        ),
    ],
)
def test_typed_context_counts_as_quoted(claim: Claim, ranges: tuple[tuple[int, int], ...]) -> None:
    assert examine(c1=claim) == {"c1": ranges}


def test_signs_in_typed_context_never_reach_beyond_the_text() -> None:
    text = TextFile("— One two three —", "plain", "")
    claims = {"c1": make_claim("two three", prefix="'— One'", suffix="' —'")}
    (anchor,) = examine_source(text, claims, index_spellings(())).found.held.open().values()
    assert anchor.word_ranges == ((0, 3),)


def test_each_paragraph_has_its_words_counted() -> None:
    assert examine_source(TEXT, {}, index_spellings(())).reading.paragraph_words == (3, 4, 5)


def test_claims_are_found_ambiguous_or_missing() -> None:
    claims = {"c1": make_claim("five six"), "c2": make_claim("One two"), "c3": make_claim("one thousand")}
    found = examine_source(TEXT, claims, index_spellings(("Eight", "five")))
    assert set(found.found.keys) == {"c1"}
    assert set(found.ambiguous) == {"c2"}
    assert found.missing == ("c3",)
    assert found.spellings == {"Eight": (3,), "five": (2,)}
