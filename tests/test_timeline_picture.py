"""The picture of what is dated: years that have something, honest gaps, and uncertain dates lighter."""

import gzip
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edtf import parse_edtf
from generator.views.lettering import measure_text
from generator.views.timeline_picture import TimelineWords, draw_timeline
from generator.views.timescale import TimelineMark, make_timescale
from tests.sites import SOUP, Element, show_markdown

WORDS = TimelineWords(
    "{first} to {last}: dated statements {statements}, elections {events}", "Blocks.", "Lines.", "Left out: {count}."
)
YEARS = st.integers(1960, 2030).map(str)
DATES = st.one_of(
    YEARS,
    YEARS.map("{}~".format),
    YEARS.map("{}-06-09".format),
    YEARS.map("../{}".format),
    YEARS.map("{}/..".format),
    st.tuples(YEARS, YEARS).map(lambda pair: "/".join(sorted(pair))),
    st.just("199X"),
)
LABELS = SOUP | st.text(max_size=80)
MARKS = st.lists(st.builds(TimelineMark, DATES.map(parse_edtf), LABELS, st.booleans()), max_size=60)


def say(*dates: str) -> tuple[TimelineMark, ...]:
    return tuple(TimelineMark(parse_edtf(date), f"Said of {date}", is_event=False) for date in dates)


def hold(date: str, label: str = "Election") -> TimelineMark:
    return TimelineMark(parse_edtf(date), label, is_event=True)


def draw(marks: tuple[TimelineMark, ...], most_lines: int = 40) -> Element:
    figure = draw_timeline(marks, WORDS, most_lines)
    assert figure is not None
    assert "\n" not in figure
    assert "style" not in re.sub(r">[^<]*<|\"[^\"]*\"", "", figure)
    ET.fromstring(figure)  # noqa: S314 (our own)
    return show_markdown(f"a\n\n{figure}\n\nb").find("figure")


def read_path(drawn: Element, look: str) -> str:
    return "".join(path.attributes["d"] for path in drawn.find_all("path") if path.attributes["class"] == look)


def list_years(drawn: Element) -> list[str]:
    return [text.text for text in drawn.find_all("text") if "x" not in text.attributes]


@pytest.mark.parametrize("marks", [(), say("2019", "2019~"), (hold("2019"),)], ids=["none", "one year", "one event"])
def test_nothing_to_draw(marks: tuple[TimelineMark, ...]) -> None:
    assert draw_timeline(marks, WORDS) is None


def test_a_gap_is_drawn_as_one() -> None:
    drawn = draw(say("1989", "2019", "2020"))
    assert list_years(drawn) == ["1989", "2019", "2020"]
    assert read_path(drawn, "break").count("M") == 1


def test_statements_are_blocks_and_uncertain_ones_others() -> None:
    drawn = draw(say("2019", "2019-06", "2019-06/2019-07", "2019~", "2020?"))
    assert read_path(drawn, "sure") == "M45 10H69"
    assert read_path(drawn, "unsure") == "M69 10H77M45 32H53"
    counts = [text.text for text in drawn.find_all("text") if "x" in text.attributes]
    assert counts == ["4", "1"]


def test_events_stand_in_their_year_in_the_order_of_time() -> None:
    drawn = draw((hold("2020", "Third"), hold("2019-06", "Second"), hold("2019-01?", "First")))
    assert [text.text for text in drawn.find_all("text", **{"class": "name"})] == ["First", "Second", "Third"]
    assert [path.attributes["class"] for path in drawn.find_all("path")][-3:] == ["event unsure", "event", "event"]


@pytest.mark.parametrize(
    ("date", "years", "arrows"),
    [
        ("2007/2012", ["2007", "2012", "2019"], 0),
        ("2007/..", ["2007", "2019"], 1),
        ("../2012", ["2012", "2019"], 1),
        ("200X", ["2000", "2009", "2019"], 0),
    ],
    ids=["between years", "since a year", "until a year", "in some year of ten"],
)
def test_a_period_is_a_line_between_its_years(date: str, years: list[str], arrows: int) -> None:
    drawn = draw((*say(date), *say("2019")))
    assert list_years(drawn) == years
    line = drawn.find("path", **{"class": "period unsure" if "X" in date else "period"})
    assert line.attributes["d"].count("l") == 2 * arrows
    assert line.text == f"Said of {date}"
    assert drawn.find("figcaption").text == "Blocks. Lines."


def test_the_same_period_is_one_line_and_periods_do_not_meet() -> None:
    scale = make_timescale(say("2001/2003", "2001/2003", "2002/2005", "2004/2005"), 40)
    assert [(period.first, period.lane, len(period.labels)) for period in scale.periods] == [
        (2001, 0, 2),
        (2002, 1, 1),
        (2004, 0, 1),
    ]


def test_the_picture_says_what_it_shows() -> None:
    drawn = draw((*say("2001/2003", "2019~"), hold("2019")))
    assert drawn.find("svg", role="img").attributes["aria-label"] == "2001 to 2019: dated statements 2, elections 1"


def test_the_latest_years_are_drawn_and_the_caption_counts_the_rest() -> None:
    drawn = draw(say(*map(str, range(1990, 2020)), "1980/1985", "1985/2019"), 5)
    assert list_years(drawn) == ["2015", "2016", "2017", "2018", "2019"]
    assert drawn.find("figcaption").text == "Blocks. Lines. Left out: 26."


def test_many_statements_are_bars_that_stay_inside() -> None:
    drawn = draw(say("2018", *["2019"] * 500))
    assert "stroke-dasharray" not in drawn.find("g").attributes
    assert max(map(float, re.findall(r"H([\d.]+)", read_path(drawn, "sure")))) < 275


@given(MARKS)
def test_years_and_words_never_meet(marks: list[TimelineMark]) -> None:
    figure = draw_timeline(tuple(marks), WORDS)
    assert figure == draw_timeline(tuple(marks), WORDS)
    if figure is None:
        return
    drawn = draw(tuple(marks))
    boxes = []
    for text in drawn.find_all("text"):
        size = 14 if text.attributes.get("class") == "name" else 13
        left, down = float(text.attributes.get("x", 0)), float(text.attributes["y"])
        lines = ["".join(child for child in text.children if isinstance(child, str))]
        lines += [line.text for line in text.find_all("tspan")]
        for number, line in enumerate(map(str.strip, lines)):
            top = down + number * 1.2 * size - 0.75 * size
            boxes.append((left, left + measure_text(line, size), top, top + 0.95 * size))
    height = float(drawn.find("svg").attributes["viewbox"].split()[3])
    assert all(right <= 300 and top >= 0 and bottom <= height for _, right, top, bottom in boxes)
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


@given(MARKS, st.integers(1, 30))
def test_nothing_is_lost_without_saying_so(marks: list[TimelineMark], most_lines: int) -> None:
    scale = make_timescale(tuple(marks), most_lines)
    assert scale.events + scale.statements + scale.left_out == len(marks)
    assert sum(year.lines for year in scale.years) <= max(most_lines, 7)
    assert scale == make_timescale(tuple(marks), most_lines)


def test_a_full_picture_is_small() -> None:
    marks = [*say(*[str(year) for year in range(1960, 2020)] * 3), *say("1990/2000", "1995/2005")]
    marks += [hold(str(year), f"{year} presidential election") for year in range(1960, 2020, 4)]
    figure = draw_timeline(tuple(marks), WORDS)
    assert figure is not None
    assert len(gzip.compress(figure.encode(), mtime=0)) < 1500
