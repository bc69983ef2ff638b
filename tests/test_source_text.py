"""A source text is read in the form that its record says."""

import pytest

from generator.quoting.quotes import TextFormat
from generator.quoting.source_text import read_source


@pytest.mark.parametrize(
    ("text_format", "seen", "folded"),
    [("markdown", "One two…", "One two..."), ("plain", "*One* two…", "*One* two...")],
)
def test_signs_of_markdown_are_read_in_markdown_only(text_format: TextFormat, seen: str, folded: str) -> None:
    source = read_source("*One* two…", text_format)
    assert (source.view.text.strip(), source.folded.text.strip()) == (seen, folded)
    assert source.locate(folded.index("t"), len(folded)) == (6, 10)
