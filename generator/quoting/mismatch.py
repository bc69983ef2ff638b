"""Explains why a quote isn't in its source, and offers the words that are."""

from collections.abc import Sequence
from itertools import islice

from generator.quoting.bounds import IN_GRAPHEME, IN_NUMBER, IN_STOPS
from generator.quoting.brackets import QuoteSegment, Reading, read_brackets
from generator.quoting.context import fits_prefix, fits_suffix, fold_context
from generator.quoting.folding import PARAGRAPH
from generator.quoting.hints import MOST_SUGGESTIONS, make_hint, state_rule
from generator.quoting.likeness import describe_difference, is_number_swap, name_difference
from generator.quoting.matching import LEAST_WORDS, Match, find_occurrences, find_sound, is_too_short, may_end
from generator.quoting.misplaced import explain_missing, explain_order, explain_short
from generator.quoting.near import (
    find_around,
    find_parts,
    find_same_letters,
    find_with_entities,
    find_without_marks,
    share_ends,
)
from generator.quoting.presentation import ELISION, show_slice
from generator.quoting.quotes import NotFound, Selector, Span
from generator.quoting.similar import find_similar
from generator.quoting.source_text import SourceText
from generator.quoting.traced import TracedText
from generator.quoting.words import count_words

_SENTENCE_ENDS = ".!?:;…\"')»”’"


def explain_mismatch(source: SourceText, selector: Selector, quote: TracedText, reading: Reading) -> NotFound:
    """Explain why no reading of a quote stands in the source; the one given takes as few brackets as text as it can."""
    if read_brackets(quote, selector.exact) is None:
        return _explain_malformed(source, quote.text)
    if reading.refused or not any(map(str.isalnum, reading.segments[0].text)):
        return _explain_brackets(source, reading)
    if is_too_short(reading):
        return explain_short(source, reading)
    for number, segment in enumerate(reading.segments):
        if not find_sound(source, segment, within_word=selector.within_word):
            cut = _explain_cut(source, selector, segment)
            if cut or len(reading.segments) == 1:
                return cut or _explain_words(source, selector, segment)
            return explain_missing(source, reading, number)
    return explain_order(source, reading)


def explain_context(source: SourceText, selector: Selector, matches: Sequence[Match]) -> NotFound:
    """Explain that the words stand in the source, but not between this prefix and suffix."""
    prefix, suffix = fold_context(selector.prefix), fold_context(selector.suffix)
    fits_before = any(fits_prefix(source, match.start, prefix) for match in matches)
    fits_after = any(fits_suffix(source, match.end, suffix) for match in matches)
    wrong = "prefix" if not fits_before else "suffix" if not fits_after else "prefix and suffix together"
    first = matches[0]
    around = (
        show_slice(source, max(0, first.start - 40), first.start),
        show_slice(source, first.end, min(len(source.folded.text), first.end + 40)),
    )
    message = f"the {wrong} must touch the quoted words; they stand between “…{around[0]}” and “{around[1]}…”"
    return make_hint(source, "context-mismatch", message, _dedupe(matches))


def explain_occurrence(source: SourceText, number: int, matches: Sequence[Match]) -> NotFound:
    """Explain that there are not so many places."""
    message = f"occurrence must be from 1 to {len(matches)}, found {number}"
    return make_hint(source, "occurrence-out-of-range", message, _dedupe(matches))


def _dedupe(matches: Sequence[Match]) -> list[Span]:
    return [Span(match.start, match.end) for match in matches[:MOST_SUGGESTIONS]]


def _explain_malformed(source: SourceText, quote: str) -> NotFound:
    message = "brackets must be balanced, not nested and not empty, or stand in the source"
    near = find_similar(source.folded.text, quote.replace("[", " ").replace("]", " "))
    return make_hint(source, "brackets-malformed", message, [(near.start, near.end)] if near else [])


def _explain_brackets(source: SourceText, reading: Reading) -> NotFound:
    if not reading.refused:
        return NotFound("empty-quote", "a quote must hold words of the source, found brackets only")
    message = f"{state_rule('insertion-changes-sense')}, found {reading.refused}"
    return make_hint(source, "insertion-changes-sense", message, _locate(source, reading.segments[0]))


