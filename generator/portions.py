"""Keeps what large files are put together from, so that after a change only the portions that it touches are made."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from generator.reads import Fact, Notebook

V = TypeVar("V")


class Recall(Protocol):
    """Gives a portion by its name: the one that is kept, if all that was read for it is as it was, or one made now.

    A portion is what JSON can hold: texts, numbers, lists, and tables by text. What makes it is given names alone and
    reads everything else of the library, since only that is noted.
    """

    def __call__(self, name: str, make: Callable[[], V], /) -> V:
        """Give the portion of a name, which is no other portion's."""
        ...


@dataclass(frozen=True, slots=True)
class Portion:
    """A portion with the facts from which it was made."""

    reads: frozenset[Fact]
    text: str
    """As JSON."""


@dataclass(slots=True)
class Portions:
    """The portions of what is made now, and those that are kept from before."""

    notebook: Notebook
    find: Callable[[str], Portion | None] = lambda _: None
    """Finds a portion that is kept and of which nothing that was read has changed."""
    used: set[str] = field(default_factory=set)
    """The names of those that were asked for."""
    made: dict[str, Portion] = field(default_factory=dict)
    """Those of them that were made."""

    def recall(self, name: str, make: Callable[[], V], /) -> V:
        """Give a portion; what was read for it counts as read now."""
        self.used.add(name)
        kept = self.find(name)
        if kept is not None:
            self.notebook.facts |= kept.reads
            value: V = json.loads(kept.text)
            return value
        with self.notebook.noting() as reads:
            value = make()
        self.notebook.facts |= reads
        self.made[name] = Portion(frozenset(reads), json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        return value

    def take(self) -> tuple[set[str], Mapping[str, Portion]]:
        """Give what was asked for and what was made since this was last asked."""
        used, made = self.used, self.made
        self.used, self.made = set(), {}
        return used, made


def make_anew(name: str, make: Callable[[], V], /) -> V:  # noqa: ARG001 - a Recall that knows nothing
    """Make a portion where none are kept."""
    return make()
