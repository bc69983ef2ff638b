"""Characters end where their graphemes do, and nothing else of a text is touched."""

import pytest

from generator.anchor import Found, Selector, find_quote, read_source
from generator.quoting.bounds import keep_clusters
from generator.quoting.folding import fold_text


@pytest.mark.parametrize("text", ["", "plain", "two\nlines"])
def test_a_text_without_clusters_stays_as_it_is(text: str) -> None:
    folded = fold_text(text)
    assert keep_clusters(folded, bytearray(len(text) + 1)) is folded


def test_a_sign_takes_its_selector_along() -> None:
    text = "so ☑\ufe0f yes it is"
    found = find_quote(read_source(text), Selector("so ☑"))
    assert isinstance(found, Found)
    assert text[found.start : found.end] == "so ☑\ufe0f"
