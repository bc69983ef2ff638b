"""Defines what a trial is, how much of it is wanted, and what it tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


class CannotTryError(Exception):
    """Something that a trial needs is missing; the message says what, and how to get it."""


@dataclass(frozen=True)
class Effort:
    """How much of each trial is wanted."""

    root: Path
    """The project's folder; its content is read and never written."""
    scratch: Path
    """An empty folder of the trial's own, outside the project."""
    seed: int
    """Whatever a trial chooses by chance follows from it."""
    scale: float
    """Part of the full number of tries: 1 all of them, 0.01 a hundredth. Each trial does one at least."""

    def tries(self, full: int) -> int:
        """Give how many tries are wanted where a full run does so many."""
        return max(1, round(full * self.scale))


@dataclass(frozen=True)
class Outcome:
    """What a trial saw."""

    counts: Mapping[str, int] = field(default_factory=dict)
    """How many of what, each in words that end a sentence, such as `kills survived`."""
    failures: tuple[str, ...] = ()
    """What broke, each told so that it can be tried again."""
    remarks: tuple[str, ...] = ()
    """What was not tried, or must be known to read the counts."""


@dataclass(frozen=True)
class Trial:
    """A promise, and what tries to break it."""

    name: str
    """One word, by which it is chosen."""
    promise: str
    """The promise, as a sentence."""
    run: Callable[[Effort], Outcome]
