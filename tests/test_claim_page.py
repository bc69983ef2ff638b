"""The page of a claim: its sentence and words, all that is known of it, and what rests on it."""

from itertools import pairwise
from pathlib import Path

import pytest

from generator.link import Library
from generator.uses import Use, collect_uses
from tests.sites import Corpus, Element, copy_orlan
from tests.test_views import (
    CLAIMS,
    ELECTION,
    SOURCE,
    WITHDRAWN,
    WORDS,
    card,
    facts,
    marks,
    previews,
    quotations,
    read_section,
)

TURNOUT = "claims/ferry-2040/c2.md"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


def find_links(top: Element) -> dict[str, str]:
    return {link.text: link.attributes["href"] for link in top.find_all("a")}


# --- What it shows ------------------------------------------------------------------------------------------------


def test_every_claim_has_a_page_of_its_own(corpus: Corpus) -> None:
    for row in corpus.rows("claims"):
        page = corpus.show(f"claims/{row['id']}.md")
        assert page.find("h1").text == row["text"]
        assert quotations(page) == [row["quote"]]
        assert row["url"] == f"claims/{row['id']}/"


def test_sentence_is_told_from_the_words(corpus: Corpus) -> None:
    assert (
        "The sentence above is ours; the words between quotation marks are the source's." in corpus.show(TURNOUT).text
    )


def test_attribution_says_who_where_and_when(corpus: Corpus) -> None:
    shown = corpus.show("claims/ferry-2040/c1.md").find("div")
    said = "Electoral Board, reported by The Ferry, in The Ferry 2040, paragraph 2, said 7 May 2040."
    assert said in shown.text
    assert shown.find("span", **{"class": "side"}).text == "Officials"
    assert find_links(shown)["paragraph 2"] == "../../sources/ferry-2040.md#c1"


@pytest.mark.parametrize(
    ("key", "label", "value", "address"),
    [
        ("c3", "In the text", "paragraph 3", "../../sources/ferry-2040.md#c3"),
        ("c3", "Source", "Board puts Reel ahead as observers doubt the count", "../../sources/ferry-2040.md"),
        ("c3", "About", "Electoral Board (opposes)", "../../actors/board.md"),
        ("c3", "Election", "2040 early election", "../../elections/orlan-2040.md"),
        ("c3", "Topics", "Turnout", "../../topics/turnout.md"),
        ("c3", "In dispute", "How many voted in 2040?", "../../disputes/orlan-2040-turnout.md"),
        (
            "c3",
            "Original",
            "Words in the original",
            "https://ferry.example/2040/count#:~:text=We%20do%20not%20accept%20that%20figure",
        ),
        ("c5", "Election", "2036 election", "../../elections/orlan-2036.md"),
    ],
)
def test_fact(corpus: Corpus, key: str, label: str, value: str, address: str) -> None:
    page = corpus.show(f"claims/ferry-2040/{key}.md")
    assert facts(page)[label] == value
    assert find_links(page)[value.partition(" (")[0]] == address


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("c1", ["figure, preliminary", "tells of 6 May 2040"]),
        ("c2", ["figure, status not stated", "in dispute"]),
        ("c4", ["opinion", "judges counting: negative"]),
        ("c5", ["event"]),
    ],
)
def test_what_must_be_known_at_a_glance(corpus: Corpus, key: str, shown: list[str]) -> None:
    own = corpus.show(f"claims/ferry-2040/{key}.md").find("div")
    assert marks(own) == shown
    in_text = card(corpus.show("sources/ferry-2040.md"), key)
    assert marks(in_text) == [*shown, "Details"]
    assert find_links(in_text)["Details"] == f"../claims/ferry-2040/{key}.md"


def test_mark_of_a_dispute_leads_to_it_and_of_several_to_the_claim(corpus: Corpus) -> None:
    own = card(corpus.show("sources/ferry-2040.md"), "c2")
    assert find_links(own)["in dispute"] == "../disputes/orlan-2040-turnout.md"
    other = {
        "kind": "doubtful-figure",
        "question": "Was it 58?",
        "positions": [{"label": label, "claims": ["ferry-2040/c2"]} for label in "xy"],
    }
    corpus.edit("content/disputes.yml", lambda disputes: disputes.update(other=other))
    own = card(corpus.show("sources/ferry-2040.md"), "c2")
    assert find_links(own)["in dispute"] == "../claims/ferry-2040/c2.md"
    assert "in dispute" not in marks(corpus.show("disputes/other.md").find("div"))
    told = [line.text for line in corpus.show(TURNOUT).find_all("li") if line.text.startswith("In dispute:")]
    assert told == ["In dispute: How many voted in 2040?", "In dispute: Was it 58?"]


