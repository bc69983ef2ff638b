"""The words of a quotation's problems, to the letter."""

from pathlib import Path

import pytest

from tests.sites import Corpus, copy_orlan

CLAIMS = "content/claims/ferry-2040.yml"


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return copy_orlan(tmp_path)


def quote(corpus: Corpus, key: str, words: str) -> str:
    """Give what `asreported check` says of errors, with a claim's quote changed."""
    corpus.edit(CLAIMS, lambda record: record["claims"][key].update(quote=words))
    printed = corpus.run("asreported", "check").stderr
    return "\n".join(part for part in printed.split("\ncontent/") if ": error: " in part).removeprefix("content/")


def test_part_of_an_elided_quote_is_shown_beside_its_like(corpus: Corpus) -> None:
    told = quote(corpus, "c4", "could not follow the count […] in a third of the statoins")
    assert "found no “in a third of the statoins” (part 2) [elision-missing-segment]" in told
    assert "  you wrote : in a third of the statoins\n  source p4 : in a third of the stations\n" in told
    assert "hint: did you mean 'in a third of the stations'?" in told


def test_changed_figure_is_marked(corpus: Corpus) -> None:
    told = quote(corpus, "c2", "turnout at 52.8 per cent")
    assert "[number-differs]\n  you wrote : turnout at 52.8 per cent\n  source p2 : turnout at 58.2 per cent\n" in told
    assert "\n                          ^" in told


def test_paragraph_break_is_shown_by_a_sign(corpus: Corpus) -> None:
    told = quote(corpus, "c2", "the vote of four years ago. Mira Oss, who has led")
    assert "[paragraph-break]" in told
    assert "ago. ¶ Mira Oss" in told
    assert "put a blank line into the quote" in told
