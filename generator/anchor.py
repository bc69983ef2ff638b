"""Finds each quote in its source text, exactly once, or says why not."""

from collections.abc import Sequence

from generator.quoting.brackets import Reading, fold_quote, list_readings
from generator.quoting.context import filter_matches, fold_context, list_places
from generator.quoting.folding import PARAGRAPH
from generator.quoting.matching import Match, find_matches
from generator.quoting.mismatch import explain_context, explain_mismatch, explain_occurrence
from generator.quoting.negation import has_negation, is_denied_after, is_denied_before
from generator.quoting.presentation import show_match
from generator.quoting.quotes import Ambiguous, Found, NotFound, Outcome, QuotePlace, Selector, Span, TextFormat
from generator.quoting.source_text import SourceText, read_source
from generator.quoting.spellings import find_spellings
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
    "read_source",
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
    matches: list[Match] = []
    readings: list[Reading] = []
    for group in list_readings(quote, selector.exact, source.folded.text):
        readings += group
        for reading in group:
            matches += find_matches(source, reading, within_word=selector.within_word)
        if matches:
            return _choose(source, selector, _drop_twins(matches))
    return explain_mismatch(source, selector, quote, readings[-1])


def has_quote(source: SourceText, exact: str) -> bool:
    """Say whether some words stand in a text, at one place or several, without saying why not."""
    quote = fold_quote(exact)
    if not any(map(str.isalnum, quote.text)):
        return False
    groups = list_readings(quote, exact, source.folded.text)
    return any(find_matches(source, reading, within_word=False) for group in groups for reading in group)


def _drop_twins(matches: list[Match]) -> list[Match]:
    """Give the matches in the order of the text, each range once."""
    by_spans = {match.spans: match for match in reversed(matches)}
    return [by_spans[spans] for spans in sorted(by_spans)]


def _choose(source: SourceText, selector: Selector, matches: Sequence[Match]) -> Outcome:
    fitting = filter_matches(source, selector, matches)
    if not fitting:
        return explain_context(source, selector, matches)
    number = selector.occurrence
    if number is None and len(fitting) > 1:
        rivals = filter_matches(source, Selector(selector.exact, suffix=selector.suffix), matches)
        return Ambiguous(list_places(source, fitting, rivals), len(fitting))
    if number is not None and not 1 <= number <= len(fitting):
        return explain_occurrence(source, number, fitting)
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
