"""Lists that grow with a corpus: no page grows with them, and nothing of them is lost."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.views import actor, compare, indexes, lists, long_lists, sheets, tables
from tests.sites import Corpus, Element, copy_orlan, list_faults, show_markdown

YEARS = (2041, 2042, 2043, 2044, 2045)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Give a corpus of six sources and seven elections, whose lists hold three of anything."""
    corpus = copy_orlan(tmp_path)
    for year in YEARS:
        add_year(corpus, year)
    corpus.relock()
    return corpus


@pytest.fixture
def small(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """Give the same corpus where no list has room for more than three."""
    for module, names in (
        (long_lists, ("MOST", "LINES")),
        (actor, ("MOST",)),
        (indexes, ("MOST",)),
        (tables, ("ROWS",)),
        (compare, ("COLUMNS",)),
        (lists, ("LATEST",)),
    ):
        for name in names:
            monkeypatch.setattr(module, name, 3)
    return corpus


def add_year(corpus: Corpus, year: int) -> None:
    """Add an election and a source on it, with one claim about its winner."""
    source, election = f"ferry-{year}", f"orlan-{year}"
    corpus.write(f"content/texts/{source}.txt", f"Ballots of {year}\n\nMira Oss won in {year}, said the Board.\n")
    corpus.edit(
        f"content/sources/{source}.yml",
        lambda record: record.update(
            title=f"Ballots of {year}",
            type="article-newspaper",
            publisher="the-ferry",
            date=f"{year}-05-07",
            date_basis="printed",
            language="en",
            rights={
                "level": "excerpt",
                "statement": "http://rightsstatements.org/vocab/InC/1.0/",
                "basis": "quotation",
                "holder": "The Ferry",
            },
            sections=[
                {"kind": "headline", "paragraphs": "1", "reason": "a title"},
                {"kind": "body", "paragraphs": "2"},
            ],
        ),
    )
    claim = {
        "speaker": "board",
        "kind": "opinion",
        "text": f"Mira Oss won in {year}.",
        "quote": f"won in {year}",
        "about": ["mira-oss"],
        "topics": ["results"],
        "assessment": {"aspect": "counting", "rating": "negative"},
    }
    corpus.edit(
        f"content/claims/{source}.yml", lambda record: record.update(elections=[election], claims={"c1": claim})
    )
    corpus.edit(
        f"content/elections/{election}.yml",
        lambda record: record.update(name=f"{year} election", type="presidential", date=f"{year}-05-01"),
    )


def read_column(page: Element, number: int = 0) -> list[str]:
    """Give the first cells of all rows but the head's, of the only table of a page or of a later one."""
    return [row.find_all("td")[0].text for row in page.find_all("table")[number].find_all("tr")[1:]]


def list_pages_named(page: Element) -> list[str]:
    return [line.text for line in page.find_all("li") if line.text.startswith("Page ")]


# --- Tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["elections", "sources"])
def test_a_long_table_stands_on_several_pages(small: Corpus, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    pages = {path for path in small.pages() if path.startswith((f"{folder}/index.md", f"{folder}/index/"))}
    ordered = sorted(pages, key=lambda path: (len(path), path))
    rows = [read_column(small.show(path)) for path in ordered]
    assert [len(listed) for listed in rows] == ([3, 3, 1] if folder == "elections" else [3, 3])
    monkeypatch.setattr(tables, "ROWS", 100)
    assert [name for listed in rows for name in listed] == read_column(small.show(f"{folder}/index.md"))


def test_pages_of_a_table_name_each_other_by_years(small: Corpus) -> None:
    assert list_pages_named(small.show("sources/index.md")) == ["Page 1: 2040, 2041, 2042", "Page 2: 2043, 2044, 2045"]
    small.edit("content/elections/orlan-2045.yml", lambda record: record.pop("date"))
    assert list_pages_named(small.show("elections/index/2.md"))[2] == "Page 3: not stated"


def test_elections_stand_side_by_side_on_several_pages(small: Corpus) -> None:
    first, second = small.show("elections/compare.md"), small.show("elections/compare/2.md")
    assert [cell.text for cell in first.find_all("tr")[0].find_all("th")] == ["What", "2040 early election"]
    judged = [
        [cell.text for cell in page.find_all("table")[-1].find_all("tr")[0].find_all("th")] for page in (first, second)
    ]
    assert judged == [
        ["Aspect", "2040 early election", "2041 election", "2042 election"],
        ["Aspect", "2043 election", "2044 election", "2045 election"],
    ]
    # None of these has a contest: there is no table of nothing.
    assert [heading.text for heading in second.find_all("h2")] == ["As judged", "Pages"]
    assert list_pages_named(second)[1] == "Page 2: 2043 election, 2044 election, 2045 election"
    assert "elections/compare/3.md" not in small.pages()


# --- The home page and the ways into all claims -----------------------------------------------------------------------


def test_home_shows_the_latest_and_leads_to_all(small: Corpus) -> None:
    small.edit("content/elections/orlan-2036.yml", lambda record: record.pop("date"))
    home = small.show("index.md")
    assert read_column(home) == ["2043 election", "2044 election", "2045 election"]
    shown = [line.text for line in home.find_all("li")]
    assert "Elections: 7; here are the latest." in shown
    assert [line for line in shown if line.startswith("Ballots of")] == [
        f"Ballots of {year}, The Ferry, 7 May {year}" for year in (2043, 2044, 2045)
    ]
    ways = {link.attributes["href"] for link in home.find_all("a") if link.text in {"Sources: 6", "Elections: 7"}}
    assert ways == {"elections/index.md", "sources/index.md"}


def test_home_of_a_small_corpus_shows_all(corpus: Corpus) -> None:
    home = corpus.show("index.md")
    assert len(read_column(home)) == 7
    assert "here are the latest" not in home.text


def test_home_fills_what_room_there_is_with_what_has_no_date(small: Corpus) -> None:
    for year in YEARS[:-1]:
        small.edit(f"content/elections/orlan-{year}.yml", lambda record: record.pop("date"))
    small.edit("content/elections/orlan-2036.yml", lambda record: record.pop("date"))
    assert read_column(small.show("index.md")) == ["2044 election", "2040 early election", "2045 election"]


def test_of_many_sources_the_claims_page_leads_to_the_table(small: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = (line for line in small.show("claims/index.md").find_all("li") if line.text.startswith("Sources: "))
    assert (line.text, line.find("a").attributes["href"]) == ("Sources: 6", "../sources/index.md")
    monkeypatch.setattr(indexes, "MOST", 6)
    assert "Sources: " not in small.show("claims/index.md").text


# --- Lists of a record ----------------------------------------------------------------------------------------------


def test_a_long_list_of_a_record_goes_on_on_pages_of_its_own(small: Corpus) -> None:
    page = small.show("actors/mira-oss.md")
    sections = {heading.ids[0]: heading for heading in page.find_all("h2") if heading.ids}
    assert {"elections", "sources"} <= set(sections)
    ways = {link.attributes["href"]: link.text for link in page.find_all("a") if link.text.endswith(" (6)")}
    assert ways == {
        "mira-oss/elections.md": "Mira Oss: elections (6)",
        "mira-oss/sources.md": "Where the texts name Mira Oss (6)",
    }
    names = [small.show(f"actors/mira-oss/elections{sheet}.md") for sheet in ("", "/2")]
    assert [top.find("h1").text for top in names] == ["Mira Oss: elections"] * 2
    listed = [line.text for top in names for line in top.find_all("li") if line.text.endswith("election")]
    assert listed == ["2040 early election", *(f"{year} election" for year in YEARS)]
    assert list_pages_named(names[0]) == ["Page 1: 2040, 2041, 2042", "Page 2: 2043, 2044, 2045"]
    assert [heading.text for heading in names[1].find_all("h2")] == ["2043", "2044", "2045", "Pages"]
    assert names[1].find_all("p")[0].text == "The whole list that begins on the page of Mira Oss."
    assert small.heads()["actors/mira-oss/elections/2.md"]["title"] == "Mira Oss: elections, page 2 of 2"


def test_pages_of_texts_tell_which_spellings_stand_in_each(small: Corpus) -> None:
    first = small.show("actors/mira-oss/sources.md")
    assert first.find("h1").text == "Where the texts name Mira Oss"
    lines = [line.text for line in first.find_all("li")]
    assert lines[:2] == [
        (
            "Board puts Reel ahead as observers doubt the count: 3 times, "
            "Mira Oss (paragraph 3), Oss (paragraph 2), Myra Oss (paragraph 3)"
        ),
        "Ballots of 2041: once, Mira Oss (paragraph 2)",
    ]
    (row,) = (row for row in small.show("actors/mira-oss.md").find_all("tr") if row.text.startswith("Mira Oss"))
    *places, more = row.find_all("td")[2].find_all("a")
    assert len(places) == 3
    assert (more.text, more.attributes["href"]) == ("and 3 more", "mira-oss/sources.md")
    shown = [line.text for line in small.show("actors/mira-oss.md").find_all("li")]
    assert "Ballots of 2041: once, paragraph 2" in shown


def test_a_short_list_has_no_page_of_its_own(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = ("actors/", "elections/", "sources/")
    assert all(path.count("/") == 1 for path in corpus.pages() if path.startswith(folders))
    for module in (long_lists, actor):
        monkeypatch.setattr(module, "MOST", 6)
    assert "actors/mira-oss/sources.md" not in corpus.pages()
    page = corpus.show("actors/mira-oss.md")
    assert "Ballots of 2045: once, paragraph 2" in [line.text for line in page.find_all("li")]


def test_sources_of_a_busy_election_have_pages_of_their_own(small: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    for year in YEARS:
        small.edit(f"content/claims/ferry-{year}.yml", lambda record: record.update(elections=["orlan-2040"]))
    monkeypatch.setattr(long_lists, "LINES", 4)
    page = small.show("elections/orlan-2040.md")
    (way,) = (link for link in page.find_all("a") if link.text == "2040 early election: sources (6)")
    assert way.attributes["href"] == "orlan-2040/sources.md"
    shown = [small.show(f"elections/orlan-2040/sources{sheet}.md") for sheet in ("", "/2")]
    assert [len([line for line in top.find_all("li") if "Ballots" in line.text]) for top in shown] == [3, 2]
    assert shown[0].find("h1").text == "2040 early election: sources"


def test_people_and_relations_stand_under_letters(small: Corpus) -> None:
    for number, name in enumerate(("zora", "Ánton", "anna", "Борис", "«Quinn»")):
        member = {
            "type": "person",
            "name": name,
            "names": [{"name": name, "lang": "en", "finding_aid": "true"}],
            "roles": [{"role": "member", "of": "board", "claim": "ferry-2040/c1"}],
            "relations": [{"type": "opponent-of", "to": "board", "claim": "ferry-2040/c1", "dates": "2040"}],
        }
        small.write(f"content/actors/member-{number}.yml", yaml.safe_dump(member, allow_unicode=True))
    small.relock()
    page = small.show("actors/board.md")
    ways = {
        link.attributes["href"]: link.text for link in page.find_all("a") if link.text.startswith("Electoral Board: ")
    }
    assert ways["board/people.md"] == "Electoral Board: people with a role (5)"
    assert ways["board/relations.md"].startswith("Electoral Board: relations (")
    first, second = small.show("actors/board/people.md"), small.show("actors/board/people/2.md")
    assert "They need not speak on its behalf." in first.text
    assert [heading.text for heading in first.find_all("h2")][:2] == ["Other signs", "A"]
    assert [heading.text for heading in second.find_all("h2")] == ["Z", "Б", "Pages"]
    assert list_pages_named(first) == ["Page 1: Other signs, A", "Page 2: Z, Б"]
    related = small.show("actors/board/relations.md")
    assert "opponent of «Quinn», 2040: The Ferry, paragraph 2" in [line.text for line in related.find_all("li")]
    assert len(page.find("h2", id="relations").text) > 0


def test_disputes_of_an_election_have_pages_of_their_own(small: Corpus) -> None:
    def add(disputes: dict[str, object]) -> None:
        for number in range(4):
            disputes[f"dispute-{number}"] = {
                "kind": "name",
                "question": f"Question {number}?",
                "positions": [{"label": label, "claims": ["ferry-2040/c1"]} for label in "xy"],
            }

    small.edit("content/disputes.yml", add)
    page = small.show("elections/orlan-2040.md")
    (way,) = (link for link in page.find_all("a") if link.text == "2040 early election: where sources disagree (5)")
    assert way.attributes["href"] == "orlan-2040/disputes.md"
    second = small.show("elections/orlan-2040/disputes/2.md")
    assert [line.text for line in second.find_all("li")][:2] == ["Question 2?", "Question 3?"]
    assert list_pages_named(second) == ["Page 1: Disputes", "Page 2: Disputes"]


def test_pages_of_lists_are_found_under_a_former_address(small: Corpus) -> None:
    small.write("content/moved.yml", "actors/before: actors/mira-oss\n")
    pages = small.markdown()
    moved = {path for path in pages if path.startswith("actors/before")}
    assert {"actors/before.md", "actors/before/sources.md", "actors/before/elections/2.md"} <= moved
    way = show_markdown(pages["actors/before/elections/2.md"]).find("a")
    assert way.attributes["href"] == "../../mira-oss/elections/2.md"


def test_elections_of_which_nothing_is_reported_are_not_compared(corpus: Corpus) -> None:
    for year in YEARS:
        corpus.edit(f"content/claims/ferry-{year}.yml", lambda file: file["claims"]["c1"].pop("assessment"))
    corpus.edit("content/claims/ferry-2040.yml", lambda file: file["claims"]["c4"].pop("assessment"))
    page = corpus.show("elections/compare.md")
    assert [heading.text for heading in page.find_all("h2")] == ["As reported"]
    corpus.edit("content/elections/orlan-2040.yml", lambda record: record.pop("contests"))
    page = corpus.show("elections/compare.md")
    assert page.find_all("h2") == []
    assert "None." in page.text


def test_a_cell_of_the_comparison_does_not_grow(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "_MOST_LINES", 1)
    for year, speaker in zip(YEARS, ("board", "board", "mira-oss", "lake-watch", "tam-reel"), strict=True):
        path = f"content/claims/ferry-{year}.yml"
        text = (corpus.root / path).read_text(encoding="utf-8")
        corpus.write(path, text.replace(f"orlan-{year}", "orlan-2040").replace("speaker: board", f"speaker: {speaker}"))
    corpus.relock()
    (cell,) = (
        row.find_all("td")[1]
        for row in corpus.show("elections/compare.md").find_all("tr")
        if row.text.startswith("Counting")
    )
    assert cell.text == "2040 early election: negative: Lake Watch (The Ferry, paragraph 4 …) and 3 more"
    assert cell.find_all("a")[-1].attributes["href"] == "orlan-2040.md"


def test_a_site_of_long_lists_has_no_fault(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    for year in range(2041, 2041 + long_lists.MOST):
        add_year(corpus, year)
    corpus.relock()
    site = corpus.build("mkdocs", "build", "--strict")
    assert list_faults(site) == []
    assert {"elections/compare/8/index.html", "actors/mira-oss/elections/index.html"} <= set(site.pages)
    shown = site.main("actors/mira-oss/sources/index.html")
    assert len([line for line in shown.find_all("li") if line.text.startswith("Ballots of ")]) == long_lists.MOST


# --- Which pages a page of many names ---------------------------------------------------------------------------------


@given(st.data())
def test_a_sheet_names_its_neighbours_and_the_ends(data: st.DataObject) -> None:
    last = data.draw(st.integers(1, 5_000))
    number = data.draw(st.integers(1, last))
    shown = sheets.list_shown(number, last)
    assert list(shown) == sorted(set(shown))
    assert {1, last, number, max(1, number - 1), min(last, number + 1)} <= set(shown) <= set(range(1, last + 1))
    assert len(shown) <= max(20, 4 + 2 * last.bit_length())


@pytest.mark.parametrize("last", [1, 2, 19, 20, 21, 64, 300])
def test_every_sheet_is_reached_from_every_other_in_a_few_steps(last: int) -> None:
    ways = {number: sheets.list_shown(number, last) for number in range(1, last + 1)}
    for start in (1, last // 2 or 1, last):
        reached, steps = {start}, 0
        while len(reached) < last:
            reached |= {other for number in reached for other in ways[number]}
            steps += 1
        assert steps <= max(1, last.bit_length() - 1)


def test_ends_of_lists_are_where_they_say() -> None:
    assert sheets.list_shown(3, 20) == tuple(range(1, 21))
    shown = sheets.list_shown(3, 21)
    assert shown == (1, 2, 3, 4, 5, 6, 7, 11, 19, 21)
    assert all(later > earlier for earlier, later in pairwise(shown))
