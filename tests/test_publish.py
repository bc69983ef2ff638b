"""What is published is written whole or not at all, and only where it changed."""

import marshal
import os
import shutil
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.ledger import Folder, open_folder
from generator.publish import write_pages, write_whole
from generator.site_folder import update_site
from generator.sums import SUMS, compare_site, read_sums
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


def write(files: Mapping[str, str], folder: Path) -> None:
    """Make a folder hold files, as a build makes `build/pages`."""
    write_pages(files, open_folder(folder, folder.with_name(f"{folder.name}.json"), "1"))


def test_pages_are_written_as_they_are(tmp_path: Path) -> None:
    write({"index.md": "a\n", "x/y/z.json": "Ж\r\n"}, tmp_path / "pages")
    assert snapshot(tmp_path / "pages") == {"index.md": b"a\n", "x/y/z.json": "Ж\r\n".encode()}


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write({"a.md": "a", "b.md": "b", "x/c.md": "c"}, folder)
    before = {path: (folder / path).stat().st_ino for path in ("a.md", "b.md", "x/c.md")}
    write({"a.md": "a", "b.md": "B", "x/c.md": "c", "x/d.md": "d"}, folder)
    assert [path for path, inode in before.items() if (folder / path).stat().st_ino != inode] == ["b.md"]
    assert (folder / "x/d.md").read_text() == "d"


def test_what_somebody_else_changed_is_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write({"a.md": "a", "b.md": "b"}, folder)
    (folder / "a.md").write_text("mine")
    (folder / "b.md").unlink()
    write({"a.md": "a", "b.md": "b"}, folder)
    assert snapshot(folder) == {"a.md": b"a", "b.md": b"b"}


