"""The pages that list others: every record stands where a reader would look for it, once."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from generator.model import Dispute, ResultStatus
from generator.problems import InvalidContent
from generator.record import list_fields
from tests.sites import Corpus, Element, copy_orlan, show_markdown
from tests.test_views import CLAIMS, list_sections, read_section


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


def list_claims(top: Element) -> list[str]:
    """Give the sentences of a page's lines."""
    return [line.text.partition(" Said by ")[0] for line in top.find_all("li") if " Said by " in line.text]


# --- Claims by kind, year and source ------------------------------------------------------------------------------


def test_every_kind_that_is_used_has_an_index_of_all_its_claims(corpus: Corpus) -> None:
    pages = corpus.markdown()
    kinds: dict[str, list[str]] = {}
    for row in corpus.rows("claims"):
        kinds.setdefault(row["kind"], []).append(row["text"])
    shown = {
        path.removeprefix("claims/kinds/").removesuffix(".md"): list_claims(show_markdown(text))
        for path, text in pages.items()
        if path.startswith("claims/kinds/")
    }
    assert shown == kinds
    assert "legal-change" not in shown
    figures = show_markdown(pages["claims/kinds/figure.md"])
    assert figures.find("h1").text == "Claims by kind: figure"
    assert "a number is given" in figures.text
    assert [heading.text for heading in figures.find_all("h2")] == ["The Ferry 2040"]


def test_every_year_has_an_index_of_all_its_claims(corpus: Corpus) -> None:
    corpus.edit(CLAIMS, lambda file: file["claims"]["c3"].update(date="2039-12?"))
    corpus.edit(CLAIMS, lambda file: file["claims"]["c4"].update(date="2038/2039"))
    years = {
        path: list_claims(show_markdown(text))
        for path, text in corpus.markdown().items()
        if path.startswith("claims/years/")
    }
    assert list(years) == [f"claims/years/{year}.md" for year in (2038, 2039, 2040)]
    assert [len(claims) for claims in years.values()] == [1, 1, 4]
    assert years["claims/years/2039.md"] == ["Mira Oss did not accept the turnout that the Board gave."]
    texts = {row["text"] for row in corpus.rows("claims")}
    assert {text for claims in years.values() for text in claims} == texts


def test_withdrawn_claim_stands_in_no_index(corpus: Corpus) -> None:
    corpus.edit(CLAIMS, lambda file: file["claims"]["c3"].update(withdrawn={"date": "2040-06-01", "reason": "x"}))
    for path, text in corpus.markdown().items():
        if path.startswith(("claims/kinds/", "claims/years/")):
            assert "did not accept" not in text, path
    assert "claims/kinds/denial.md" not in corpus.pages()
    assert "claims/ferry-2040/c3.md" in corpus.pages()


def test_the_way_into_all_claims_counts_them(corpus: Corpus) -> None:
    page = corpus.show("claims/index.md")
    assert [line.text for line in list_sections(page)["kinds"][-1].find_all("li")] == [
        "figure (2)",
        "event (1)",
        "denial (1)",
        "opinion (1)",
        "prediction (1)",
    ]
    assert "2040 (6)" in read_section(page, "years")
    assert "Board puts Reel ahead as observers doubt the count (6)" in read_section(page, "sources")
    addresses = {link.attributes["href"] for link in page.find_all("a")}
    assert {"kinds/figure.md", "years/2040.md", "../sources/ferry-2040.md"} <= addresses


# --- Actors, spellings, topics, disputes --------------------------------------------------------------------------


def test_actors_stand_by_kind_with_their_other_spellings(corpus: Corpus) -> None:
    sections = list_sections(corpus.show("actors/index.md"))
    lines = {name: [line.text for line in parts[1].find_all("li")] for name, parts in sections.items()}
    assert lines["person"] == ["Mira Oss, also Oss, Myra Oss, Мира Осс", "Quill", "Tam Reel, also Reel"]
    assert lines["place"] == ["Orlan"]
    assert [line.partition(",")[0] for line in lines["organization"]] == ["Electoral Board", "Lake Watch", "The Ferry"]


def test_every_spelling_leads_to_its_actor_from_a_to_z(corpus: Corpus) -> None:
    page = corpus.show("actors/a-to-z.md")
    sections = list_sections(page)
    heads = [heading.text for heading in page.find_all("h2")]
    assert heads == sorted(heads)
    assert "М" in heads
    lines = {line.text: link.attributes["href"] for line in page.find_all("li") for link in line.find_all("a")}
    assert lines["Myra Oss: Mira Oss"] == lines["Oss: Mira Oss"] == lines["Мира Осс: Mira Oss"] == "mira-oss.md"
    assert lines["Mira Oss"] == "mira-oss.md"
    for actor in corpus.rows("actors"):
        for name in (actor["name"], *(name["name"] for name in actor["names"])):
            assert any(line.partition(": ")[0] == name for line in lines), name
    assert "letter-6d" not in sections
    ways = {link.attributes["href"].removeprefix("#") for link in page.find_all("p")[1].find_all("a")}
    assert ways == set(sections) - {"top"}


def test_disputes_stand_under_the_election_that_they_are_on(corpus: Corpus) -> None:
    other = {
        "kind": "name",
        "question": "Who is he?",
        "positions": [{"label": label, "claims": ["ferry-2040/c5"]} for label in "xy"],
    }
    corpus.edit("content/disputes.yml", lambda disputes: disputes.update(who=other))
    corpus.edit(CLAIMS, lambda file: file["claims"]["c5"].update(elections=[]))
    page = corpus.show("disputes/index.md")
    assert read_section(page, "orlan-2040").endswith("How many voted in 2040? (disagreement)")
    assert read_section(page, "others").startswith("Not tied to one election Who is he? (name)")


