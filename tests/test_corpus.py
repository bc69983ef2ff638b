"""The real corpus: it builds, leads everywhere, says enough, and shows no more of the texts than it may."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from tests.engines import Engine
from tests.helpers import NAMED_TEXTS
from tests.sites import REPO, Corpus, Element, Site, list_faults, make_folder

LONGEST = 12
"""Words in a row that may stand nowhere but in a displayed quotation (evidence.md, Rights)."""
AWAY = (
    "the source texts are not on this machine: put them into content/texts/ or set ASREPORTED_TEXTS to their folder, "
    "then run `.venv/bin/python -m pytest tests/test_corpus.py`"
)
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def find_texts() -> Path | None:
    """Give the folder of the source texts, where it is on this machine."""
    folders = [REPO / NAMED_TEXTS] if NAMED_TEXTS else []
    folders += [REPO.parent / "shared" / "sources", REPO / "content" / "texts"]
    return next((folder for folder in folders if folder.is_dir() and any(folder.glob("*.txt"))), None)


@cache
def build_corpus() -> Site:
    """Build the real corpus once, with the texts where they are, else from the lock."""
    root = make_folder()
    texts = find_texts()
    shutil.copytree(REPO / "content", root / "content", ignore=shutil.ignore_patterns("texts"))
    corpus = Corpus(root)
    config = (REPO / "mkdocs.yml").read_text(encoding="utf-8")
    for own in ("generator/mkdocs_hook.py", "templates/theme"):
        config = config.replace(own, str(REPO / own))
    corpus.write("mkdocs.yml", config)
    corpus.write("build/pages/.gitkeep", "")
    corpus.write("site/.gitkeep", "")
    return corpus.build(**({"ASREPORTED_TEXTS": str(texts.resolve())} if texts else {}))


@pytest.fixture(scope="module")
def site() -> Site:
    return build_corpus()


def test_crawl_finds_no_fault(site: Site) -> None:
    assert list_faults(site) == []


def test_pages_are_what_mkdocs_makes_of_them(site: Site) -> None:
    engine = Engine(site.root.parent / "build" / "pages")
    assert len(engine.pages) > 1000
    assert [fault for path in engine.pages for fault in engine.list_differences(path)] == []


def test_search_leads_to_pages(site: Site) -> None:
    scripts = site.search_scripts()
    for name in ("names", "claims"):
        for row in scripts[name]:
            path, fragment = site.resolve(row[-1])
            assert path in site.pages
            assert not fragment or fragment in site.ids(path)


def test_there_are_claims_enough_and_each_is_verified(site: Site) -> None:
    claims = site.data("claims")
    counts = Counter(claim["source"] for claim in claims if claim["verified"])
    assert len(claims) >= 150
    assert counts.keys() == {source["id"] for source in site.data("sources")}
    assert min(counts.values()) >= 25, counts


def test_every_claim_has_a_page_that_leads_to_its_place_in_its_text(site: Site) -> None:
    for claim in site.data("claims"):
        page, fragment = site.resolve(claim["url"])
        assert (page, fragment) == (f"claims/{claim['id']}/index.html", "")
        key = claim["id"].partition("/")[2]
        (place,) = {found for link in list_ways(site, page) if (found := site.follow(link, page))[1] == key}
        assert place[0].startswith(f"sources/{claim['source']}/"), claim["id"]
        assert claim["text"] in site.main(place[0]).find("div", id=key).text


def list_ways(site: Site, page: str) -> list[Element]:
    """Give the links of a page that stay on the site."""
    return [link for link in site.main(page).find_all("a") if ":" not in link.attributes["href"]]


def test_every_record_has_its_page(site: Site) -> None:
    for table in ("elections", "actors", "sources", "topics", "disputes"):
        for row in site.data(table):
            assert site.resolve(row["url"])[0] in site.pages, row["id"]


def test_every_paragraph_is_accounted_for(site: Site) -> None:
    for source in site.data("sources"):
        assert source["paragraphs_open"] == [], source["id"]
        assert source["share_covered"] == 100.0


def test_no_source_is_quoted_beyond_its_limit(site: Site) -> None:
    limit = yaml.safe_load((REPO / "content/corpus.yml").read_text(encoding="utf-8")).get("limits", {})
    for source in site.data("sources"):
        if source["rights"]["level"] != "full":
            assert source["share_quoted"] <= float(limit.get("refuse_share", 30)), source["id"]


def test_every_page_ends_with_the_file_it_came_from(site: Site) -> None:
    for path in site.pages:
        if path == "404.html" or path.endswith("search/index.html"):
            continue
        last = site.main(path).find_all("p")[-1]
        files = [code.text for code in last.find_all("code")]
        if site.pages[path].find("html").attributes["lang"] == "en":
            assert last.text.startswith("Data of this page:"), path
        assert files, path
        assert all((REPO / file).exists() for file in files), (path, files)


# --- From the home page to the words ------------------------------------------------------------------------------


def follow(site: Site, page: str, label: str) -> set[str]:
    """Give the pages, with fragments, to which links lead whose words hold a label as a whole word."""
    found = set()
    for link in site.main(page).find_all("a"):
        if re.search(rf"(?<!\w){re.escape(label)}(?!\w)", link.text) and ":" not in link.attributes["href"]:
            path, fragment = site.follow(link, page)
            found.add(f"{path}#{fragment}")
    return found


@pytest.mark.parametrize("spelling", ["Qosanov", "Kosanov"])
def test_three_clicks_from_the_home_page_to_the_words_of_a_figure(site: Site, spelling: str) -> None:
    reached = set()
    for spellings in follow(site, "index.html", "All spellings from A to Z"):
        for actor in follow(site, spellings.partition("#")[0], spelling):
            page = actor.partition("#")[0]
            for link in site.main(page).find_all("a"):
                address = link.attributes["href"]
                if "sources/" in address and ":" not in address:
                    reached.add(site.follow(link, page))
    words = {(path, key): read_words(site, path, key) for path, key in reached if key}
    assert [place for place, quoted in words.items() if "estimated 16.2 percent" in quoted], sorted(words)


def test_three_clicks_by_way_of_the_election(site: Site) -> None:
    (election,) = (row for row in site.data("elections") if row["date"] == "2019-06-09")
    page = site.resolve(election["url"])[0]
    assert any(address.startswith(page) for address in follow(site, "index.html", election["name"]))
    reached = {
        site.follow(link, page) for link in site.main(page).find_all("a") if "sources/" in link.attributes["href"]
    }
    assert any("16.2 percent" in read_words(site, path, key) for path, key in reached if key)


def read_words(site: Site, path: str, key: str) -> str:
    cards = site.main(path).find_all("div", id=key)
    return " ".join(quotation.text for card in cards for quotation in list_quotations(card))


# --- What of the texts is shown -----------------------------------------------------------------------------------


def list_quotations(top: Element) -> list[Element]:
    return [element for element in top.find_all("span", "q") if "data-nosnippet" in element.attributes]


def split_words(text: str) -> tuple[str, ...]:
    """Give a text's words, in one form for all marks and capitals."""
    return tuple(word.casefold().replace("’", "'") for word in WORD.findall(text))


