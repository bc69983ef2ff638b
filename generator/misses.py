"""Explains why quotations stand nowhere in their texts, as many of them as a check has time for."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from generator.anchor import find_quote, list_certain_parts, seek_quote
from generator.examine import TextAtHand, measure_text
from generator.load import TextFile
from generator.quote_problems import Miss
from generator.quoting.brackets import split_elisions
from generator.quoting.quotes import Found, NotFound, Selector

MOST_COMPARED = 20_000_000
"""Characters of texts with which quotes are compared to explain them: some ten seconds, a thousand quotes."""
MOST_SEARCHED = 1_000_000_000
"""Characters of other texts in which quotes are looked for: some seconds."""


class Budget(Struct):
    """What may still be spent; counted in characters and not by a clock, so that every run says the same."""

    compared: int = MOST_COMPARED
    searched: int = MOST_SEARCHED


class Shelf(Struct):
    """The texts at hand, each read when it is first asked for."""

    texts: Mapping[str, TextFile]
    _read: dict[str, TextAtHand] = field(default_factory=dict)

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __getitem__(self, name: str) -> TextAtHand:
        if name not in self._read:
            self._read[name] = measure_text(self.texts[name])
        return self._read[name]

    def count_characters(self, name: str) -> int:
        """Give the length of a text without reading it."""
        return len(self.texts[name].raw)


def study_misses(
    missing: Iterable[tuple[str, Selector]], texts: Mapping[str, TextFile], budget: Budget | None = None
) -> Iterator[Miss | None]:
    """Say of each quote why it doesn't stand in the source that is named with it; nothing once that took too long.

    Where a wrong text lies under a source's name, all its quotes fail. Then the first ones tell enough.
    """
    left, shelf = budget or Budget(), Shelf(texts)
    for name, selector in missing:
        elsewhere = _find_elsewhere(name, selector, shelf, left)
        if elsewhere:
            outcome = NotFound("found-in-other-source", f"found in {elsewhere}")
            yield Miss(outcome, selector.exact, "", None, elsewhere)
            continue
        left.compared -= shelf.count_characters(name)
        yield study_miss(selector, shelf[name]) if left.compared >= 0 else None


def study_miss(selector: Selector, text: TextAtHand) -> Miss:
    """Look what helps most: the part of the quote that fails, and its like."""
    outcome = find_quote(text.source, selector)
    assert isinstance(outcome, NotFound), "the words were looked for before"
    written, near, suggestions = selector.exact, outcome.near, outcome.suggestions
    if outcome.reason == "elision-missing-segment":
        for part in split_elisions(selector.exact):
            alone = find_quote(text.source, Selector(part, within_word=selector.within_word))
            if isinstance(alone, NotFound):
                written, near, suggestions = part, alone.near, alone.suggestions
                break
    paragraphs = text.find_paragraphs(((near.start, near.end),)) if near else ()
    suggestion = suggestions[0] if suggestions else ""
    return Miss(outcome, written, suggestion, paragraphs[0] if paragraphs else None)


def _find_elsewhere(name: str, selector: Selector, shelf: Shelf, budget: Budget) -> str:
    """Give another source that holds the words, since a wrong source is the commonest slip."""
    parts = list_certain_parts(selector.exact)
    for other in shelf:
        if other == name:
            continue
        budget.searched -= shelf.count_characters(other)
        if budget.searched < 0:
            return ""
        source = shelf[other].source
        if all(part in source.folded.text for part in parts) and isinstance(seek_quote(source, selector), Found):
            return other
    return ""
