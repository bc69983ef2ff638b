"""Large files are put together from portions, of which only those are made again whose facts have changed."""

import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generator.exports import data_json, search_js
from generator.pipeline import build_pages
from generator.portions import Portions, make_anew
from generator.reads import Notebook
from tests.sites import copy_orlan

CLAIMS = "content/claims/ferry-2040.yml"


def test_portion_that_is_kept_is_not_made_and_counts_as_read() -> None:
    notebook = Notebook()
    first = Portions(notebook)

    def make() -> list[str]:
        notebook.note("actors", "ana-miro")
        return ["Ana"]

    with notebook.noting() as reads:
        notebook.note("topics", "media")
        assert first.recall("names", make) == ["Ana"]
    assert reads == {("actors", "ana-miro"), ("topics", "media")}
    used, made = first.take()
    assert used == made.keys() == {"names"}
    assert set(made["names"].reads) == {("actors", "ana-miro")}
    assert first.take() == (set(), {})

    second = Portions(notebook, made.get)
    with notebook.noting() as reads:
        assert second.recall("names", list) == ["Ana"]
    assert reads == {("actors", "ana-miro")}
    assert second.take() == ({"names"}, {})


def test_nothing_is_kept_where_nobody_keeps_it() -> None:
    assert [make_anew("names", partial(int, number)) for number in (1, 2)] == [1, 2]


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
    with closing(sqlite3.connect(corpus.root / "build/cache/reads.sqlite")) as table:
        kept = {name for (name,) in table.execute("SELECT name FROM portion")}
    assert kept == {"search names", "search claims ferry-2040", "data/claims.json ferry-2040"}
