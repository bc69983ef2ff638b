"""What pages show of a corpus: absence, several results, every side, kinds of text, withdrawals and rights."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.sites import Corpus, Element, copy_orlan

CLAIMS, SOURCE = "content/claims/ferry-2040.yml", "content/sources/ferry-2040.yml"
ELECTION, ELECTION_2036 = "content/elections/orlan-2040.yml", "content/elections/orlan-2036.yml"
TEXT = "content/texts/ferry-2040.txt"
SOURCE_PAGE, ELECTION_PAGE = "sources/ferry-2040.md", "elections/orlan-2040.md"
ABSENT = "not stated in these sources"
WORDS = {
    "c1": "Reel had 52.25 per cent and Oss 41.5",
    "c2": "turnout at 58.2 per cent",
    "c3": "We do not accept that figure",
    "c4": "could not follow the count […] in a third of the stations",
    "c5": "the vote of four years ago",
    "c6": "there will be another vote",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


def facts(top: Element) -> dict[str, str]:
    """Give the labelled lines of a page or a part of one."""
    lines = [line for line in top.find_all("li") if line.children and isinstance(line.children[0], Element)]
    return {
        line.children[0].text.rstrip(":"): line.text.partition(":")[2].strip()
        for line in lines
        if isinstance(line.children[0], Element) and line.children[0].tag == "strong"
    }


def list_sections(top: Element) -> dict[str, list[Element]]:
    """Give what stands below each heading of the second or third level, by the heading's id."""
    sections: dict[str, list[Element]] = {}
    here = "top"
    for element in (child for child in top.children if isinstance(child, Element)):
        if element.tag in {"h2", "h3"}:
            here = element.attributes["id"]
        sections.setdefault(here, []).append(element)
    return sections


def read_section(top: Element, name: str) -> str:
    return " ".join(element.text for element in list_sections(top)[name])


def card(top: Element, key: str) -> Element:
    return top.find("div", id=key)


def read_cells(row: Element) -> list[str]:
    """Give the texts of a row's cells, without the labels that narrow screens show in them."""
    cells = []
    for cell in row.find_all("td", "th"):
        labels = [
            part for part in cell.children if isinstance(part, Element) and part.attributes.get("class") == "narrow"
        ]
        kept = [part for part in cell.children if not any(part is label for label in labels)]
        cells.append(Element("", {}, kept).text)
    return cells


def quotations(top: Element) -> list[str]:
    """Give the words that a page displays."""
    return [element.text.strip("“”") for element in top.find_all("span") if "data-nosnippet" in element.attributes]


def previews(top: Element) -> list[str]:
    """Give the words that stand behind the links of a page's lines."""
    shown = top.find_all("q")
    assert all("data-nosnippet" in element.attributes for element in shown)
    return [element.text for element in shown]


def marks(shown: Element) -> list[str]:
    """Give what a card says of its claim at a glance."""
    return shown.find_all("p")[-1].text.split(" · ")


# --- Absence ------------------------------------------------------------------------------------------------------


def test_what_the_sources_do_not_state_is_said(corpus: Corpus) -> None:
    corpus.edit(ELECTION_2036, lambda election: election.update(contests=[{"id": "president", "kind": "candidate"}]))
    corpus.edit(ELECTION_2036, lambda election: [election.pop(name) for name in ("date", "date_note", "evidence")])
    page = corpus.show("elections/orlan-2036.md")
    assert facts(page)["Date"] == ABSENT
    assert facts(page)["Timing"] == ABSENT
    assert facts(page)["Administered by"] == ABSENT
    contest = read_section(page, "contest-president")
    assert f"Options: {ABSENT}." in contest
    assert f"Results: {ABSENT}." in contest
    assert ABSENT in read_section(page, "turnout-president").lower()
    assert re.search(r"(?i)nothing|no claim", read_section(page, "law"))
    assert not list_sections(page)["law"][-1].find_all("li")


