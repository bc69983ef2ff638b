"""Pictures: each share and each paragraph stands where its number says."""

from decimal import Decimal

import pytest

from generator.coverage import measure_coverage
from generator.evidence import Anchor, Reading
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
    assert draw_bars(()) is None


def test_bars_stand_on_one_scale_and_say_their_words() -> None:
    figure = draw_bars((Bar("Ann <b>", Decimal(50), Decimal(75), "between 50 and 75 per cent"),))
    assert figure is not None
    drawn = read_html(figure)
    assert read_widths(drawn) == ["640", "480.0", "320.0"]
    assert drawn.find("div").text == "Ann <b>: between 50 and 75 per cent"


def test_strip_is_as_wide_as_its_words_and_darker_with_claims() -> None:
    reading = Reading("0" * 64, (10, 30, 40))
    anchor = Anchor("s", ((0, 1),), (2,), ((10, 12),), ("x",), "x")
    source = read_record(Source, SOURCE)
    coverage = measure_coverage(source, reading, [anchor])
    drawn = read_html(draw_strip(source, reading, coverage, {2: 5}))
    assert read_widths(drawn) == ["80.0", "240.0", "320.0"]
    assert [box.attributes["class"] for box in drawn.find_all("rect")] == ["left-out", "claims-3", "open"]
    assert drawn.find_all("title")[1].text == "Paragraph 2, body: 5 claims"
    assert drawn.find("svg").attributes["role"] == "img"
