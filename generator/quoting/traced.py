"""Holds a text in which every character knows which offsets it came from."""

from array import array
from collections.abc import Callable
from functools import cache
from re import Pattern
from typing import Union

from msgspec import Struct

Offsets = Union["array[int]", range]


class TracedText(Struct, frozen=True):
    """A rewritten text with a map back to the text it was made from."""

    text: str
    starts: Offsets
    """For each character, the offset where its origin starts."""
    ends: Offsets
    """For each character, the offset where its origin ends."""


@cache
def _list_offsets(power: int) -> "array[int]":
    """Give the offsets from 0 to a power of two: to slice them takes a tenth of the time of counting."""
    return array("q", range(1 << power))


def trace_text(text: str) -> TracedText:
    """Give the text as it is: every character comes from its own offset."""
    return TracedText(text, range(len(text)), range(1, len(text) + 1))


def rewrite_text(traced: TracedText, pattern: Pattern[str], replace: Callable[[str], str]) -> TracedText:
    """Replace every match of the pattern; what is put in its place comes from the whole match."""
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    old_starts, old_ends = starts, ends
    cursor = 0
    for match in pattern.finditer(traced.text):
        old, new = match[0], replace(match[0])
        if new == old:
            continue
        if not pieces:
            old_starts, old_ends = _write_out(traced.starts), _write_out(traced.ends)
        first, last = match.span()
        pieces += (traced.text[cursor:first], new)
        starts += old_starts[cursor:first]
        ends += old_ends[cursor:first]
        starts.extend([traced.starts[first]] * len(new))
        ends.extend([traced.ends[last - 1]] * len(new))
        cursor = last
    if not pieces:
        return traced
    pieces.append(traced.text[cursor:])
    starts += old_starts[cursor:]
    ends += old_ends[cursor:]
    return TracedText("".join(pieces), starts, ends)


def _write_out(offsets: Offsets) -> "array[int]":
    """Give offsets as an array, whose slices are joined at once."""
    if isinstance(offsets, range):
        return _list_offsets(offsets.stop.bit_length())[offsets.start : offsets.stop]
    return offsets


def chain_texts(outer: TracedText, inner: TracedText) -> TracedText:
    """Give the outer text, made from the inner one, with offsets of what the inner one was made from."""
    if isinstance(inner.starts, range):
        return outer
    starts = array("q", [inner.starts[offset] for offset in outer.starts])
    ends = array("q", [inner.ends[offset - 1] for offset in outer.ends])
    return TracedText(outer.text, starts, ends)