def list_runs(words: tuple[str, ...], length: int = LONGEST) -> Iterator[tuple[str, ...]]:
    return (words[start : start + length] for start in range(len(words) - length + 1))


def read_outside(element: Element) -> Iterator[str]:
    """Give the texts of a page outside its displayed quotations, with a mark where one is left out."""
    for child in element.children:
        if not isinstance(child, Element):
            yield child
        elif "data-nosnippet" in child.attributes:
            yield "\0"
        elif child.tag in BLOCKS:
            yield "\0"
            yield from read_outside(child)
            yield "\0"
        else:
            yield from read_outside(child)


BLOCKS = frozenset(
    [
        "caption",
        "dd",
        "div",
        "dt",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "p",
        "summary",
        "td",
        "th",
        "title",
    ]
)
"""What a reader sees apart: a heading and the title of a source below it are no run of words."""


def list_published(site: Site) -> Iterator[tuple[str, str]]:
    """Give all that is published outside displayed quotations, by where it stands."""
    for path, page in site.pages.items():
        for part in "".join(read_outside(page)).split("\0"):
            yield path, part
        for element in page:
            for name, value in element.attributes.items():
                yield f"{path} {name}", unquote(value)
    for file in sorted((site.root / "data").glob("*.json")):
        for row in json.loads(file.read_text(encoding="utf-8")):
            yield from ((f"{file.name} {row['id']}", text) for text in list_texts({**row, "quote": None}))
    for name, rows in site.search_scripts().items():
        shown = [[*row[:1], *row[2:]] for row in rows] if name == "claims" else rows
        yield from ((f"search {name}", text) for text in list_texts(shown))
    for file in sorted((site.root / "cite").rglob("*")):
        if file.is_file():
            yield file.name, file.read_text(encoding="utf-8")


