"""Keeps what large files are put together from, so that after a change only the portions that it touches are made."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from generator.cache_table import close_table, open_table
from generator.reads import Fact, Facts, Notebook, digest_text

V = TypeVar("V")
_SCHEMA = """
CREATE TABLE portion (
  name TEXT PRIMARY KEY, reads TEXT NOT NULL, digest TEXT NOT NULL, text TEXT NOT NULL
) WITHOUT ROWID;
"""
_Row = Sequence[str]
"""What was read, a digest and the portion."""


class Recall(Protocol):
    """Gives a portion by its name: the one that is kept, if all that was read for it is as it was, or one made now.

    A portion is what JSON can hold: texts, numbers, lists, and tables by text. What makes it is given names alone and
    reads everything else of the library, since only that is noted.
    """

    def __call__(self, name: str, make: Callable[[], V], /) -> V:
        """Give the portion of a name, which is no other portion's of the file."""
        ...


OpenPortions = Callable[[str], AbstractContextManager[Recall]]
"""Gives what recalls the portions of a file, by a name for the file."""


@contextmanager
def keep_nothing(_: str) -> Iterator[Recall]:
    """Have all portions made."""

    def make_anew(_: str, make: Callable[[], V], /) -> V:
        return make()

    yield make_anew


@dataclass(frozen=True, slots=True)
class Portions:
    """A folder of what files are put together from, each portion with what was read for it.

    Whoever makes a file has its portions in a table of its own: they need not travel between processes.
    """

    folder: Path
    version: str
    """Of the program and of what every portion depends on."""
    notebook: Notebook
    facts: Facts

    @contextmanager
    def open(self, name: str) -> Iterator[Recall]:
        """Give what recalls the portions of a file; those that nobody asks for until the end are forgotten."""
        path = self.folder / f"{name}.sqlite"
        kept: dict[str, _Row] = {}

        def read(table: sqlite3.Connection) -> None:
            kept.update((one, rest) for one, *rest in table.execute("SELECT name, reads, digest, text FROM portion"))

        with closing(open_table(path, _SCHEMA, self.version, read)) as table:

            def recall(portion: str, make: Callable[[], V], /) -> V:
                return self._recall(portion, make, kept.pop(portion, None), table)

            yield recall
            table.executemany("DELETE FROM portion WHERE name = ?", [(one,) for one in kept])
            close_table(table, path)

    def _recall(self, name: str, make: Callable[[], V], kept: _Row | None, table: sqlite3.Connection) -> V:
        if kept is not None:
            told, digest, text = kept
            facts = _read_facts(told)
            if self._digest(facts, text) == digest:
                # What was read for a portion is read for the file.
                self.notebook.facts.update(facts)
                value: V = json.loads(text)
                return value
        with self.notebook.noting() as reads:
            value = make()
        self.notebook.facts |= reads
        facts, text = sorted(reads), _write(value)
        row = (name, _write(facts), self._digest(facts, text), text)
        table.execute("INSERT OR REPLACE INTO portion VALUES (?, ?, ?, ?)", row)
        return value

    def _digest(self, facts: list[Fact], text: str) -> str:
        """Give the digest of what was read, as it is now, and of the portion, in which damage would be published."""
        return digest_text(f"{' '.join(map(self.facts.digest, facts))} {text}")


def _read_facts(told: str) -> list[Fact]:
    """Give what was read; nothing where that is damaged, which no digest of a portion fits."""
    try:
        return [(table, key) for table, key in json.loads(told)]
    except (ValueError, TypeError):
        return []


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
