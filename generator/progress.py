"""Says how far a long piece of work has come, to whoever wants to know."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Tell = Callable[[str, int, int], None]
"""Takes what goes on, such as `making pages`, how much is done and of how much; 0 of 0 where it can't be told."""


def tell_nobody(what: str, done: int, total: int) -> None:
    """Leave it unsaid."""


def count_steps(what: str, steps: Iterable[T], total: int, tell: Tell) -> Iterator[T]:
    """Give each of some steps, and tell before each how many are done."""
    for done, step in enumerate(steps):
        tell(what, done, total)
        yield step
