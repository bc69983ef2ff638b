"""Remembers which claims speak of what, for the records that must name a claim."""

from collections import defaultdict
from dataclasses import dataclass, field

_ENOUGH = 40
"""So many claims of one record are remembered; more are never asked for."""


@dataclass
class Ledger:
    """What the sources brought."""

    by_actor: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Claims that an actor makes or that speak of it, by the actor's number."""
    by_election: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    surnames: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Sources that print a person's surname alone, by the actor's number."""
    used: set[int] = field(default_factory=set)
    """Numbers of all actors that something names."""

    def note_actor(self, number: int, ref: str) -> None:
        """Remember that a claim speaks of an actor."""
        self.used.add(number)
        _note(self.by_actor[number], ref)

    def note_surname(self, number: int, source: str) -> None:
        """Remember that a source prints a person's surname alone."""
        if source not in self.surnames[number]:
            _note(self.surnames[number], source)

    def note_election(self, number: int, ref: str) -> None:
        """Remember that a claim belongs to an election."""
        _note(self.by_election[number], ref)


def _note(refs: list[str], ref: str) -> None:
    if len(refs) < _ENOUGH:
        refs.append(ref)
