"""Sorts what is dated into years and periods, as many as a picture has room for."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from generator.edtf import EdtfDate

_MOST_LANES = 4
_MOST_EVENTS = 6
"""In one year."""


class TimelineMark(Struct, frozen=True):
    """Something dated: an event of the corpus, or what a claim tells."""

    date: EdtfDate
    label: str
    is_event: bool

    @property
    def is_sure(self) -> bool:
        """Whether the date is neither uncertain nor approximate, and its year is known."""
        points = (self.date.start, self.date.end)
        return not any(point.mark or "X" in point.text[:4] for point in points if point)

    @property
    def is_period(self) -> bool:
        """Whether it may be longer than a year; an event stands in the year in which it begins."""
        return not self.is_event and self.date.earliest[0] != self.date.latest[0]


class Year(Struct, frozen=True):
    """What is dated in one year."""

    number: int
    sure: int
    """Statements whose date is certain."""
    unsure: int
    events: tuple[TimelineMark, ...]

    @property
    def lines(self) -> int:
        """How many lines it takes: one for the statements, one for each event."""
        return max(bool(self.sure + self.unsure) + len(self.events), 1)


class Period(Struct, frozen=True):
    """What is dated from one year to another."""

    first: int
    """0 where it is open."""
    last: int
    """9999 where it is open."""
    is_sure: bool
    labels: tuple[str, ...]
    lane: int
    """From 0; periods in one lane do not meet."""


class Timescale(Struct, frozen=True):
    """What there is room for."""

    years: tuple[Year, ...]
    """Those that have anything, the first and last years of periods among them."""
    periods: tuple[Period, ...]
    left_out: int

    @property
    def events(self) -> int:
        """How many events there are."""
        return sum(len(year.events) for year in self.years)

    @property
    def statements(self) -> int:
        """How many statements there are in years and on periods."""
        in_years = sum(year.sure + year.unsure for year in self.years)
        return in_years + sum(len(period.labels) for period in self.periods)


def make_timescale(marks: tuple[TimelineMark, ...], most_lines: int) -> Timescale:
    """Give the latest years that take only so many lines, one at least, and the periods that reach into them."""
    years = _choose_years(tuple(_collect_years(marks)), most_lines)
    periods = tuple(_collect_periods(marks, years[0].number)) if years else ()
    drawn = Timescale(years, periods, 0)
    return Timescale(years, periods, len(marks) - drawn.events - drawn.statements)


def _collect_years(marks: tuple[TimelineMark, ...]) -> Iterator[Year]:
    periods = [mark.date for mark in marks if mark.is_period]
    begun = {date.start.earliest[0] for date in periods if date.start}
    ended = {date.end.latest[0] for date in periods if date.end}
    within = [mark for mark in marks if not mark.is_period]
    events: dict[int, list[TimelineMark]] = {}
    for mark in sorted(within, key=lambda mark: mark.date):
        events.setdefault(mark.date.known.earliest[0], []).extend([mark] if mark.is_event else [])
    counts = Counter((mark.date.earliest[0], mark.is_sure) for mark in within if not mark.is_event)
    for number in sorted({*events, *begun, *ended}):
        shown = tuple(events.get(number, ())[:_MOST_EVENTS])
        yield Year(number, counts[number, True], counts[number, False], shown)


def _choose_years(years: tuple[Year, ...], most_lines: int) -> tuple[Year, ...]:
    lines = 0
    for number, year in enumerate(reversed(years)):
        lines += year.lines
        if lines > most_lines and number:
            return years[len(years) - number :]
    return years


def _collect_periods(marks: tuple[TimelineMark, ...], first_year: int) -> Iterator[Period]:
    """Give each period once, in the first lane that is free; what finds none is left out."""
    found: dict[tuple[int, int, bool], list[str]] = {}
    for mark in marks:
        if mark.is_period and mark.date.latest[0] >= first_year:
            bounds = mark.date.earliest[0], mark.date.latest[0], mark.is_sure
            found.setdefault(bounds, []).append(mark.label)
    taken = [-1] * _MOST_LANES
    for (first, last, is_sure), labels in sorted(found.items()):
        lane = next((lane for lane, end in enumerate(taken) if end < first), None)
        if lane is not None:
            taken[lane] = last
            yield Period(first, last, is_sure, tuple(labels), lane)