def test_election_named_in_passing_says_so(corpus: Corpus) -> None:
    page = corpus.show("elections/orlan-2036.md")
    assert "The sources only name it in passing; what follows is all that they say of it." in page.text
    assert quotations(page) == [WORDS["c5"]]
    assert "only name it" not in corpus.show(ELECTION_PAGE).text


def test_results_of_a_ballot_without_any_are_said_to_be_absent(corpus: Corpus) -> None:
    corpus.edit(ELECTION, lambda election: election["contests"][0].pop("results"))
    page = corpus.show(ELECTION_PAGE)
    assert f"Results: {ABSENT}." in page.text
    assert [row.text for row in page.find("table").find_all("tr")][1].startswith("Mira Oss")


def test_expected_and_missing_is_listed(corpus: Corpus) -> None:
    page = corpus.show(ELECTION_PAGE)
    assert "The final result is not given." in read_section(page, "not-stated")


def test_actor_of_whom_nothing_is_reported(corpus: Corpus) -> None:
    corpus.edit("content/actors.yml", lambda actors: actors.update(nobody={"type": "person", "name": "No Body"}))
    page = corpus.show("actors/nobody.md")
    assert re.search(r"These sources report (nothing|no words)", read_section(page, "said"))
    assert "No claim of this site is about No Body." in read_section(page, "said-of")
    assert "No spelling of this name stands in the texts." in read_section(page, "sources")


def test_figure_without_a_status_says_so(corpus: Corpus) -> None:
    page = corpus.show(SOURCE_PAGE)
    assert marks(card(page, "c2"))[0] == "figure, status not stated"
    assert marks(card(page, "c1"))[0] == "figure, preliminary"
    assert marks(corpus.show("claims/ferry-2040/c2.md").find("div"))[0] == "figure, status not stated"


def test_sourceless_spelling_is_shown_as_ours_and_aids_apart(corpus: Corpus) -> None:
    page = corpus.show("actors/mira-oss.md")
    rows = [read_cells(row) for part in list_sections(page)["spellings"] for row in part.find_all("tr")]
    (misspelt,) = (row for row in rows if row[0] == "Myra Oss")
    assert "paragraph 3" in misspelt[2]
    assert misspelt[3] == "typo"
    assert not any("Мира" in cell for row in rows for cell in row)
    aid = next(line for line in page.find_all("p") if "Мира Осс" in line.text)
    assert aid.text.startswith("Also searched for as, though no source of this site prints it:")
    assert aid.find("span").attributes == {"lang": "ru"}
    orlan = [read_cells(row) for row in corpus.show("actors/orlan.md").find("table").find_all("tr")]
    assert any("no source prints it" in row[2] for row in orlan)


# --- Results ------------------------------------------------------------------------------------------------------


def add_second_result(election: Any) -> None:
    election["contests"][0]["results"].append(
        {
            "status": "estimated",
            "reported_by": "lake-watch",
            "claim": "ferry-2040/c4",
            "counts": {"mira-oss": {"at_least": "45"}, "tam-reel": {"at_least": "30", "at_most": "48.5"}},
            "turnout": {"percent": "49.1"},
            "note": "Counted from forty stations.",
        }
    )


def test_results_stand_side_by_side_with_status_and_reporter(corpus: Corpus) -> None:
    corpus.edit(ELECTION, add_second_result)
    page = corpus.show(ELECTION_PAGE)
    table = page.find("table")
    heads = read_cells(table.find("thead").find("tr"))
    assert [head for head in heads if "Electoral Board" in head] == ["Preliminary, Electoral Board, 7 May 2040"]
    assert [head for head in heads if "Lake Watch" in head] == ["Estimated, Lake Watch"]
    columns = [number for number, head in enumerate(heads) if "Electoral Board" in head or "Lake Watch" in head]
    rows = {cells[0]: cells for row in table.find_all("tr") if (cells := read_cells(row))}
    shown = {name: [cells[number] for number in columns] for name, cells in rows.items()}
    assert shown["Mira Oss"] == ["41.5 per cent", "at least 45 per cent"]
    assert shown["Tam Reel"][0] == "52.25 per cent"
    assert re.search(r"\b30\b.*\b48\.5 per cent", shown["Tam Reel"][1])
    assert shown["Against all"] == ["not stated", "not stated"]
    contest = [part for name in ("contest-president", "results-president") for part in list_sections(page)[name]]
    links = {link.attributes["href"] for part in contest for link in part.find_all("a")}
    assert {"../sources/ferry-2040.md#c1", "../sources/ferry-2040.md#c4"} <= links
    turnout = read_section(page, "turnout-president")
    assert "58.2 per cent (preliminary), reported by Electoral Board" in turnout
    assert "49.1 per cent (estimated), reported by Lake Watch" in turnout
    assert "Counted from forty stations." in page.text


