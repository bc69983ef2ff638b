"""Knows who was made from which fact, so that a change leads to its dependents, and nobody else is asked."""

from array import array
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import partial
from typing import Any

_SPARE = 10_000
"""Dependents that are gone, in all facts together, for which it isn't worth it to look through all."""


class Dependents:
    """Who was made from each fact, all by numbers. Whoever is made again gets another number, and the old is nobody's.

    So what is noted is only ever added to, and those that are gone are cleared away when they are as many as the rest.
    """

    def __init__(self, packed: Any = None) -> None:
        """Take what `pack` gave."""
        self._dependents: dict[int, bytes] = {}
        self._next = self._few = 0
        if packed is not None:
            self._dependents, self._next, self._few = packed
        # A full build notes all, beside all else that it holds: one row takes half of what one a fact would.
        self._noted = array("I")

    def note(self, facts: Iterable[int]) -> int:
        """Give a number to a dependent of facts, of which none comes twice."""
        number, self._next = self._next, self._next + 1
        start = len(self._noted)
        self._noted.extend((number, 0))
        self._noted.extend(facts)
        self._noted[start + 1] = len(self._noted) - start - 2
        return number

    def find(self, facts: Iterable[int]) -> set[int]:
        """Give who was made from any of some facts, as it was packed, and some who are gone."""
        return {
            dependent for fact in facts if fact in self._dependents for dependent in _unpack(self._dependents[fact])
        }

    def pack(self, present: Container[int]) -> Any:
        """Give all that is known as what `marshal` can hold; who is still there tells what may be cleared away."""
        added: defaultdict[int, array[int]] = defaultdict(partial(array, "I"))
        for dependent, facts in self._list_noted():
            for fact in facts:
                added[fact].append(dependent)
        self._noted = array("I")
        for fact, dependents in added.items():
            self._dependents[fact] = self._dependents.get(fact, b"") + dependents.tobytes()
        count = self._count()
        if not self._few:
            self._few = count
        elif count > 2 * self._few + _SPARE:
            self._clear(present)
            self._few = self._count()
        return self._dependents, self._next, self._few

    def _list_noted(self) -> Iterator[tuple[int, "array[int]"]]:
        start, noted = 0, self._noted
        while start < len(noted):
            end = start + 2 + noted[start + 1]
            yield noted[start], noted[start + 2 : end]
            start = end

    def _count(self) -> int:
        return sum(map(len, self._dependents.values())) // 4

    def _clear(self, present: Container[int]) -> None:
        for fact, packed in list(self._dependents.items()):
            rest = array("I", [dependent for dependent in _unpack(packed) if dependent in present])
            if rest:
                self._dependents[fact] = rest.tobytes()
            else:
                del self._dependents[fact]


def _unpack(packed: bytes) -> Iterable[int]:
    """Give numbers of four bytes each: a large corpus has millions of them."""
    return memoryview(packed).cast("I")
