"""Opens tables in files of the cache; what is damaged, another version's, or not as we left it begins anew."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from generator.ledger import is_sealed, seal


def open_table(
    path: Path, schema: str, version: str, read: Callable[[sqlite3.Connection], None] = lambda _: None
) -> sqlite3.Connection:
    """Give the tables of a file, made by a schema where there are none to be believed.

    What reads from them at once is given, too: where it fails, they were damaged.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not is_sealed(path):
        path.unlink(missing_ok=True)
    try:
        return _open(path, schema, version, read)
    except sqlite3.DatabaseError:
        path.unlink()
        return _open(path, schema, version, read)


def close_table(table: sqlite3.Connection, path: Path) -> None:
    """Write what was changed to the disk, so that the next run believes it."""
    table.commit()
    table.close()
    seal(path)


def _open(path: Path, schema: str, version: str, read: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    is_new = not path.is_file()
    table = sqlite3.connect(path)
    try:
        # A file that a power cut damages is made anew.
        table.execute("PRAGMA synchronous = OFF")
        if is_new:
            table.executescript(f"CREATE TABLE made_by (version TEXT NOT NULL);{schema}")
            table.execute("INSERT INTO made_by VALUES (?)", (version,))
            table.commit()
        _check_version(table, version)
        read(table)
    except sqlite3.DatabaseError:
        table.close()
        raise
    return table


def _check_version(table: sqlite3.Connection, version: str) -> None:
    if table.execute("SELECT version FROM made_by").fetchone() != (version,):
        raise sqlite3.DatabaseError("another version made it")