def test_what_shares_a_files_content_keeps_it(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write({"a.md": "a"}, folder)
    os.link(folder / "a.md", tmp_path / "published")
    write({"a.md": "A"}, folder)
    assert (tmp_path / "published").read_text() == "a"


def test_stale_pages_and_empty_folders_go_and_dot_files_at_the_top_stay(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write({"a.md": "a", "x/y/b.md": "b", "z/c.md": "c"}, folder)
    (folder / ".gitkeep").write_text("keep")
    (folder / "z" / ".c.md.new").write_text("half a pa")
    write({"a.md": "a"}, folder)
    assert snapshot(folder) == {"a.md": b"a", ".gitkeep": b"keep"}
    assert not (folder / "x").exists()


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
    folder = tmp_path_factory.mktemp("pages") / "pages"
    write(before, folder)
    write(after, folder)
    assert snapshot(folder) == {path: text.encode() for path, text in after.items()}
    assert all(any(path.rglob("*.md")) for path in folder.rglob("*") if path.is_dir())


# --- The live site ------------------------------------------------------------------------------------------------


def publish(files: Mapping[str, str], tmp_path: Path, undone: Collection[str] = ()) -> Folder:
    """Bring a site up to date as a run of MkDocs does: what it has not yet is made in a folder beside it."""
    live = open_folder(tmp_path / "site", tmp_path / "records" / "site.ledger", "1")
    part, pages = tmp_path / ".site.new", tmp_path / "pages"
    for path, text in files.items():
        # Files that are no pages are taken from the pages' folder.
        made = (part if path.endswith(".html") else pages) / path
        if live.digests.get(path) != text:
            made.parent.mkdir(parents=True, exist_ok=True)
            made.unlink(missing_ok=True)
            made.write_text(text)
    update_site(live, part, pages, files, undone)
    return live


def read_site(tmp_path: Path) -> dict[str, bytes]:
    """Give the live site's files, without the list of their digests."""
    files = snapshot(tmp_path / "site")
    del files[SUMS]
    return files


PATHS = st.sampled_from(["a.html", "b.html", "x/a.html", "x/y/b.html", "d.json", "x/e.json"])
FILES = st.dictionaries(PATHS, st.sampled_from("123"), min_size=1)
SITES = st.lists(FILES, min_size=2, max_size=5)
HANDS = st.dictionaries(PATHS, st.sampled_from(["removed", "replaced", "edited"]))
"""What somebody else does with files of a live site."""
B_GONE = ({"a.html": "3"}, {"b.html": "removed"}, set[str]())
"""Somebody else removes what isn't to be published any more, and still stands in the spare folder."""


def lay_hands(hands: Mapping[str, str], site: Path) -> None:
    for name, hand in hands.items():
        path = site / name
        if hand != "edited":
            path.unlink(missing_ok=True)
        if hand != "removed":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("mine")


@settings(max_examples=60, deadline=None)
@given(sites=SITES)
def test_site_is_what_was_published_last(tmp_path_factory: pytest.TempPathFactory, sites: list[dict[str, str]]) -> None:
    tmp_path = tmp_path_factory.mktemp("project")
    for files in sites:
        live = publish(files, tmp_path)
        assert read_site(tmp_path) == {path: text.encode() for path, text in files.items()}
        assert {path: live.digests[path] for path in live.digests if path != SUMS} == files
        assert not live.strangers
        assert list(compare_site(tmp_path / "site", read_sums((tmp_path / "site" / SUMS).read_text()))) == []


@settings(max_examples=100, deadline=None)
@example(steps=[({"a.html": "1", "b.html": "1"}, {}, set()), ({"a.html": "2", "b.html": "1"}, {}, set()), B_GONE])
@example(steps=[({"a.html": "1", "b.html": "1"}, {}, set()), ({"a.html": "2", "b.html": "1"}, {}, {"b.html"}), B_GONE])
@given(steps=st.lists(st.tuples(FILES, HANDS, st.sets(PATHS)), min_size=3, max_size=6))
def test_site_is_what_was_published_last_whatever_became_of_the_one_before(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[dict[str, str], dict[str, str], set[str]]]
) -> None:
    tmp_path = tmp_path_factory.mktemp("project")
    for files, hands, undone in steps:
        lay_hands(hands, tmp_path / "site")
        publish(files, tmp_path, undone & files.keys())
        assert read_site(tmp_path) == {path: text.encode() for path, text in files.items()}
        assert list(compare_site(tmp_path / "site", read_sums((tmp_path / "site" / SUMS).read_text()))) == []


def test_record_of_the_spare_folder_tells_only_what_differs(tmp_path: Path) -> None:
    files = {f"{number}.html": "1" for number in range(100)}
    for text in "123":
        publish({**files, "a.html": text}, tmp_path)
    assert (tmp_path / "records" / "site.ledger.spare").stat().st_size < 500
    shutil.rmtree(tmp_path / "site")
    publish({**files, "a.html": "4"}, tmp_path)
    assert read_site(tmp_path) == {path: text.encode() for path, text in {**files, "a.html": "4"}.items()}


def test_what_does_not_change_is_not_written(tmp_path: Path) -> None:
    publish({"a.html": "1", "b.html": "1"}, tmp_path)
    before = (tmp_path / "site" / "a.html").stat().st_ino
    publish({"a.html": "1", "b.html": "2"}, tmp_path)
    assert (tmp_path / "site" / "a.html").stat().st_ino == before


def test_what_somebody_else_changed_is_published_again(tmp_path: Path) -> None:
    publish({"a.html": "1", "b.html": "1", "c.html": "1"}, tmp_path)
    for name, text in {"a.html": "2", "z.html": "mine"}.items():
        (tmp_path / "site" / name).unlink(missing_ok=True)
        (tmp_path / "site" / name).write_text(text)
    (tmp_path / "site" / "b.html").unlink()
    (tmp_path / "site" / ".nojekyll").write_text("")
    for _ in range(2):
        publish({"a.html": "1", "b.html": "1", "c.html": "1"}, tmp_path)
        assert read_site(tmp_path) == {"a.html": b"1", "b.html": b"1", "c.html": b"1", ".nojekyll": b""}


@pytest.mark.parametrize(
    "record", [b"", b"x", bytes(16), b"1 0\n{}", bytes(16) + marshal.dumps({"a.html": ("1", 1, 1)})]
)
def test_damaged_record_is_as_good_as_none(tmp_path: Path, record: bytes) -> None:
    publish({"a.html": "1", "b.html": "1"}, tmp_path)
    (tmp_path / "records" / "site.ledger").write_bytes(record)
    publish({"a.html": "2", "b.html": "1"}, tmp_path)
    assert read_site(tmp_path) == {"a.html": b"2", "b.html": b"1"}


def test_site_without_its_spare_folder_gets_another(tmp_path: Path) -> None:
    publish({"a.html": "1", "b.html": "1"}, tmp_path)
    shutil.rmtree(tmp_path / ".site.spare")
    publish({"a.html": "2", "b.html": "1"}, tmp_path)
    assert read_site(tmp_path) == {"a.html": b"2", "b.html": b"1"}


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
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == [".site.spare"]
