"""Words: what counts as one."""

import pytest

from generator.quoting.words import count_words, word_spans


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
