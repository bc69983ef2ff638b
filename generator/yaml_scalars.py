"""Knows which characters of a YAML scalar's text come from which of the file."""

import re
from collections.abc import Iterator

import yaml
from msgspec import Struct

from generator.problems import Place
from generator.yaml_node import BREAK

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TOKEN = {
    "": re.compile(r"(?P<fold>[ \t]*(?:(?:\r\n|[\n\r])[ \t]*)+)|(?P<char>.)", re.DOTALL),
    "'": re.compile(r"(?P<fold>[ \t]*(?:(?:\r\n|[\n\r])[ \t]*)+)|(?P<mark>'')|(?P<char>.)", re.DOTALL),
    '"': re.compile(
        r"(?P<fold>[ \t]*(?:(?:\r\n|[\n\r])[ \t]*)+)|(?P<joint>\\(?:\r\n|[\n\r])[ \t]*)"
        r"|(?P<code>\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}))|(?P<sign>\\.)|(?P<char>.)",
        re.DOTALL,
    ),
}
_SIGNS = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))
_BLOCK = re.compile(r"(?P<header>[^\r\n]*(?:\r\n|[\n\r])?)(?: *[\r\n])*(?P<indent> *)")
"""A block as far as the first character of its first line that isn't blank."""


class Piece(Struct, frozen=True):
    """A character of a scalar's text, and the range of the file that it was read from."""

    char: str
    start: int
    """In characters of the file, from 0."""
    end: int


class Scalar(Struct, frozen=True):
    """A scalar as it lies in the file."""

    style: str
    """The sign that begins it: an apostrophe, a quotation mark, a bar, an angle; empty for a plain one."""
    pieces: tuple[Piece, ...]
    """One for each character of its text."""
    indent: str = ""
    """What stands before each line of a block."""

    @property
    def value(self) -> str:
        """The text that the scalar stands for."""
        return "".join(piece.char for piece in self.pieces)


def find_scalar(text: str, place: Place) -> Scalar | None:
    """Give the scalar that begins at a place; none where there is none, or where its characters can't be told apart."""
    lines = [0, *(match.end() for match in BREAK.finditer(text))]
    for event in yaml.parse(text, Loader=_LOADER):
        if not isinstance(event, yaml.ScalarEvent):
            continue
        start, end = event.start_mark, event.end_mark
        assert start, "the parser marks every event"
        assert end, "the parser marks every event"
        if (start.line + 1, start.column + 1) == (place.line, place.column):
            scalar = _read(text, lines[start.line] + start.column, lines[end.line] + end.column)
            pieces = scalar.pieces[: len(event.value)]  # without the mark or the line breaks that end it
            scalar = Scalar(scalar.style, pieces, scalar.indent)
            return scalar if scalar.value == event.value else None
    return None


def _read(text: str, start: int, end: int) -> Scalar:
    style = text[start : start + 1]
    if style in {"|", ">"}:
        return _read_block(text, start, end, style)
    if style in {"'", '"'}:
        return Scalar(style, tuple(_read_flow(text, start + 1, end, style)))
    return Scalar("", tuple(_read_flow(text, start, end, "")))


def _read_flow(text: str, start: int, end: int, style: str) -> Iterator[Piece]:
    """Read a plain or quoted scalar: its lines are joined, and each blank one is a line break."""
    for match in _TOKEN[style].finditer(text, start, end):
        first, last = match.span()
        kind, token = match.lastgroup, match[0]
        if kind == "fold":
            breaks = len(BREAK.findall(token))
            for char in " " if breaks == 1 else "\n" * (breaks - 1):
                yield Piece(char, first, last)
        elif kind == "code":
            yield Piece(_read_code(token), first, last)
        elif kind == "sign":
            yield Piece(_SIGNS.get(token[1], token), first, last)
        elif kind != "joint":
            yield Piece(token[0], first, last)


def _read_block(text: str, start: int, end: int, style: str) -> Scalar:
    block = _BLOCK.match(text, start, end)
    assert block, "each part of a block may be missing"
    pieces = tuple(_read_lines(text, block.end("header"), end, len(block["indent"])))
    return Scalar(style, pieces if style == "|" else tuple(_fold_lines(pieces)), block["indent"])


def _read_lines(text: str, start: int, end: int, depth: int) -> Iterator[Piece]:
    """Read the lines of a block without their indentation, each break as one character."""
    while start < end:
        found = BREAK.search(text, start, end)
        stop = found.start() if found else end
        for offset in range(min(start + depth, stop), stop):
            yield Piece(text[offset], offset, offset + 1)
        start = found.end() if found else end
        if found:
            yield Piece("\n", found.start(), start)


def _fold_lines(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Join the lines of a folded block: one break is a space, each further one a break."""
    text = "".join(piece.char for piece in pieces)
    cursor = 0
    for match in re.finditer(r"(?<=[^\n])\n+(?=[^\n])", text):
        first, last = match.span()
        yield from pieces[cursor:first]
        cursor = last
        begun = text[text.rfind("\n", 0, first) + 1]
        if begun in " \t" or text[last] in " \t":
            yield from pieces[first:last]
        elif last - first == 1:
            yield Piece(" ", pieces[first].start, pieces[first].end)
        else:
            yield from pieces[first + 1 : last]
    yield from pieces[cursor:]


def _read_code(token: str) -> str:
    digits = token[2:]
    return chr(int(digits, 16))