def test_result_without_a_status_says_so(corpus: Corpus) -> None:
    corpus.edit(ELECTION, lambda election: election["contests"][0]["results"][0].pop("status"))
    heads = [cell.text for cell in corpus.show(ELECTION_PAGE).find("table").find_all("th")]
    assert "Status not stated, Electoral Board, 7 May 2040" in heads


def test_every_value_of_a_result_leads_to_its_words(corpus: Corpus) -> None:
    page = corpus.show(ELECTION_PAGE)
    for row in page.find("table").find_all("tr")[1:]:
        assert any("ferry-2040.md#c1" in link.attributes["href"] for link in row.find_all("a")), row.text
    assert "The Ferry, paragraph 2" in facts(page)["Date"]


# --- Sides, speakers, kinds of text -------------------------------------------------------------------------------


def test_claims_stand_by_side_in_the_order_of_the_corpus(corpus: Corpus) -> None:
    page = corpus.show(ELECTION_PAGE)
    sections = list_sections(page)
    said = {name: [text for part in parts for text in quotations(part)] for name, parts in sections.items()}
    assert [name for name in said if name.startswith("said-by")] == [
        "said-by-observer",
        "said-by-official",
        "said-by-opposition",
        "said-by-reader",
    ]
    assert said["said-by-observer"] == [WORDS["c4"]]
    assert said["said-by-official"] == [WORDS["c1"], WORDS["c2"]]
    assert said["said-by-opposition"] == [WORDS["c3"]]
    assert said["said-by-reader"] == [WORDS["c6"]]


def test_side_of_a_claim_goes_before_that_of_its_speaker(corpus: Corpus) -> None:
    corpus.edit(CLAIMS, lambda file: file["claims"]["c2"].update(side="observer"))
    sections = list_sections(corpus.show(ELECTION_PAGE))
    said = [text for part in sections["said-by-observer"] for text in quotations(part)]
    assert said == [WORDS["c2"], WORDS["c4"]]


def test_claim_says_who_speaks_to_whom_through_whom(corpus: Corpus) -> None:
    corpus.edit(CLAIMS, lambda file: file["claims"]["c3"].update(via=["board", "tam-reel"]))
    page = corpus.show(SOURCE_PAGE)
    assert "Mira Oss, to The Ferry, through Electoral Board, Tam Reel, reported by The Ferry" in card(page, "c3").text
    assert "The Ferry, in its own voice" in card(page, "c5").text
    assert "own voice" not in card(page, "c1").text
    relayed = corpus.show("actors/board.md")
    assert "Mira Oss did not accept" in read_section(relayed, "passed-on")


@pytest.mark.parametrize("kind", ["headline", "byline", "caption", "teaser", "comment"])
def test_kind_of_a_lower_part_is_named(corpus: Corpus, kind: str) -> None:
    corpus.edit(SOURCE, lambda source: source["sections"][3].update(kind=kind))
    page = corpus.show(SOURCE_PAGE)
    assert page.find("h3", id="p7").text == f"Paragraph 7, {kind}"
    assert f"paragraph 7 ({kind})" in card(page, "c6").text
    assert f"paragraph 7 ({kind})" in corpus.show(ELECTION_PAGE).text
    assert page.find("h3", id="p2").text == "Paragraph 2"
    parts = {row[0]: row[1] for row in map(read_cells, page.find("table").find_all("tr"))}
    assert parts["7"] == (f"{kind} (off topic)" if kind == "teaser" else kind)


