"""Remembers what costly pure functions gave, by a digest of all that they were given."""

import hashlib
import pickle
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from generator.cache_table import open_table
from generator.ledger import is_sealed, seal
from generator.signature import read_signed, sign_content

V = TypeVar("V")
_SCHEMA = "CREATE TABLE value (key TEXT PRIMARY KEY, packed BLOB NOT NULL);"
"""With an index of the keys alone: in one that held the values, too, each is found in three times the time."""


class Memo:
    """Values by key; those that this run asked for are kept, on the disk where the memo has a file.

    What was stored can run code when it is read, so only what was signed here is (docs/adr/0018).
    """

    def __init__(self, path: Path | None = None, version: str = "0") -> None:
        """Open the file, if there is one; one that is damaged or another version's begins anew."""
        self._known: dict[str, Any] = {}
        self._used: set[str] = set()
        self._path, self._version = path, version
        self._table: sqlite3.Connection | None = None
        self._stored: set[str] = set()
        # A run that fails leaves nothing behind, so a file is not made, nor another's removed, before there is
        # something to keep.
        if path is not None and is_sealed(path):
            self._open()

    def recall(self, key: str, make: Callable[[], V]) -> V:
        """Give the value of a key: the one that is known, else the one that is made now."""
        found: V | None = self.find(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def find(self, key: str) -> Any:
        """Give the value of a key, where it is known."""
        self._used.add(key)
        if key not in self._known:
            found = self._read(key)
            if found is None:
                return None
            self._known[key] = found
        return self._known[key]

    def put(self, key: str, value: object) -> None:
        """Remember the value of a key."""
        self._used.add(key)
        self._known[key] = value

    def keep(self) -> None:
        """Write what is new, and forget what this run had no use for."""
        self._known = {key: value for key, value in self._known.items() if key in self._used}
        if self._path is not None and self._table is None:
            with suppress(OSError):
                self._open()
        if self._table is not None:
            # One by one: together they would take as much memory as a tenth of a build.
            fresh = ((key, _pack(key, value)) for key, value in self._known.items() if key not in self._stored)
            self._table.executemany("INSERT OR REPLACE INTO value VALUES (?, ?)", fresh)
            gone = [(key,) for key in self._stored - self._used]
            self._table.executemany("DELETE FROM value WHERE key = ?", gone)
            self._table.commit()
            assert self._path, "only a memo with a file has a table"
            seal(self._path)
            self._stored = set(self._known)
        self._used = set()

    def close(self) -> None:
        """Close the file, which nobody else can write before, and drop what was not kept and all values."""
        self._known = {}
        if self._table is not None:
            self._table.close()
            self._table = None

    def _open(self) -> None:
        assert self._path, "only a memo with a file is opened"
        self._table = open_table(self._path, _SCHEMA, self._version, self._list_stored)
        # Up to the end, since each of thousands of questions by itself would lock the file and free it again.
        self._table.execute("BEGIN")

    def _list_stored(self, table: sqlite3.Connection) -> None:
        self._stored = {key for (key,) in table.execute("SELECT key FROM value")}

    def _read(self, key: str) -> Any:
        """Give a stored value that is whole; none otherwise."""
        if self._table is None or key not in self._stored:
            return None
        (packed,) = self._table.execute("SELECT packed FROM value WHERE key = ?", (key,)).fetchone()
        content = read_signed(packed, key.encode())
        if content is not None:
            return pickle.loads(content)  # noqa: S301 - see the class
        self._stored.discard(key)
        return None


def make_key(*parts: object) -> str:
    """Give the digest of what a function is given, each part by what `str` gives of it."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        text = str(part).encode()
        digest.update(b"%d " % len(text))
        digest.update(text)
    return digest.hexdigest()


def _pack(key: str, value: object) -> bytes:
    return sign_content(pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL), key.encode())
