"""Holds values that are made when somebody asks for them: after a small change nobody asks for most of a corpus."""

import pickle
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Generic, TypeVar, cast

V = TypeVar("V")


class Deferred(Generic[V]):
    """A value that is stored as a whole by itself, and read when somebody first asks for it.

    It can be stored only within what was signed, as everything that a memo holds.
    """

    __slots__ = ("_packed", "_value")

    def __init__(self, value: V) -> None:
        """Take a value that is known already."""
        self._value: V | None = value
        self._packed: bytes | None = None

    def open(self) -> V:
        """Give the value."""
        packed = self._packed
        if packed is not None:
            self._value = pickle.loads(packed)  # noqa: S301 - see the class
            self._packed = None
        return cast("V", self._value)

    def __reduce__(self) -> tuple[Callable[[bytes], "Deferred[Any]"], tuple[bytes]]:
        """Give what is stored: one that nobody opened is stored as it came."""
        packed = self._packed
        return _defer, (pickle.dumps(self._value, pickle.HIGHEST_PROTOCOL) if packed is None else packed,)


def _defer(packed: bytes) -> Deferred[Any]:
    deferred: Deferred[Any] = Deferred(None)
    deferred._packed = packed  # noqa: SLF001 - the other half of __reduce__
    return deferred


class Keyed(Mapping[str, V]):
    """A table of which the keys are known, and members are given when somebody asks for them."""

    __slots__ = ("_keys",)

    def __init__(self, keys: Mapping[str, object]) -> None:
        """Take a table with the same keys."""
        self._keys = keys

    def get(self, key: str, default: Any = None) -> Any:  # noqa: D102 - as any mapping's
        # The inherited one would take a KeyError from deep below for a missing member.
        return self[key] if key in self._keys else default

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Late(Keyed[V]):
    """A table of which each member is made when somebody first asks for it."""

    __slots__ = ("_made", "_makers")

    def __init__(self, makers: Mapping[str, Callable[[], V]]) -> None:
        """Take what makes each member."""
        super().__init__(makers)
        self._makers = makers
        self._made: dict[str, V] = {}

    def __getitem__(self, key: str) -> V:
        if key not in self._made:
            self._made[key] = self._makers[key]()
        return self._made[key]
