"""Remembers from which facts every file was made, so that only those are made again whose facts have changed."""

import sqlite3
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cache_table import close_table, open_table
from generator.reads import Fact, Facts

_SCHEMA = """
CREATE TABLE fact (number INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE bundle (name TEXT PRIMARY KEY, reads BLOB NOT NULL, leaves TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE leaf (
  name TEXT PRIMARY KEY, described TEXT NOT NULL, reads BLOB NOT NULL, address TEXT, day TEXT
) WITHOUT ROWID;
CREATE TABLE file (path TEXT PRIMARY KEY, leaf TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class KnownLeaf:
    """A leaf that was made."""

    name: str
    described: str
    """The digest of what was settled when it was planned."""
    is_stale: bool
    """Whether a fact that was read for it has changed since."""
    files: Mapping[str, str]
    """The digests of its files, by path."""
    entry: tuple[str, str] | None


class ReadsRecord:
    """A table of facts and of what was made from them on the disk; what is noted counts from `commit` on."""

    def __init__(self, path: Path, version: str, ground: str, facts: Facts) -> None:
        """Open the record. One that is damaged, another version's or on other ground begins anew."""
        self._path, self._facts = path, facts
        self._table = open_table(path, _SCHEMA, f"{version} {ground}", self._read)

    def find_bundle(self, name: str) -> list[KnownLeaf] | None:
        """Give the leaves of a bundle; none where it must be planned again."""
        if name not in self._bundles:
            return None
        reads, leaves = self._bundles[name]
        if self._is_stale(reads):
            return None
        known = [self.find_leaf(leaf) for leaf in leaves.split("\n") if leaf]
        return [leaf for leaf in known if leaf] if all(known) else None

    def find_leaf(self, name: str) -> KnownLeaf | None:
        """Give a leaf that was made before."""
        if name not in self._leaves:
            return None
        described, reads, address, day = self._leaves[name]
        entry = None if address is None else (address, day)
        return KnownLeaf(name, described, self._is_stale(reads), self._files.get(name, {}), entry)

    def _is_stale(self, reads: bytes) -> bool:
        return bool(self._changed) and not self._changed.isdisjoint(memoryview(reads).cast("I"))

    def note_bundle(self, name: str, reads: "array[int]", leaves: Iterable[str]) -> None:
        """Remember what a bundle was planned from, facts by their numbers."""
        row = (name, reads.tobytes(), "\n".join(leaves))
        self._table.execute("INSERT OR REPLACE INTO bundle VALUES (?, ?, ?)", row)

    def note_leaf(
        self, name: str, described: str, reads: "array[int]", files: Mapping[str, str], entry: tuple[str, str] | None
    ) -> None:
        """Remember what a leaf was made from, facts by their numbers."""
        row = (name, described, reads.tobytes(), *(entry or (None, None)))
        self._table.execute("INSERT OR REPLACE INTO leaf VALUES (?, ?, ?, ?, ?)", row)
        if self._files.get(name, files).keys() != files.keys():
            self._table.execute("DELETE FROM file WHERE leaf = ?", (name,))
        rows = [(path, name, digest) for path, digest in files.items()]
        self._table.executemany("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", rows)

    def number_facts(self, facts: Iterable[Fact]) -> list[int]:
        """Give the numbers of facts; new ones get one, and their digest of now."""
        numbers = []
        for fact in facts:
            number = self._numbers.get(fact)
            if number is None:
                number = self._numbers[fact] = len(self._numbers) + 1
                row = (number, *fact, self._facts.digest(fact))
                self._table.execute("INSERT INTO fact VALUES (?, ?, ?, ?)", row)
            numbers.append(number)
        return numbers

    def keep(self, bundles: Iterable[str], leaves: Iterable[str]) -> None:
        """Forget all others."""
        for table, known, kept in (("bundle", self._bundles, set(bundles)), ("leaf", self._leaves, set(leaves))):
            gone = [(name,) for name in known if name not in kept]
            self._table.executemany(f"DELETE FROM {table} WHERE name = ?", gone)  # noqa: S608 - one of two names
            if table == "leaf":
                self._table.executemany("DELETE FROM file WHERE leaf = ?", gone)

    def commit(self) -> None:
        """Write what was noted to the disk."""
        changed = [(self._facts.digest(self._by_number[number]), number) for number in self._changed]
        self._table.executemany("UPDATE fact SET digest = ? WHERE number = ?", changed)
        close_table(self._table, self._path)

    def close(self) -> None:
        """Drop what was noted."""
        self._table.close()

    def _read(self, table: sqlite3.Connection) -> None:
        rows = table.execute("SELECT number, name, key, digest FROM fact").fetchall()
        self._numbers = {(name, key): number for number, name, key, _ in rows}
        self._by_number = {number: fact for fact, number in self._numbers.items()}
        find = self._facts.digest
        self._changed = {number for number, name, key, known in rows if find((name, key)) != known}
        select = table.execute
        self._bundles = {name: rest for name, *rest in select("SELECT name, reads, leaves FROM bundle")}
        self._leaves = {name: rest for name, *rest in select("SELECT name, described, reads, address, day FROM leaf")}
        self._files: dict[str, dict[str, str]] = {}
        for path, leaf, digest in select("SELECT path, leaf, digest FROM file ORDER BY leaf = path DESC"):
            self._files.setdefault(leaf, {})[path] = digest
