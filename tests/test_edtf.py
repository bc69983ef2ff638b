"""Dates are read, ordered and written; their bounds are those of the `edtf` library."""

import calendar

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edtf import EdtfDate, parse_edtf

FORM = "a date must be written like 2019-06-09, 2019-06, 2019?, 199X or 2007/2012, found "


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2019-06-09", (2019, 6, 9), (2019, 6, 9)),
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("1900-02", (1900, 2, 1), (1900, 2, 28)),
        ("2019", (2019, 1, 1), (2019, 12, 31)),
        ("0000", (0, 1, 1), (0, 12, 31)),
        ("2019?", (2019, 1, 1), (2019, 12, 31)),
        ("2019-06~", (2019, 6, 1), (2019, 6, 30)),
        ("2019-06-09%", (2019, 6, 9), (2019, 6, 9)),
        ("199X", (1990, 1, 1), (1999, 12, 31)),
        ("19XX?", (1900, 1, 1), (1999, 12, 31)),
        ("2019-XX", (2019, 1, 1), (2019, 12, 31)),
        ("2019-XX-XX", (2019, 1, 1), (2019, 12, 31)),
        ("2019-06-XX", (2019, 6, 1), (2019, 6, 30)),
        ("2007/2012", (2007, 1, 1), (2012, 12, 31)),
        ("2007~/2012-03", (2007, 1, 1), (2012, 3, 31)),
        ("199X/2003-04-05", (1990, 1, 1), (2003, 4, 5)),
        ("2019-06-09/2019-06-09", (2019, 6, 9), (2019, 6, 9)),
    ],
)
def test_bounds_are_those_of_the_library(
    text: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    date = parse_edtf(text)
    assert (date.earliest, date.latest) == (earliest, latest)
    assert ask_library(text) == (earliest, latest)


def ask_library(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    reference = edtf.parse_edtf(text)
    return tuple(reference.lower_strict()[:3]), tuple(reference.upper_strict()[:3])


@st.composite
def points(draw: st.DrawFn) -> str:
    """Give a date as an author may write it."""
    year = draw(st.integers(0, 9999))
    shape = draw(st.sampled_from(["year", "month", "day", "decade", "century", "some month", "some day"]))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, calendar.monthrange(year, month)[1]))
    written = {
        "year": f"{year:04}",
        "month": f"{year:04}-{month:02}",
        "day": f"{year:04}-{month:02}-{day:02}",
        "decade": f"{year // 10:03}X",
        "century": f"{year // 100:02}XX",
        "some month": f"{year:04}-XX",
        "some day": f"{year:04}-{month:02}-XX",
    }[shape]
    # The library knows no mark behind an unknown month or day.
    return written + (draw(st.sampled_from(["", "?", "~", "%"])) if shape in {"year", "month", "day"} else "")


@given(points())
def test_bounds_of_any_date_are_those_of_the_library(text: str) -> None:
    date = parse_edtf(text)
    assert (date.earliest, date.latest) == ask_library(text)


@given(points(), points())
def test_bounds_of_any_interval_are_those_of_its_ends(first: str, last: str) -> None:
    start, end = parse_edtf(first), parse_edtf(last)
    if start.earliest > end.latest:
        with pytest.raises(ValueError, match="an interval must not run backwards"):
            parse_edtf(f"{first}/{last}")
    else:
        date = parse_edtf(f"{first}/{last}")
        assert (date.earliest, date.latest) == (start.earliest, end.latest)
        assert parse_edtf(f"{first}/..").earliest == start.earliest
        assert parse_edtf(f"../{last}").latest == end.latest


@given(points())
def test_an_open_end_reaches_any_day_that_can_be_written(text: str) -> None:
    assert parse_edtf(f"../{text}").earliest == parse_edtf("0000-01-01").earliest
    assert parse_edtf(f"{text}/..").latest == parse_edtf("9999-12-31").latest


@given(points(), points(), points())
def test_dates_are_in_one_order(first: str, second: str, third: str) -> None:
    one, two, three = map(parse_edtf, (first, second, third))
    assert (one < two) + (two < one) + (one == two) == 1
    assert sorted([one, two, three]) == sorted([three, one, two])
    if one < two < three:
        assert one < three
    if one.latest < two.earliest:
        assert one < two


@given(st.text(st.sampled_from("0123456789-/.X?~%٣ "), max_size=12))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        date = parse_edtf(text)
    except ValueError:
        return
    assert date.text == text == str(date)
    assert text.isascii()
    assert date.earliest <= date.latest


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"{FORM}nothing"),
        ("9 June 2019", f"{FORM}9 June 2019"),
        ("19-06-09", f"{FORM}19-06-09"),
        ("2019-6-9", f"{FORM}2019-6-9"),
        ("2019-06-09T12:30", f"{FORM}2019-06-09T12:30"),
        ("2019~?", f"{FORM}2019~?"),
        ("1XXX", f"{FORM}1XXX"),
        ("٢٠١٩", f"{FORM}٢٠١٩"),
        ("2019 ", f"{FORM}2019 "),
        ("2019\n", f"{FORM}2019\n"),
        ("2019-00", "a month must lie between 01 and 12, found 00"),
        ("2019-13", "a month must lie between 01 and 12, found 13"),
        ("2019-02-29", "a day must lie between 01 and 28 in 2019-02, found 29"),
        ("2020-02-30", "a day must lie between 01 and 29 in 2020-02, found 30"),
        ("2019-06-00", "a day must lie between 01 and 30 in 2019-06, found 00"),
        ("2019-XX-09", "what follows an unknown digit must be left out, found 2019-XX-09"),
        ("199X-06", "what follows an unknown digit must be left out, found 199X-06"),
        ("../..", "an interval must have a start or an end"),
        ("..", f"{FORM}.."),
        ("2019/", f"{FORM}nothing"),
        ("/2019", f"{FORM}nothing"),
        ("2007/2012/2013", f"{FORM}2012/2013"),
        ("2012/2007", "an interval must not run backwards, found 2012/2007"),
        ("2019-06-10/2019-06-09", "an interval must not run backwards, found 2019-06-10/2019-06-09"),
    ],
)
def test_refusal(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="must") as caught:
        parse_edtf(text)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "mark"),
    [("2019", ""), ("2019?", "uncertain"), ("2019~", "approximate"), ("2019%", "uncertain and approximate")],
)
def test_mark(text: str, mark: str) -> None:
    start = parse_edtf(text).start
    assert start is not None
    assert start.mark == mark


def test_the_order_is_by_first_day_then_last_day_then_text() -> None:
    written = ["../1990", "1991/..", "1991", "1991-01", "1991-01-01", "1991-01-01?", "2000/2001", "2000-05"]
    expected = ["../1990", "1991-01-01", "1991-01-01?", "1991-01", "1991", "1991/..", "2000/2001", "2000-05"]
    assert [str(date) for date in sorted(map(parse_edtf, written))] == expected


def test_a_date_is_not_compared_with_a_text() -> None:
    with pytest.raises(TypeError):
        _ = parse_edtf("2019") < "2019"
    assert isinstance(parse_edtf("2019"), EdtfDate)