def test_note_stands_where_the_claim_does_and_is_announced_elsewhere(corpus: Corpus) -> None:
    corpus.edit(CLAIMS, lambda file: file["claims"]["c2"].update(note="Tam Reel's office gave another."))
    assert "Editor's note: Tam Reel's office gave another." in card(corpus.show("sources/ferry-2040.md"), "c2").text
    assert facts(corpus.show(TURNOUT))["Editor's note"] == "Tam Reel's office gave another."
    for page in ("elections/orlan-2040.md", "topics/turnout.md", "actors/board.md", "disputes/orlan-2040-turnout.md"):
        shown = corpus.show(page)
        assert "gave another" not in shown.text, page
        assert "Details and note" in find_links(shown), page
    assert marks(card(corpus.show("sources/ferry-2040.md"), "c2"))[-1] == "Details and note"


def list_neighbours(page: Element) -> list[tuple[str, str]]:
    """Give the ways to the claims before and after in the same text."""
    parts = [child for child in page.children if isinstance(child, Element)]
    ways = next((after for part, after in pairwise(parts) if part.text == "In the same text:"), Element("", {}))
    return [(line.text.partition(":")[0], line.find("a").attributes["href"]) for line in ways.find_all("li")]


def test_claims_of_a_text_follow_on_each_other(corpus: Corpus) -> None:
    ways = {key: list_neighbours(corpus.show(f"claims/ferry-2040/{key}.md")) for key in WORDS}
    assert ways == {
        "c1": [("after", "c2.md")],
        "c2": [("before", "c1.md"), ("after", "c5.md")],
        "c5": [("before", "c2.md"), ("after", "c3.md")],
        "c3": [("before", "c5.md"), ("after", "c4.md")],
        "c4": [("before", "c3.md"), ("after", "c6.md")],
        "c6": [("before", "c4.md")],
    }
    assert find_links(corpus.show("claims/ferry-2040/c1.md"))["Turnout was 58.2 per cent."] == "c2.md"


def test_page_of_a_withdrawn_claim_keeps_its_address_and_says_why(corpus: Corpus) -> None:
    corpus.edit(CLAIMS, lambda file: file["claims"]["c3"].update(withdrawn=WITHDRAWN))
    page = corpus.show("claims/ferry-2040/c3.md")
    assert "Withdrawn, 1 June 2040: The board asked for it." in page.text
    assert facts(page)["In the text"] == "withdrawn"
    assert find_links(page)["withdrawn"] == "../../sources/ferry-2040.md#c3"
    assert "Original" not in facts(page)
    assert WORDS["c3"] not in page.text


# --- What rests on it ---------------------------------------------------------------------------------------------


def test_what_rests_on_a_claim_is_told_with_the_sentence_that_does(corpus: Corpus) -> None:
    page = corpus.show("claims/ferry-2040/c1.md")
    lines = [line.text for part in page.find_all("ul") for line in part.find_all("li")]
    told = lines[lines.index("2040 early election: its date") :][:7]
    assert told == [
        "2040 early election: its date",
        "2040 early election: its timing",
        "2040 early election: that Mira Oss stands for election",
        "2040 early election: that Tam Reel stands for election",
        "2040 early election: that Against all stands for election",
        "2040 early election: a result or a turnout",
        "Mira Oss: leader",
    ]
    assert "Mira Oss: opponent of Tam Reel" in read_section(page, "uses")


def test_claim_on_which_nothing_rests_has_no_such_heading(corpus: Corpus) -> None:
    assert "What rests on it" not in corpus.show("claims/ferry-2040/c4.md").text


def test_every_kind_of_use_is_worded(corpus: Corpus) -> None:
    corpus.edit(
        CLAIMS, lambda file: file["claims"]["c6"].update(outcome=[{"claim": "ferry-2040/c4", "bears_out": "true"}])
    )
    corpus.edit(
        "content/disputes.yml",
        lambda all_: all_["orlan-2040-turnout"].update(status="settled", settled_by="ferry-2040/c4"),
    )
    stated = {"options_stated": {"count": "3", "claim": "ferry-2040/c4"}}
    corpus.edit(ELECTION, lambda election: election["contests"][0].update(stated))
    corpus.edit(
        ELECTION,
        lambda election: election["evidence"].update(jurisdiction="ferry-2040/c4", administered_by="ferry-2040/c4"),
    )
    lines = [line.text for line in corpus.show("claims/ferry-2040/c4.md").find_all("ul")[1].find_all("li")]
    assert lines == [
        "2040 early election: where it is held",
        "2040 early election: who administers it",
        "2040 early election: the number of candidates or lists",
        "How many voted in 2040?: settled by this claim",
        "Quill expected another vote within a year.: a prediction, of which this claim tells the outcome",
    ]
    assert "How many voted in 2040?: 58.2 per cent" in read_section(corpus.show(TURNOUT), "uses")


