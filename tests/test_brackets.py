"""The brackets of a quote: text of the source, elision, insertion or change of case, and what each may not do."""

import pytest

from generator.anchor import Found, Selector, find_quote, read_source
from generator.quoting.brackets import Reading, fold_quote, list_readings, read_brackets, split_elisions


def classify(exact: str) -> list[tuple[str, str]] | None:
    found = read_brackets(fold_quote(exact), exact)
    return None if found is None else [(bracket.kind, bracket.shown) for bracket in found]


def read_all(exact: str, source: str = "") -> list[Reading]:
    return [reading for group in list_readings(fold_quote(exact), exact, source) for reading in group]


def count_kept(reading: Reading) -> int:
    """Give how many brackets are text."""
    return sum(segment.text.count("[") for segment in reading.segments)


@pytest.mark.parametrize(
    ("exact", "kinds"),
    [
        ("one […] two", [("elision", "[…]")]),
        ("one [...] two", [("elision", "[...]")]),
        ("one [ . . . ] two", [("elision", "[ . . . ]")]),
        ("one [...more] two", [("insertion", "[...more]")]),
        ("one [more...] two", [("insertion", "[more...]")]),
        ("one [....] two", None),
        ("[T]he", [("case", "[T]")]),
        ("wor[d] two", [("case", "[d]")]),
        ("wor[ d ] two", [("case", "[ d ]")]),
        ("one [T] two", [("insertion", "[T]")]),
        ("1[a] two", [("insertion", "[a]")]),
        ("[1]a", [("insertion", "[1]")]),
        ("1a[b] two", [("case", "[b]")]),
        ("two [b]a1", [("case", "[b]")]),
        ("  wor[d] two", [("case", "[d]")]),
        ("[To]day", [("insertion", "[To]")]),
        ("one [?] two", [("insertion", "[?]")]),
        ("one [ ! ] two", [("insertion", "[ ! ]")]),
        ("one [,] two", None),
        ("one [] two", None),
        ("one] two", None),
        ("one [ two", None),
        ("[[one]] two", None),
        ("  é one\n [ sic\n it ] two [a b]  ", [("insertion", "[ sic it ]"), ("insertion", "[a b]")]),
    ],
)
def test_what_a_bracket_is_and_how_it_was_written(exact: str, kinds: list[tuple[str, str]] | None) -> None:
    assert classify(exact) == kinds


def test_a_bracket_knows_where_it_stands_in_the_folded_quote() -> None:
    exact = " “One” [sic] two"
    quote = fold_quote(exact)
    (bracket,) = read_brackets(quote, exact) or ()
    assert quote.text[bracket.start : bracket.end] == "[sic]"


@pytest.mark.parametrize(
    ("exact", "parts"),
    [
        ("one two", ("one two",)),
        ("one […] two", ("one", "two")),
        ("one [ ... ] two [. . .] three", ("one", "two", "three")),
        ("[…] one […] […] two […]", ("one", "two")),
        ("one [sic] two […] three", ("one [sic] two", "three")),
        ("one [...more] two", ("one [...more] two",)),
        ("one [] two", ("one [] two",)),
        ("one [more...] two", ("one [more...] two",)),
    ],
)
def test_a_quote_is_split_at_its_elisions_only(exact: str, parts: tuple[str, ...]) -> None:
    assert split_elisions(exact) == parts


ALLOWED = (
    *("vote [that] was", "vote[s] was", "a[b] x", "x [a]- b", "x [a]-", "x [a]' s", "x [5]%", "x [5]% y"),
    *("x [5]%\ny", "5 [0] x", "a [b]% x", "x [a]\n-b", "vote [in the autonomous regions] was"),
    *("x [a]-\n\nb", "was [free] x", "it [so] x"),
)
REFUSED = (
    *("was [not] fair", "was [ no ] fair", "[un]fair", "[5]0 x", "x [a]-b", "x [a]'s", "x [5]%y", "5[0] x"),
    *("-[5] x", "x '[5] x", "a-[b] x", "care[less] x", "doubt[-free] x", "does[ n't ] x", "was [n't] x", "²[0] x"),
    *("vote[ab]% x", "x[0]%", "doubt[ -free ] x"),
)


@pytest.mark.parametrize("exact", ALLOWED)
def test_a_bracket_may_explain(exact: str) -> None:
    assert [reading.refused for reading in read_all(exact)] == [""]


@pytest.mark.parametrize("exact", REFUSED)
def test_a_bracket_must_not_deny_or_make_another_word_or_number(exact: str) -> None:
    (reading,) = read_all(exact)
    assert reading.refused == " ".join(exact[exact.index("[") : exact.index("]") + 1].split())


