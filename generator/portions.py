"""Keeps what large files are put together from, so that after a change only the portions that it touches are made."""

import marshal
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from msgspec import Struct, field

from generator.cache_table import close_table, open_table
from generator.ledger import digest_bytes
from generator.reads import Fact, Notebook

V = TypeVar("V")
_SCHEMA = "CREATE TABLE portion (name TEXT PRIMARY KEY, packed BLOB NOT NULL) WITHOUT ROWID;"
_FORM = "2"
"""Of the table. What another version of the program made need not be known by it: no digest is found for that."""


class Recall(Protocol):
    """Gives a portion by its name: the one that is kept, if all that was read for it is as it was, or one made now.

    A portion is what `marshal` can hold: texts, numbers, and rows and tables of such. What makes it is given names
    alone and reads everything else of the library, since only that is noted.
    """

    def __call__(self, name: str, make: Callable[[], V], /) -> V:
        """Give the portion of a name, which is no other portion's of the file."""
        ...


OpenPortions = Callable[[str], AbstractContextManager[Recall]]
"""Gives what recalls the portions of a file, by a name for the file."""
Find = Callable[[str, str], str | None]
"""Gives the digest that a portion must have, by its file's name and its own; none where it must be made."""


@contextmanager
def keep_nothing(_: str) -> Iterator[Recall]:
    """Have all portions made."""

    def make_anew(_: str, make: Callable[[], V], /) -> V:
        return make()

    yield make_anew


class Portion(Struct, frozen=True):
    """A portion that a file was put together from."""

    digest: str
    reads: frozenset[Fact] | None
    """What was read for it; none where it was kept."""


class Portions(Struct, frozen=True):
    """A folder of what files are put together from.

    Whoever makes a file writes its portions into a table of its own: they need not travel between processes. What
    must be known of them, to believe them another time, is told to who asks for it (`take`), and asked for there.
    """

    folder: Path
    notebook: Notebook
    find: Find
    """Says which portion is to be believed: in the table may stand what a build made that failed afterwards."""
    _used: dict[str, Mapping[str, Portion]] = field(default_factory=dict)

    @contextmanager
    def open(self, name: str) -> Iterator[Recall]:
        """Give what recalls the portions of a file; those that nobody asks for until the end are forgotten."""
        path = self.folder / f"{name}.sqlite"
        kept: dict[str, bytes] = {}
        used: dict[str, Portion] = {}

        def read(table: sqlite3.Connection) -> None:
            kept.update(table.execute("SELECT name, packed FROM portion"))

        with closing(open_table(path, _SCHEMA, _FORM, read)) as table:

            def recall(portion: str, make: Callable[[], V], /) -> V:
                packed, digest = kept.pop(portion, None), self.find(name, portion)
                if packed is not None and digest is not None and digest_bytes(packed) == digest:
                    used[portion] = Portion(digest, None)
                    value: V = marshal.loads(packed)  # noqa: S302 - of the digest that it was given when it was made
                    return value
                with self.notebook.noting() as reads:
                    value = make()
                packed = _pack(value)
                table.execute("INSERT OR REPLACE INTO portion VALUES (?, ?)", (portion, packed))
                used[portion] = Portion(digest_bytes(packed), frozenset(reads))
                return value

            yield recall
            table.executemany("DELETE FROM portion WHERE name = ?", [(one,) for one in kept])
            close_table(table, path)
        self._used[name] = used

    def take(self) -> Mapping[str, Mapping[str, Portion]]:
        """Give, by file and name, all portions of the files that were put together since somebody took them last."""
        taken = dict(self._used)
        self._used.clear()
        return taken


def _pack(value: Any) -> bytes:
    return marshal.dumps(value)