def test_topics_stand_with_their_meaning_and_how_much_is_said(corpus: Corpus) -> None:
    lines = [line.text for line in corpus.show("topics/index.md").find_all("li")]
    assert lines[:3] == [
        "Election observation (1 claim)",
        "Results (5 claims)",
        "Turnout (2 claims): How many took part.",
    ]


# --- Glossary and search ------------------------------------------------------------------------------------------


def test_glossary_explains_the_words_of_the_site_and_of_the_corpus(corpus: Corpus) -> None:
    sections = list_sections(corpus.show("glossary.md"))
    lines = {name: [line.text for line in parts[1].find_all("li")] for name, parts in sections.items() if name != "top"}
    assert lines["kinds"] == [
        "figure: a number is given",
        "event: something is said to have happened",
        "denial: an earlier claim is rejected",
        "opinion: a judgement is given",
        "prediction: the future is foretold",
        "legal change: a law is said to have changed",
    ]
    assert "preliminary: announced before the final count" in lines["statuses"]
    assert "disagreement: speakers hold different things" in lines["disputes"]
    assert lines["sides"] == ["Observers", "Officials", "Opposition", "Press", "Readers"]
    assert any(line.startswith("Quotation: The exact words of a source") for line in lines["words"])


def test_every_status_and_every_kind_of_dispute_is_explained(corpus: Corpus) -> None:
    sections = list_sections(corpus.show("glossary.md"))
    explained = {
        name: [line.find("strong").text.rstrip(":") for part in sections[name] for line in part.find_all("li")]
        for name in ("statuses", "disputes")
    }
    assert len(explained["statuses"]) == len(get_args(ResultStatus))
    assert explained["disputes"] == [kind.replace("-", " ") for kind in get_args(list_fields(Dispute)["kind"].type)]


def test_words_of_the_lists_lead_to_the_glossary(corpus: Corpus) -> None:
    page = corpus.show("disputes/index.md")
    assert "../glossary.md#disputes" in {link.attributes["href"] for link in page.find_all("a")}
    assert corpus.show("glossary.md").find("h2", id="disputes").text == "Kinds of dispute"


def test_search_page_leads_everywhere_without_script(corpus: Corpus) -> None:
    page = corpus.show("search.md")
    assert "Searching needs JavaScript. Without it, these lead everywhere:" in page.text
    addresses = [link.attributes["href"] for link in page.find_all("a")]
    assert addresses == ["actors/a-to-z.md", "claims/index.md", "topics/index.md", "timeline.md"]


# --- Ids that would take the address of a list --------------------------------------------------------------------


def rename_claim(name: str) -> Callable[[Corpus], None]:
    def rename(file: dict[str, dict[str, object]]) -> None:
        file["claims"][name] = file["claims"].pop("c6")

    return lambda corpus: corpus.edit(CLAIMS, rename)


def add_actor(name: str) -> Callable[[Corpus], None]:
    return lambda corpus: corpus.edit(
        "content/actors.yml", lambda all_: all_.update({name: {"type": "place", "name": "X"}})
    )


def add_page(name: str) -> Callable[[Corpus], None]:
    return lambda corpus: corpus.write(f"content/pages/{name}.md", "# X\n\nY.\n")


def set_folder(name: str) -> Callable[[Corpus], None]:
    def move(corpus: Corpus) -> None:
        corpus.edit("content/corpus.yml", lambda values: values["event"].update(folder=name))
        (corpus.root / "content/elections").rename(corpus.root / "content" / name)

    return move


def rename_section(name: str) -> Callable[[Corpus], None]:
    return lambda corpus: corpus.edit("content/corpus.yml", lambda values: values["event_sections"][0].update(id=name))


def rename_source(name: str) -> Callable[[Corpus], None]:
    def rename(corpus: Corpus) -> None:
        for folder, ending in (("sources", "yml"), ("claims", "yml"), ("texts", "txt")):
            path = corpus.root / "content" / folder / f"ferry-2040.{ending}"
            path.rename(path.with_stem(name))
        for path in (corpus.root / "content").rglob("*.yml"):
            path.write_text(path.read_text(encoding="utf-8").replace("ferry-2040", name), encoding="utf-8")

    return rename


@pytest.mark.parametrize(
    ("spoil", "file"),
    [
        pytest.param(rename_claim("index"), CLAIMS, id="a claim like a list"),
        pytest.param(rename_claim("pages"), CLAIMS, id="a claim like the ways between sheets"),
        pytest.param(add_actor("a-to-z"), "content/actors.yml", id="an actor like the list of spellings"),
        pytest.param(add_page("glossary"), "content/pages/glossary.md", id="a page like the glossary"),
        pytest.param(add_page("search"), "content/pages/search.md", id="a page like the search"),
        pytest.param(add_page("ru"), "content/pages/ru.md", id="a page like a language"),
        pytest.param(set_folder("ru"), "content/corpus.yml", id="events where a language is"),
        pytest.param(rename_section("pages"), "content/corpus.yml", id="a section like the ways between sheets"),
        pytest.param(rename_source("kinds"), "content/sources/kinds.yml", id="a source like the kinds of claim"),
        pytest.param(rename_source("years"), "content/sources/years.yml", id="a source like the years"),
    ],
)
def test_address_that_is_taken_is_refused(corpus: Corpus, spoil: Callable[[Corpus], None], file: str) -> None:
    spoil(corpus)
    with pytest.raises(InvalidContent) as refused:
        corpus.relock()
    errors = [problem for problem in refused.value.problems if problem.severity == "error"]
    assert [(problem.code, problem.place.path) for problem in errors] == [("path-collision", file)]