def test_comment_is_reported_by_nobody_but_its_writer(corpus: Corpus) -> None:
    text = card(corpus.show(SOURCE_PAGE), "c6").text
    assert "Quill" in text
    assert "reported by" not in text


def test_gaps_between_passages_are_visible(corpus: Corpus) -> None:
    text = read_section(corpus.show(SOURCE_PAGE), "passages") + read_section(corpus.show(SOURCE_PAGE), "p4")
    assert "1 paragraph without claims." in text
    assert "2 paragraphs without claims." in text


def test_passages_follow_the_text_and_bear_the_claims_ids(corpus: Corpus) -> None:
    page = corpus.show(SOURCE_PAGE)
    keys = [element.attributes["id"] for element in page.find_all("div") if "id" in element.attributes]
    assert keys == ["c1", "c2", "c5", "c3", "c4", "c6"]
    assert {key: quotations(card(page, key)) for key in keys} == {key: [WORDS[key]] for key in keys}


def test_dispute_sets_positions_side_by_side(corpus: Corpus) -> None:
    page = corpus.show("disputes/orlan-2040-turnout.md")
    sections = list_sections(page)
    assert "In dispute (disagreement); open." in page.text
    assert [quotations(part) for part in sections["position-1"] if quotations(part)] == [[WORDS["c2"]]]
    assert [quotations(part) for part in sections["position-2"] if quotations(part)] == [[WORDS["c3"]]]


def test_topic_holds_the_claims_of_narrower_ones(corpus: Corpus) -> None:
    assert WORDS["c2"] in quotations(corpus.show("topics/results.md"))
    assert WORDS["c1"] not in quotations(corpus.show("topics/turnout.md"))


def test_prediction_tells_its_outcome(corpus: Corpus) -> None:
    outcome = [{"claim": "ferry-2040/c5", "bears_out": "false"}]
    corpus.edit(CLAIMS, lambda file: file["claims"]["c6"].update(outcome=outcome))
    told = "not borne out by The Ferry, paragraph 2"
    for shown in (card(corpus.show(SOURCE_PAGE), "c6"), corpus.show("claims/ferry-2040/c6.md").find("div")):
        assert told in marks(shown)
        link = next(link for link in shown.find_all("a") if link.text == "The Ferry, paragraph 2")
        assert link.attributes["href"].endswith("ferry-2040.md#c5")


# --- Withdrawals and rights ---------------------------------------------------------------------------------------

WITHDRAWN = {"date": "2040-06-01", "reason": "The board asked for it."}


def everything(corpus: Corpus) -> str:
    """Give all that is published, with escapes undone; without the guide, whose examples are of this very corpus."""
    pages = {path: page for path, page in corpus.pages().items() if not path.startswith("guide/")}
    return "\n".join(page.replace("&#91;", "[").replace("&#93;", "]") for page in pages.values())


def test_withdrawn_claim_shows_its_record_but_no_words(corpus: Corpus) -> None:
    corpus.edit(CLAIMS, lambda file: file["claims"]["c3"].update(withdrawn=WITHDRAWN))
    page = corpus.show(SOURCE_PAGE)
    shown = card(page, "c3")
    assert quotations(shown) == []
    own = corpus.show("claims/ferry-2040/c3.md")
    for place in (shown, own.find("div")):
        assert "Withdrawn, 1 June 2040: The board asked for it." in place.text
        assert "Mira Oss" in place.text
    assert quotations(own) == previews(own) == []
    assert "Words in the original" not in own.text
    published = everything(corpus)
    assert WORDS["c3"] not in published
    assert "accept%20that" not in published
    assert WORDS["c2"] in published
    row = next(row for row in corpus.rows("claims") if row["id"] == "ferry-2040/c3")
    assert (row["quote"], row["verified"], row["start"], row["end"]) == (None, False, None, None)
    assert row["withdrawn"] == {**WITHDRAWN, "with_text": False}
    actor = corpus.show("actors/mira-oss.md")
    assert quotations(actor) == []
    assert set(previews(actor)) == {WORDS["c1"]}
    assert quotations(corpus.show("disputes/orlan-2040-turnout.md")) == [WORDS["c2"]]


