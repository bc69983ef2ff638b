"""An address that moved answers for ever: it is written down, checked, and leads on from every place of the site."""

from pathlib import Path

import pytest

from generator.moved import list_moves
from generator.pipeline import make_output
from tests.helpers import Project
from tests.sites import copy_orlan, list_faults

MOVED = "content/moved.yml"


KIND = "an address must move to a record of the same kind"
FREE = "an address that moved must be free"
FORM = "a key must be FOLDER/ID or claims/SOURCE/CLAIM, such as actors/ana-miro"
NOW = "write the address that answers now"
FREE_CURE = "remove the line, or give the record another id"
FORM_CURE = "write it without the site's address and without a slash at an end"


@pytest.mark.parametrize(
    ("line", "column", "message", "hint"),
    [
        ("actors/x: actors/boart", 11, f"{KIND}, found actors/boart [moved-nowhere]", "did you mean actors/board?"),
        ("actors/x: sources/ferry-2040", 11, f"{KIND}, found sources/ferry-2040 [moved-nowhere]", NOW),
        ("actors/board: actors/orlan", 1, f"{FREE}, found a page at actors/board [moved-taken]", FREE_CURE),
        ("actors/index: actors/orlan", 1, f"{FREE}, found a page at actors/index [moved-taken]", FREE_CURE),
        (
            "actors/x: actors/x",
            11,
            "an address must not move in a circle, found actors/x moved to itself [moved-circle]",
            NOW,
        ),
        ("board: actors/board", 1, f"{FORM}, found board [invalid-id]", FORM_CURE),
    ],
)
def test_a_mistake_in_what_moved(orlan: Project, line: str, column: int, message: str, hint: str) -> None:
    orlan.write(MOVED, f"{line}\n")
    assert orlan.errors() == [f"content/moved.yml:1:{column}: error: {message}\n  hint: {hint}"]


def test_a_circle_of_two_is_told_at_both(orlan: Project) -> None:
    orlan.write(MOVED, "actors/x: actors/y\nactors/y: actors/x\n")
    assert [error.partition(" found ")[2].partition(" moved")[0] for error in orlan.errors()] == [
        "actors/x",
        "actors/y",
    ]


def test_what_is_no_mapping_is_told(orlan: Project) -> None:
    orlan.write(MOVED, "- actors/x\n")
    message = "content/moved.yml:1:1: error: addresses must be a mapping, found a list [invalid-type]"
    assert orlan.errors() == [f"{message}\n  hint: write KEY: VALUE, one a line"]


def test_an_address_may_move_more_than_once(orlan: Project) -> None:
    orlan.write(MOVED, "actors/x: actors/y\nactors/y: actors/board\n")
    assert list_moves(orlan.library().corpus) == {"actors/x": "actors/board", "actors/y": "actors/board"}


def test_where_a_source_moved_its_claims_moved_with_it(orlan: Project) -> None:
    orlan.write(MOVED, "sources/gull: sources/ferry-2040\nclaims/ferry-2040/c9: claims/ferry-2040/c1\n")
    moves = list_moves(orlan.library().corpus)
    assert moves == {
        "sources/gull": "sources/ferry-2040",
        "claims/ferry-2040/c9": "claims/ferry-2040/c1",
        "claims/gull/c9": "claims/ferry-2040/c1",
        **{f"claims/gull/c{number}": f"claims/ferry-2040/c{number}" for number in range(1, 7)},
    }


def test_a_page_stands_at_every_old_address_in_every_language(orlan: Project) -> None:
    orlan.write(MOVED, "actors/reel: actors/tam-reel\nsources/gull: sources/ferry-2040\n")
    pages = make_output(orlan.root)[0].make_all()
    assert pages["ru/actors/reel.md"] == (
        "---\n"
        'title: "Новый адрес: Tam Reel"\n'
        'description: "У этой страницы теперь другой адрес."\n'
        'lang: "ru"\n'
        'picture: "pictures/site.png"\n'
        'template: "moved.html"\n'
        'moved_to: "ru/actors/tam-reel"\n'
        "---\n\n"
        "# Эта страница переехала {#top}\n\n"
        'Теперь у неё другой адрес: [<span lang="en">Tam Reel</span>](tam-reel.md).\n'
    )
    assert {"claims/gull/c1.md", "ru/claims/gull/c6.md", "sources/gull.md"} <= set(pages)
    assert "cite/actors/reel.bib" not in pages


def test_a_browser_is_led_on_without_a_script_and_nothing_warns(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.write("content/moved.yml", "actors/reel: actors/tam-reel\nsources/gull: sources/ferry-2040\n")
    site = corpus.build()
    page = site.pages["claims/gull/c2/index.html"]
    refresh = page.find("meta", http_equiv="refresh")
    assert refresh.attributes["content"] == "0; url=../../../claims/ferry-2040/c2/"
    assert page.find("link", rel="canonical").attributes["href"] == "https://orlan.example/claims/ferry-2040/c2/"
    assert page.find("a").attributes["href"] == "../../ferry-2040/c2/"
    assert site.pages["ru/actors/reel/index.html"].find("html").attributes["lang"] == "ru"
    assert list_faults(site) == []
    listed = (site.root / "sitemap.xml").read_text(encoding="utf-8")
    assert "https://orlan.example/claims/ferry-2040/c2/" in listed
    assert "/gull/" not in listed
    assert "/reel/" not in listed
