"""Names in our own sentences lead to their pages, and nothing else does."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model import Actor, Corpus, CorpusSettings, Election
from generator.prose import NameIndex, index_names, make_relative
from tests.helpers import read_record
from tests.sites import SOUP, expect, seen, show_markdown

PEOPLE: Mapping[str, Mapping[str, object]] = {
    "mira-oss": {"type": "person", "name": "Mira Oss", "names": [{"name": "Oss", "lang": "en"}]},
    "tam-reel": {
        "type": "person",
        "name": "Tam Reel",
        "names": [
            {"name": "Reel", "lang": "en"},
            {"name": "R2", "lang": "en"},
            {"name": "he", "lang": "en"},
            {"name": "the candidate", "lang": "en"},
        ],
    },
    "reel-house": {"type": "organization", "name": "Reel House"},
    "board": {
        "type": "organization",
        "name": "Electoral Board",
        "names": [{"name": "Board", "lang": "en", "only_at": ["ferry-2040/2"]}],
    },
    "port-board": {"type": "organization", "name": "Port Board", "names": [{"name": "PB", "lang": "en"}]},
    "observers": {"type": "group", "name": "Observers"},
    "the-ferry": {"type": "organization", "name": "The Ferry", "names": [{"name": "Ferry", "lang": "en"}]},
    "ferry-line": {"type": "organization", "name": "Ferry Line", "names": [{"name": "Ferry", "lang": "en"}]},
    "sharp": {"type": "organization", "name": "C# & *Co*"},
    "kara": {"type": "person", "name": "Қара-Oy"},
}
ELECTIONS: Mapping[str, Mapping[str, object]] = {
    "orlan-2040": {
        "name": "2040 early election",
        "type": "presidential",
        "names": [{"name": "the May vote", "lang": "en"}],
    }
}


def index(people: Mapping[str, Mapping[str, object]] = PEOPLE) -> NameIndex:
    settings_ = CorpusSettings(title="T", languages=("en",), claim_kinds={"event": "x"})
    actors = {name: read_record(Actor, json.dumps(fields)) for name, fields in people.items()}
    elections = {name: read_record(Election, json.dumps(fields)) for name, fields in ELECTIONS.items()}
    return index_names(Corpus(settings_, {}, actors, elections, {}, {}, {}, {}))


NAMES = index()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Mira Oss won.", "[Mira Oss](actors/mira-oss.md) won.", id="a name is linked"),
        pytest.param("Oss won.", "[Oss](actors/mira-oss.md) won.", id="a short form is linked"),
        pytest.param("So said Oss", "So said [Oss](actors/mira-oss.md)", id="a name at the end is linked"),
        pytest.param(
            "Reel House fell.", "[Reel House](actors/reel-house.md) fell.", id="the longest spelling comes first"
        ),
        pytest.param(
            "Reel left Reel House.",
            "[Reel](actors/tam-reel.md) left [Reel House](actors/reel-house.md).",
            id="a short spelling and a longer one that begins with it",
        ),
        pytest.param(
            "Oss met Mira Oss and Oss.",
            "[Oss](actors/mira-oss.md) met Mira Oss and Oss.",
            id="an actor is linked once, by its first spelling",
        ),
        pytest.param(
            "Reel beat Oss.",
            "[Reel](actors/tam-reel.md) beat [Oss](actors/mira-oss.md).",
            id="two names get a link each",
        ),
        pytest.param("Ossian saw Crossoss.", "Ossian saw Crossoss.", id="no part of a word"),
        pytest.param("pro-Oss, Oss-like, Oss_1", "pro-Oss, Oss-like, Oss&#95;1", id="no part of a compound"),
        pytest.param("oss, OSS", "oss, OSS", id="capitals must be the same"),
        pytest.param("Oss's men", "[Oss](actors/mira-oss.md)'s men", id="a possessive is left out of the link"),
        pytest.param("(Oss)", "([Oss](actors/mira-oss.md))", id="brackets don't matter"),
        pytest.param("“Oss”", "“[Oss](actors/mira-oss.md)”", id="quotation marks don't matter"),
        pytest.param("Hail!Oss", "Hail&#33;[Oss](actors/mira-oss.md)", id="an exclamation makes no picture"),
        pytest.param("Oss(x)", "[Oss](actors/mira-oss.md)(x)", id="a bracket after makes no second address"),
        pytest.param("The Board met.", "The Board met.", id="a form limited by only_at is not linked"),
        pytest.param(
            "The Electoral Board met.",
            "The [Electoral Board](actors/board.md) met.",
            id="the whole name beside a limited form is",
        ),
        pytest.param("Observers came.", "Observers came.", id="a group is not linked"),
        pytest.param("Ferry came.", "Ferry came.", id="a spelling of two actors is not linked"),
        pytest.param(
            "The Ferry and the Ferry Line.",
            "[The Ferry](actors/the-ferry.md) and the [Ferry Line](actors/ferry-line.md).",
            id="their own spellings are",
        ),
        pytest.param("PB and R2 came.", "PB and R2 came.", id="two letters are too few"),
        pytest.param("Then he, the candidate, came.", "Then he, the candidate, came.", id="no word without a capital"),
        pytest.param(
            "In the May vote, the 2040 early election.",
            "In [the May vote](elections/orlan-2040.md), the 2040 early election.",
            id="an election is linked once",
        ),
        pytest.param("C# & *Co* won.", "[C&#35; &#38; &#42;Co&#42;](actors/sharp.md) won.", id="a name with signs"),
        pytest.param("Қара-Oy won.", "[Қара-Oy](actors/kara.md) won.", id="Cyrillic and a hyphen"),
        pytest.param("  Oss \n won. ", "[Oss](actors/mira-oss.md) won.", id="white space is folded"),
        pytest.param("Mira\nOss won.", "Mira [Oss](actors/mira-oss.md) won.", id="no spelling runs over a line"),
        pytest.param("No one won.", "No one won.", id="nothing to link"),
    ],
)
def test_sentence(sentence: str, expected: str) -> None:
    assert NAMES.link_names(sentence, "index.md") == expected


def test_page_never_links_to_itself() -> None:
    assert NAMES.link_names("Oss beat Reel.", "actors/mira-oss.md") == "Oss beat [Reel](tam-reel.md)."
    assert NAMES.link_names("The 2040 early election", "elections/orlan-2040.md") == "The 2040 early election"


def test_links_are_relative_to_the_page() -> None:
    assert NAMES.link_names("Oss", "sources/ferry-2040.md") == "[Oss](../actors/mira-oss.md)"
    assert make_relative("sources/a.md#c1", "sources/a.md") == "a.md#c1"
    assert make_relative("sources/a.md#c1", "index.md") == "sources/a.md#c1"
    assert make_relative("claims/a/c1.md", "claims/ab/c2.md") == "../a/c1.md"
    assert make_relative("claims/a/c1.md", "claims/a.md") == "a/c1.md"
    assert make_relative("index.md", "claims/a/c1.md") == "../../index.md"


def test_same_sentence_on_several_pages_has_the_links_of_each() -> None:
    sentence = "Oss beat Reel."
    assert NAMES.link_names(sentence, "actors/mira-oss.md") == "Oss beat [Reel](tam-reel.md)."
    assert NAMES.link_names(sentence, "actors/tam-reel.md") == "[Oss](mira-oss.md) beat Reel."
    assert NAMES.link_names(sentence, "topics/law.md") == (
        "[Oss](../actors/mira-oss.md) beat [Reel](../actors/tam-reel.md)."
    )


def test_empty_index_links_nothing() -> None:
    settings_ = CorpusSettings(title="T", languages=("en",), claim_kinds={"event": "x"})
    names = index_names(Corpus(settings_, {}, {}, {}, {}, {}, {}, {}))
    assert names.link_names("Oss, and nobody else", "index.md") == "Oss, and nobody else"


def test_order_of_actors_does_not_matter() -> None:
    turned = index(dict(reversed(list(PEOPLE.items()))))
    assert turned.pages == NAMES.pages
    sentence = "Mira Oss, Oss, Tam Reel and the Board: Reel beat Oss of the Board of Orlan."
    assert turned.link_names(sentence, "index.md") == NAMES.link_names(sentence, "index.md")


SPELLINGS = sorted(NAMES.pages)


@settings(max_examples=300, deadline=None)
@given(
    text=st.lists(st.sampled_from([*SPELLINGS, " ", "! ", "Board", "Ferry", "Observers"]) | SOUP, max_size=8).map(
        "".join
    ),
    here=st.sampled_from(["index.md", "actors/mira-oss.md", "elections/orlan-2040.md"]),
)
@example(text="x!Oss[y](z){: .a}", here="index.md")
@example(text="2040 early election\x08 0", here="index.md")
def test_linked_sentence_shows_the_sentence(text: str, here: str) -> None:
    top = show_markdown(f"x {NAMES.link_names(text, here)}")
    assert {element.tag for element in top} <= {"", "p", "a"}
    assert top.text == seen(f"x {expect(text)}")
    addresses = [link.attributes["href"] for link in top.find_all("a")]
    assert len(addresses) == len(set(addresses))
    pages = {make_relative(page, here) for spelling, page in NAMES.pages.items() if page != here}
    assert set(addresses) <= pages
    for link in top.find_all("a"):
        assert make_relative(NAMES.pages[link.text], here) == link.attributes["href"]


def test_an_index_without_names_finds_none() -> None:
    assert NameIndex({}).link_names("Mira Oss", "index.md") == "Mira Oss"


@pytest.mark.parametrize("name", ["^Oss", "]Oss", "-Oss", "\\Oss", "[Oss", "ß-Oss"])
def test_a_name_may_begin_with_any_sign(name: str) -> None:
    found = NameIndex({name: "actors/oss.md"}).link_names(f"By {name} alone.", "index.md")
    assert "](actors/oss.md)" in found