def collect(corpus: Corpus) -> Library:
    return corpus.library()


def test_each_place_that_names_a_claim_is_a_use_of_it_once(corpus: Corpus) -> None:
    library = collect(corpus)
    uses = {ref: linked.uses for ref, linked in library.claims.items() if linked.uses}
    assert uses == collect_uses(library.corpus)
    assert set(uses) == {"ferry-2040/c1", "ferry-2040/c2", "ferry-2040/c3", "ferry-2040/c5"}
    assert uses["ferry-2040/c2"] == (Use("position", "orlan-2040-turnout", "58.2 per cent"),)
    assert uses["ferry-2040/c5"] == (Use("evidence", "orlan-2036", "date"),)
    assert uses["ferry-2040/c1"][-2:] == (
        Use("role", "mira-oss", "leader"),
        Use("relation", "mira-oss", "tam-reel", "opponent-of"),
    )
    for found in uses.values():
        assert len(set(found)) == len(found)


def test_two_results_on_one_claim_are_one_use(corpus: Corpus) -> None:
    another = {"status": "final", "reported_by": "board", "claim": "ferry-2040/c1", "turnout": {"votes": "5"}}
    corpus.edit(ELECTION, lambda election: election["contests"][0]["results"].append(another))
    uses = collect(corpus).claims["ferry-2040/c1"].uses
    assert uses.count(Use("result", "orlan-2040")) == 1


# --- Rights -------------------------------------------------------------------------------------------------------


def list_all(corpus: Corpus) -> dict[str, str]:
    """Give all that is written, with the escapes of Markdown, JSON and addresses undone."""
    signs = {"&#91;": "[", "&#93;": "]", "%20": " ", "\\u2026": "…"}
    shown = {}
    for path, text in corpus.pages().items():
        if path.startswith("guide/"):
            continue  # Its examples are taken from this corpus, whatever becomes of it.
        for sign, plain in signs.items():
            text = text.replace(sign, plain)  # noqa: PLW2901 - one after the other
        shown[path] = " ".join(text.split())
    return shown


def test_words_that_may_be_shown_stand_in_no_head_and_no_citation(corpus: Corpus) -> None:
    for path, head in corpus.heads().items():
        assert not [words for words in WORDS.values() if words in " ".join(map(str, head.values()))], path
    for path, text in list_all(corpus).items():
        if path.startswith("cite/"):
            assert not [words for words in WORDS.values() if words in text], path


@pytest.mark.parametrize("level", ["metadata", "withdrawn"])
def test_words_that_may_not_be_shown_stand_nowhere(corpus: Corpus, level: str) -> None:
    before = list_all(corpus)
    assert [path for path, text in before.items() if path.startswith("ru/") and WORDS["c2"] in text]
    if level == "metadata":
        corpus.edit(SOURCE, lambda source: source["rights"].update(level="metadata"))
    else:
        corpus.edit(SOURCE, lambda source: source.update(withdrawn=WITHDRAWN))
    after = list_all(corpus)
    assert after.keys() == before.keys()
    for path, text in after.items():
        assert not [words for words in WORDS.values() if words in text], path
        assert "<q" not in text, path


# --- Lines --------------------------------------------------------------------------------------------------------


def test_line_says_who_said_it_and_leads_to_the_words_that_stand_behind_it(corpus: Corpus) -> None:
    page = corpus.show("actors/mira-oss.md")
    line = next(line for line in page.find_all("li") if line.text.startswith("Tam Reel received"))
    assert find_links(line)["The Ferry, paragraph 2"] == "../sources/ferry-2040.md#c1"
    assert find_links(line)["Electoral Board"] == "board.md"
    assert previews(line) == [WORDS["c1"]]
    tags = [child.tag for child in line.children if isinstance(child, Element)]
    # The style sheet shows the words of the link before them.
    assert tags[tags.index("q") - 1] == "a"


def test_words_of_another_language_are_marked_behind_a_link(corpus: Corpus) -> None:
    corpus.edit(SOURCE, lambda source: source.update(language="kk"))
    line = next(line for line in corpus.show("actors/mira-oss.md").find_all("li") if line.find_all("q"))
    assert line.find("q").find("span").attributes == {"lang": "kk"}