def test_withdrawn_source_shows_its_record_but_no_words(corpus: Corpus) -> None:
    corpus.edit(SOURCE, lambda source: source.update(withdrawn=WITHDRAWN))
    page = corpus.show(SOURCE_PAGE)
    assert "Withdrawn. 1 June 2040: The board asked for it." in page.text
    assert facts(page)["Publisher"] == "The Ferry"
    assert {card(page, key).attributes["id"] for key in WORDS} == set(WORDS)
    published = everything(corpus)
    for words in WORDS.values():
        assert words not in published
    assert "Words in the original" not in published
    assert [row["quote"] for row in corpus.rows("claims")] == [None] * len(WORDS)


def test_source_of_which_only_the_record_may_be_shown(corpus: Corpus) -> None:
    corpus.edit(SOURCE, lambda source: source["rights"].update(level="metadata"))
    published = everything(corpus)
    for words in WORDS.values():
        assert words not in published
    assert ":~:text=" not in published
    page = corpus.show(SOURCE_PAGE)
    for shown in map(corpus.show, (SOURCE_PAGE, ELECTION_PAGE, "timeline.md", "actors/board.md", "topics/results.md")):
        assert quotations(shown) == previews(shown) == []
    assert "No quotation may be shown." in facts(page)["Rights"]
    assert "Turnout was 58.2 per cent." in card(page, "c2").text
    assert [row["quote"] for row in corpus.rows("claims")] == [None] * len(WORDS)
    assert all(row["verified"] for row in corpus.rows("claims"))


# --- The way to the words in the original -------------------------------------------------------------------------


def read_directives(address: str) -> tuple[str, list[tuple[str, str, str, str]]]:
    """Give the page and each directive as prefix, start, end, suffix. Source: WICG, Scroll to Text Fragment."""
    page, mark, rest = address.partition("#:~:")
    assert mark
    directives = []
    for directive in rest.split("&"):
        name, _, value = directive.partition("=")
        assert name == "text"
        parts = value.split(",")
        prefix = parts.pop(0).removesuffix("-") if parts[0].endswith("-") else ""
        suffix = parts.pop().removeprefix("-") if parts[-1].startswith("-") else ""
        assert 1 <= len(parts) <= 2, directive
        assert not any(sign in part for part in parts for sign in "-&,")
        end = parts[1] if len(parts) == 2 else ""
        directives.append((unquote(prefix), unquote(parts[0]), unquote(end), unquote(suffix)))
    return page, directives


def find_directive(text: str, directive: tuple[str, str, str, str]) -> str:
    """Give what a browser would mark: the first place that fits the prefix and the suffix."""
    flat = " ".join(text.split())
    prefix, start, end, suffix = directive
    for match in re.finditer(re.escape(start), flat):
        last = flat.index(end, match.end()) + len(end) if end else match.end()
        if flat[: match.start()].rstrip().endswith(prefix) and flat[last:].lstrip().startswith(suffix):
            return flat[match.start() : last]
    raise AssertionError(f"{directive} marks nothing")


def set_quote(quote: str, **more: object) -> Callable[[Any], None]:
    return lambda file: file["claims"]["c3"].update(quote=quote, **more)


