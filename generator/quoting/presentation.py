"""Shows what was found: the source's own words, with the maintainer's brackets where he put them."""

import re

from generator.quoting.folding import PARAGRAPH, SOFT_BREAK
from generator.quoting.matching import Match
from generator.quoting.source_text import SourceText

ELISION = " […] "
# What is invisible would reorder or split the words in a page. Joiners and variation selectors shape letters and stay.
UNSHOWN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u206f\ufeff]")
_WHITE = re.compile(r"\s+")


def show_slice(source: SourceText, start: int, end: int) -> str:
    """Give a range of the folded source as printed: white space folded, a paragraph break as a blank line."""
    return "\n\n".join(part.strip() for part in _show(source, start, end).split("\n\n"))


def show_match(match: Match, source: SourceText) -> str:
    """Give the words of a match as readers see them."""
    shown = []
    for span, segment in zip(match.spans, match.reading.segments, strict=True):
        pieces, cursor = [], span.start
        for addition in segment.additions:
            offset = span.start + addition.offset
            pieces += [_show(source, cursor, offset), addition.shown]
            cursor = offset + addition.length
        pieces.append(_show(source, cursor, span.end))
        shown.append("".join(pieces))
    return ELISION.join(shown)


def _show(source: SourceText, start: int, end: int) -> str:
    parts = []
    text = source.folded.text
    while (mark := text.find(PARAGRAPH, start, end)) >= 0:
        parts.append(source.slice_view(start, mark))
        start = mark + 1
    parts.append(source.slice_view(start, end))
    return "\n\n".join(_WHITE.sub(" ", UNSHOWN.sub("", SOFT_BREAK.sub("-", part))) for part in parts)
