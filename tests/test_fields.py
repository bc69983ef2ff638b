"""Texts are read as numbers of paragraphs, dates and ids, within their bounds."""

import pytest

from generator.forms import is_id, read_paragraphs
from generator.model import Claim
from tests.helpers import read_record


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("7", (7,)), (" 2-4 , 9-12", (2, 3, 4, 9, 10, 11, 12)), ("13-13", (13,)), ("20-18", None), ("08", None)],
)
def test_paragraphs_are_numbers_and_ranges(text: str, numbers: tuple[int, ...] | None) -> None:
    if numbers is None:
        with pytest.raises(ValueError, match="must be paragraph numbers such as 7, 9-12"):
            read_paragraphs(text)
    else:
        assert read_paragraphs(text) == numbers


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("a", True),
        ("c1-2", True),
        ("a" * 80, True),
        ("a" * 81, False),
        ("", False),
        ("a--b", False),
        ("a-", False),
        ("A", False),
        ("a\n", False),
    ],
)
def test_an_id_has_small_letters_digits_and_hyphens_and_at_most_80_of_them(text: str, is_one: bool) -> None:  # noqa: FBT001 - a table has columns
    assert is_id(text) is is_one


@pytest.mark.parametrize("word", ["nil", "none", "NuLL", "null and void", "~ 3"])
def test_a_text_may_be_like_a_word_for_nothing(word: str) -> None:
    assert read_record(Claim, f"text: {word}\nquote: x\nkind: x\n").text == word
