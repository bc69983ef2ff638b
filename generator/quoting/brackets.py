"""Reads the brackets of a quote: text if the source has them there, else elisions, insertions, changes of case."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Literal

from msgspec import Struct

from generator.quoting.folding import fold_text
from generator.quoting.html_view import GLUE, RAISED
from generator.quoting.negation import ends_in_negation, has_denial
from generator.quoting.traced import TracedText

BracketKind = Literal["elision", "insertion", "case", "empty"]

_BRACKET = re.compile(r"\[([^\[\]]*)\]")
_DOTS = re.compile(r"\.\s*\.\s*\.")
_VIEW_MARKS = str.maketrans({GLUE: "\ufffd", RAISED: "\ufffd"})
"""What a view shows in place of a picture must not be met by the same character in a quote."""
_MOST_LITERAL = 8
"""Brackets that the source has somewhere; of more, the rest are taken as text only, since readings double with each."""


class Bracket(Struct, frozen=True):
    """One bracket of a folded quote."""

    start: int
    """Offset of the opening bracket in the folded quote."""
    end: int
    """The first offset after the closing bracket."""
    kind: BracketKind
    """What it is where the source doesn't have it."""
    shown: str
    """As the maintainer wrote it, brackets included."""


class Addition(Struct, frozen=True):
    """What the display shows and the source doesn't have."""

    offset: int
    """In the segment's text."""
    length: int
    """How much of the segment's text it stands for: 0 for an insertion, 1 for a change of case."""
    shown: str
    """With the brackets and the space around them."""


class QuoteSegment(Struct, frozen=True):
    """Words that must stand together in the source."""

    text: str
    """Folded."""
    additions: tuple[Addition, ...] = ()
    """In the order of their offsets."""


class Reading(Struct, frozen=True):
    """One way to read a quote's brackets."""

    segments: tuple[QuoteSegment, ...]
    """At least one."""
    refused: str = ""
    """The bracket that makes this reading inadmissible, if any."""


def split_elisions(exact: str) -> tuple[str, ...]:
    """Give the parts of a quote between its marks of elision, as they are written."""
    marks = [match for match in _BRACKET.finditer(exact) if _DOTS.fullmatch(match[1].strip().replace("…", "..."))]
    edges = [0, *(edge for mark in marks for edge in mark.span()), len(exact)]
    parts = (exact[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))
    return tuple(part for part in parts if part)


def fold_quote(exact: str) -> TracedText:
    """Fold a quote and leave out the white space at its edges."""
    folded = fold_text(exact)
    first = len(folded.text) - len(folded.text.lstrip())
    last = len(folded.text.rstrip())
    text = folded.text[first:last].translate(_VIEW_MARKS)
    return TracedText(text, folded.starts[first:last], folded.ends[first:last])


def read_brackets(quote: TracedText, exact: str) -> tuple[Bracket, ...] | None:
    """Give the brackets of a folded quote, or nothing if they are unbalanced, nested or empty."""
    brackets = []
    for match in _BRACKET.finditer(quote.text):
        start, end = match.span()
        kind = _classify(match[1].strip(), quote.text[start - 1 : start], quote.text[end : end + 1])
        shown = " ".join(exact[quote.starts[start] : quote.ends[end - 1]].split())
        brackets.append(Bracket(start, end, kind, shown))
    is_balanced = not re.search(r"[\[\]]", _BRACKET.sub("", quote.text))
    return tuple(brackets) if is_balanced and all(bracket.kind != "empty" for bracket in brackets) else None


def list_readings(quote: TracedText, exact: str, source: str) -> Iterator[tuple[Reading, ...]]:
    """Give the readings that the folded source allows, in groups, those that take the most brackets as text first."""
    brackets = read_brackets(quote, exact)
    if not brackets:
        yield (Reading((QuoteSegment(quote.text),)),)
        return
    present = [bracket for bracket in brackets if quote.text[bracket.start : bracket.end] in source]
    always, free = frozenset(present[_MOST_LITERAL:]), present[:_MOST_LITERAL]
    for count in range(len(free), -1, -1):
        chosen = (always.union(literal) for literal in combinations(free, count))
        yield tuple(_read(quote.text, brackets, literal) for literal in chosen)


