"""Says of a date what citations print: its ends, how sure they are, and their words in American order."""

import calendar
from functools import lru_cache

from msgspec import Struct

from generator.edtf import EdtfDate, EdtfPoint

_MONTHS = tuple(calendar.month_name)
_REMEMBERED = 1 << 10
"""Dates of which the ends are kept: most pages were last changed on few days."""


class DateEnd(Struct, frozen=True):
    """The first or the last date that a date may mean."""

    parts: tuple[int, ...]
    """Year, month and day, as far as they are known."""
    is_approximate: bool
    is_uncertain: bool

    @property
    def is_estimate(self) -> bool:
        """Whether it is marked as not sure in any way."""
        return self.is_approximate or self.is_uncertain


@lru_cache(_REMEMBERED)
def find_ends(date: EdtfDate) -> tuple[DateEnd | None, DateEnd | None]:
    """Give a date's first and last end: equal where it is one date, None where an interval is open."""
    first = _read_end(date.start, date.start.earliest[0]) if date.start else None
    last = _read_end(date.end, date.end.latest[0]) if date.end else None
    return first, last


def _read_end(point: EdtfPoint, year: int) -> DateEnd:
    """Read a point; the year is the one to take where its last digits are unknown."""
    rest = point.text.rstrip("?~%").split("-")[1:]
    parts = (year, *(int(part) for part in rest if part != "XX"))
    return DateEnd(parts, "approximate" in point.mark, "uncertain" in point.mark)


def word_day(end: DateEnd) -> str:
    """Write month and day, as far as they are known, such as "January 16"."""
    month_and_day = end.parts[1:]
    return " ".join([_MONTHS[month] for month in month_and_day[:1]] + [str(day) for day in month_and_day[1:]])


def word_date(end: DateEnd) -> str:
    """Write a date, such as "January 16, 2012", "January 2012" or "2012"."""
    comma = "," if len(end.parts) == 3 else ""
    return f"{word_day(end)}{comma} {end.parts[0]}".lstrip()


def word_accessed(date: EdtfDate) -> str:
    """Write when something was looked up."""
    first, last = find_ends(date)
    known = first or last
    assert known, "an interval has a start or an end"
    return word_date(known)
