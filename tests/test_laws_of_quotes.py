"""Laws of quotes, tried on whatever texts Hypothesis thinks of."""

import unicodedata

import regex
from hypothesis import assume, example, given
from hypothesis import strategies as st

from generator.anchor import (
    Ambiguous,
    Found,
    NotFound,
    Selector,
    find_quote,
    list_certain_parts,
    read_source,
    seek_quote,
)
from generator.quote_command import describe_outcome, print_outcome
from generator.quoting.folding import SOFT_BREAK, fold_text
from generator.quoting.matching import find_occurrences

_PIECES = (
    *("The", "vote", "was", "not", "un", "fair", "Нұр", "Отан", "сайлау", "5", "12", "500", "3.5", "%", "$", "€"),
    *(" ", " ", " ", " ", "\n", "\r\n", "\n\n", "\u00a0", "-", "—", "–", "−", "’", "'", "“", "”", "«", ".", ",", "…"),
    *("[", "]", "[…]", "[sic]", "\u00ad", "\u200b", "\u200d", "\u0301", "\u0306", "é", "и", "ﬁ", "☑\ufe0f", "👩", "🇰"),
    *("\x00", "\ud800", "\ufeff", "&amp;", "×", "²", "½", "İ", "ß", "\u2029", "…", "..."),
)
texts = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join) | st.text(max_size=40)
_ON_SPACE = regex.compile(r"(?:^|\s)\p{Cf}*\p{M}")
"""A mark on white space: at the edge of a quote, where white space is left off, nothing can carry it."""
plain_texts = st.lists(
    st.sampled_from([piece for piece in _PIECES if "[" not in piece and "]" not in piece]), max_size=30
)
selectors = st.builds(
    Selector,
    exact=texts,
    prefix=st.sampled_from(["", "", "The", " "]),
    suffix=st.sampled_from(["", "", "vote"]),
    occurrence=st.sampled_from([None, None, 1, 2]),
    within_word=st.booleans(),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, Selector]:
    """A text and a quote that was cut from it anywhere, and perhaps changed in one place."""
    pieces = draw(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=30))
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(pieces))] * 2)))
    quote = pieces[start:end]
    is_changed = draw(st.booleans())
    if quote and is_changed:
        quote[draw(st.integers(0, len(quote) - 1))] = draw(st.sampled_from(_PIECES))
    selector = draw(selectors)
    fields = (selector.prefix, selector.suffix, selector.occurrence, selector.within_word)
    return "".join(pieces), Selector("".join(quote), *fields)


@given(plain_texts.map("".join), st.data())
def test_a_quote_cut_at_sound_places_is_found_where_it_was_cut(text: str, data: st.DataObject) -> None:
    assume(not SOFT_BREAK.search(text) and not _ON_SPACE.search(text))
    source = read_source(text)
    folded = source.folded.text
    ends = [offset for offset in range(len(folded) + 1) if not source.cuts[offset]]
    start, end = sorted(data.draw(st.tuples(st.sampled_from(ends), st.sampled_from(ends))))
    while start < end and folded[start] in " \n":
        start += 1
    while start < end and folded[end - 1] in " \n":
        end -= 1
    assume(any(map(str.isalnum, folded[start:end])))
    place = source.locate(start, end)
    outcome = find_quote(source, Selector(text[place.start : place.end]))
    if isinstance(outcome, Ambiguous):
        number = [(found.start, found.end) for found in outcome.places].index(place) + 1
        outcome = find_quote(source, Selector(text[place.start : place.end], occurrence=number))
    assert isinstance(outcome, Found)
    assert (outcome.start, outcome.end) == place


@given(cases())
def test_what_is_found_folds_to_the_quote(case: tuple[str, Selector]) -> None:
    text, selector = case
    outcome = find_quote(read_source(text), selector)
    if not isinstance(outcome, Found) or "[" in selector.exact:
        return
    assert 0 <= outcome.start < outcome.end <= len(text)
    assert fold_text(text[outcome.start : outcome.end]).text == fold_text(selector.exact).text.strip()
    assert fold_text(outcome.display).text == fold_text(selector.exact).text.strip()


@given(cases())
def test_no_letter_or_digit_of_a_word_is_left_off(case: tuple[str, Selector]) -> None:
    text, selector = case
    outcome = find_quote(read_source(text), selector)
    if not isinstance(outcome, Found):
        return
    for start, end in outcome.segments:
        assert not (text[start].isalnum() and text[:start][-1:].isalnum())
        assert selector.within_word or not (text[end - 1].isalnum() and text[end:][:1].isalnum())
        assert not unicodedata.combining(text[end:][:1] or " ")


@given(cases())
def test_every_prefix_of_an_ambiguous_quote_selects_its_place(case: tuple[str, Selector]) -> None:
    text, selector = case
    source = read_source(text)
    outcome = find_quote(source, selector)
    if not isinstance(outcome, Ambiguous):
        return
    assert outcome.count > 1
    for place in outcome.places:
        if place.prefix:
            again = find_quote(
                source, Selector(selector.exact, place.prefix, selector.suffix, None, selector.within_word)
            )
            assert isinstance(again, Found)
            assert (again.start, again.end) == (place.start, place.end)


@given(cases() | st.tuples(texts, selectors))
@example(("did \ufff9 go", Selector("did \ufff9 go")))
def test_every_outcome_can_be_printed(case: tuple[str, Selector]) -> None:
    text, selector = case
    for text_format in ("plain", "markdown"):
        outcome = find_quote(read_source(text, text_format), selector)
        print_outcome(outcome).encode()
        described = describe_outcome(outcome)
        assert set(described) == {"status", "start", "end", "segments", "places", "warnings", "reason", "suggestions"}


@given(cases())
def test_suggestions_of_a_failure_can_be_pasted(case: tuple[str, Selector]) -> None:
    text, selector = case
    source = read_source(text)
    outcome = find_quote(source, selector)
    if (
        not isinstance(outcome, NotFound)
        or not outcome.suggestions
        or "[" in text
        or "]" in text
        or _ON_SPACE.search(text)
    ):
        return
    again = find_quote(source, Selector(outcome.suggestions[0]))
    assert not isinstance(again, NotFound) or not any(map(str.isalnum, outcome.suggestions[0]))


@given(st.text("ab", max_size=40), st.text("ab", min_size=1, max_size=6))
def test_occurrences_are_all_occurrences(text: str, needle: str) -> None:
    assert list(find_occurrences(text, needle)) == [
        offset for offset in range(len(text)) if text.startswith(needle, offset)
    ]


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    folded = fold_text(text)
    assert fold_text(folded.text.replace("\n", "\n\n")).text == folded.text
    assert len(folded.text) == len(folded.starts) == len(folded.ends)


@given(st.text(max_size=60))
def test_composed_and_decomposed_texts_fold_alike(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold_text(composed).text == fold_text(decomposed).text


@given(cases())
def test_to_seek_is_to_find_without_an_explanation(case: tuple[str, Selector]) -> None:
    text, selector = case
    source = read_source(text)
    found = find_quote(source, selector)
    assert seek_quote(source, selector) == (None if isinstance(found, NotFound) else found)


@given(cases())
def test_what_must_stand_in_a_source_stands_there(case: tuple[str, Selector]) -> None:
    text, selector = case
    source = read_source(text)
    if not isinstance(find_quote(source, selector), NotFound):
        assert all(part in source.folded.text for part in list_certain_parts(selector.exact))
