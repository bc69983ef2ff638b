"""A quote is looked for in forms that aren't exact, within limits; for hints only."""

import pytest

from generator.quoting.near import find_around, find_parts, find_without_marks
from generator.quoting.source_text import read_source

TEXT = "One two three, they said. Four five six came, and seven eight went by the bay."


def cut(text: str, found: object) -> str | None:
    return None if found is None else text[found.start : found.end]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        ("One two ... Four five", ["One two", "Four five"]),
        ("One two... five six ... seven", ["One two", "five six", "seven"]),
        ("One two ... nine ten", []),
        ("Four five ... One two", []),
        ("One two three", []),
        ("... One two", []),
        ("One two ... !", []),
    ],
)
def test_parts_around_bare_ellipses_stand_in_their_order(quote: str, parts: list[str]) -> None:
    assert [cut(TEXT, span) for span in find_parts(read_source(TEXT), quote)] == parts


@pytest.mark.parametrize(("length", "is_found"), [(1990, True), (2100, False)])
def test_a_part_follows_within_two_thousand_characters(length: int, *, is_found: bool) -> None:
    text = f"one two {'x' * length} three four"
    assert bool(find_parts(read_source(text), "one two ... three four")) is is_found


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("two ", " they", "two three, they"),
        ("said", "Four", "said. Four"),
        ("two ", "nine", None),
        ("nine", "they", None),
        ("came", "One", None),
        ("One", "bay", "One two three, they said. Four five six came, and seven eight went by the bay"),
    ],
)
def test_what_a_bracket_may_stand_for(left: str, right: str, found: str | None) -> None:
    assert cut(TEXT, find_around(read_source(TEXT), left, right)) == found


def test_a_later_place_is_taken_where_the_first_is_too_far() -> None:
    text = f"so it was {'x' * 200} so it was a day"
    assert cut(text, find_around(read_source(text), "so it", "day")) == "so it was a day"


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ('"One two"', "One two"),
        ("'Four five '", "Four five"),
        ('"One tw"', None),
        ('"nine"', None),
        ('" "', None),
        ('""', None),
        ("One two", None),
        ('"One two', None),
    ],
)
def test_a_quote_without_the_marks_around_it(quote: str, found: str | None) -> None:
    assert cut(TEXT, find_without_marks(read_source(TEXT), quote)) == found
