"""Takes the figures of results apart, each with what it measures and within which bounds it lies."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from generator.link import Library
from generator.model import Count, Result

_EXACT = ("votes", "percent", "mandates")


class Figure(Struct, frozen=True):
    """One number that a result gives, or the bounds of one."""

    election: str
    contest: str
    what: str
    """Such as `turnout percent` or the id of an option with what is counted."""
    least: Decimal
    most: Decimal

    @property
    def value(self) -> str:
        """As a person reads it."""
        if self.least == self.most:
            return f"{self.least}"
        if self.least == 0:
            return f"at most {self.most}"
        return f"at least {self.least}" if self.most == 100 else f"{self.least} to {self.most}"

    def excludes(self, other: "Figure") -> bool:
        """Say whether both measure the same thing and can't both be true."""
        same = (self.election, self.contest, self.what) == (other.election, other.contest, other.what)
        return same and (self.most < other.least or other.most < self.least)


def list_figures(library: Library) -> Iterator[tuple[Figure, Result]]:
    """Give every figure of every result."""
    for name, election in library.corpus.elections.items():
        for contest in election.contests:
            for result in contest.results:
                for what, least, most in _unfold(result):
                    yield Figure(name, contest.id, what, least, most), result


def _unfold(result: Result) -> Iterator[tuple[str, Decimal, Decimal]]:
    for field in ("registered", "cast", "valid"):
        yield from _exact(field, getattr(result, field))
    if result.turnout:
        yield from _exact("turnout votes", result.turnout.votes)
        yield from _exact("turnout percent", result.turnout.percent)
    for option, count in result.counts.items():
        for field in _EXACT:
            yield from _exact(f"{option} {field}", getattr(count, field))
        yield from _bounds(f"{option} percent", count)


def _exact(what: str, value: int | Decimal | None) -> Iterator[tuple[str, Decimal, Decimal]]:
    if value is not None:
        yield what, Decimal(value), Decimal(value)


def _bounds(what: str, count: Count) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Give the bounds of a share; "more than 70" counts as "at least 70", since one can't say by how much more."""
    lower = [value for value in (count.at_least, count.more_than) if value is not None]
    upper = [value for value in (count.at_most, count.less_than) if value is not None]
    if lower or upper:
        yield what, max(lower, default=Decimal(0)), min(upper, default=Decimal(100))
