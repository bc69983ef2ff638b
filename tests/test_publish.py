"""What is published is written whole or not at all, and only where it changed."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publish import swap_folders, write_pages, write_whole
from tests.sites import Corpus, copy_orlan, snapshot

OLD = 1_000_000_000
"""A time long ago, in seconds: what still bears it was not written."""
ASREPORTED, STRICT, LAX = ("asreported", "build"), ("mkdocs", "build", "--strict"), ("mkdocs", "build")


def age(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (OLD, OLD))


def list_fresh(folder: Path) -> set[str]:
    """Give the files that were written since they were aged."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_mtime != OLD
    }


# --- Folders ------------------------------------------------------------------------------------------------------


def test_pages_are_written_as_they_are(tmp_path: Path) -> None:
    write_pages({"index.md": "a\n", "x/y/z.json": "Ж\r\n"}, tmp_path / "pages")
    assert snapshot(tmp_path / "pages") == {"index.md": b"a\n", "x/y/z.json": "Ж\r\n".encode()}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    write_pages({"a.md": "a", "b.md": "b", "x/c.md": "c"}, tmp_path)
    age(tmp_path)
    write_pages({"a.md": "a", "b.md": "B", "x/c.md": "c", "x/d.md": "d"}, tmp_path)
    assert list_fresh(tmp_path) == {"b.md", "x/d.md"}


def test_stale_pages_and_empty_folders_go_and_dot_files_stay(tmp_path: Path) -> None:
    write_pages({"a.md": "a", "x/y/b.md": "b", "z/c.md": "c"}, tmp_path)
    (tmp_path / ".gitkeep").write_text("keep")
    (tmp_path / "z" / ".hidden").write_text("keep")
    write_pages({"a.md": "a"}, tmp_path)
    assert snapshot(tmp_path) == {"a.md": b"a", ".gitkeep": b"keep", "z/.hidden": b"keep"}
    assert not (tmp_path / "x").exists()


PAGES = st.dictionaries(
    st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".md"),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    max_size=6,
)


