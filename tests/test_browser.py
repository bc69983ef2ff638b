"""What only a browser can see: the search at work, from a server and from disk, and pages without script.

Needs Chromium (Debian's package `chromium`). Without it these tests are left out, and say so; where
ASREPORTED_BROWSER is set to `required`, as in CI, they fail instead.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from audit.search_cost import main as tell_cost
from generator.exports import search_js, search_pieces
from generator.exports.search_folding import split_folded
from generator.exports.search_js import export_search
from generator.interface import Interface
from tests.sites import REPO, Site, build_offline_orlan, build_orlan, copy_orlan, make_folder

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
AWAY = "no Chromium on this machine: install Debian's package chromium to run the browser's tests"

_LETTERS = "aceihkqwyzfdиеёжйцшъюяәғқңөұүһіAEF’'`-. \u0301\u0306ıİߟſʼ1"
RANDOM_WORDS = ["".join(Random(number).choices(_LETTERS, k=9)) for number in range(2000)]  # noqa: S311 - no secret


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Leave the tests' output alone."""


@pytest.fixture(scope="module")
def site() -> Site:
    return build_orlan()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        assert os.environ.get("ASREPORTED_BROWSER") != "required", AWAY
        pytest.skip(AWAY)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield started
        started.close()


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def address(site: Site) -> Iterator[str]:
    with serve_folder(site.root) as served:
        yield served


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert errors == []


def search(page: Page, address: str, query: str) -> tuple[list[str], list[str]]:
    """Give the names of the pages and the sentences of the claims that a query finds."""
    page.goto(f"{address}/search/")
    page.fill("#q", query)
    page.press("#q", "Enter")
    page.wait_for_selector("#results p")
    names = page.locator("#results ul li").all_text_contents()
    return names, page.locator("#results ol > li > a").all_text_contents()


@pytest.mark.parametrize(
    "query",
    ["Mira Oss", "oss", "Myra Oss", "Мира Осс", "мира", "Mira Ossa"],
    ids=["the name", "a bare surname", "a typo that a text prints", "Cyrillic", "a forename in Cyrillic", "a slip"],
)
def test_search_knows_a_name_as(page: Page, address: str, query: str) -> None:
    names, claims = search(page, address, query)
    assert names[0].startswith("Mira Oss (person")
    assert "Mira Oss did not accept the turnout that the Board gave." in claims


def test_search_shows_sentence_words_and_way(page: Page, address: str) -> None:
    _, claims = search(page, address, "turnout")
    assert claims == ["Turnout was 58.2 per cent.", "Mira Oss did not accept the turnout that the Board gave."]
    assert page.locator("#results q").all_text_contents()[0] == "turnout at 58.2 per cent"
    page.locator("#results ol > li > a").first.click()
    assert page.url == f"{address}/claims/ferry-2040/c2/"
    page.locator("main li a", has_text="paragraph 2").click()
    assert page.url == f"{address}/sources/ferry-2040/#c2"
    assert page.locator(".claim:target").get_attribute("id") == "c2"


def test_search_narrows_by_side(page: Page, address: str) -> None:
    search(page, address, "turnout")
    page.select_option("#side", "opposition")
    expect(page.locator("#results ol > li")).to_have_count(1)
    assert page.locator("#results ol > li > a").all_text_contents() == [
        "Mira Oss did not accept the turnout that the Board gave."
    ]


def test_search_says_that_nothing_was_found(page: Page, address: str) -> None:
    assert search(page, address, "zeppelin") == ([], [])
    assert page.locator("#results").inner_text().startswith("Nothing found.")


