"""A link of a hand-written page that leads nowhere is told with its line and column."""

from pathlib import Path

import pytest

from generator.page_links import find_placed_link
from generator.problems import Place
from tests.sites import copy_orlan

METHOD = "# Method\n\nSee [the vote](elections/orlan-2040.md#gone) and\n[this](#here) or [that](<method.md#there>).\n"


@pytest.mark.parametrize(
    ("page", "link", "place"),
    [
        pytest.param("method.md", "elections/orlan-2040.md#gone", "content/pages/method.md:3:16", id="another page"),
        pytest.param(
            "ru/method.md", "ru/elections/orlan-2040.md#gone", "content/pages/method.md:3:16", id="a language"
        ),
        pytest.param("method.md", "method.md#here", "content/pages/method.md:4:8", id="the page itself"),
        pytest.param("method.md", "method.md#there", "content/pages/method.md:4:26", id="in angle brackets"),
        pytest.param("method.md", "elections/orlan-2040.md#results", None, id="not written there"),
        pytest.param("actors/index.md", "elections/orlan-2040.md#gone", None, id="a page that nobody wrote"),
    ],
)
def test_link_is_found_where_it_is_written(page: str, link: str, place: str | None) -> None:
    found = find_placed_link({"home": "Words.\n", "method": METHOD}, page, link)
    assert (str(found) if found else None) == place


def test_home_page_is_the_first_page() -> None:
    home = "[up](#top)"
    assert find_placed_link({"home": home}, "index.md", "index.md#top") == Place("content/pages/home.md", 1, 6)
    assert find_placed_link({"home": home}, "kk/index.md", "kk/index.md#top") == Place("content/pages/home.md", 1, 6)


def test_slip_is_told_once_by_the_build_and_changes_nothing(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.write("content/pages/method.md", "# Method\n\nEvery [vote](elections/orlan-2040.md#gone) is checked.\n")
    corpus.write("site/index.html", "the last good site")
    done = corpus.run("asreported", "build")
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if "must lead" in line]
    assert told == [
        (
            "WARNING: content/pages/method.md:3:14: a link must lead to a place on the site, "
            "found none at elections/orlan-2040.md#gone"
        )
    ]
    assert (tmp_path / "site" / "index.html").read_text(encoding="utf-8") == "the last good site"
