"""ProperDocs, the other engine that reads mkdocs.yml, publishes the same pages."""

from pathlib import Path

import pytest

from tests.sites import Site, build_orlan, copy_orlan, list_faults, snapshot

COMMAND = ("properdocs", "build", "--strict", "-f", "mkdocs.yml")


@pytest.fixture(scope="module")
def proper(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return copy_orlan(tmp_path_factory.mktemp("proper")).build(*COMMAND)


def test_same_pages(proper: Site) -> None:
    assert set(proper.pages) == set(build_orlan().pages)


def test_same_words_and_addresses_on_each(proper: Site) -> None:
    for path in proper.pages:
        ours, theirs = build_orlan().main(path), proper.main(path)
        assert theirs.text == ours.text, path
        assert [link.attributes for link in theirs.find_all("a")] == [link.attributes for link in ours.find_all("a")]
        assert theirs.ids == ours.ids, path


def test_same_data(proper: Site) -> None:
    assert snapshot(proper.root / "data") == snapshot(build_orlan().root / "data")


def test_crawl_finds_no_fault(proper: Site) -> None:
    assert list_faults(proper) == []


@pytest.mark.parametrize(
    "page",
    ["# Method\n\n<b>x</b>\n", "# Method\n\n[nowhere](nowhere.md)\n"],
    ids=["an error of ours", "a warning of its"],
)
def test_failure_leaves_the_last_good_site(tmp_path: Path, page: str) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.write("site/index.html", "live")
    corpus.write("content/pages/method.md", page)
    done = corpus.run(*COMMAND)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert snapshot(tmp_path / "site") == {".gitkeep": b"", "index.html": b"live"}
    assert not (tmp_path / ".site.new").exists()