@pytest.mark.parametrize(
    ("exact", "refused"),
    [("was [not] fair [sic]", "[not]"), ("was [sic] fair [not]", "[not]"), ("[no] was [not] x", "[no]")],
)
def test_the_first_bracket_that_must_not_be_is_named(exact: str, refused: str) -> None:
    assert [reading.refused for reading in read_all(exact)] == [refused]


@pytest.mark.parametrize(
    ("exact", "source", "kept"),
    [
        pytest.param("one [a b] two", "", [0], id="not in the source"),
        pytest.param("one [a b] two", "it has [a b] somewhere", [1, 0], id="in the source"),
        pytest.param("one [a b] two", "it has a b] somewhere", [0], id="without its brackets"),
        pytest.param("[a b] [c d]", "[a b] [c d]", [2, 1, 1, 0], id="two"),
        pytest.param("[a b] [c d]", "[c d]", [1, 0], id="the second of two"),
    ],
)
def test_brackets_of_the_source_are_read_as_text_first(exact: str, source: str, kept: list[int]) -> None:
    assert list(map(count_kept, read_all(exact, source))) == kept


def test_the_second_of_two_brackets_may_be_text() -> None:
    first, second = read_all("one [a b] two [c d]", "[c d]")
    assert [segment.text for segment in first.segments] == ["one two [c d]"]
    assert [segment.text for segment in second.segments] == ["one two"]


def test_beyond_eight_brackets_that_may_be_text_the_rest_are() -> None:
    exact = " ".join(f"[w{number} w]" for number in range(10))
    readings = read_all(exact, exact)
    assert len(readings) == 2**8
    assert set(map(count_kept, readings)) == set(range(2, 11))
    # The ninth and the tenth are text in every reading.
    assert all("[w8 w] [w9 w]" in reading.segments[-1].text for reading in readings)


@pytest.mark.parametrize(
    ("text", "exact", "display"),
    [
        (
            "He said (it is over) today",
            "He said ([the vote] it is over) today",
            "He said ([the vote] it is over) today",
        ),
        ('He said "it is over" now', 'said "[well] it is over"', 'said "[well] it is over"'),
        ("He said 'it is over' now", "said '[so it] is over'", None),
        ('He said "it is" so', 'He "[b] said', None),
        ('He" it is', 'He"[well] it is', 'He"[well] it is'),
        ("He said it, and left", "said it [the vote], and left", "said it [the vote], and left"),
        ("He said it, and left", "said it [the vote] [sic], and left", "said it [the vote] [sic], and left"),
        ("He said it, and left", "said it [the vote][sic], and left", "said it [the vote][sic], and left"),
        ("He said it, and left", "said [that] [yes] it, and", "said [that] [yes] it, and"),
        ("He said it, and left", "said it[self], and left", "said it[self], and left"),
        ("They said it, and left", "[t]hey said it [the vote], and", "[t]hey said it [the vote], and"),
        ("He had a vote there", "had a[n early] vote", "had a[n early] vote"),
        ('He said "it is over" now', '"[well] it is over"', '"[well] it is over"'),
        ('one two\n\n"it is" so he', 'two\n\n"[b] it is" so', 'two\n\n"[b] it is" so'),
        ("THE VOTE was", "THE VOT[ e ] was", "THE VOT[ e ] was"),
        ("one two three The vote was", "one two […] [t]he vote", "one two […] [t]he vote"),
        ("gro\u00df ist es", "gro[\u00df] ist es", "gro[\u00df] ist es"),
        ("He said it and left", "said[that] it and left", "said[that] it and left"),
        ("He said it and left", "[He] said it [now]", "[He] said it [now]"),
        ("He said it and left", "said it and [then] left", "said it and [then] left"),
        ("He said it.\n\nNew one", "said it.\n\n[A] New one", "said it.\n\n[A] New one"),
        ('one two\n"it is" so he', 'one two\n"[b] it is" so he', 'one two "[b] it is" so he'),
        ("the vote was", "[T]he vote was", "[T]he vote was"),
        ("THE VOTE was", "THE VOT[e] was", "THE VOT[e] was"),
        ("said it! Now then", "said it [x] ! Now", "said it [x]! Now"),
        ("said it's over now", "said it's [x] over", "said it's [x] over"),
        ("a b c d e f", "a b [x] […] e f", "a b [x] […] e f"),
        ("a b c d e f", "a b […] [x] e f", "a b […] [x] e f"),
        ("a b c d e f", "a b [x] c d [y] e", "a b [x] c d [y] e"),
        ("a b c d e f", "[x] [y] a b", "[x] [y] a b"),
        ("a b c d e f", "e f [x] [y]", "e f [x] [y]"),
    ],
)
def test_brackets_are_shown_where_they_were_written(text: str, exact: str, display: str | None) -> None:
    outcome = find_quote(read_source(text), Selector(exact))
    assert (outcome.display if isinstance(outcome, Found) else None) == display