def _locate(source: SourceText, segment: QuoteSegment) -> list[Span]:
    """Give the first places of a segment, whatever they cut."""
    offsets = islice(find_occurrences(source.folded.text, segment.text), MOST_SUGGESTIONS) if segment.text else ()
    return [Span(offset, offset + len(segment.text)) for offset in offsets]


def _explain_cut(source: SourceText, selector: Selector, segment: QuoteSegment) -> NotFound | None:
    """Explain that the words stand in the source only as parts of words, numbers or graphemes."""
    places = _locate(source, segment)
    if not places:
        return None
    start, end = places[0]
    cuts = source.cuts[start] | (0 if may_end(source, end, within_word=selector.within_word) else source.cuts[end])
    reasons = ((IN_GRAPHEME, "grapheme-split"), (IN_NUMBER, "number-truncated"), (IN_STOPS, "punctuation-differs"))
    code = next(
        (reason for flag, reason in reasons if cuts & flag), "word-truncated" if cuts else "insertion-changes-sense"
    )
    return make_hint(source, code, f"{state_rule(code)}, found “{segment.text}”", places)


def _explain_words(source: SourceText, selector: Selector, segment: QuoteSegment) -> NotFound:
    """Explain how words differ from those of the source."""
    quote, text = segment.text, source.folded.text
    unmarked = find_without_marks(source, quote)
    if place := unmarked or find_with_entities(source, selector.exact, quote):
        return _hint(source, "outer-quotes" if unmarked else "entity", quote, place)
    if place := find_same_letters(source, quote):
        return _explain_letters(source, quote, place)
    if parts := find_parts(source, quote):
        is_long_enough = all(count_words(text[part.start : part.end]) >= LEAST_WORDS for part in parts)
        others = [ELISION.join(show_slice(source, *part) for part in parts)] if is_long_enough else []
        message = f"{state_rule('unmarked-elision')}, found bare stops"
        return make_hint(source, "unmarked-elision", message, parts[:1], others)
    if place := _find_replaced(source, segment):
        return _hint(source, "insertion-changes-sense", quote, place)
    passage = find_similar(text, quote)
    if passage is None:
        return NotFound("no-similar-passage", "a quote must stand in the source word for word, found nothing like it")
    code = "number-differs" if is_number_swap(passage.pairs) else "paraphrase"
    return _hint(source, code, quote, share_ends(text, quote, (passage.start, passage.end)))


def _explain_letters(source: SourceText, quote: str, place: Span) -> NotFound:
    words = source.folded.text[place.start : place.end]
    code = name_difference(quote, words)
    message = f"{state_rule(code)}: {describe_difference(quote, words)}"
    others = []
    ranges = [place]
    if code == "paragraph-break" and PARAGRAPH in words:
        ranges = _split_at_headings(source, place)
    if code == "case-differs" and quote[:1].swapcase() + quote[1:] == words:
        others.append(f"[{quote[0]}]{show_slice(source, place.start + 1, place.end)}")
    return make_hint(source, code, message, ranges, others)


def _split_at_headings(source: SourceText, place: Span) -> list[Span]:
    """Give the range, but first its longest paragraph if another has no end of a sentence: that is a heading."""
    text, parts, start = source.folded.text, [], place.start
    while (mark := text.find(PARAGRAPH, start, place.end)) >= 0:
        parts.append(Span(start, mark))
        start = mark + 1
    has_heading = any(text[part.end - 1] not in _SENTENCE_ENDS for part in parts)
    longest = max([*parts, Span(start, place.end)], key=lambda part: part.end - part.start)
    return [longest, place] if has_heading else [place]


def _find_replaced(source: SourceText, segment: QuoteSegment) -> Span | None:
    joints = (addition.offset for addition in segment.additions if not addition.length)
    inner = (joint for joint in joints if 0 < joint < len(segment.text))
    return next(
        filter(None, (find_around(source, segment.text[:joint], segment.text[joint:]) for joint in inner)), None
    )


def _hint(source: SourceText, code: str, quote: str, place: Span) -> NotFound:
    words = source.folded.text[place.start : place.end]
    return make_hint(source, code, f"{state_rule(code)}: {describe_difference(quote, words)}", [place])
