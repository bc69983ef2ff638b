"""The end of a page: the files behind it, the day they last changed, and how to cite it."""

import json
import subprocess
from pathlib import Path

import pytest

from generator.hypertext import name_address
from generator.views.foot import find_change
from tests.sites import Corpus, Element, copy_orlan, show_markdown
from tests.test_history import LATE, Checkout

DAY = "9 March 2026"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


@pytest.fixture
def checked_out(tmp_path: Path) -> Corpus:
    """Give a corpus that was committed on one day, and of which a file was changed on a later one."""
    made = Checkout(tmp_path / "project")
    copy_orlan(made.root)
    made.commit({"README.md": "x"}, "2026-01-05T12:00:00+00:00")
    topics = (made.root / "content/topics.yml").read_text(encoding="utf-8")
    made.commit({"content/topics.yml": topics.replace("How many", "How many of them")}, LATE)
    return Corpus(made.root)


def read_end(page: Element) -> str:
    return page.find_all("p")[-1].text


def list_citations(page: Element) -> list[str]:
    return [line.text for line in page.find("details").find_all("li")]


# --- Files and days -----------------------------------------------------------------------------------------------


def test_page_says_when_its_files_last_changed(checked_out: Corpus) -> None:
    end = read_end(checked_out.show("topics/turnout.md"))
    assert end == f"Data of this page: content/topics.yml. Last changed {DAY}."
    end = read_end(checked_out.show("actors/mira-oss.md"))
    assert end == "Data of this page: content/actors/mira-oss.yml. Last changed 5 January 2026."


def test_day_of_a_folder_is_that_of_its_newest_file(checked_out: Corpus) -> None:
    assert read_end(checked_out.show("claims/index.md")).endswith("Last changed 5 January 2026.")
    text = (checked_out.root / "content/claims/ferry-2040.yml").read_text(encoding="utf-8")
    Checkout(checked_out.root).commit({"content/claims/ferry-2040.yml": f"{text}# x\n"}, "2026-05-01T00:00:00+00:00")
    assert read_end(checked_out.show("claims/index.md")).endswith("Last changed 1 May 2026.")
    assert read_end(checked_out.show("claims/ferry-2040/c2.md")).endswith("Last changed 1 May 2026.")
    assert read_end(checked_out.show("sources/ferry-2040.md")).endswith("Last changed 1 May 2026.")


def test_without_a_checkout_no_day_is_told(corpus: Corpus) -> None:
    for path, text in corpus.markdown().items():
        assert "Last changed" not in text, path
    assert read_end(corpus.show("topics/turnout.md")) == "Data of this page: content/topics.yml"


