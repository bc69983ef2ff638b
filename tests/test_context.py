"""Several places of a quote are told apart by the words around them; the least that tells is offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.anchor import Ambiguous, Found, NotFound, Selector, find_quote, read_source

WORDS = st.lists(st.sampled_from(["tea", "milk", "rum", "the vote", "the vote", "a\n\nb", "(", "e-e"]), max_size=30)


def find(text: str, exact: str, prefix: str = "", suffix: str = "") -> Found | Ambiguous | NotFound:
    return find_quote(read_source(text), Selector(exact, prefix, suffix))


@pytest.mark.parametrize(
    ("prefix", "suffix", "start"),
    [
        pytest.param("one", "", 4, id="prefix"),
        pytest.param(" two ", "", 17, id="white space at its edges says nothing"),
        pytest.param("vote two", "", 17, id="prefix of two words"),
        pytest.param("", "three", 17, id="suffix over a paragraph's end"),
        pytest.param("", "  two", 4, id="suffix after spaces"),
        pytest.param("one", "two", 4, id="both"),
        pytest.param("ne", "", 4, id="a part of a word"),
    ],
)
def test_context_tells_places_apart(prefix: str, suffix: str, start: int) -> None:
    found = find("one the vote two the vote\n\nthree", "the vote", prefix, suffix)
    assert isinstance(found, Found)
    assert found.start == start


@pytest.mark.parametrize(
    ("prefix", "suffix"),
    [
        ("three", ""),
        ("", "one"),
        ("one", "three"),
        ("zero one", ""),
        ("", "three four"),
        ("one the vote two the vote", ""),
    ],
)
def test_context_that_is_not_there_is_refused(prefix: str, suffix: str) -> None:
    missed = find("one the vote two the vote\n\nthree", "the vote", prefix, suffix)
    assert isinstance(missed, NotFound)
    assert missed.reason == "context-mismatch"


def test_a_suffix_selects_the_very_first_words() -> None:
    found = find("the vote one the vote two\n", "the vote", suffix="one")
    assert isinstance(found, Found)
    assert found.start == 0


def test_context_longer_than_all_that_stands_there_is_refused() -> None:
    assert isinstance(find("a the vote", "the vote", prefix="the vote a a"), NotFound)


@given(WORDS)
def test_each_prefix_that_is_offered_selects_its_place_and_no_shorter_one_does(words: list[str]) -> None:
    text = " ".join(words)
    outcome = find(text, "the vote")
    if not isinstance(outcome, Ambiguous):
        return
    assert outcome.count == words.count("the vote")
    for place in outcome.places:
        if not place.prefix:
            continue
        found = find(text, "the vote", place.prefix)
        assert isinstance(found, Found)
        assert (found.start, found.end) == (place.start, place.end)
        # Without its first word it would fit another place, too.
        shorter = place.prefix.partition(" ")[2]
        assert not isinstance(find(text, "the vote", shorter) if shorter else None, Found)


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        pytest.param("tea the vote rum the vote", ["tea", "rum"], id="one word"),
        pytest.param("tea rum the vote milk rum the vote", ["tea rum", "milk rum"], id="two words"),
        pytest.param("the vote, the vote", ["", "vote,"], id="nothing stands before the first"),
        pytest.param("tea the vote tea the vote", ["", "vote tea"], id="only the second can be selected"),
        pytest.param("attea the vote tea the vote", ["attea", "vote tea"], id="one word ends as the other"),
        pytest.param("tea\n\nthe vote rum\n\nthe vote", ["tea", "rum"], id="paragraphs between"),
        pytest.param("by 12 500 the vote, by 12 600 the vote", ["12 500", "12 600"], id="whole numbers"),
        pytest.param(f"{'(' * 300} the vote {')' * 300} the vote", ["(" * 200, ")" * 200], id="a part of many signs"),
        pytest.param(
            "rum the vote tea the vote milk the vote", ["rum", "tea", "milk"], id="three, not in the alphabet's order"
        ),
    ],
)
def test_the_least_prefix_is_offered(text: str, prefixes: list[str]) -> None:
    outcome = find(text, "the vote")
    assert isinstance(outcome, Ambiguous)
    assert [place.prefix for place in outcome.places] == prefixes


def test_fifty_places_are_listed_and_all_are_counted() -> None:
    outcome = find(" ".join(f"w{number} the vote" for number in range(60)), "the vote")
    assert isinstance(outcome, Ambiguous)
    assert (len(outcome.places), outcome.count) == (50, 60)
    assert outcome.places[49].prefix == "w49"


def test_among_more_than_five_thousand_places_no_prefix_is_looked_for() -> None:
    texts = {number: " ".join(f"w{place} on it" for place in range(number)) for number in (5000, 5001)}
    prefixes = {}
    for number, text in texts.items():
        outcome = find(text, "on it")
        assert isinstance(outcome, Ambiguous)
        prefixes[number] = outcome.places[0].prefix
    assert prefixes == {5000: "w0", 5001: ""}


def test_a_prefix_is_looked_for_among_two_hundred_characters() -> None:
    same = "x" * 96 + " " + "y" * 100
    outcome = find(f"a {same} the vote b {same} the vote", "the vote")
    assert isinstance(outcome, Ambiguous)
    assert [place.prefix for place in outcome.places] == [f"a {same}", f"b {same}"]
    outcome = find(f"a x{same} the vote b x{same} the vote", "the vote")
    assert isinstance(outcome, Ambiguous)
    assert [place.prefix for place in outcome.places] == ["", ""]
