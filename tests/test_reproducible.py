"""The same content gives the same bytes: anywhere, at any time, in any order, with the texts and without."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from msgspec.structs import replace

from generator.exports.data_json import list_data
from generator.exports.search_js import export_search
from generator.interface import Interface
from generator.link import link_corpus
from generator.load import load_content
from generator.lock import read_lock, write_lock
from generator.render import Press
from generator.validate import validate_content
from generator.verify import find_evidence
from generator.vouch import settle_evidence
from tests.sites import Corpus, build_orlan, copy_orlan, snapshot

T = TypeVar("T")


@pytest.fixture(scope="module")
def bytes_of_site() -> dict[str, bytes]:
    return snapshot(build_orlan().root)


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({}, id="another folder"),
        pytest.param({"PYTHONHASHSEED": "1"}, id="another order of sets"),
        pytest.param({"PYTHONHASHSEED": "4711", "TZ": "Asia/Almaty"}, id="another time zone"),
        pytest.param({"LANG": "ru_RU.UTF-8", "LC_ALL": "C", "PYTHONUTF8": "0"}, id="another locale"),
    ],
)
def test_site_is_the_same(tmp_path: Path, bytes_of_site: dict[str, bytes], environment: dict[str, str]) -> None:
    folder = tmp_path / "a longer folder's name" / "Қазақ"
    folder.mkdir(parents=True)
    site = copy_orlan(folder).build(**environment)
    assert differing(snapshot(site.root), bytes_of_site) == []


def test_site_without_the_texts_is_the_same(tmp_path: Path, bytes_of_site: dict[str, bytes]) -> None:
    corpus = copy_orlan(tmp_path)
    shutil.rmtree(tmp_path / "content" / "texts")
    assert differing(snapshot(corpus.build().root), bytes_of_site) == []


def test_site_with_the_texts_elsewhere_is_the_same(tmp_path: Path, bytes_of_site: dict[str, bytes]) -> None:
    corpus = copy_orlan(tmp_path / "project")
    shutil.move(tmp_path / "project/content/texts", tmp_path / "texts")
    site = corpus.build("mkdocs", "build", "--strict", ASREPORTED_TEXTS="../texts")
    assert differing(snapshot(site.root), bytes_of_site) == []


def test_files_written_in_another_order_at_another_time_give_the_same_site(
    tmp_path: Path, bytes_of_site: dict[str, bytes]
) -> None:
    corpus = copy_orlan(tmp_path / "copied")
    files = snapshot(tmp_path / "copied" / "content")
    turned = Corpus(tmp_path / "turned")
    for path in reversed(files):
        turned.write(f"content/{path}", files[path].decode())
        os.utime(tmp_path / "turned/content" / path, (1, 1))
    turned.write("build/pages/.gitkeep", "")
    turned.write("site/.gitkeep", "")
    turned.write("mkdocs.yml", (corpus.root / "mkdocs.yml").read_text(encoding="utf-8"))
    assert differing(snapshot(turned.build().root), bytes_of_site) == []


def test_day_of_the_build_shows_nowhere(tmp_path: Path, bytes_of_site: dict[str, bytes]) -> None:
    site = copy_orlan(tmp_path).build(SOURCE_DATE_EPOCH="1000000000")
    assert differing(snapshot(site.root), bytes_of_site) == []


def build_in_order(root: Path, seed: int) -> tuple[dict[str, str], str]:
    """Give all pages, data and the lock from files that were read in an order by chance."""
    content, _ = load_content(root)
    random = Random(seed)  # noqa: S311 - no secret

    def shuffle(part: Mapping[str, T]) -> dict[str, T]:
        return dict(random.sample(list(part.items()), len(part)))

    files, texts, templates = shuffle(content.files), shuffle(content.texts), shuffle(content.templates)
    catalogues = {path: text for path, text in content.catalogues.items() if path == "content/locale/ru.po"}
    changes = shuffle({"content/topics.yml": "2026-01-02", "content/actors/zed.yml": "2026-03-04"})
    turned = replace(content, files=files, texts=texts, templates=templates, catalogues=catalogues, changes=changes)
    corpus, _ = validate_content(turned)
    assert corpus is not None
    locked, _ = read_lock(content.lock or "")
    evidence, _ = settle_evidence(corpus, find_evidence(corpus, turned.texts), locked)
    library, _ = link_corpus(corpus, evidence)
    spoken = [Interface("en", "en"), Interface("ru", "en", turned.catalogues.values())]
    press = Press(library, turned.templates, spoken, turned.changes)
    rendered = {
        path: make() for bundle in press.list_bundles() for leaf in bundle.plan() for path, make in leaf.files.items()
    }
    rendered |= {path: make() for path, make in list_data(library).items()}
    pages = {path: str(text) for path, text in rendered.items()} | dict(export_search(library, spoken))
    return pages, write_lock(evidence)


def test_order_of_files_does_not_matter(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.write("content/actors/zed.yml", "{type: person, name: Zed}\n")
    corpus.write("content/actors/abe.yml", "{type: person, name: Abe, names: [{name: Zed, lang: en}]}\n")
    corpus.write("content/pages/about.md", "# About\n")
    first = build_in_order(tmp_path, 0)
    assert len(first[0]) > 30
    for seed in range(1, 6):
        pages, lock = build_in_order(tmp_path, seed)
        assert lock == first[1]
        assert [path for path in first[0] if pages[path] != first[0][path]] == []


def test_lock_is_written_the_same_again(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    lock = (tmp_path / "content/evidence.lock").read_bytes()
    corpus.write("content/evidence.lock", "")
    done = corpus.run("asreported", "lock", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "content/evidence.lock").read_bytes() == lock