def test_shallow_clone_tells_no_day(checked_out: Corpus, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    command = ["git", "clone", "--quiet", "--depth", "1", checked_out.root.resolve().as_uri(), str(shallow)]
    subprocess.run(command, check=True)
    page = Corpus(shallow).show("topics/turnout.md")
    assert read_end(page) == "Data of this page: content/topics.yml"
    assert "(n.d.)" in list_citations(page)[0]


@pytest.mark.parametrize(
    ("files", "day"),
    [
        (("content/a.yml",), "2026-01-02"),
        (("content/a.yml", "content/b.yml"), "2026-03-04"),
        (("content/c/",), "2026-05-06"),
        (("content/",), "2026-05-06"),
        (("content/a",), ""),
        (("content/none.yml",), ""),
        ((), ""),
    ],
)
def test_newest_day_of_some_files(files: tuple[str, ...], day: str) -> None:
    changes = {"content/a.yml": "2026-01-02", "content/b.yml": "2026-03-04", "content/c/d.yml": "2026-05-06"}
    assert find_change(files, changes) == day


# --- Citations ----------------------------------------------------------------------------------------------------


def test_page_can_be_cited_in_two_styles_and_two_formats(checked_out: Corpus) -> None:
    page = checked_out.show("topics/turnout.md")
    apa, chicago, exports, permalink = list_citations(page)
    assert apa == (
        "the editors of Orlan. (2026, March 9). Turnout. Elections in Orlan, as reported. "
        "https://orlan.example/topics/turnout/"
    )
    assert chicago == (
        "the editors of Orlan. “Turnout.” Elections in Orlan, as reported, March 9, 2026. "
        "https://orlan.example/topics/turnout/."
    )
    assert exports == "BibTeX · CSL-JSON"
    assert permalink == "Permalink: https://orlan.example/topics/turnout/"


def test_files_for_citing_are_among_the_pages_and_say_the_same(checked_out: Corpus) -> None:
    pages = checked_out.pages()
    claims = [path for path in pages if path.startswith("claims/ferry-2040/")]
    cited = json.loads(pages["cite/claims/ferry-2040.csl.json"])
    assert [one["URL"] for one in cited] == [f"https://orlan.example/{name_address(path)}" for path in claims]
    assert cited[1]["title"] == "Turnout was 58.2 per cent."
    assert cited[1]["issued"] == {"date-parts": [[2026, 1, 5]]}
    entries = pages["cite/claims/ferry-2040.bib"].split("\n\n")
    assert len(entries) == len(claims) > 1
    assert "https://orlan.example/claims/ferry-2040/c2/" in entries[1]


def test_key_of_a_claim_is_told_since_its_files_hold_others(checked_out: Corpus) -> None:
    cited = json.loads(checked_out.pages()["cite/claims/ferry-2040.csl.json"])
    key = list_citations(checked_out.show("claims/ferry-2040/c2.md"))[3]
    assert key == f"Key of this claim in these files, which hold all claims of the source: {cited[1]['id']}"
    assert len(list_citations(checked_out.show("topics/turnout.md"))) == 4


def test_no_page_but_a_claim_is_cited_by_files_that_it_shares(corpus: Corpus) -> None:
    pages = corpus.pages()
    bare = {path.removesuffix(".md") for path in pages if path.endswith(".md") and not path.startswith("ru/")}
    cited = {path.removeprefix("cite/").removesuffix(".bib") for path in pages if path.endswith(".bib")}
    assert bare - cited == {path for path in bare if path.startswith("claims/ferry-2040/")}


def test_links_to_the_files_lead_to_them_from_every_page(corpus: Corpus) -> None:
    pages = corpus.pages()
    for path, text in corpus.markdown().items():
        if path.endswith("search.md"):
            continue
        links = show_markdown(text).find("details").find_all("a")
        files = [link.attributes["href"] for link in links if link.text in {"BibTeX", "CSL-JSON"}]
        depth = path.count("/")
        bare = path.removeprefix("ru/").removesuffix(".md")
        if bare.startswith("claims/ferry-2040/"):
            bare = "claims/ferry-2040"
        assert files == [f"{'../' * depth}cite/{bare}.{ending}" for ending in ("bib", "csl.json")]
        assert all(file.removeprefix("../" * depth) in pages for file in files)


def test_page_of_another_language_is_cited_by_its_own_words_or_the_first_ones(corpus: Corpus) -> None:
    shown = corpus.show("ru/claims/ferry-2040/c2.md").find("details")
    addresses = {
        link.attributes["href"] for link in shown.find_all("a") if link.attributes["href"].startswith("https:")
    }
    assert addresses == {"https://orlan.example/claims/ferry-2040/c2/"}


def test_corpus_without_an_address_is_cited_without_one(corpus: Corpus) -> None:
    corpus.edit("content/corpus.yml", lambda values: [values.pop(name) for name in ("address", "editors")])
    page = corpus.show("topics/turnout.md")
    assert list_citations(page) == [
        "Turnout. (n.d.). Elections in Orlan, as reported.",
        "“Turnout.” Elections in Orlan, as reported.",
        "BibTeX · CSL-JSON",
    ]
    assert "URL" not in json.loads(corpus.pages()["cite/topics/turnout.csl.json"])[0]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", ""),
        ("actors/index.md", "actors/"),
        ("actors/ana-miro.md", "actors/ana-miro/"),
        ("claims/a/c1.md", "claims/a/c1/"),
        ("timeline.md", "timeline/"),
        ("actors/index/2.md", "actors/index/2/"),
        ("actors/re-index.md", "actors/re-index/"),
    ],
)
def test_address_of_a_page(path: str, address: str) -> None:
    assert name_address(path) == address


def test_every_citation_has_a_key_of_its_own(corpus: Corpus) -> None:
    corpus.edit("content/topics.yml", lambda topics: topics.update({"turnout-2": {"label": "Other"}}))
    pages = corpus.pages()
    ids = [
        one["id"]
        for path, text in pages.items()
        if path.startswith("cite/") and path.endswith(".json")
        for one in json.loads(text)
    ]
    assert len(ids) == len(set(ids))
