"""Finds where some words stand in the texts, as the anchoring does, and what tells each place from the others."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from msgspec import Struct
from rapidfuzz import fuzz

from generator.anchor import Ambiguous, Found, NotFound, Selector, find_quote, has_quote
from generator.examine import TextAtHand
from generator.misses import study_miss
from generator.problems import Place, Problem
from generator.quote_problems import explain_miss
from generator.quoting.source_text import SourceText
from generator.quoting.words import word_spans

_WHITE = re.compile(r"\s+")
_CONTEXT = 60
"""Characters shown on each side of the words."""
_LONGEST_SUFFIX = 12
"""Words that are tried as a suffix."""


class WordsPlace(Struct, frozen=True):
    """One place where the words stand, and what selects it."""

    source: str
    paragraphs: tuple[int, ...]
    """From 1."""
    selector: Selector
    """Finds these words here and nowhere else in the text."""
    before: str
    after: str
    number: int
    """Of this place among those in its source, from 1."""
    count: int
    """Of all places in its source."""


def find_words(shelf: Mapping[str, TextAtHand], words: str) -> Iterator[WordsPlace]:
    """Give the places where the words stand in the texts, in the order of the shelf and of each text."""
    for name, text in shelf.items():
        if has_quote(text.source, words):
            yield from _list_places(name, text, words)


def explain_absence(shelf: Mapping[str, TextAtHand], words: str) -> Problem:
    """Say why the words stand in none of the texts, with the passage that is most like them."""
    misses: list[tuple[float, str, NotFound]] = []
    for name, text in shelf.items():
        outcome = find_quote(text.source, Selector(words))
        assert isinstance(outcome, NotFound), "the words were looked for before"
        likeness = max((fuzz.ratio(words, suggestion) for suggestion in outcome.suggestions), default=-1.0)
        misses.append((likeness, name, outcome))
    _, name, outcome = max(misses, key=lambda miss: miss[0])
    rule = f"the words must stand in source {name}" if len(misses) == 1 else "the words must stand in a text"
    miss = study_miss(Selector(words), shelf[name])
    place = Place(f"content/sources/{name}.yml")
    return explain_miss(place, rule, miss)


def _list_places(name: str, text: TextAtHand, words: str) -> Iterator[WordsPlace]:
    outcome = find_quote(text.source, Selector(words))
    if isinstance(outcome, Found):
        yield _make_place(name, text, Selector(words), (outcome.start, outcome.end), (1, 1))
    elif isinstance(outcome, Ambiguous):
        for number, place in enumerate(outcome.places, start=1):
            span = (place.start, place.end)
            selector = _choose_selector(text.source, words, span, place.prefix, number)
            yield _make_place(name, text, selector, span, (number, outcome.count))


def _choose_selector(source: SourceText, words: str, span: tuple[int, int], prefix: str, number: int) -> Selector:
    """Give the shorter of the least prefix and the least suffix that select a place, else its number."""
    after = source.view.text[_find_view(source, span[1]) :][:400]
    longest = min(_LONGEST_SUFFIX, len(prefix.split()) - 1 if prefix else _LONGEST_SUFFIX)
    for _, end in word_spans(after.partition("\n\n")[0])[:longest]:
        selector = Selector(words, suffix=" ".join(after[:end].split()))
        if _selects(source, selector, span):
            return selector
    # A prefix that reaches over the end of a paragraph may stand elsewhere, too.
    before = Selector(words, prefix=prefix)
    return before if prefix and _selects(source, before, span) else Selector(words, occurrence=number)


def _selects(source: SourceText, selector: Selector, span: tuple[int, int]) -> bool:
    outcome = find_quote(source, selector)
    return isinstance(outcome, Found) and (outcome.start, outcome.end) == span


def _make_place(
    name: str, text: TextAtHand, selector: Selector, span: tuple[int, int], counted: tuple[int, int]
) -> WordsPlace:
    view = text.source.view.text
    first, last = _find_view(text.source, span[0]), _find_view(text.source, span[1])
    # Whole words only, but for the one that the words may touch.
    before = _WHITE.sub(" ", view[max(0, first - _CONTEXT) : first])
    after = _WHITE.sub(" ", view[last : last + _CONTEXT])
    before = before if first <= _CONTEXT else before.partition(" ")[2]
    after = after if last + _CONTEXT >= len(view) else after.rpartition(" ")[0]
    return WordsPlace(
        name, text.find_paragraphs((span,)), _print_words(text.source, selector, span), before, after, *counted
    )


def _print_words(source: SourceText, selector: Selector, span: tuple[int, int]) -> Selector:
    """Give the selector with the source's own words instead of those typed, where that finds the same."""
    outcome = find_quote(source, selector)
    if not isinstance(outcome, Found):
        return selector
    printed = Selector(outcome.display, selector.prefix, selector.suffix, selector.occurrence)
    return printed if _selects(source, printed, span) else selector


def _find_view(source: SourceText, offset: int) -> int:
    """Give the offset in what a reader sees of an offset in the text."""
    return bisect_left(source.view.starts, offset)