def _classify(inner: str, before: str, after: str) -> BracketKind:
    if _DOTS.fullmatch(inner):
        return "elision"
    if len(inner) == 1 and inner.isalpha() and (before.isalpha() or after.isalpha()):
        return "case"
    return "insertion" if inner in {"?", "!"} or any(map(str.isalnum, inner)) else "empty"


def _read(text: str, brackets: tuple[Bracket, ...], literal: frozenset[Bracket]) -> Reading:
    segments = [_SegmentBuilder()]
    cursor, refused = 0, ""
    for bracket in brackets:
        if bracket in literal:
            continue
        segments[-1].add_text(text[cursor : bracket.start])
        cursor = bracket.end
        if bracket.kind == "elision":
            segments.append(_SegmentBuilder())
        elif bracket.kind == "case":
            segments[-1].add_case(bracket.shown)
        else:
            segments[-1].add_insertion(bracket.shown)
            refused = refused or (bracket.shown if _changes_sense(text, bracket) else "")
    segments[-1].add_text(text[cursor:])
    built = tuple(segment for segment in (builder.build() for builder in segments) if segment.text)
    return Reading(built or (QuoteSegment(""),), refused)


def _changes_sense(text: str, bracket: Bracket) -> bool:
    """Say whether an insertion denies, or makes another word or number of the one it is glued to."""
    inner = text[bracket.start + 1 : bracket.end - 1].strip()
    before, after = text[: bracket.start][-1:], text[bracket.end :][:1]
    is_glued = before.isalnum() or before in {"-", "'"}
    is_prefix = after.isalnum() or (after in {"-", "'", "%"} and text[bracket.end + 1 :][:1] not in {"", " ", "\n"})
    touches_number = is_glued and (not before.isalpha() or after == "%")
    return has_denial(inner) or is_prefix or touches_number or (is_glued and ends_in_negation(inner))


class _SegmentBuilder:
    """Joins the text around the brackets of one segment."""

    def __init__(self) -> None:
        self._text = ""
        self._additions: list[Addition] = []

    def add_text(self, text: str) -> None:
        """Add text of the quote; white space on both sides of an insertion is one."""
        if not self._text or self._opens():
            stripped = text.lstrip()
            if self._additions and text != stripped:
                last = self._additions[-1]
                self._additions[-1] = Addition(last.offset, last.length, last.shown + " ")
            text = stripped
        if text and text[0] in ".,;:!?)\"'":
            self._pull_back()
        self._text += text

    def add_insertion(self, shown: str) -> None:
        """Add a bracket that matches nothing."""
        self._additions.append(Addition(len(self._text), 0, shown))

    def add_case(self, shown: str) -> None:
        """Add a letter in brackets: in the source it has the other case."""
        letter = shown[1:-1].strip()
        self._additions.append(Addition(len(self._text), 1, shown))
        self._text += _swap_case(letter)

    def build(self) -> QuoteSegment:
        """Give the segment, without the white space at its edges."""
        self._pull_back()
        return QuoteSegment(self._text, tuple(self._additions))

    def _opens(self) -> bool:
        """Say whether white space after an insertion here would be a second one, or follow an opening mark."""
        return self._text[-1:] in {" ", "\n", "("} or (self._text[-1:] == '"' and self._text[-2:-1] in {"", " ", "\n"})

    def _pull_back(self) -> None:
        """Move insertions at the end before the white space there: "it [the vote], and" stands for "it, and"."""
        kept = self._text.rstrip()
        moved = [number for number, addition in enumerate(self._additions) if addition.offset > len(kept)]
        for number in moved:
            last = self._additions[number]
            lead = " " if number == moved[0] else ""
            # The space between two that were moved stays, that before a sign doesn't.
            shown = last.shown.rstrip() if number == moved[-1] else last.shown
            self._additions[number] = Addition(len(kept), last.length, lead + shown)
        self._text = kept


def _swap_case(letter: str) -> str:
    other = letter.swapcase()
    return other if len(other) == 1 else letter