def list_texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for member in value.values() for text in list_texts(member))
    elif isinstance(value, list):
        yield from (text for member in value for text in list_texts(member))


@pytest.fixture(scope="module")
def runs(site: Site) -> Mapping[tuple[str, ...], str]:
    """Give every run of words of the texts that may not be shown whole, with its source."""
    folder = find_texts()
    if folder is None:
        pytest.skip(AWAY)
    found: dict[tuple[str, ...], str] = {}
    for source in site.data("sources"):
        if source["rights"]["level"] != "full":
            texts = [path for path in folder.iterdir() if path.stem == source["id"]]
            assert len(texts) == 1, f"no text of {source['id']} in {folder}"
            found |= dict.fromkeys(list_runs(split_words(texts[0].read_text(encoding="utf-8"))), source["id"])
    for source in site.data("sources"):
        for run in list_runs(split_words(source["title"])):
            found.pop(run, None)
    assert len(found) > 5000
    return found


def test_no_run_of_words_stands_outside_a_quotation(site: Site, runs: Mapping[tuple[str, ...], str]) -> None:
    leaks: dict[str, list[str]] = {}
    for place, text in list_published(site):
        for run in (run for part in text.split("\0") for run in list_runs(split_words(part)) if run in runs):
            leaks.setdefault(f"{runs[run]}: {' '.join(run)}", []).append(place)
    assert leaks == {}


def test_what_is_looked_for_would_be_found(site: Site, runs: Mapping[tuple[str, ...], str]) -> None:
    """A watch that never bites is none: the same look, for shorter runs, must find the displayed quotations."""
    short = {part for run in runs for part in list_runs(run, 4)}
    shown = [split_words(quotation.text) for page in site.pages.values() for quotation in list_quotations(page)]
    bitten = [words for words in shown if any(run in short for run in list_runs(words, 4))]
    assert len(bitten) > 100
    planted = " ".join(next(iter(runs)))
    assert [run for run in list_runs(split_words(f"We say: “{planted.upper()}”, or so")) if run in runs]


def test_quotations_are_the_words_of_the_texts(site: Site) -> None:
    folder = find_texts()
    if folder is None:
        pytest.skip(AWAY)
    texts = {path.stem: path.read_bytes().decode("utf-8-sig") for path in folder.iterdir()}
    for claim in site.data("claims"):
        segments = [" ".join(texts[claim["source"]][start:end].split()) for start, end in claim["segments"]]
        assert segments or not claim["verified"], claim["id"]
        if claim["quote"] and "[" not in claim["quote"]:
            assert segments == [claim["quote"]], claim["id"]
