"""Large files are put together from portions, of which only those are made again whose facts have changed."""

import marshal
import re
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generator.exports import data_json, search_js
from generator.ledger import seal
from generator.pipeline import build_pages
from generator.portions import Portions, keep_nothing
from generator.reads import Fact, Notebook
from tests.sites import copy_orlan

CLAIMS = "content/claims/ferry-2040.yml"


class Reader:
    """Makes portions of a table that can change, and counts how often."""

    def __init__(self, folder: Path) -> None:
        self.table = {"ana-miro": "Ana", "tam-reel": "Tam"}
        self.made: list[str] = []
        self.known: dict[str, str] = {}
        """The digests by which portions are believed."""
        self._folder, self._notebook = folder, Notebook()

    def read(self, *names: str) -> tuple[list[str], dict[str, frozenset[Fact] | None]]:
        """Give the portions of names, and what was read for each that was made."""
        portions = Portions(self._folder, self._notebook, lambda _, name: self.known.get(name))
        with self._notebook.noting() as reads, portions.open("names") as recall:
            self._notebook.note("topics", "media")
            found = [recall(name, partial(self._make, name)) for name in names]
        assert reads == {("topics", "media")}
        (used,) = portions.take().values()
        assert not portions.take()
        self.known = {name: one.digest for name, one in used.items()}
        return found, {name: one.reads for name, one in used.items()}

    def _make(self, name: str) -> str:
        self.made.append(name)
        self._notebook.note("actors", name)
        return self.table[name]


def read_alone(*names: str) -> dict[str, frozenset[Fact]]:
    return {name: frozenset({("actors", name)}) for name in names}


