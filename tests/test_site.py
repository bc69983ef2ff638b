"""A crawl of the built site: no broken link, no duplicate id, no foreign host, no text that became markup."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.problems import InvalidContent
from tests.sites import Corpus, Site, build_offline_orlan, build_orlan, copy_orlan, is_external, list_faults
from tests.test_render import HOSTILE, spoil_corpus

ACTORS = ("mira-oss", "tam-reel", "orlan", "board", "lake-watch", "the-ferry", "reader-quill")


@pytest.fixture(scope="module")
def site() -> Site:
    return build_orlan()


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a site of which every free text is hostile."""
    corpus = copy_orlan(tmp_path_factory.mktemp("spoilt"))
    spoil_corpus(corpus)
    corpus.relock()
    return corpus.build("mkdocs", "build", "--strict")


def test_crawl_finds_no_fault(site: Site) -> None:
    assert list_faults(site) == []
    assert len(site.pages) > 20


def test_crawl_of_the_edition_for_reading_from_a_folder_finds_no_fault(site: Site) -> None:
    offline = build_offline_orlan()
    assert list_faults(offline) == []
    assert len(offline.pages) == len(site.pages)
    for path, page in offline.pages.items():
        for link in page.find_all("a"):
            address = link.attributes["href"]
            # A folder opened from disk shows its files, not its page.
            assert is_external(address) or not address.partition("#")[0].endswith("/"), (path, address)


def test_search_data_lead_to_pages(site: Site) -> None:
    scripts = site.search_scripts()
    assert scripts.keys() == {"names", "claims", "filters"}
    addresses = [row[-1] for name in ("names", "claims") for row in scripts[name]]
    assert len(addresses) > 20
    for address in addresses:
        for folder in ("", "ru/"):
            path, fragment = site.resolve(f"{folder}{address}")
            assert path in site.pages
            assert not fragment or fragment in site.ids(path)


def test_every_claim_has_a_page_with_its_sentence_and_its_words(site: Site) -> None:
    for claim in site.data("claims"):
        page = site.main(f"claims/{claim['id']}/index.html")
        assert page.find("h1").text == claim["text"]
        assert page.find("blockquote").text == f"“{claim['quote']}”"


def test_every_claim_stands_on_its_sources_page(site: Site) -> None:
    for claim in site.data("claims"):
        source, key = claim["id"].split("/")
        page = site.main(f"sources/{source}/index.html")
        card = page.find("div", id=key)
        assert claim["text"] in card.text
        assert claim["quote"] in card.text


