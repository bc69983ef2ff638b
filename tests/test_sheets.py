"""Long lists are laid out over several pages: nothing is lost, nothing moves, and links lead to the right page."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.views import actor, election, indexes, source, topic
from generator.views.sheets import name_sheet, spread
from tests.sites import Corpus, Site, copy_orlan, list_faults, show_markdown

GROUPS = st.lists(st.integers(0, 30), max_size=12)
SIZES = st.integers(2, 20)


def make_groups(lengths: list[int]) -> list[tuple[str, tuple[str, ...]]]:
    return [(f"g{number}", tuple(f"g{number}.{one}" for one in range(length))) for number, length in enumerate(lengths)]


# --- Laws ---------------------------------------------------------------------------------------------------------


@given(GROUPS, SIZES)
def test_nothing_is_lost_and_nothing_moves(lengths: list[int], size: int) -> None:
    groups = make_groups(lengths)
    laid = [(head, members) for sheet in spread(groups, size) for head, members, _ in sheet]
    assert [member for _, members in laid for member in members] == [one for _, members in groups for one in members]
    assert list(dict.fromkeys(head for head, _ in laid)) == [head for head, _ in groups]
    for head, members in laid:
        assert all(member.startswith(f"{head}.") for member in members)


@given(GROUPS, SIZES)
def test_no_sheet_holds_more_than_fits(lengths: list[int], size: int) -> None:
    sheets = spread(make_groups(lengths), size)
    assert len(sheets) >= 1
    assert all(sum(len(members) for _, members, _ in sheet) <= size for sheet in sheets)


@given(GROUPS, SIZES)
def test_a_group_is_cut_only_where_it_is_longer_than_a_sheet(lengths: list[int], size: int) -> None:
    laid = [part for sheet in spread(make_groups(lengths), size) for part in sheet]
    for (head, members, is_continued), (next_head, _, is_next_continued) in pairwise([*laid, ("", (), False)]):
        length = lengths[int(head[1:])]
        assert is_next_continued == (next_head == head)
        if is_continued or next_head == head:
            assert length > size
            assert members
        else:
            assert len(members) == length


@given(GROUPS, SIZES)
def test_only_a_group_that_began_before_is_continued(lengths: list[int], size: int) -> None:
    seen: set[str] = set()
    for sheet in spread(make_groups(lengths), size):
        heads = [head for head, _, _ in sheet]
        assert len(heads) == len(set(heads))
        for head, _, is_continued in sheet:
            assert is_continued == (head in seen)
        seen.update(heads)


@given(GROUPS, SIZES)
def test_no_sheet_but_the_only_one_is_empty(lengths: list[int], size: int) -> None:
    sheets = spread(make_groups(lengths), size)
    if len(sheets) > 1:
        assert all(any(members for _, members, _ in sheet) for sheet in sheets)


@given(GROUPS, SIZES)
def test_no_more_sheets_than_half_filled_ones_would_be(lengths: list[int], size: int) -> None:
    assert len(spread(make_groups(lengths), size)) <= 1 + 2 * sum(lengths) // max(size - 1, 1) + len(lengths)


def test_what_fits_on_one_sheet_stands_on_one() -> None:
    assert spread(make_groups([2, 3]), 5) == (
        (("g0", ("g0.0", "g0.1"), False), ("g1", ("g1.0", "g1.1", "g1.2"), False)),
    )
    assert spread([], 5) == ((),)


@pytest.mark.parametrize(
    ("page", "number", "file"),
    [
        ("topics/media.md", 1, "topics/media.md"),
        ("topics/media.md", 2, "topics/media/2.md"),
        ("timeline.md", 3, "timeline/3.md"),
        ("actors/index.md", 2, "actors/index/2.md"),
    ],
)
def test_each_sheet_has_its_file(page: str, number: int, file: str) -> None:
    assert name_sheet(page, number) == file


# --- Pages --------------------------------------------------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """Give a corpus whose pages hold very little each."""
    for module in (source, topic, actor, election):
        monkeypatch.setattr(module, "SHEET", 2)
    monkeypatch.setattr(indexes, "CLAIMS", 2)
    monkeypatch.setattr(indexes, "LINES", 2)
    return copy_orlan(tmp_path)


def test_a_long_source_is_continued_on_further_pages(small: Corpus) -> None:
    pages = {path: text for path, text in small.markdown().items() if path.startswith("sources/ferry-2040")}
    assert set(pages) == {"sources/ferry-2040.md", "sources/ferry-2040/2.md", "sources/ferry-2040/3.md"}
    keys = {
        path: [one.attributes["id"] for one in show_markdown(text).find_all("div") if "id" in one.attributes]
        for path, text in pages.items()
    }
    assert list(keys.values()) == [["c1", "c2"], ["c5", "c3"], ["c4", "c6"]]
    second = show_markdown(pages["sources/ferry-2040/2.md"])
    assert second.find("h1").text == "Board puts Reel ahead as observers doubt the count, page 2 of 3"
    assert second.find("h3", id="p2").text == "Paragraph 2 (continued)"
    assert second.find("h3", id="p3").text == "Paragraph 3"


def test_every_sheet_leads_to_every_other(small: Corpus) -> None:
    first, second = small.show("sources/ferry-2040.md"), small.show("sources/ferry-2040/2.md")
    way = {link.text: link.attributes["href"] for link in first.find_all("a")}
    back = {link.text: link.attributes["href"] for link in second.find_all("a")}
    assert (way["Page 2"], way["Page 3"]) == ("ferry-2040/2.md", "ferry-2040/3.md")
    assert (back["Page 1"], back["Page 3"]) == ("../ferry-2040.md", "3.md")
    assert "Page 1" not in way
    assert "Page 2" not in back
    assert back["Board puts Reel ahead as observers doubt the count"] == "../ferry-2040.md"


def test_links_to_words_lead_to_the_sheet_on_which_they_stand(small: Corpus) -> None:
    places = {
        f"c{key}": f"sources/ferry-2040{sheet}.md"
        for key, sheet in zip("125346", ("", "", "/2", "/2", "/3", "/3"), strict=True)
    }
    for key, place in places.items():
        page = small.show(f"claims/ferry-2040/{key}.md")
        assert f"../../{place}#{key}" in {link.attributes["href"] for link in page.find_all("a")}
    library = small.library()
    assert source.place_claims(library) == {f"ferry-2040/{key}": place for key, place in places.items()}


def test_headings_of_a_further_sheet_are_told_on_the_others(small: Corpus) -> None:
    lines = [line.text for line in small.show("sources/ferry-2040.md").find_all("li") if line.text.startswith("Page ")]
    assert lines == [
        "Page 1: Paragraph 2",
        "Page 2: Paragraph 2, Paragraph 3",
        "Page 3: Paragraph 4, Paragraph 7, comment",
    ]


@pytest.mark.parametrize("page", ["topics/results", "actors/board", "elections/orlan-2040", "timeline", "actors/index"])
def test_every_claim_of_a_long_page_stands_on_one_of_its_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    corpus = copy_orlan(tmp_path)

    def list_lines() -> list[str]:
        pages = corpus.markdown()
        sheets = [f"{page}.md", *sorted(path for path in pages if path.startswith(f"{page}/"))]
        shown = [show_markdown(pages[path]) for path in sheets]
        cards = [
            card.find("p").text
            for top in shown
            for card in top.find_all("div")
            if "claim" in card.attributes.get("class", "")
        ]
        lines = [line.text for top in shown for line in top.find_all("li") if "Said by" in line.text]
        return [*cards, *lines]

    whole = list_lines()
    for module in (source, topic, actor, election):
        monkeypatch.setattr(module, "SHEET", 2)
    monkeypatch.setattr(indexes, "CLAIMS", 2)
    monkeypatch.setattr(indexes, "LINES", 2)
    assert f"{page}/2.md" in corpus.pages()
    assert list_lines() == whole
    assert whole or page == "actors/index"


def test_a_site_of_many_sheets_has_no_fault(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    sentences = [f"Sentence {number} of a long text speaks of box {number * 7 + 1000}." for number in range(90)]
    path = "content/texts/ferry-2040.txt"
    text = (tmp_path / path).read_text(encoding="utf-8").rstrip("\n")
    corpus.write(path, "\n\n".join([text, *sentences]) + "\n")
    corpus.edit(
        "content/sources/ferry-2040.yml",
        lambda record: record["sections"].append({"kind": "body", "paragraphs": "8-97"}),
    )

    def add(file: dict[str, dict[str, object]]) -> None:
        for number, sentence in enumerate(sentences):
            file["claims"][f"d{number}"] = {
                "kind": "event",
                "text": f"Box {number} was spoken of.",
                "quote": f"box {number * 7 + 1000}",
                "happened": "2040",
                "topics": ["results"],
            }
            assert f"box {number * 7 + 1000}" in sentence

    corpus.edit("content/claims/ferry-2040.yml", add)
    corpus.relock()
    site = corpus.build("mkdocs", "build", "--strict")
    assert list_faults(site) == []
    assert_all_reachable(site)


def assert_all_reachable(site: Site) -> None:
    for claim in site.data("claims"):
        page = f"claims/{claim['id']}/index.html"
        key = claim["id"].rpartition("/")[2]
        (place,) = {
            site.follow(link, page)
            for link in site.main(page).find_all("a")
            if link.attributes["href"].partition("#")[2] == key
        }
        assert claim["quote"] in site.main(place[0]).find("div", id=key).text
    assert {"sources/ferry-2040/2/index.html", "topics/results/2/index.html", "timeline/2/index.html"} <= set(
        site.pages
    )
    assert {"claims/kinds/event/2/index.html", "claims/years/2040/2/index.html"} <= set(site.pages)
