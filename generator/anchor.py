"""Finds each quote in its source text, exactly once, or says why not."""

from collections.abc import Sequence

from generator.quoting.brackets import Reading, fold_quote, list_readings, read_brackets
from generator.quoting.context import filter_matches, fold_context, list_places
from generator.quoting.folding import PARAGRAPH
from generator.quoting.matching import Match, find_matches
from generator.quoting.negation import has_negation, is_denied_after, is_denied_before
from generator.quoting.presentation import show_match
from generator.quoting.quotes import Ambiguous, Found, NotFound, Outcome, QuotePlace, Selector, Span, TextFormat
from generator.quoting.source_text import SourceText, read_source
from generator.quoting.spellings import find_spellings
from generator.quoting.traced import TracedText
from generator.quoting.words import count_words, split_paragraphs, word_spans

__all__ = [
    "Ambiguous",
    "Found",
    "NotFound",
    "Outcome",
    "QuotePlace",
    "Selector",
    "SourceText",
    "Span",
    "TextFormat",
    "count_words",
    "find_quote",
    "find_spellings",
    "has_quote",
    "list_certain_parts",
    "read_source",
    "seek_quote",
    "split_paragraphs",
    "word_spans",
]

FEWEST_WORDS = 3
"""A shorter quote is found, with a warning."""
MOST_WORDS = 100
"""A longer quote is found, with a warning."""


def find_quote(source: SourceText, selector: Selector) -> Outcome:
    """Give the one place where the words stand, all places where there are several, or why there is none.

    Nothing but the exact words, folded, is ever found; a near match is a suggestion.
    Source: W3C Web Annotation, TextQuoteSelector.
    """
    quote = fold_quote(selector.exact)
    if not any(map(str.isalnum, quote.text)):
        return NotFound("empty-quote", "a quote must hold at least one letter or digit, found none")
    readings: list[Reading] = []
    matches = _find_matches(source, selector, quote, readings)
    from generator.quoting import mismatch  # noqa: PLC0415 - a sound corpus never needs it

    if not matches:
        return mismatch.explain_mismatch(source, selector, quote, readings[-1])
    fitting = filter_matches(source, selector, matches)
    if not fitting:
        return mismatch.explain_context(source, selector, matches)
    found = _choose(source, selector, matches, fitting)
    return found or mismatch.explain_occurrence(source, selector.occurrence or 0, fitting)


def seek_quote(source: SourceText, selector: Selector) -> Found | Ambiguous | None:
    """Give the same without saying why not, which takes a hundred times as long as to see that there is none."""
    quote = fold_quote(selector.exact)
    if not any(map(str.isalnum, quote.text)):
        return None
    matches = _find_matches(source, selector, quote, [])
    fitting = filter_matches(source, selector, matches)
    return _choose(source, selector, matches, fitting) if fitting else None


def list_certain_parts(exact: str) -> tuple[str, ...]:
    """Give folded texts that stand in every source which has a quote, however its brackets are read."""
    quote = fold_quote(exact)
    brackets = read_brackets(quote, exact) or ()
    edges = [0, *(edge for bracket in brackets for edge in (bracket.start, bracket.end)), len(quote.text)]
    parts = (quote.text[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))
    return tuple(part for part in parts if part)


def _find_matches(source: SourceText, selector: Selector, quote: TracedText, readings: list[Reading]) -> list[Match]:
    """Give the matches of the most literal readings that have any, and note which readings were tried."""
    matches: list[Match] = []
    for group in list_readings(quote, selector.exact, source.folded.text):
        readings += group
        for reading in group:
            matches += find_matches(source, reading, within_word=selector.within_word)
        if matches:
            break
    return _drop_twins(matches)


def has_quote(source: SourceText, exact: str) -> bool:
    """Say whether some words stand in a text, at one place or several, without saying why not."""
    quote = fold_quote(exact)
    if not any(map(str.isalnum, quote.text)):
        return False
    groups = list_readings(quote, exact, source.folded.text)
    return any(find_matches(source, reading, within_word=False) for group in groups for reading in group)


def _drop_twins(matches: list[Match]) -> list[Match]:
    """Give the matches in the order of the text, each range once."""
    by_spans = {match.spans: match for match in matches}
    return [by_spans[spans] for spans in sorted(by_spans)]


def _choose(
    source: SourceText, selector: Selector, matches: Sequence[Match], fitting: Sequence[Match]
) -> Found | Ambiguous | None:
    """Give the match that is meant among those that fit; none where there are not so many."""
    number = selector.occurrence
    if number is None and len(fitting) > 1:
        rivals = filter_matches(source, Selector(selector.exact, suffix=selector.suffix), matches)
        return Ambiguous(list_places(source, fitting, rivals), len(fitting))
    if number is not None and not 1 <= number <= len(fitting):
        return None
    match = fitting[(number or 1) - 1]
    span = source.locate(match.start, match.end)
    segments = tuple(source.locate(*part) for part in match.spans)
    is_alone = len(matches) == 1 or (number is not None and len(fitting) == 1)
    return Found(
        span.start, span.end, segments, _warn(source, selector, match, is_alone=is_alone), show_match(match, source)
    )


def _warn(source: SourceText, selector: Selector, match: Match, *, is_alone: bool) -> tuple[str, ...]:
    """Give the codes of what the maintainer should look at again."""
    text = source.folded.text
    gaps = (text[left.end : right.start] for left, right in zip(match.spans, match.spans[1:], strict=False))
    words = sum(count_words(segment.text) for segment in match.reading.segments)
    has_context = bool(fold_context(selector.prefix) or fold_context(selector.suffix) or selector.occurrence)
    before, after = text[max(0, match.start - 200) : match.start], text[match.end : match.end + 200]
    tests = {
        "negation-outside": is_denied_before(before.rpartition(PARAGRAPH)[2]) or is_denied_after(after),
        "negation-elided": any(map(has_negation, gaps)),
        "quote-short": words < FEWEST_WORDS,
        "quote-long": words > MOST_WORDS,
        "context-unneeded": has_context and is_alone,
    }
    return tuple(code for code, holds in tests.items() if holds)