def test_portion_that_is_known_is_not_made(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    names = ["ana-miro", "tam-reel"]
    assert reader.read(*names) == (["Ana", "Tam"], read_alone(*names))
    assert reader.read(*names) == (["Ana", "Tam"], dict.fromkeys(names))
    assert reader.made == names
    reader.table["tam-reel"] = "Tom"
    del reader.known["tam-reel"]
    assert reader.read(*names) == (["Ana", "Tom"], {"ana-miro": None, **read_alone("tam-reel")})
    assert reader.made == [*names, "tam-reel"]


def test_portion_that_nobody_asks_for_is_forgotten(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.read("ana-miro", "tam-reel")
    known = reader.known
    reader.read("ana-miro")
    reader.known = known
    reader.read("ana-miro", "tam-reel")
    assert reader.made == ["ana-miro", "tam-reel", "tam-reel"]


def test_portions_of_a_build_that_did_not_come_to_its_end_are_not_believed(tmp_path: Path) -> None:
    """They were written, and what they were made from was not: the digests are those of the build before."""
    reader = Reader(tmp_path)
    reader.read("ana-miro")
    known = reader.known
    reader.table["ana-miro"], reader.known = "Anna", {}
    assert reader.read("ana-miro")[0] == ["Anna"]
    reader.table["ana-miro"], reader.known = "Ana", known
    assert reader.read("ana-miro")[0] == ["Ana"]
    assert reader.made == ["ana-miro"] * 3


def test_portions_of_an_older_build_are_not_believed(tmp_path: Path) -> None:
    reader, older = Reader(tmp_path / "one"), Reader(tmp_path / "other")
    older.read("ana-miro")
    reader.table["ana-miro"] = "Anna"
    reader.read("ana-miro")
    shutil.copytree(tmp_path / "other", tmp_path / "one", dirs_exist_ok=True)
    assert reader.read("ana-miro")[0] == ["Anna"]
    assert reader.made == ["ana-miro", "ana-miro"]


def test_failure_keeps_what_was_kept(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.read("ana-miro")
    with pytest.raises(KeyError):
        reader.read("tam-reel", "nobody")
    reader.made.clear()
    assert reader.read("ana-miro", "tam-reel")[0] == ["Ana", "Tam"]
    assert reader.made == ["tam-reel"]


@pytest.mark.parametrize("packed", [b"", b"x", marshal.dumps("Bna"), marshal.dumps("Ana")[:-1]])
def test_damage_that_no_seal_tells_is_noticed(tmp_path: Path, packed: bytes) -> None:
    reader = Reader(tmp_path)
    reader.read("ana-miro")
    with closing(sqlite3.connect(tmp_path / "names.sqlite")) as table:
        table.execute("UPDATE portion SET packed = ?", (packed,))
        table.commit()
    seal(tmp_path / "names.sqlite")
    assert reader.read("ana-miro")[0] == ["Ana"]
    assert reader.made == ["ana-miro", "ana-miro"]


def test_table_that_is_broken_begins_anew(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.read("ana-miro")
    path = tmp_path / "names.sqlite"
    content = bytearray(path.read_bytes())
    content[-4096:] = bytes(4096)
    path.write_bytes(content)
    seal(path)
    for _ in range(2):
        assert reader.read("ana-miro")[0] == ["Ana"]
    assert reader.made == ["ana-miro", "ana-miro"]


def test_nothing_is_kept_where_nobody_keeps_it() -> None:
    with keep_nothing("names") as recall:
        assert [recall("one", partial(int, number)) for number in (1, 2)] == [1, 2]


def listen(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, heard: list[str]) -> None:
    """Hear of each call of a function, with its first argument if that is a name."""
    function = getattr(module, name)

    def call(*arguments: Any) -> Any:
        heard.append(" ".join([name, *(one for one in arguments if isinstance(one, str))]))
        return function(*arguments)

    monkeypatch.setattr(module, name, call)


def test_claim_that_changed_makes_the_portions_of_its_source_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = copy_orlan(tmp_path)
    for path in ("claims/{}.yml", "sources/{}.yml", "texts/{}.txt"):
        folder = corpus.root / "content"
        shutil.copy(folder / path.format("ferry-2040"), folder / path.format("gull-2040"))
    corpus.relock()
    made: list[str] = []
    for module, name in ((data_json, "_write_claims_of"), (search_js, "_index_claims"), (search_js, "_write_names")):
        listen(monkeypatch, module, name, made)
    build_pages(corpus.root)
    once = {"_write_claims_of ferry-2040", "_write_claims_of gull-2040", "_write_names"}
    once |= {"_index_claims ferry-2040", "_index_claims gull-2040"}
    assert (set(made), len(made)) == (once, len(once))

    corpus.edit(CLAIMS, lambda record: record["claims"]["c2"].update(text="Turnout was below three fifths."))
    made.clear()
    build_pages(corpus.root)
    assert sorted(made) == ["_index_claims ferry-2040", "_write_claims_of ferry-2040"]
    for path in ("data/claims.json", "search/claims/rows-0.js"):
        text = (corpus.root / "build/pages" / path).read_text(encoding="utf-8")
        assert text.count("below three fifths") == 1
        assert text.count('gull-2040/c2/"') == 1

    # A source that is gone takes its portions with it.
    for kind in ("claims", "sources"):
        (corpus.root / f"content/{kind}/gull-2040.yml").unlink()
    (corpus.root / "content/texts/gull-2040.txt").unlink()
    corpus.relock()
    made.clear()
    build_pages(corpus.root)
    assert made == ["_write_names"]
    assert "gull-2040" not in (corpus.root / "build/pages/search/claims/rows-0.js").read_text(encoding="utf-8")
    kept = {}
    for name in ("claims", "search"):
        with closing(sqlite3.connect(corpus.root / f"build/cache/portions/{name}.sqlite")) as table:
            kept[name] = {one for (one,) in table.execute("SELECT name FROM portion")}
    of_letters = {one for one in kept["search"] if re.fullmatch("(words|choices) [a-z0-9] [0-9a-f]{16}", one)}
    letters = [one.rpartition(" ")[0] for one in of_letters]
    assert sorted(letters) == sorted(set(letters))
    kept["search"] -= of_letters
    assert kept == {"claims": {"ferry-2040"}, "search": {"names", "claims ferry-2040"}}


def test_claim_that_changed_makes_only_the_letters_of_its_words_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = copy_orlan(tmp_path)
    build_pages(corpus.root)
    joined: list[str] = []
    join = getattr(search_js, "_join_groups")  # noqa: B009 - it is private

    def hear(groups: Mapping[str, str]) -> list[str]:
        joined.extend({rows[0] for rows in groups.values()})
        pieces: list[str] = join(groups)
        return pieces

    monkeypatch.setattr(search_js, "_join_groups", hear)
    corpus.edit(CLAIMS, lambda record: record["claims"]["c2"].update(text="Turnout was below three fifths."))
    build_pages(corpus.root)
    joined.clear()
    corpus.edit(
        CLAIMS, lambda record: record["claims"]["c2"].update(text="Turnout was below three fifths: quite xeric.")
    )
    build_pages(corpus.root)
    # Folded, the new words are kuite and xeric.
    assert joined == ["k", "x"]
