"""Gives the rendered text of a Markdown source, with offsets into the file."""

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from generator.quoting.html_view import GLUE, LINE_BREAK, PARAGRAPH_BREAK, Tag, read_tag, split_html
from generator.quoting.placed_markdown import LINES, SPAN, parse_markdown
from generator.quoting.traced import TracedText, chain_texts, rewrite_text, trace_text

_NORMALISED = re.compile(r"\r\n?|\x00")
"""What markdown-it replaces before it parses."""
_CELL_EDGE = re.compile(r"[ \t|]*")
Piece = tuple[int, int, str | Tag]
"""Where a piece stands in its block's content, and what it shows."""


def view_markdown(raw: str) -> TracedText:
    """Give what a reader sees of a Markdown file; each block ends a paragraph."""
    source = rewrite_text(trace_text(raw), _NORMALISED, lambda found: "\ufffd" if found == "\0" else "\n")
    view = _View()
    for block, pieces in _read_blocks(source.text):
        view.add_block(block, pieces)
    return chain_texts(view.finish(), source)


class _View:
    """Gathers the rendered text piece by piece."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._starts, self._ends = array("q"), array("q")
        self._hidden_by = ""
        self._depth = 0

    def add_block(self, block: TracedText, pieces: Iterable[Piece]) -> None:
        """Add a block's pieces, given with their offsets in the block's content."""
        if self._pieces and self._ends:
            self._add(PARAGRAPH_BREAK, (self._ends[-1] - 1,) * 2, (self._ends[-1],) * 2)
        for first, last, piece in pieces:
            if isinstance(piece, Tag):
                self._heed(piece)
                text = piece.shown
            else:
                text = piece
            if text and (not self._depth or isinstance(piece, Tag)):
                self._place(block, first, last, text)

    def finish(self) -> TracedText:
        """Give the whole."""
        return TracedText("".join(self._pieces), self._starts, self._ends)

    def _heed(self, tag: Tag) -> None:
        if self._depth and tag.name == self._hidden_by:
            self._depth += -1 if tag.is_end else 1
        elif not self._depth and tag.hides and not tag.is_end:
            self._hidden_by, self._depth = tag.name, 1

    def _place(self, block: TracedText, first: int, last: int, text: str) -> None:
        if last - first == len(text):
            self._add(text, block.starts[first:last], block.ends[first:last])
        else:
            self._add(text, [block.starts[first]] * len(text), [block.ends[last - 1]] * len(text))

    def _add(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        self._pieces.append(text)
        self._starts.extend(starts)
        self._ends.extend(ends)


def _read_blocks(source: str) -> Iterator[tuple[TracedText, Iterable[Piece]]]:
    """Give every block that shows text: its content with offsets of the source, and its pieces."""
    opener, row, cursor = None, -1, 0
    for token in parse_markdown(source):
        if token.type == "inline":
            starts: tuple[int, ...] = token.meta[LINES]
            if opener and opener.type in {"th_open", "td_open"}:
                cursor = cursor if starts[0] == row else starts[0]
                row = starts[0]
                block = _trace_cell(token.content, source, cursor)
                cursor = block.ends[-1] if block.ends else cursor
            else:
                markup = opener.markup if opener and opener.type == "heading_open" and "#" in opener.markup else ""
                block = _trace_lines(token.content, source, (starts[0] + len(markup), *starts[1:]))
            yield block, _read_inline(token.children or [], block.text)
        elif token.type in {"fence", "code_block"}:
            first = 1 if token.type == "fence" else 0
            block = _trace_lines(token.content.rstrip("\n"), source, token.meta[LINES][first:])
            yield block, [(0, len(block.text), block.text)]
        elif token.type == "html_block":
            block = _trace_lines(token.content, source, token.meta[LINES])
            yield block, split_html(block.text)
        opener = token


def _trace_lines(content: str, source: str, line_starts: Sequence[int]) -> TracedText:
    """Find each line of a block's content in the source, after that line's markers and indent."""
    offsets = array("q")
    begin = cursor = 0
    for number, line in enumerate(content.split("\n")):
        stripped = line.lstrip(" \t")
        indent = len(line) - len(stripped)
        if number < len(line_starts):
            begin = source.index(stripped, max(line_starts[number], cursor))
            cursor = begin + len(stripped)
        offsets.extend(max(0, begin - indent + column) for column in range(len(line) + 1))
    offsets.pop()
    return TracedText(content, offsets, array("q", [offset + 1 for offset in offsets]))


def _trace_cell(content: str, source: str, cursor: int) -> TracedText:
    """Find a table cell's content in its row; in the source, a bar inside a cell is escaped."""
    starts, ends = array("q"), array("q")
    edge = _CELL_EDGE.match(source, cursor)
    offset = edge.end() if edge and content else cursor
    for char in content:
        width = 2 if char == "|" else 1
        starts.append(offset)
        ends.append(offset + width)
        offset += width
    return TracedText(content, starts, ends)


def _read_inline(tokens: Iterable[Token], content: str) -> Iterator[Piece]:
    for token in tokens:
        first, last = token.meta[SPAN]
        if token.type == "html_inline":
            yield first, last, read_tag(token.content)
        elif token.type == "image":
            yield first, last, GLUE
        elif token.type in {"softbreak", "hardbreak"}:
            yield first, last, LINE_BREAK
        elif token.content:
            inner = content.find(token.content, first, last)
            exact = inner >= 0 and token.type != "text_special"
            yield (inner, inner + len(token.content), token.content) if exact else (first, last, token.content)
