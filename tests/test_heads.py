"""Titles and descriptions of pages: short, whole, each its own, and without a source's words."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.interface import capitalize
from generator.views.claim import shorten
from tests.sites import Corpus, copy_orlan, seen, show_markdown
from tests.test_views import CLAIMS, WORDS


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


@pytest.mark.parametrize(
    ("page", "title", "description"),
    [
        (
            "index",
            "Elections in Orlan, as reported",
            "What one newspaper says about elections in Orlan, with the exact words behind every statement.",
        ),
        (
            "elections/orlan-2040",
            "2040 early election",
            "5 claims from 1 source, each with the exact words it rests on.",
        ),
        (
            "actors/board",
            "Electoral Board",
            "Organization: 2 claims by it, 1 about it, and every spelling of the name.",
        ),
        (
            "sources/ferry-2040",
            "Board puts Reel ahead as observers doubt the count",
            "The Ferry, 7 May 2040: 6 claims in the order of the text.",
        ),
        (
            "claims/ferry-2040/c2",
            "Turnout was 58.2 per cent.",
            "Said by Electoral Board, in The Ferry, 7 May 2040, paragraph 2.",
        ),
        (
            "topics/turnout",
            "Turnout",
            "How many took part. 2 claims on one subject, by election and by who speaks.",
        ),
        ("disputes/orlan-2040-turnout", "How many voted in 2040?", "Disagreement: 58.2 per cent; Not so many"),
        ("method", "Method", "Every word is checked."),
    ],
)
def test_page_says_what_it_is(corpus: Corpus, page: str, title: str, description: str) -> None:
    head = corpus.heads()[f"{page}.md"]
    assert (head["title"], head["description"]) == (title, description)


def test_no_head_is_longer_than_its_reader_shows(corpus: Corpus) -> None:
    long = "word " * 100
    corpus.edit(CLAIMS, lambda file: file["claims"]["c2"].update(text=long))
    corpus.edit("content/disputes.yml", lambda all_: all_["orlan-2040-turnout"]["positions"][0].update(label=long))
    corpus.write("content/pages/method.md", f"# Method\n\n{long}\n")
    corpus.edit("content/corpus.yml", lambda values: values.update(description=long))
    corpus.edit("content/topics.yml", lambda topics: topics["turnout"].update(definition=long))
    heads = corpus.heads()
    assert heads["claims/ferry-2040/c2.md"]["title"].endswith("word …")
    for path, head in heads.items():
        assert 0 < len(head["title"]) <= 100, (path, head["title"])
        assert 0 < len(head["description"]) <= 220, (path, head["description"])


def test_no_two_pages_of_a_language_have_the_same_title(corpus: Corpus) -> None:
    titles = Counter(head["title"] for path, head in corpus.heads().items() if not path.startswith("ru/"))
    assert [title for title, number in titles.items() if number > 1] == []


def test_title_of_a_page_is_its_heading(corpus: Corpus) -> None:
    heads = corpus.heads()
    for path, text in corpus.markdown().items():
        headings = show_markdown(text).find_all("h1")
        if headings:
            assert headings[0].text == seen(heads[path]["title"]), path


def test_no_head_holds_a_sources_words(corpus: Corpus) -> None:
    for path, head in corpus.heads().items():
        for words in WORDS.values():
            assert words not in f"{head['title']} {head['description']}", path


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Short.", "Short."),
        ("  Two\n lines ", "Two lines"),
        ("exactly ten", "exactly …"),
        ("one, two three", "one …"),
        ("unbroken-and-too-long", "unbroken …"),
    ],
)
def test_text_is_cut_between_words(text: str, short: str) -> None:
    assert shorten(text, 10) == short


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(10, 60))
def test_text_that_is_cut_is_never_too_long(text: str, longest: int) -> None:
    short = shorten(text, longest)
    assert len(short) <= longest
    flat = " ".join(text.split())
    assert short == flat or (short.endswith(" …") and flat.startswith(short.removesuffix(" …")))


def test_only_the_first_letter_is_raised() -> None:
    assert capitalize("the Board") == "The Board"
    assert capitalize("") == ""
