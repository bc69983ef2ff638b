"""Where segments stand: every place, found in linear time, cut nowhere, in their order and near enough."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.anchor import Found, NotFound, Selector, find_quote, has_quote, list_certain_parts, read_source
from generator.quoting.matching import LONGEST_GAP, find_occurrences

SHORT = st.text("ab", min_size=1, max_size=6)


class Counting(str):  # noqa: SLOT000 - it counts
    """A text that counts how often it is searched."""

    searches = 0

    def find(self, *arguments: object) -> int:
        self.searches += 1
        return super().find(*arguments)  # type: ignore[arg-type]


@given(SHORT, st.integers(2, 6), st.integers(0, 5), SHORT, SHORT)
@example("ab", 2, 0, "a", "b")
@example("a", 2, 0, "b", "b")
@example("aab", 2, 2, "a", "a")
def test_every_occurrence_of_what_repeats_itself_is_found(
    unit: str, times: int, more: int, before: str, after: str
) -> None:
    needle = (unit * times + unit)[: len(unit) * times + more]
    text = before + unit * (times + 3) + after + needle + before
    naive = [offset for offset in range(len(text)) if text.startswith(needle, offset)]
    assert list(find_occurrences(text, needle)) == naive


@given(st.text("ab", max_size=40), SHORT)
def test_every_occurrence_is_found_overlapping_ones_too(text: str, needle: str) -> None:
    naive = [offset for offset in range(len(text)) if text.startswith(needle, offset)]
    assert list(find_occurrences(text, needle)) == naive


@pytest.mark.parametrize("unit", ["a", "ab", "aab", "aaab", "abcde", "no, "])
@pytest.mark.parametrize("times", [2, 3, 10])
@pytest.mark.parametrize("rest", [0, 1], ids=["whole units", "and a part of one"])
def test_a_run_of_what_repeats_itself_is_searched_once(unit: str, times: int, rest: int) -> None:
    needle = unit * times + unit[:rest]
    text = Counting(unit * (times + 200) + unit[:rest])
    assert len(list(find_occurrences(text, needle))) >= 200
    # The first place, and the end of the run.
    assert text.searches <= 3


@pytest.mark.parametrize(
    ("exact", "parts"),
    [
        ("one two", ("one two",)),
        (" one  two\n", ("one two",)),
        ("one [sic] two […] three", ("one", "two", "three")),
        ("[…] one [x][y] two", ("one", "two")),
        ("one [ two", ("one [ two",)),
        ("[one]", ()),
    ],
)
def test_certain_parts_are_what_stands_between_brackets(exact: str, parts: tuple[str, ...]) -> None:
    assert list_certain_parts(exact) == parts


@pytest.mark.parametrize(
    ("exact", "verdict"),
    [
        ("nine votes", True),
        ("ten votes", False),
        ("in the bay", True),
        ("nine [or so] votes", True),
        ("nine [...] bay", False),
        ("nine votes […] the bay", True),
        ("nine vote", False),
        ("[?]", False),
        (", ", False),
    ],
)
def test_whether_a_text_has_a_quote(exact: str, *, verdict: bool) -> None:
    source = read_source("She had nine votes, they said in the bay [and in the bay].")
    assert has_quote(source, exact) is verdict


def test_a_bracket_that_the_text_has_at_one_place_is_text_there_and_an_addition_elsewhere() -> None:
    source = read_source("Nine [or ten] votes. Then nine votes again.")
    assert has_quote(source, "Nine [or ten] votes")
    assert has_quote(source, "nine [or ten] votes again")
    assert isinstance(find_quote(source, Selector("nine [or ten] votes again")), Found)


@pytest.mark.parametrize(("length", "is_near"), [(LONGEST_GAP, True), (LONGEST_GAP + 1, False)])
def test_an_elision_leaves_out_so_many_characters(length: int, *, is_near: bool) -> None:
    text = f"one two{' ' + 'x' * (length - 2) + ' '}three four"
    outcome = find_quote(read_source(text), Selector("one two […] three four"))
    assert isinstance(outcome, Found) is is_near


@pytest.mark.parametrize(("breaks", "is_near"), [(1, True), (2, False)])
def test_an_elision_leaves_out_one_break_between_paragraphs(breaks: int, *, is_near: bool) -> None:
    text = "one two x" + "\n\nx" * (breaks - 1) + "\n\nthree four"
    outcome = find_quote(read_source(text), Selector("one two […] three four"))
    assert isinstance(outcome, Found) is is_near


def test_each_segment_is_taken_at_its_nearest_place_behind_the_one_before() -> None:
    text = "three four one two a three four b three four"
    outcome = find_quote(read_source(text), Selector("one two […] three four"))
    assert isinstance(outcome, Found)
    assert [text[part.start : part.end] for part in outcome.segments] == ["one two", "three four"]
    assert outcome.end == text.index(" b ")


def test_a_third_segment_stands_behind_the_second() -> None:
    text = "one two a five six b three four c five six"
    outcome = find_quote(read_source(text), Selector("one two […] three four […] five six"))
    assert isinstance(outcome, Found)
    assert outcome.end == len(text)


def test_each_elision_has_its_own_bound() -> None:
    gap = "x" * (LONGEST_GAP - 2)
    text = f"one two {gap} three four {gap} five six"
    assert isinstance(find_quote(read_source(text), Selector("one two […] three four […] five six")), Found)


def test_segments_may_touch_but_not_overlap() -> None:
    found = find_quote(read_source("one two three four"), Selector("one two […] three four"))
    assert isinstance(found, Found)
    assert isinstance(find_quote(read_source("one two one"), Selector("one two […] two one")), NotFound)


@pytest.mark.parametrize(
    ("text", "exact", "is_found"),
    [
        pytest.param("a fair vote", "a [very] fair vote", True, id="between words"),
        pytest.param("an unfair vote", "an un [very] fair vote", False, id="inside a word, with spaces"),
        pytest.param("an unfair vote", "[so] an unfair vote [sic]", True, id="at the edges"),
        pytest.param("it cost $ 5 then", "$[or so] 5 then", False, id="inside a number"),
    ],
)
def test_an_insertion_stands_where_nothing_is_cut(text: str, exact: str, *, is_found: bool) -> None:
    assert isinstance(find_quote(read_source(text), Selector(exact)), Found) is is_found