def test_every_record_is_reached_from_the_home_page(site: Site) -> None:
    reached, waiting = set(), ["index.html"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        ways = site.pages[page].find_all("a", "form")
        links = (
            way.attributes["action" if way.tag == "form" else "href"]
            for way in ways
            if way.attributes.get("id") != "search"
        )
        paths = {site.resolve(address, page)[0] for address in links if not is_external(address)}
        waiting.extend(path for path in paths if path.endswith(".html"))
    assert set(site.pages) - reached == {"404.html"}


def test_no_style_sheet_or_script_asks_another_host(site: Site) -> None:
    files = [path for path in site.root.rglob("*") if path.suffix in {".css", ".js", ".svg", ".json"}]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".css":
            assert not re.search(r"@import|url\(\s*['\"]?(https?:)?//", text), path
        if path.suffix == ".js" and not path.name.startswith("lunr"):
            assert not re.search(
                r"(src|href)\s*=\s*['\"](https?:)?//|XMLHttpRequest\(['\"]http|fetch\(['\"]http", text
            ), path


def test_no_yaml_text_or_lock_is_published(site: Site) -> None:
    published = {path.suffix for path in site.root.rglob("*") if path.is_file()}
    assert published <= {".html", ".css", ".js", ".svg", ".png", ".json", ".bib", ".atom", ".xml", ".txt", ".gz", ""}
    assert {path.name for path in site.root.rglob("*.txt")} <= {"robots.txt", "security.txt"}
    assert {path.parts[0] for found in site.root.rglob("*.bib") for path in [found.relative_to(site.root)]} == {"cite"}
    assert {path.name for path in site.root.rglob("*") if path.is_file() and not path.suffix} == {
        *(".gitkeep", "_headers", "SHA256SUMS"),
    }


# --- Hostile texts ------------------------------------------------------------------------------------------------


def test_crawl_of_hostile_texts_finds_no_fault(spoilt: Site) -> None:
    assert list_faults(spoilt) == []


def test_hostile_texts_bring_no_element_of_their_own(spoilt: Site, site: Site) -> None:
    assert spoilt.pages.keys() == site.pages.keys()
    for path, page in spoilt.pages.items():
        assert not page.find_all("u", "img"), path
        text = page.text
        # Title, navigation, table of contents and content alike show it whole, or not at all.
        assert text.count("onclick=a") == text.count(HOSTILE), path
        heads = [element.tag for element in page.find("head")]
        assert heads == [element.tag for element in site.pages[path].find("head")], path


def test_hostile_title_shows_in_title_heading_and_contents(spoilt: Site) -> None:
    page = spoilt.pages["actors/mira-oss/index.html"]
    assert page.find("h1").text == f"Mira Oss {HOSTILE}"
    assert page.find("title").text.startswith(f"Mira Oss {HOSTILE} · ")
    contents = [link.text for link in page.find_all("a") if link.attributes["href"] == "#said"]
    assert contents
    assert set(contents) == {f"What Mira Oss {HOSTILE} said"}


def test_hostile_texts_are_themselves_in_the_data(spoilt: Site) -> None:
    actors = {row["id"]: row for row in spoilt.data("actors")}
    assert actors["mira-oss"]["name"].startswith("Mira Oss <u>x</u> </div>")
    assert actors["mira-oss"]["note"] == HOSTILE
    titles = [row[1] for row in spoilt.search_scripts()["names"] if row[3] == "actors/mira-oss/"]
    assert set(titles) == {actors["mira-oss"]["name"]}
    cited = json.loads((spoilt.root / "cite/actors/mira-oss.csl.json").read_text(encoding="utf-8"))
    assert cited[0]["title"].startswith("Mira Oss <u>x</u> </div>")


def test_no_name_takes_the_id_of_something_else(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    names = dict(zip(ACTORS, ("Content", "Query", "Spellings", "Toc title", "Мира", "…", "Top"), strict=True))
    for actor, name in names.items():
        corpus.write(f"content/actors/{actor}.yml", f"{{type: person, name: {name}}}\n")
    corpus.edit("content/actors.yml", lambda actors: [actors.pop(name) for name in names if name in actors])
    corpus.relock()
    site = corpus.build("mkdocs", "build", "--strict")
    assert list_faults(site) == []
    for actor, name in names.items():
        assert site.main(f"actors/{actor}/index.html").find("h1").text == name


def rename_claim(key: str) -> Callable[[Corpus], None]:
    def rename(file: dict[str, dict[str, object]]) -> None:
        file["claims"][key] = file["claims"].pop("c6")

    return lambda corpus: corpus.edit("content/claims/ferry-2040.yml", rename)


def add_record(path: str, name: str, fields: dict[str, str]) -> Callable[[Corpus], None]:
    return lambda corpus: corpus.edit(path, lambda records: records.update({name: fields}))


def rename_section(name: str) -> Callable[[Corpus], None]:
    return lambda corpus: corpus.edit("content/corpus.yml", lambda values: values["event_sections"][0].update(id=name))


@pytest.mark.parametrize(
    ("spoil", "file"),
    [
        pytest.param(rename_claim("p2"), "content/claims/ferry-2040.yml", id="a claim like a paragraph"),
        pytest.param(rename_claim("coverage"), "content/claims/ferry-2040.yml", id="a claim like a section"),
        pytest.param(rename_claim("content"), "content/claims/ferry-2040.yml", id="a claim like a part of the theme"),
        pytest.param(rename_section("disputes"), "content/corpus.yml", id="a section like another"),
        pytest.param(rename_section("said-by-press"), "content/corpus.yml", id="a section like a side"),
        pytest.param(add_record("content/topics.yml", "index", {"label": "I"}), "content/topics.yml", id="a list"),
        pytest.param(
            add_record("content/actors.yml", "index", {"type": "place", "name": "I"}), "content/actors.yml", id="a list"
        ),
        pytest.param(
            lambda corpus: corpus.write("content/elections/compare.yml", "{name: C, type: x}\n"),
            "content/elections/compare.yml",
            id="the table of all",
        ),
        pytest.param(
            lambda corpus: corpus.write("content/pages/index.md", "# I\n"), "content/pages/index.md", id="the home page"
        ),
    ],
)
def test_id_that_is_taken_is_refused(tmp_path: Path, spoil: Callable[[Corpus], None], file: str) -> None:
    corpus = copy_orlan(tmp_path)
    spoil(corpus)
    with pytest.raises(InvalidContent) as refused:
        corpus.pages()
    errors = [problem for problem in refused.value.problems if problem.severity == "error"]
    assert [(problem.code, problem.place.path) for problem in errors] == [("path-collision", file)]


def test_source_that_may_not_be_shown_is_quoted_nowhere(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    words = [claim["quote"] for claim in build_orlan().data("claims")]
    corpus.edit("content/sources/ferry-2040.yml", lambda source: source["rights"].update(level="metadata"))
    site = corpus.build()
    assert_silent(site, words)


def test_withdrawn_words_are_quoted_nowhere(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    words = [claim["quote"] for claim in build_orlan().data("claims")]
    withdrawn = {"date": "2040-06-01", "reason": "asked for"}
    corpus.edit("content/sources/ferry-2040.yml", lambda source: source.update(withdrawn=withdrawn))
    corpus.relock()
    assert_silent(corpus.build(), words)


def assert_silent(site: Site, words: list[str]) -> None:
    """See that none of the words stands in any file, in whatever spelling of its signs."""
    assert len(words) == 6
    assert list_faults(site) == []
    for path in site.root.rglob("*"):
        # The guide's examples are those of this very corpus.
        if path.suffix in {".html", ".json", ".js", ".xml", ".bib", ".txt"} and "guide" not in path.parts:
            text = path.read_text(encoding="utf-8").replace("&#91;", "[").replace("&#93;", "]").replace("%20", " ")
            assert not [quote for quote in words if quote in text], path


def test_texts_of_hand_written_pages_are_shown(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.write("content/pages/about.md", "# About\n\nSee [Mira](actors/mira-oss.md) and *others*.\n")
    site = corpus.build()
    page = site.main("about/index.html")
    assert page.find("p").text == "See Mira and others."
    assert list_faults(site) == []
