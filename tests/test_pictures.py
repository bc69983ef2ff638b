"""Pictures: each share and each paragraph stands where its number says."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.coverage import measure_coverage
from generator.evidence import Anchor, Reading
from generator.interface import Interface
from generator.model import Count, Source
from generator.views.pictures import Bar, draw_bars, draw_strip, make_bar
from tests.helpers import read_record
from tests.sites import Element, read_html

SOURCE = """title: T
type: report
publisher: p
date: 2040
date_basis: printed
language: en
rights: {level: excerpt, statement: 'http://rightsstatements.org/vocab/InC/1.0/', basis: quotation}
sections:
  - {kind: headline, paragraphs: '1', reason: title}
  - {kind: body, paragraphs: 2-3}
"""
ENGLISH = Interface("en", "en")


def read_widths(drawn: Element) -> list[str]:
    return [box.attributes["width"] for box in drawn.find_all("rect")]


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ("{percent: 41.5}", ("41.5", "41.5")),
        ("{at_least: 82, at_most: 85}", ("82", "85")),
        ("{at_most: 3.5}", ("0", "3.5")),
        ("{more_than: 70}", ("70", "100")),
        ("{less_than: 10}", ("0", "10")),
    ],
    ids=["exact", "between bounds", "at most", "more than", "less than"],
)
def test_bar_of_a_share(written: str, bounds: tuple[str, str]) -> None:
    bar = make_bar("A", read_record(Count, written), "words")
    assert bar is not None
    assert (str(bar.lower), str(bar.upper)) == bounds


def test_no_bar_without_a_share() -> None:
    assert make_bar("A", read_record(Count, "{votes: 5, mandates: 2}"), "words") is None
    assert draw_bars((), ENGLISH) is None


def test_bars_stand_on_one_scale_and_say_their_words() -> None:
    figure = draw_bars((Bar("Ann <b>", Decimal(50), Decimal(75), "between 50 and 75 per cent"),), ENGLISH)
    assert figure is not None
    drawn = read_html(figure)
    assert read_widths(drawn) == ["640", "480.0", "320.0"]
    assert drawn.find("div").text == "Ann <b>: between 50 and 75 per cent"


def test_strip_is_as_wide_as_its_words_and_darker_with_claims() -> None:
    reading = Reading("0" * 64, (10, 30, 40))
    anchor = Anchor("s", ((0, 1),), (2,), ((10, 12),), ("x",), "x")
    source = read_record(Source, SOURCE)
    coverage = measure_coverage(source, reading, [anchor])
    drawn = read_html(draw_strip(reading, coverage, {2: 5}, ENGLISH))
    assert [path.attributes for path in drawn.find_all("path")] == [
        {"class": "left-out", "d": "M0 0h80v28H0z"},
        {"class": "claims-3", "d": "M80 0h240v28H80z"},
        {"class": "open", "d": "M320 0h320v28H320z"},
    ]
    assert not drawn.find_all("title")
    label = "Where in the text the claims lie: 1 of 3 paragraphs carry claims"
    assert drawn.find("svg").attributes == {"viewbox": "0 0 640 28", "role": "img", "aria-label": label}


@settings(max_examples=200)
@given(st.lists(st.integers(0, 500), min_size=1, max_size=400))
def test_parts_of_a_strip_follow_on_each_other_and_none_is_too_thin_to_see(words: list[int]) -> None:
    source = read_record(Source, SOURCE.replace("2-3", f"2-{len(words) + 1}"))
    reading = Reading("0" * 64, tuple(words))
    drawn = read_html(draw_strip(reading, measure_coverage(source, reading, []), {}, ENGLISH))
    shapes = [re.fullmatch(r"M(\d+) 0h(\d+)v28H\1z", part.attributes["d"]) for part in drawn.find_all("path")]
    boxes = [(int(shape[1]), int(shape[2])) for shape in shapes if shape]
    assert len(boxes) == len(words)
    assert boxes[0][0] == 0
    assert all(width >= 1 for _, width in boxes)
    total = sum(words) or 1
    for number, (left, width) in enumerate(boxes):
        assert abs(left - 640 * sum(words[:number]) / total) <= 1
        assert abs(width - 640 * words[number] / total) <= 1