def test_search_takes_markup_for_text(page: Page, address: str) -> None:
    page.goto(f"{address}/search/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.wait_for_selector("#results p")
    assert page.locator("#results img").count() == 0


def test_search_works_from_disk(page: Page, site: Site) -> None:
    page.goto(f"{(site.root / 'search/index.html').as_uri()}?q=Oss")
    page.wait_for_selector("#results ul li a")
    page.locator("#results ul li a").first.click()
    page.wait_for_selector("h1")
    assert page.url.endswith("/actors/mira-oss/index.html")
    assert page.locator("h1").inner_text() == "Mira Oss"


# --- The index in pieces ------------------------------------------------------------------------------------------


QUERIES = (
    *("turnout", "Oss", "Myra Osa", "Gyra Oss", "мира turnout", "voting", "2040", "figure board", "ele", "the", "cent"),
    *("58.2", "Lake Watch", "Kake Watch", "why did Oss not accept the turnout", "orlan election", "zeppelin", "seats"),
)
CHOICES = ("", "&kind=figure", "&side=opposition&kind=denial", "&election=orlan-2040&source=ferry-2040")


@pytest.fixture(scope="module")
def cut(site: Site) -> Iterator[str]:
    """Serve the same site with its index cut as if it were large."""
    folder = make_folder() / "site"
    shutil.copytree(site.root, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_pieces, "SMALL", 0)
        patch.setattr(search_pieces, "TERMS", 60)
        patch.setattr(search_js, "_SIZE", 300)
        patch.setattr(search_js, "MOST_CHOICES", 0)
        corpus = copy_orlan(make_folder())
        spellings = ", ".join(f"{{name: Zedkin {number}, lang: en}}" for number in range(400))
        corpus.write("content/actors/zed.yml", f"{{type: person, name: Zed, names: [{spellings}]}}\n")
        pieces = export_search(corpus.library(), [Interface("en", "en")])
    assert len(pieces) > 60
    for path, text in pieces.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    with serve_folder(folder) as served:
        yield served


def read_results(page: Page, address: str, query: str) -> list[str]:
    page.goto(f"{address}/search/?q={query}")
    page.wait_for_selector("#results[aria-busy=false], #results:empty:not([aria-busy])")
    page.wait_for_load_state("networkidle")
    return page.locator("#results li").all_text_contents()


@pytest.mark.parametrize("query", [*QUERIES, *CHOICES, *(f"turnout{one}" for one in CHOICES[1:])])
def test_pieces_find_what_the_whole_finds(page: Page, address: str, cut: str, query: str) -> None:
    assert sorted(read_results(page, cut, query)) == sorted(read_results(page, address, query))


def test_name_with_many_spellings_is_found_by_each(page: Page, cut: str) -> None:
    assert read_results(page, cut, "zedkin 77") == ["Zed (person, also Zedkin 77)"]
    assert read_results(page, cut, "zedkin 397") == ["Zed (person, also Zedkin 397)"]


def test_claims_bear_out_what_the_index_takes_for_granted(page: Page, address: str) -> None:
    def cut_rows(route: Route) -> None:
        name, _, value = route.fetch().text().removesuffix(";\n").partition(" = ")
        route.fulfill(
            body=f"{name} = {json.dumps({**json.loads(value), 'turnout': '+9'})};", content_type="text/javascript"
        )

    page.route("**/search/claims/words.js", cut_rows)
    assert read_results(page, address, "turnout&kind=figure")[-1].startswith("Turnout was 58.2 per cent.")
    assert page.locator("#results ol > li").count() == 1


def test_filters_that_are_too_many_offer_what_was_found(page: Page, cut: str) -> None:
    page.goto(f"{cut}/search/?q=turnout&source=ferry-2040")
    page.wait_for_selector("#results ol > li")
    labels = page.locator("#source option").all_text_contents()
    assert len(labels) == 2
    assert "ferry-2040" not in labels
    assert page.input_value("#source") == "ferry-2040"


def test_words_are_folded_alike_when_built_and_when_typed(page: Page, address: str, site: Site) -> None:
    everything = [row[0] for table in ("names", "claims") for row in site.search_scripts()[table]]
    texts = [*everything, *map(chr, range(0x20, 0x2100)), *RANDOM_WORDS]
    page.goto(f"{address}/search/")
    assert page.evaluate("texts => texts.map(asReported.words.split)", texts) == [split_folded(one) for one in texts]


def test_search_page_loads_no_claims_before_it_is_asked(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/search/")
    page.wait_for_load_state("networkidle")
    assert {url.rpartition("/search/")[2] for url in asked if "/search/" in url} == {"", "pieces.js", "filters.js"}


def test_a_piece_that_is_gone_leaves_the_rest(browser: Browser, cut: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search/names/rows-*", lambda route: route.abort())
    page.goto(f"{cut}/search/?q=turnout")
    page.wait_for_selector("#results ol > li")
    assert "Turnout was 58.2 per cent." in page.locator("#results ol > li > a").all_text_contents()
    context.close()


@pytest.mark.skipif(CHROMIUM is None, reason=AWAY)
def test_cost_of_a_query_is_told(site: Site) -> None:
    # In a process of its own: one runs one browser's driver.
    command = [sys.executable, "-m", "audit.search_cost", "--site", str(site.root), "turnout", "--json"]
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert [one["query"] for one in told] == ["turnout"]
    assert {"search.js", "search/pieces.js", "search/claims/words.js"} <= set(told[0]["paths"])
    sizes = [(site.root / path).stat().st_size for path in told[0]["paths"]]
    assert (told[0]["files"], told[0]["bytes"]) == (len(sizes), sum(sizes))
    assert 0 < told[0]["gzip_bytes"] < told[0]["bytes"]


def test_cost_without_a_site_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tell_cost(["--site", str(tmp_path), "turnout"]) == 2
    assert "no search page in" in capsys.readouterr().err


def test_pages_read_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/sources/ferry-2040/#c3")
    assert "We do not accept that figure" in page.locator("#c3").inner_text()
    assert page.locator("button", has_text="Copy link").count() == 0
    page.goto(f"{address}/search/")
    assert not page.locator("#search").is_visible()
    page.locator("main a", has_text="All spellings from A to Z").click()
    assert page.url == f"{address}/actors/a-to-z/"
    context.close()


# --- The link to be copied, and words behind links ----------------------------------------------------------------


def test_permalink_can_be_copied(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/claims/ferry-2040/c2/")
    button = page.locator("button", has_text="Copy link")
    expect(button).to_be_visible()
    button.click()
    expect(page.locator("button", has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "https://orlan.example/claims/ferry-2040/c2/"


def test_permalink_is_copied_by_keyboard(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/actors/mira-oss/")
    page.locator("button", has_text="Copy link").focus()
    page.keyboard.press("Enter")
    expect(page.locator("button", has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "https://orlan.example/actors/mira-oss/"


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_words_behind_a_link_are_shown_while_it_is_pointed_at(page: Page, address: str, way: str) -> None:
    page.goto(f"{address}/actors/mira-oss/")
    line = page.locator("main li", has_text="in the preliminary count").first
    words = line.locator("q")
    assert not words.is_visible()
    link = line.locator("a:has(+ q)")
    if way == "mouse":
        link.hover()
    else:
        line.locator("a").first.focus()
        # Only what the keyboard reaches counts as focused for the eye.
        for _ in range(line.locator("a").count()):
            if link.evaluate("link => link === document.activeElement"):
                break
            page.keyboard.press("Tab")
    expect(words).to_be_visible()
    assert "Reel had 52.25 per cent and Oss 41.5" in words.inner_text()
    page.mouse.move(0, 0)
    page.locator("h1").click()
    expect(words).to_be_hidden()


def test_words_behind_links_are_printed(page: Page, address: str) -> None:
    page.goto(f"{address}/actors/mira-oss/")
    page.emulate_media(media="print")
    assert page.locator("main li q").first.is_visible()


# --- Languages ----------------------------------------------------------------------------------------------------


def test_switch_leads_to_the_same_page_in_the_other_language(page: Page, address: str) -> None:
    page.goto(f"{address}/topics/turnout/")
    page.locator("a[hreflang=ru]").first.click()
    assert page.url == f"{address}/ru/topics/turnout/"
    assert page.locator("html").get_attribute("lang") == "ru"
    assert page.locator("h1").inner_text() == "Явка"
    page.locator("a[hreflang=en]").first.click()
    assert page.url == f"{address}/topics/turnout/"


def test_switch_works_from_disk(page: Page) -> None:
    page.goto((build_offline_orlan().root / "topics/turnout.html").as_uri())
    page.locator("a[hreflang=ru]").first.click()
    assert page.url.endswith("/ru/topics/turnout.html")
    assert page.locator("h1").inner_text() == "Явка"


@pytest.mark.parametrize("folder", ["", "ru/"])
def test_edition_on_disk_is_read_without_a_server(page: Page, folder: str) -> None:
    page.goto((build_offline_orlan().root / folder / "index.html").as_uri())
    page.locator("main a[href='actors/a-to-z.html']").first.click()
    page.locator("main li a", has_text="Myra Oss").click()
    assert page.url.endswith(f"/{folder}actors/mira-oss.html" if folder else "/actors/mira-oss.html")
    page.locator("header input").fill("Lake Watch")
    page.locator("header button").click()
    page.wait_for_selector("#results ul li a")
    page.locator("#results ul li a").first.click()
    assert page.url.endswith(f"/{folder}actors/lake-watch.html" if folder else "/actors/lake-watch.html")
    page.goto((build_offline_orlan().root / folder / "search.html").as_uri() + "?q=turnout")
    page.wait_for_selector("#results ol > li > a")
    page.locator("#results ol > li > a").first.click()
    assert page.url.endswith("claims/ferry-2040/c2.html")


def test_search_in_another_language_finds_the_same_and_stays_in_it(page: Page, address: str) -> None:
    page.goto(f"{address}/ru/search/?q=Oss")
    page.wait_for_selector("#results ul li a")
    assert page.locator("#side option[value=observer]").inner_text() == "Наблюдатели"
    claims = page.locator("#results ol > li > a")
    assert "Mira Oss did not accept the turnout that the Board gave." in claims.all_text_contents()
    assert claims.first.get_attribute("lang") == "en"
    page.locator("#results ul li a").first.click()
    assert page.url == f"{address}/ru/actors/mira-oss/"


@pytest.mark.parametrize(
    "path",
    [
        *("", "elections/orlan-2040/", "elections/compare/", "sources/ferry-2040/", "actors/", "claims/ferry-2040/c1/"),
        *("claims/", "glossary/", "timeline/", "search/", "ru/elections/orlan-2040/", "ru/actors/mira-oss/"),
    ],
)
def test_nothing_is_wider_than_a_phone(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{address}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_no_request_leaves_the_site(page: Page, address: str, site: Site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("index.html", "search/index.html?q=Oss", "elections/orlan-2040/index.html"):
        page.goto(f"{address}/{path}")
    assert asked
    assert [url for url in asked if not url.startswith(address)] == []
    assert (site.root / "style.css").is_file()


def test_print_leaves_the_chrome_out(page: Page, address: str) -> None:
    page.goto(f"{address}/elections/orlan-2040/")
    page.emulate_media(media="print")
    for part in ("header.site nav", "header.site form", ".toc", ".trail"):
        assert not page.locator(part).first.is_visible(), part
    assert page.locator(".claim").first.is_visible()
