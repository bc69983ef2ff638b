"""A link of a hand-written page that leads nowhere is told with its line and column."""

from pathlib import Path

import pytest

from generator.page_links import find_placed_link
from generator.problems import Place
from tests.helpers import Project
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


@pytest.mark.parametrize(
    ("path", "old", "new", "link"),
    [
        pytest.param("content/actors/tam-reel.yml", "type: person", "type: persn", "actors/tam-reel.md", id="an actor"),
        pytest.param("content/actors.yml", "orlan: {", "orlan: {'", "actors/orlan.md", id="an actor of a list"),
        pytest.param("content/elections/orlan-2036.yml", "2036?", "2036??", "elections/orlan-2036.md", id="an event"),
        pytest.param(
            "content/claims/ferry-2040.yml", "\nclaims:", "\nclaim:", "claims/ferry-2040/c1.md", id="a file's claim"
        ),
        pytest.param(
            "content/claims/ferry-2040.yml", "    happened:", "    hapened:", "claims/ferry-2040/c1.md", id="one claim"
        ),
        pytest.param("content/pages/method.md", "Words", "Wor\udcff", "method.md", id="a page"),
    ],
)
def test_a_link_to_what_is_unsound_is_not_told(orlan: Project, path: str, old: str, new: str, link: str) -> None:
    orlan.write("content/pages/method.md", "# Method\n\nWords.\n")
    orlan.write("content/pages/further.md", f"# Further\n\nSee [this]({link}).\n")
    assert orlan.errors() == []
    (orlan.root / path).write_bytes(orlan.read(path).replace(old, new, 1).encode(errors="surrogateescape"))
    assert [error for error in orlan.errors() if error.startswith("content/pages/further.md")] == []
    assert len(orlan.errors()) == 1


def test_a_link_that_is_wrong_is_told_beside_what_is_unsound(orlan: Project) -> None:
    orlan.write("content/pages/further.md", "# Further\n\nSee [this](actors/orlan-2036.md).\n")
    orlan.edit("content/elections/orlan-2036.yml", "2036?", "2036??")
    assert [error.partition(" ")[0] for error in orlan.errors()] == [
        "content/elections/orlan-2036.yml:3:7:",
        "content/pages/further.md:3:12:",
    ]


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
