"""Words: what counts as one."""

import pytest

from generator.quoting.words import count_words, split_paragraphs, word_spans


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("Well — no. “…”", ["Well", "no"], id="punctuation is none"),
        pytest.param(
            "didn’t re-elect Nur-Sultan", ["didn’t", "re-elect", "Nur-Sultan"], id="apostrophes and hyphens join"
        ),
        pytest.param("list—four--long", ["list", "four", "long"], id="dashes part"),
        pytest.param("12,500 at 10:30, 3.5% of 1/2", ["12,500", "at", "10:30", "3.5", "of", "1/2"], id="numbers"),
        pytest.param(
            "Consti\u00adtutional caf\u0065\u0301s",
            ["Consti\u00adtutional", "caf\u0065\u0301s"],
            id="ignored and marks",
        ),
        pytest.param("un-\ncompetitive", ["un-\ncompetitive"], id="a hyphen at a line's end joins"),
        pytest.param("Қазақстан сайлауы", ["Қазақстан", "сайлауы"], id="Kazakh"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in word_spans(text)] == words
    assert count_words(text) == len(words)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t\n", [], id="white space"),
        pytest.param("a", ["a"], id="one letter"),
        pytest.param("One\ntwo", ["One\ntwo"], id="a line end parts no paragraphs"),
        pytest.param("One\n\ntwo", ["One", "two"], id="a blank line does"),
        pytest.param("One\n \t\n\n two \n", ["One", "two"], id="white space on a blank line and at the edges"),
        pytest.param("\n\n  One  \r\n\r\ntwo\r\rthree", ["One", "two", "three"], id="all line ends"),
        pytest.param("One\r\ntwo", ["One\r\ntwo"], id="two characters of one line end"),
        pytest.param("\u00a0One\n\u2003\ntwo", ["One", "two"], id="other spaces"),
    ],
)
def test_paragraphs(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in split_paragraphs(text)] == paragraphs
