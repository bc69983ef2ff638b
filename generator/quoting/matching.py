"""Finds where the segments of a quote stand in a folded source; exact and linear."""

from bisect import bisect_left
from collections.abc import Iterator

import regex
from msgspec import Struct

from generator.quoting.bounds import IN_WORD
from generator.quoting.brackets import QuoteSegment, Reading
from generator.quoting.folding import PARAGRAPH
from generator.quoting.negation import ends_in_negation
from generator.quoting.quotes import Span
from generator.quoting.source_text import SourceText
from generator.quoting.words import count_words

LONGEST_GAP = 600
"""Characters that one elision may leave out."""
MOST_BREAKS = 1
"""Paragraph breaks that one elision may leave out."""
LEAST_WORDS = 2
"""Of a segment, where there are several."""

_ENDING = regex.compile(r"[\p{L}\p{M}]{1,12}|['-][\p{L}\p{M}]{1,5}")
"""What inflection adds to a name: Партия|ның, ЦИК|-ом. A longer part after a hyphen is a word of its own."""


class Match(Struct, frozen=True):
    """One place where a reading's segments stand, in offsets of the folded source."""

    spans: tuple[Span, ...]
    reading: Reading

    @property
    def start(self) -> int:
        """Where the first segment starts."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the last segment ends."""
        return self.spans[-1].end


def find_occurrences(text: str, needle: str) -> Iterator[int]:
    """Give every offset where the needle stands, overlapping ones too, in linear time.

    Where a needle repeats itself, the next occurrence lies one period further, or else beyond half a needle.
    """
    period = _find_period(needle)
    tail = needle[len(needle) - period :]
    offset = text.find(needle)
    while offset >= 0:
        yield offset
        if period and text.startswith(tail, offset + len(needle)):
            offset += period
        else:
            offset = text.find(needle, offset + 1)


def _find_period(needle: str) -> int:
    """Give the least period of a needle whose first half recurs in it, or 0.

    If the first place where that half recurs is no period, then no such period exists (Fine and Wilf 1965).
    """
    period = needle.find(needle[: len(needle) // 2], 1)
    return period if period > 0 and needle.startswith(needle[period:]) else 0


def find_sound(source: SourceText, segment: QuoteSegment, *, within_word: bool) -> list[int]:
    """Give the offsets where a segment stands and cuts nothing."""
    length = len(segment.text)
    joints = [addition.offset for addition in segment.additions if not addition.length and 0 < addition.offset < length]
    return [
        offset
        for offset in find_occurrences(source.folded.text, segment.text)
        if not source.cuts[offset]
        and may_end(source, offset + length, within_word=within_word)
        and not any(source.cuts[offset + joint] for joint in joints)
    ]


def may_end(source: SourceText, end: int, *, within_word: bool) -> bool:
    """Say whether a range may end here: not inside a word, unless only an ending is left off that doesn't deny."""
    if not source.cuts[end]:
        return True
    if not within_word or source.cuts[end] != IN_WORD:
        return False
    last = end
    while source.cuts[last]:
        last += 1
    ending = source.folded.text[end:last]
    return _ENDING.fullmatch(ending) is not None and not ends_in_negation(ending)


def is_too_short(reading: Reading) -> bool:
    """Say whether a segment has too few words to be evidence of anything."""
    return len(reading.segments) > 1 and any(count_words(segment.text) < LEAST_WORDS for segment in reading.segments)


def find_matches(source: SourceText, reading: Reading, *, within_word: bool) -> list[Match]:
    """Give every place where a reading's segments stand in order, each at its nearest."""
    if reading.refused or not reading.segments[0].text or is_too_short(reading):
        return []
    offsets = [find_sound(source, segment, within_word=within_word) for segment in reading.segments]
    if not all(offsets):
        return []
    matches = []
    for start in offsets[0]:
        spans = [Span(start, start + len(reading.segments[0].text))]
        for segment, places in zip(reading.segments[1:], offsets[1:], strict=True):
            number = bisect_left(places, spans[-1].end)
            if number == len(places) or not may_elide(source, spans[-1].end, places[number]):
                break
            spans.append(Span(places[number], places[number] + len(segment.text)))
        else:
            matches.append(Match(tuple(spans), reading))
    return matches


def may_elide(source: SourceText, start: int, end: int) -> bool:
    """Say whether an elision may leave out this range of the folded source."""
    folded = source.folded
    first, last = folded.ends[start - 1], folded.starts[end]
    if last - first > LONGEST_GAP:
        return False
    return folded.text.count(PARAGRAPH, start, end) <= MOST_BREAKS
