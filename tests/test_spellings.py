"""Spellings of names are found as whole words, the longest first."""

import pytest

from generator.anchor import find_spellings, read_source
from generator.quoting.spellings import index_spellings


@pytest.mark.parametrize(
    ("text", "spellings", "found"),
    [
        ("Ada Tern met Tern.", ["Tern", "Ada Tern"], {"Ada Tern": ["Ada Tern"], "Tern": ["Tern"]}),
        ("Ada Tern met Tern.", ["Ada Tern", "Tern"], {"Ada Tern": ["Ada Tern"], "Tern": ["Tern"]}),
        ("Tern’s boat, Terns, Sea-Tern", ["Tern"], {"Tern": ["Tern"]}),
        ("Tern's boat and Tern'sx", ["Tern"], {"Tern": ["Tern"]}),
        ("tern", ["Tern"], {"Tern": []}),
        ("Tern Bay and Tern", ["Tern", "Tern Bay"], {"Tern": ["Tern"], "Tern Bay": ["Tern Bay"]}),
        ("Sea-Tern’s and Tern-X", ["Tern"], {"Tern": []}),
        ("A & B, and C", ["A & B"], {"A & B": ["A & B"]}),
        ("The “Post” and Post", [" Post "], {" Post ": ["Post", "Post"]}),
    ],
)
def test_spellings_are_found_as_whole_words(text: str, spellings: list[str], found: dict[str, list[str]]) -> None:
    spans = find_spellings(read_source(text), spellings)
    assert {name: [text[span.start : span.end] for span in places] for name, places in spans.items()} == found


@pytest.mark.parametrize("spelling", ["", " ", "…", "—"])
def test_a_spelling_without_a_letter_is_looked_for_nowhere(spelling: str) -> None:
    assert dict(index_spellings((spelling,))) == {}
