"""A table of the cache is believed only as it was left; otherwise it begins anew."""

import sqlite3
from pathlib import Path

import pytest

from generator.cache_table import close_table, open_table
from generator.ledger import seal

SCHEMA = "CREATE TABLE word (text TEXT NOT NULL);"


def list_words(table: sqlite3.Connection) -> list[str]:
    return [text for (text,) in table.execute("SELECT text FROM word ORDER BY text")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "cache" / "words.sqlite"
    table = open_table(path, SCHEMA, "one")
    table.execute("INSERT INTO word VALUES ('kept')")
    close_table(table, path)
    return path


def reopen(path: Path, version: str = "one") -> list[str]:
    table = open_table(path, SCHEMA, version)
    words = list_words(table)
    table.close()
    return words


def test_table_is_there_again(path: Path) -> None:
    assert reopen(path) == ["kept"]


def test_what_was_not_kept_is_gone(path: Path) -> None:
    table = open_table(path, SCHEMA, "one")
    table.execute("INSERT INTO word VALUES ('dropped')")
    table.close()
    assert reopen(path) == ["kept"]


def test_other_versions_table_begins_anew(path: Path) -> None:
    assert reopen(path, "two") == []


def test_table_that_somebody_else_wrote_begins_anew(path: Path) -> None:
    with sqlite3.connect(path) as table:
        table.execute("INSERT INTO word VALUES ('foreign')")
    table.close()
    assert reopen(path) == []


@pytest.mark.parametrize("content", [b"", b"no table", b"SQLite format 3\0" + b"\xff" * 5000])
def test_damaged_file_begins_anew(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    seal(path)
    assert reopen(path) == []


def test_table_of_which_nothing_can_be_read_begins_anew(path: Path) -> None:
    with sqlite3.connect(path) as table:
        table.execute("DROP TABLE word")
    table.close()
    seal(path)
    seen: list[list[str]] = []
    open_table(path, SCHEMA, "one", lambda table: seen.append(list_words(table))).close()
    assert seen == [[]]
