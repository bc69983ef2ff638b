"""The interface in two languages: the first at the root, the other in its folder, each page in both."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.interface import Interface
from generator.policy import PAGE_POLICY
from generator.site_words import write_site
from tests.sites import Corpus, Element, Site, build_orlan, copy_orlan, show_markdown
from tests.test_views import WORDS, card, list_sections, marks, quotations


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


@pytest.fixture(scope="module")
def site() -> Site:
    return build_orlan()


def split_languages(pages: Mapping[str, object]) -> tuple[set[str], set[str]]:
    other = {path.removeprefix("ru/") for path in pages if path.startswith("ru/")}
    return {path for path in pages if not path.startswith("ru/")}, other


# --- Pages --------------------------------------------------------------------------------------------------------


def test_every_page_is_there_in_both_languages(corpus: Corpus) -> None:
    english, russian = split_languages(corpus.markdown())
    # The maintainers' guide is in English, and stands once.
    assert {path for path in english if not path.startswith("guide/")} == russian
    assert len(english) > 40


def test_data_and_citations_are_there_once(corpus: Corpus) -> None:
    pages = corpus.pages()
    folders = {path.partition("/")[0] for path in pages if not path.endswith(".md")}
    assert folders == {"data", "search", "cite", "changes.atom", "feed.json", "sitemap.xml", "_headers"}
    assert {path for path in pages if path.startswith("search/")} == {
        *("search/pieces.js", "search/filters.js", "search/filters.ru.js"),
        *("search/names/words.js", "search/names/endings.js", "search/names/rows-0.js"),
        *("search/claims/words.js", "search/claims/choices.js", "search/claims/rows-0.js"),
    }


def test_pages_of_a_language_link_among_themselves(corpus: Corpus) -> None:
    pages = corpus.markdown()
    for path, text in pages.items():
        links = {link.attributes["href"] for link in show_markdown(text).find_all("a")}
        own = {address for address in links if ":" not in address and "cite/" not in address}
        own -= {"../changes.atom", "../feed.json"}
        depth = path.removeprefix("ru/").count("/")
        assert not [address for address in own if address.count("../") > depth], path
    there = {link.attributes["href"] for link in show_markdown(pages["ru/claims/ferry-2040/c3.md"]).find_all("a")}
    here = {link.attributes["href"] for link in show_markdown(pages["claims/ferry-2040/c3.md"]).find_all("a")}
    assert {address for address in there if "cite/" not in address} == {
        address for address in here if "cite/" not in address
    }


def test_words_of_the_corpus_are_translated_where_its_catalogue_has_them(corpus: Corpus) -> None:
    page = corpus.show("ru/sources/ferry-2040.md")
    assert marks(card(page, "c1"))[0].startswith("число")
    assert card(page, "c4").find("span", **{"class": "side"}).text == "Наблюдатели"
    assert corpus.show("ru/topics/turnout.md").find("h1").text == "Явка"
    assert corpus.show("ru/elections/index.md").find("h1").text == "Выборы"
    sections = list_sections(corpus.show("ru/glossary.md"))
    assert any("число: названо число" in part.text for part in sections["kinds"])
    assert corpus.heads()["ru/index.md"]["title"] == "Выборы в Орлане, по сообщениям"
    assert "число" not in corpus.pages()["sources/ferry-2040.md"]


def test_words_that_are_not_translated_stand_in_english_and_say_so(corpus: Corpus) -> None:
    page = corpus.show("ru/sources/ferry-2040.md")
    (side,) = card(page, "c5").find_all("span", **{"class": "side"})
    assert (side.text, side.find_all("span", lang="en")[0].text) == ("Press", "Press")
    (title,) = corpus.show("ru/topics/observation.md").find_all("h1")
    assert title.find("span").attributes == {"lang": "en"}


def test_sentences_names_and_quotations_are_marked_as_english(corpus: Corpus) -> None:
    shown = card(corpus.show("ru/sources/ferry-2040.md"), "c3")
    english = [element.text for element in shown.find_all("span", lang="en")]
    assert "Mira Oss did not accept the turnout that the Board gave." in english
    assert f"{WORDS['c3']}" in " ".join(english)
    assert quotations(shown) == [WORDS["c3"]]
    assert corpus.show("ru/actors/board.md").find("h1").find("span").attributes == {"lang": "en"}
    assert not card(corpus.show("sources/ferry-2040.md"), "c3").find_all("span", lang="en")


def test_hand_written_pages_are_marked_as_english(corpus: Corpus) -> None:
    page = corpus.show("ru/method.md")
    (part,) = page.find_all("div", lang="en")
    assert part.find("h1").text == "Method"
    assert not corpus.show("method.md").find_all("div", lang="en")


def test_a_name_in_the_language_of_the_page_is_not_marked(corpus: Corpus) -> None:
    aid = next(element for element in corpus.show("ru/actors/mira-oss.md").find_all("p") if "Мира Осс" in element.text)
    assert "Мира Осс" not in [element.text for element in aid.find_all("span")]


def list_unmarked(element: Element, language: str = "ru") -> str:
    """Give the text of a page that is not marked as of another language."""
    parts = []
    for child in element.children:
        if isinstance(child, str):
            parts.append(child)
        # A picture can say its language only text by text; what it names stands in the text, too.
        elif child.attributes.get("lang", language) == language and child.tag not in {"code", "svg"}:
            parts.append(list_unmarked(child, language))
    return " ".join(parts)


@pytest.mark.parametrize(
    "page",
    [
        "claims/ferry-2040/c2",
        "sources/ferry-2040",
        "elections/orlan-2040",
        "actors/mira-oss",
        "actors/a-to-z",
        "timeline",
    ],
)
def test_no_content_stands_unmarked_on_a_page_of_another_language(corpus: Corpus, page: str) -> None:
    text = list_unmarked(corpus.show(f"ru/{page}.md"))
    for row in corpus.rows("claims"):
        assert row["text"] not in " ".join(text.split())
        assert row["quote"] not in " ".join(text.split())
    for name in ("Mira Oss", "Lake Watch", "Electoral Board", "2040 early election"):
        assert name not in text, page


# --- The built site -----------------------------------------------------------------------------------------------


def test_every_built_page_says_its_language(site: Site) -> None:
    for path, page in site.pages.items():
        assert page.find("html").attributes["lang"] == ("ru" if path.startswith("ru/") else "en"), path


def test_alternates_lead_to_the_same_page_in_each_language(site: Site) -> None:
    for path, page in site.pages.items():
        found = {
            link.attributes["hreflang"]: link.attributes["href"].removeprefix("https://orlan.example/")
            for link in page.find_all("link", rel="alternate")
            if "hreflang" in link.attributes
        }
        if path == "404.html" or path.startswith("guide/"):
            assert found == {}
            continue
        bare = path.removeprefix("ru/").removesuffix("index.html")
        assert found == {"en": bare, "ru": f"ru/{bare}"}
        assert all(site.resolve(address or "./")[0] in site.pages for address in found.values())
        (canonical,) = page.find_all("link", rel="canonical")
        own = found["ru" if path.startswith("ru/") else "en"]
        assert canonical.attributes["href"] == f"https://orlan.example/{own}"


def test_switch_leads_to_the_same_page_in_each_language(site: Site) -> None:
    for path, page in site.pages.items():
        if path == "404.html" or path.startswith("guide/"):
            continue
        links = [link for nav in page.find_all("nav", **{"class": "languages"}) for link in nav.find_all("a")]
        bare = path.removeprefix("ru/")
        assert [site.follow(link, path)[0] for link in links] == [bare, f"ru/{bare}"]
        assert [link.text for link in links] == ["English", "Русский"]
        assert [link.attributes["lang"] for link in links] == ["en", "ru"]
        current = ["aria-current" in link.attributes for link in links]
        assert current == [not path.startswith("ru/"), path.startswith("ru/")]


def test_navigation_stays_in_the_language(site: Site) -> None:
    for path, page in site.pages.items():
        if path == "404.html":
            continue
        folder = "ru/" if path.startswith("ru/") else ""
        switch = [id(one) for nav in page.find_all("nav", **{"class": "languages"}) for one in nav]
        ways = [way for way in page.find("header").find_all("a", "form") if id(way) not in switch]
        assert len(ways) > 8
        for way in ways:
            target = site.resolve(way.attributes["action" if way.tag == "form" else "href"], path)[0]
            assert target.startswith("ru/") == bool(folder), (path, target)


def test_lost_readers_are_told_in_every_language(site: Site) -> None:
    page = site.main("404.html")
    parts = page.find_all("div")
    assert [part.attributes["lang"] for part in parts] == ["en", "ru"]
    assert all(site.follow(link, "404.html")[0].startswith("ru/") for link in parts[1].find_all("a"))


def test_search_of_a_language_has_its_own_labels(site: Site) -> None:
    text = (site.root / "search/filters.ru.js").read_text(encoding="utf-8")
    labels = json.loads(text.removeprefix("asReported.filters = ").removesuffix(";\n"))
    assert labels["sides"]["observer"] == "Наблюдатели"
    assert labels["sides"]["press"] == "Press"
    assert labels["kinds"]["figure"] == "число"
    for language, file in (("", "search/filters.js"), ("ru/", "search/filters.ru.js")):
        page = f"{language}search/index.html"
        scripts = {site.resolve(one.attributes["src"], page)[0] for one in site.pages[page].find_all("script")}
        assert file in scripts
        assert {"search/pieces.js", "search-words.js", "search-index.js", "search.js"} <= scripts


def test_heads_and_footer_carry_who_answers_and_how_to_report(site: Site) -> None:
    footer = site.pages["topics/turnout/index.html"].find("footer")
    links = {link.text: link.attributes["href"] for link in footer.find_all("a")}
    assert links["Report an error on this page"].startswith("mailto:errors@orlan.example?subject=")
    assert "topics" in links["Report an error on this page"]
    assert links["CC BY 4.0"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "Editors: the editors of Orlan." in footer.text


# --- What the theme is told ---------------------------------------------------------------------------------------


def tell(corpus: Corpus) -> dict[str, object]:
    catalogue = (corpus.root / "content/locale/ru.po").read_text(encoding="utf-8")
    told: dict[str, object] = json.loads(
        write_site(corpus.library(), [Interface("en", "en"), Interface("ru", "en", [catalogue])])
    )
    return told


def test_theme_is_told_what_the_corpus_is(corpus: Corpus) -> None:
    told = tell(corpus)
    languages = told.pop("languages")
    assert told == {
        "title": "Elections in Orlan, as reported",
        "description": "What one newspaper says about elections in Orlan, with the exact words behind every statement.",
        "address": "https://orlan.example/",
        "editors": "the editors of Orlan",
        "report": "mailto:errors@orlan.example",
        "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "policy": PAGE_POLICY,
        "referrer": "no-referrer",
        "guide": "guide/index.md",
        "feeds": ["changes.atom", "feed.json"],
        "content_language": "en",
    }
    assert isinstance(languages, list)
    assert [(one["code"], one["name"], one["prefix"]) for one in languages] == [
        ("en", "English", ""),
        ("ru", "Русский", "ru/"),
    ]
    assert [one["title"] for one in languages] == ["Elections in Orlan, as reported", "Выборы в Орлане, по сообщениям"]
    assert [one["noun"] for one in languages] == ["Election", "Выборы"]


def test_theme_is_told_the_ways_of_every_language(corpus: Corpus) -> None:
    languages = tell(corpus)["languages"]
    assert isinstance(languages, list)
    pages = corpus.pages()
    for one in languages:
        paths = [*(way["path"] for way in one["nav"]), *one["ways"].values()]
        assert [path for path in paths if f"{one['prefix']}{path}" not in pages] == []
        assert one["words"].keys() == languages[0]["words"].keys()
        assert all(one["words"].values())
    assert [way["label"] for way in languages[0]["nav"]] == [
        *("Elections", "Actors", "Sources", "Topics", "Disputes", "Claims", "Timeline", "Method")
    ]
    assert languages[1]["nav"][0]["label"] == "Выборы"


def test_corpus_without_a_method_links_none(corpus: Corpus) -> None:
    (corpus.root / "content/pages/method.md").unlink()
    languages = tell(corpus)["languages"]
    assert isinstance(languages, list)
    assert "method" not in languages[0]["ways"]
    assert "method.md" not in [way["path"] for way in languages[0]["nav"]]


def test_corpus_that_says_nothing_of_itself_is_told_so(corpus: Corpus) -> None:
    names = ("address", "editors", "report", "licence", "description")
    corpus.edit("content/corpus.yml", lambda values: [values.pop(name) for name in names])
    told = tell(corpus)
    assert [told[name] for name in names] == ["", "", "", None, ""]


def test_site_of_one_language_has_no_switch_and_no_alternates(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.edit("content/corpus.yml", lambda values: values.update(languages=["en"]))
    site = corpus.build("mkdocs", "build", "--strict")
    assert not [path for path in site.pages if path.startswith("ru/")]
    page = site.pages["index.html"]
    assert page.find_all("nav", **{"class": "languages"}) == []
    assert [link.attributes["href"] for link in page.find_all("link", rel="alternate")] == [
        "./changes.atom",
        "./feed.json",
    ]


def test_another_first_language_stands_at_the_root(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.edit("content/corpus.yml", lambda values: values.update(languages=["ru", "en"]))
    heads = corpus.heads()
    assert heads["index.md"]["lang"] == "ru"
    assert heads["en/index.md"]["lang"] == "en"
    assert corpus.show("topics/turnout.md").find("h1").text == "Turnout"
    assert corpus.show("en/topics/turnout.md").find("h1").find("span").attributes == {"lang": "ru"}
