"""Reads dates in the part of EDTF that the content uses: level 0 with `?` `~` `%` `X` and `..`."""

import calendar
import re
from functools import lru_cache, total_ordering

from msgspec import Struct

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[?~%])?", re.ASCII
)
_MARKS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}
_REMEMBERED = 1 << 10
"""Dates that are kept as they were read."""

Day = tuple[int, int, int]
"""Year, month, day."""


class EdtfPoint(Struct, frozen=True):
    """One date, down to the day, the month or the year. Source: ISO 8601-2:2019, EDTF levels 0 and 1."""

    text: str
    """As written."""
    earliest: Day
    latest: Day

    @property
    def mark(self) -> str:
        """What the date's mark says of it, or nothing."""
        return _MARKS.get(self.text[-1], "")


@total_ordering
class EdtfDate(Struct, frozen=True):
    """A date or an interval, ordered by the earliest day of its start, then by its latest day."""

    text: str
    """As written."""
    start: EdtfPoint | None
    """None where the interval is open."""
    end: EdtfPoint | None
    """The start again where it is no interval; None where the interval is open."""

    @property
    def earliest(self) -> Day:
        """The first day it may mean."""
        return self.start.earliest if self.start else (0, 1, 1)

    @property
    def latest(self) -> Day:
        """The last day it may mean."""
        return self.end.latest if self.end else (9999, 12, 31)

    @property
    def known(self) -> EdtfPoint:
        """The end that is known: the start, or the end of an interval without one. Dates are ordered by it."""
        point = self.start or self.end
        assert point, "an interval has a start or an end"
        return point

    @property
    def year(self) -> str:
        """The year by which it is found among others: that in which what is known of it begins."""
        return str(self.known.earliest[0])

    @property
    def order(self) -> tuple[Day, Day, str]:
        """What sorts like the date, and quicker where there are many."""
        return self.known.earliest, self.latest, self.text

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, EdtfDate):
            return NotImplemented
        return self.order < other.order

    def __str__(self) -> str:
        return self.text


@lru_cache(_REMEMBERED)
def parse_edtf(text: str) -> EdtfDate:
    """Read a date such as `2019-06-09`, `1995~`, `199X`, `2007/2012` or `1991/..`.

    Raises ValueError with what is wrong, where it is not such a date or its interval runs backwards.
    """
    if "/" not in text:
        point = _parse_point(text)
        return EdtfDate(text, point, point)
    first, _, last = text.partition("/")
    start = None if first == ".." else _parse_point(first)
    end = None if last == ".." else _parse_point(last)
    if start is None and end is None:
        raise ValueError("an interval must have a start or an end")
    if start and end and (start.earliest > end.latest):
        raise ValueError(f"an interval must not run backwards, found {text}")
    return EdtfDate(text, start, end)


def _parse_point(text: str) -> EdtfPoint:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(
            f"a date must be written like 2019-06-09, 2019-06, 2019?, 199X or 2007/2012, found {text or 'nothing'}"
        )
    year, month, day = match["year"], match["month"], match["day"]
    if ("X" in year and month) or (month == "XX" and day and day != "XX"):
        raise ValueError(f"what follows an unknown digit must be left out, found {text}")
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month is None or month == "XX":
        return EdtfPoint(text, (first_year, 1, 1), (last_year, 12, 31))
    if not 1 <= int(month) <= 12:
        raise ValueError(f"a month must lie between 01 and 12, found {month}")
    days = calendar.monthrange(first_year, int(month))[1]
    if day is None or day == "XX":
        return EdtfPoint(text, (first_year, int(month), 1), (first_year, int(month), days))
    if not 1 <= int(day) <= days:
        raise ValueError(f"a day must lie between 01 and {days} in {year}-{month}, found {day}")
    exact = (first_year, int(month), int(day))
    return EdtfPoint(text, exact, exact)
