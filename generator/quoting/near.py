"""Looks for a quote in forms that aren't exact: without its outer marks, with entities read, by its letters only."""

import html
import re
from itertools import islice

from rapidfuzz import fuzz

from generator.quoting.brackets import fold_quote
from generator.quoting.folding import fold_settled
from generator.quoting.html_view import ENTITY
from generator.quoting.lookalikes import make_skeleton
from generator.quoting.matching import find_occurrences
from generator.quoting.quotes import Span
from generator.quoting.source_text import SourceText
from generator.quoting.traced import rewrite_text, trace_text

_MOST_COMPARED = 20
_LEAST_LETTERS = 8
"""Of a quote whose letters may be looked for inside words."""
_LONGEST_REPLACED = 80
_LONGEST_LEFT_OUT = 2000
_MARKS = "\"'"
_ENTITY = re.compile(ENTITY)
_BARE_ELLIPSIS = re.compile(r"\s*[(<{/]?\s*\.\s?\.\s?\.[\s.]*[)>}/]?\s*")


def find_without_marks(source: SourceText, quote: str) -> Span | None:
    """Give the place of a folded quote without the quotation marks around it."""
    if len(quote) < len('"a"') or quote[0] not in _MARKS or quote[-1] not in _MARKS:
        return None
    return _find_uncut(source, quote[1:-1].strip())


def find_with_entities(source: SourceText, exact: str, quote: str) -> Span | None:
    """Give the place of a quote if the entities on one side are read as the characters they stand for."""
    plain = html.unescape(exact)
    if plain != exact and (found := _find_uncut(source, fold_quote(plain).text)):
        return found
    text = source.folded.text
    if "&" not in text:
        return None
    traced = rewrite_text(trace_text(text), _ENTITY, lambda entity: fold_settled(html.unescape(entity)).text)
    offset = traced.text.find(quote)
    return Span(traced.starts[offset], traced.ends[offset + len(quote) - 1]) if offset >= 0 else None


def find_same_letters(source: SourceText, quote: str) -> Span | None:
    """Give the place most like a quote among those with the same letters, whatever their case, marks and spaces."""
    text = source.folded.text
    table = make_skeleton(set(text) | set(quote))
    letters = quote.translate(table)
    kept = [offset for offset, char in enumerate(text) if table[ord(char)]]
    offsets = islice(find_occurrences(text.translate(table), letters), _MOST_COMPARED) if letters else iter(())
    places = [
        _share_punctuation(text, quote, Span(kept[offset], kept[offset + len(letters) - 1] + 1)) for offset in offsets
    ]
    whole = [place for place in places if not source.cuts[place.start] and not source.cuts[place.end]]
    if not whole and len(letters) < _LEAST_LETTERS:
        return None
    return max(whole or places, key=lambda place: fuzz.ratio(text[place.start : place.end], quote), default=None)


def find_parts(source: SourceText, quote: str) -> tuple[Span, ...]:
    """Give the places, in order, of what stands around bare ellipses in a quote; nothing if a part is missing."""
    parts = [part for part in _BARE_ELLIPSIS.split(quote) if any(map(str.isalnum, part))]
    spans: list[Span] = []
    for part in parts if len(parts) > 1 else ():
        first = spans[-1].end if spans else 0
        last = first + _LONGEST_LEFT_OUT + len(part) if spans else len(source.folded.text)
        offset = source.folded.text.find(part, first, last)
        if offset < 0:
            return ()
        spans.append(Span(offset, offset + len(part)))
    return tuple(spans)


def find_around(source: SourceText, left: str, right: str) -> Span | None:
    """Give the range from one text to another that follows soon: a bracket stands for what is between them."""
    text = source.folded.text
    for offset in islice(find_occurrences(text, left.rstrip()), _MOST_COMPARED):
        first = offset + len(left.rstrip())
        found = text.find(right.lstrip(), first, first + _LONGEST_REPLACED + len(right))
        if found >= 0:
            return Span(offset, found + len(right.lstrip()))
    return None


def share_ends(text: str, quote: str, place: tuple[int, int]) -> Span:
    """Widen a range by the punctuation that the quote has at its ends too."""
    return _share_punctuation(text, quote, Span(*place))


def _find_uncut(source: SourceText, quote: str) -> Span | None:
    if not quote:
        return None
    offsets = islice(find_occurrences(source.folded.text, quote), _MOST_COMPARED)
    places = (Span(offset, offset + len(quote)) for offset in offsets)
    return next((place for place in places if not source.cuts[place.start] and not source.cuts[place.end]), None)


def _share_punctuation(text: str, quote: str, place: Span) -> Span:
    start, end = place
    head = re.match(r"[\W_]*", quote)
    lead = head[0].rstrip() if head else ""
    tail = quote[len(quote.rstrip(_punctuation(quote))) :].lstrip()
    if lead and text.startswith(lead, start - len(lead)) and start >= len(lead):
        start -= len(lead)
    if tail and text.startswith(tail, end):
        end += len(tail)
    return Span(start, end)


def _punctuation(quote: str) -> str:
    return "".join(char for char in set(quote) if not char.isalnum())
