"""Tells several places of a quote apart by the words around them."""

from collections.abc import Sequence

from generator.quoting.folding import PARAGRAPH, SPACE, fold_text
from generator.quoting.matching import Match
from generator.quoting.presentation import show_slice
from generator.quoting.quotes import QuotePlace, Selector
from generator.quoting.source_text import SourceText

MOST_PLACES = 50
"""Places that are listed; all are counted."""
_MOST_RIVALS = 5000
"""Places among which a prefix is looked for; of more, the first are listed without."""
_LONGEST_PREFIX = 200
_WHITE = SPACE + PARAGRAPH


def fold_context(context: str) -> str:
    """Fold a prefix or suffix; white space at its edges says nothing."""
    return fold_text(context).text.strip(_WHITE) if context else ""


def fits_prefix(source: SourceText, start: int, prefix: str) -> bool:
    """Say whether a folded prefix stands just before an offset of the folded source."""
    text, end = source.folded.text, _skip_back(source.folded.text, start)
    return len(prefix) <= end and text.startswith(prefix, end - len(prefix))


def fits_suffix(source: SourceText, end: int, suffix: str) -> bool:
    """Say whether a folded suffix stands just after an offset of the folded source."""
    text = source.folded.text
    while end < len(text) and text[end] in _WHITE:
        end += 1
    return text.startswith(suffix, end)


def filter_matches(source: SourceText, selector: Selector, matches: Sequence[Match]) -> list[Match]:
    """Give the matches whose surroundings are as the selector says."""
    prefix, suffix = fold_context(selector.prefix), fold_context(selector.suffix)
    if not prefix and not suffix:
        return list(matches)
    return [
        match
        for match in matches
        if fits_prefix(source, match.start, prefix) and fits_suffix(source, match.end, suffix)
    ]


def list_places(source: SourceText, matches: Sequence[Match], rivals: Sequence[Match]) -> tuple[QuotePlace, ...]:
    """Give the first matches as places, each with the least prefix that none of its rivals has."""
    shared = _measure_shared(source, [rival.start for rival in rivals]) if len(rivals) <= _MOST_RIVALS else {}
    places = []
    for match in matches[:MOST_PLACES]:
        prefix = _cut_prefix(source, match.start, shared[match.start]) if match.start in shared else ""
        span = source.locate(match.start, match.end)
        places.append(QuotePlace(span.start, span.end, prefix))
    return tuple(places)


def _measure_shared(source: SourceText, starts: Sequence[int]) -> dict[int, int]:
    """Give, for each offset that a prefix can select, how many characters before it also stand before another."""
    text = source.folded.text
    befores = sorted((text[max(0, start - _LONGEST_PREFIX) : _skip_back(text, start)][::-1], start) for start in starts)
    shared: dict[int, int] = {}
    for number, (own, start) in enumerate(befores):
        neighbours = (befores[other][0] for other in (number - 1, number + 1) if 0 <= other < len(befores))
        length = max(_count_shared(own, other) for other in neighbours)
        if length < len(own):
            shared[start] = length
    return shared


def _cut_prefix(source: SourceText, start: int, shared: int) -> str:
    """Give the words before an offset that reach beyond what is shared with others."""
    text, last = source.folded.text, _skip_back(source.folded.text, start)
    first = last - shared - 1
    while first > 0 and (source.cuts[first] or (text[first - 1] not in _WHITE and last - first < _LONGEST_PREFIX)):
        first -= 1
    return show_slice(source, first, last)


def _skip_back(text: str, end: int) -> int:
    while end and text[end - 1] in _WHITE:
        end -= 1
    return end


def _count_shared(one: str, other: str) -> int:
    for number, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return number
    return min(len(one), len(other))
