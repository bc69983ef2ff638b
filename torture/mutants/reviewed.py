"""Reads which mutants were looked at and may survive, each with the reason."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from torture.mutants.listing import Mutant

REVIEWED = Path(__file__).parent / "reviewed.yml"


@dataclass(frozen=True)
class Review:
    """A reason, and the mutants that it excuses."""

    reason: str
    path: str
    """Of the module; a star stands for anything."""
    mutants: tuple[str, ...]
    """Their names; a star stands for anything."""

    def covers(self, mutant: Mutant) -> bool:
        """Say whether it excuses a mutant."""
        return _fits(self.path, mutant.path) and any(_fits(name, mutant.name) for name in self.mutants)


def read_reviews(text: str) -> tuple[Review, ...]:
    """Give the reviews that a file holds."""
    entries = yaml.safe_load(text) or ()
    return tuple(Review(entry["reason"], entry["module"], tuple(entry["mutants"])) for entry in entries)


def find_idle(reviews: Iterable[Review], survivors: Iterable[Mutant]) -> tuple[str, ...]:
    """Give the names in reviews that no survivor has any more."""
    left = tuple(survivors)
    return tuple(
        f"{review.path}: {name}"
        for review in reviews
        for name in review.mutants
        if not any(_fits(review.path, mutant.path) and _fits(name, mutant.name) for mutant in left)
    )


def _fits(pattern: str, text: str) -> bool:
    return bool(_compile(pattern).fullmatch(text))


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, pattern.split("*"))), re.DOTALL)