@pytest.mark.parametrize(
    ("sentence", "fields", "marked"),
    [
        pytest.param("He said little.", {"quote": "said little"}, ["said little"], id="few words stand whole"),
        pytest.param("One, two, and-three.", {"quote": "One, two, and-three"}, ["One, two, and-three"], id="commas"),
        pytest.param("A well-known co-op.", {"quote": "well-known co-op"}, ["well-known co-op"], id="hyphens"),
        pytest.param("Salt & pepper = 5% off.", {"quote": "Salt & pepper = 5%"}, ["Salt & pepper = 5%"], id="signs"),
        pytest.param("«Қазақ елі» келді.", {"quote": "Қазақ елі"}, ["Қазақ елі"], id="other letters"),
        pytest.param(
            "He said “we won’t”.", {"quote": 'said "we won\'t"'}, ["said “we won’t”"], id="the source's marks"
        ),
        pytest.param(
            "one two three four five six seven eight nine ten.",
            {"quote": "one two three four five six seven eight nine"},
            ["one two three four five six seven eight nine"],
            id="many words stand by their ends",
        ),
        pytest.param(
            "the cat sat. The dog, the cat sat down again.",
            {"quote": "cat sat", "prefix": "dog, the"},
            ["cat sat"],
            id="a prefix with a comma",
        ),
        pytest.param(
            "the cat sat. And the cat sat-down, again.",
            {"quote": "the cat", "suffix": "sat-down, again"},
            ["the cat"],
            id="a suffix with a hyphen and a comma",
        ),
        pytest.param(
            "one two so many more words three four.",
            {"quote": "one two […] three four"},
            ["one two", "three four"],
            id="an elision",
        ),
        pytest.param(
            "x one two so many three four y. z one two so many three four w.",
            {"quote": "one two […] three four", "prefix": "z", "suffix": "w"},
            ["one two", "three four"],
            id="an elision between contexts",
        ),
        pytest.param(
            "[T]hey came late.", {"quote": "[T]hey came late"}, ["[T]hey came late"], id="brackets of the text"
        ),
        pytest.param("they came late.", {"quote": "[T]hey came late"}, ["they came late"], id="a bracketed capital"),
    ],
)
def test_text_fragment_leads_to_the_words(
    corpus: Corpus, sentence: str, fields: dict[str, str], marked: list[str]
) -> None:
    text = (corpus.root / TEXT).read_text(encoding="utf-8") + f"\n\n{sentence}\n"
    corpus.write(TEXT, text)
    corpus.edit(SOURCE, lambda source: source["sections"].append({"kind": "body", "paragraphs": "8"}))
    corpus.edit(SOURCE, lambda source: source.update(url="https://ferry.example/2040/a_(b)?c=d&e=f#old"))
    corpus.edit(CLAIMS, set_quote(**fields))
    link = next(link for link in corpus.show("claims/ferry-2040/c3.md").find_all("a") if "original" in link.text)
    page, directives = read_directives(link.attributes["href"])
    assert page == "https://ferry.example/2040/a_(b)?c=d&e=f"
    assert [find_directive(text, directive) for directive in directives] == marked
    assert directives[0][0] == fields.get("prefix", "")
    assert directives[-1][3] == fields.get("suffix", "")
    for directive in directives:
        assert all(len(part.split()) <= 8 for part in directive)
        assert len(directive[1].split()) <= 4 or not directive[2]


def test_page_holds_no_more_of_a_long_quotation_than_its_words(corpus: Corpus) -> None:
    corpus.edit(CLAIMS, set_quote("The letter was signed “Myra Oss”, a slip of her office that was mended"))
    link = next(link for link in corpus.show("claims/ferry-2040/c3.md").find_all("a") if "original" in link.text)
    assert link.attributes["href"].endswith("#:~:text=The%20letter%20was%20signed,office%20that%20was%20mended")


def test_data_never_hold_words_that_pages_may_not_show(corpus: Corpus) -> None:
    corpus.edit(SOURCE, lambda source: source["rights"].update(level="metadata"))
    tables = {path: text for path, text in corpus.pages().items() if path.startswith("data/")}
    assert len(tables) >= 6
    for text in tables.values():
        assert all(words not in json.dumps(json.loads(text), ensure_ascii=False) for words in WORDS.values())
