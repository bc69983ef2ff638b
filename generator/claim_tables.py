"""Tables of all claims, of which those of a source are read when one of them is asked for."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from generator.late import Keyed
from generator.sheaf import LinkedClaim

M = TypeVar("M")


class Claims(Keyed[LinkedClaim]):
    """All claims by reference."""

    __slots__ = ("_by_source",)

    def __init__(self, refs: Mapping[str, object], by_source: Mapping[str, Mapping[str, LinkedClaim]]) -> None:
        """Take all references in their order, and what gives the claims of each source."""
        super().__init__(refs)
        self._by_source = by_source

    def __getitem__(self, ref: str) -> LinkedClaim:
        return self._by_source[ref.partition("/")[0]][ref]


class Groups(Keyed[tuple[M, ...]]):
    """Claims in groups, such as by speaker; also claims among events."""

    __slots__ = ("_find", "refs")

    def __init__(self, refs: Mapping[str, tuple[str, ...]], find: Callable[[str], M]) -> None:
        """Take the references in each group, and what gives a member by its reference."""
        super().__init__(refs)
        self.refs, self._find = refs, find

    def __getitem__(self, key: str) -> tuple[M, ...]:
        return tuple(map(self._find, self.refs[key]))