@settings(max_examples=50, deadline=None)
@given(before=PAGES, after=PAGES)
def test_folder_holds_what_was_written_last(
    tmp_path_factory: pytest.TempPathFactory, before: Mapping[str, str], after: Mapping[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("pages")
    write_pages(before, folder)
    write_pages(after, folder)
    assert snapshot(folder) == {path: text.encode() for path, text in after.items()}
    assert all(any(path.rglob("*.md")) for path in folder.rglob("*") if path.is_dir())


def test_fresh_folder_takes_the_place_of_the_live_one(tmp_path: Path) -> None:
    live, fresh = tmp_path / "site", tmp_path / ".site.new"
    write_pages({"a.html": "old", "x/b.html": "old"}, live)
    (live / ".gitkeep").write_text("keep")
    write_pages({"a.html": "new"}, fresh)
    swap_folders(fresh, live)
    assert snapshot(live) == {".gitkeep": b"keep", "a.html": b"new"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_fresh_folder_needs_no_live_one(tmp_path: Path) -> None:
    write_pages({"a.html": "new"}, tmp_path / ".site.new")
    swap_folders(tmp_path / ".site.new", tmp_path / "site")
    assert snapshot(tmp_path) == {"site/a.html": b"new"}


def test_rest_of_a_broken_run_does_not_stop_the_next(tmp_path: Path) -> None:
    write_pages({"a.html": "older"}, tmp_path / ".site.old")
    write_pages({"a.html": "old"}, tmp_path / "site")
    write_pages({"a.html": "new"}, tmp_path / ".site.new")
    swap_folders(tmp_path / ".site.new", tmp_path / "site")
    assert snapshot(tmp_path) == {"site/a.html": b"new"}


def test_file_is_written_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.lock", "one\n")
    write_whole(tmp_path / "a.lock", "two\r\n")
    assert snapshot(tmp_path) == {"a.lock": b"two\r\n"}


# --- Whole builds -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Give a corpus with its last good site, which no failing build may change."""
    corpus = copy_orlan(tmp_path_factory.mktemp("built"))
    corpus.build()
    return corpus


def change_quote(corpus: Corpus) -> str:
    corpus.edit(
        "content/claims/ferry-2040.yml", lambda file: file["claims"]["c2"].update(quote="turnout at 58.3 per cent")
    )
    return "number-differs"


def change_text(corpus: Corpus) -> str:
    text = (corpus.root / "content/texts/ferry-2040.txt").read_text(encoding="utf-8")
    corpus.write("content/texts/ferry-2040.txt", text.replace("58.2", "58.3"))
    return "source-changed"


def change_id(corpus: Corpus) -> str:
    corpus.edit("content/claims/ferry-2040.yml", lambda file: file["claims"]["c2"].update(speaker="bord"))
    return "unknown-id"


def spoil_yaml(corpus: Corpus) -> str:
    corpus.write("content/topics.yml", "results: {label: [\n")
    return "topics.yml:"


def spoil_lock(corpus: Corpus) -> str:
    (corpus.root / "content/evidence.lock").unlink()
    return "lock-missing"


def add_html(corpus: Corpus) -> str:
    corpus.write("content/pages/method.md", "# Method\n\n<script>alert(1)</script>\n")
    return "content/pages/method.md:3:1: error"


SPOILERS = (change_quote, change_text, change_id, spoil_yaml, spoil_lock, add_html)


@pytest.mark.parametrize(
    ("command", "spoil"),
    [
        *((ASREPORTED, spoil) for spoil in SPOILERS),
        *((STRICT, spoil) for spoil in SPOILERS),
        *((LAX, spoil) for spoil in (change_quote, add_html)),
    ],
    ids=lambda value: value.__name__ if callable(value) else " ".join(value),
)
def test_error_leaves_the_last_good_site_byte_for_byte(
    built: Corpus, command: tuple[str, ...], spoil: Callable[[Corpus], str]
) -> None:
    content = snapshot(built.root / "content")
    before = snapshot(built.root)
    age(built.root / "site")
    age(built.root / "build")
    try:
        expected = spoil(built)
        done = built.run(*command)
        assert done.returncode == 1
        assert expected in done.stderr + done.stdout
        assert "Nothing was published." in done.stderr + done.stdout
        assert "Traceback" not in done.stderr
    finally:
        for path, text in content.items():
            (built.root / "content" / path).write_bytes(text)
    assert snapshot(built.root) == before
    assert list_fresh(built.root / "site") == set()
    assert list_fresh(built.root / "build") == set()


def test_warning_of_mkdocs_leaves_the_last_good_site(built: Corpus) -> None:
    method = (built.root / "content/pages/method.md").read_text(encoding="utf-8")
    before = snapshot(built.root / "site")
    try:
        built.write("content/pages/method.md", f"{method}\n[no place](index.md#nowhere)\n")
        for command in (ASREPORTED, STRICT):
            done = built.run(*command)
            assert done.returncode != 0
            assert "#nowhere" in done.stderr
            assert snapshot(built.root / "site") == before
            assert not (built.root / ".site.new").exists()
        lax = built.run(*LAX)
        assert lax.returncode == 0
        assert "nowhere" in (built.root / "site/method/index.html").read_text(encoding="utf-8")
    finally:
        built.write("content/pages/method.md", method)
    built.build()
    assert snapshot(built.root / "site") == before


def test_second_build_writes_no_page_again_and_a_change_only_its_own(built: Corpus) -> None:
    pages = built.root / "build/pages"
    age(pages)
    built.build()
    assert list_fresh(pages) == set()
    topics = (built.root / "content/topics.yml").read_text(encoding="utf-8")
    try:
        built.write("content/topics.yml", topics.replace("How many took part", "How many of them took part"))
        built.build(*STRICT)
        changed = {f"{folder}topics/{page}.md" for folder in ("", "ru/") for page in ("index", "turnout")}
        assert list_fresh(pages) == {*changed, "data/topics.json"}
    finally:
        built.write("content/topics.yml", topics)


def test_record_that_is_gone_takes_its_page_along(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.write("site/.gitkeep", "")
    corpus.write("site/left-over.html", "of another time")
    corpus.write("build/pages/.gitkeep", "")
    corpus.edit("content/topics.yml", lambda topics: topics.update(ferries={"label": "Ferries"}))
    site = corpus.build()
    assert "topics/ferries/index.html" in snapshot(site.root)
    corpus.edit("content/topics.yml", lambda topics: topics.pop("ferries"))
    site = corpus.build()
    assert "topics/ferries/index.html" not in snapshot(site.root)
    assert "left-over.html" not in snapshot(site.root)
    assert not (tmp_path / "build/pages/topics/ferries.md").exists()
    assert (tmp_path / "build/pages/.gitkeep").is_file()
    assert (tmp_path / "site/.gitkeep").is_file()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
