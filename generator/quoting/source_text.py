"""Holds a source text, folded once for all the quotes to be found in it."""

from msgspec import Struct

from generator.quoting.bounds import IN_GRAPHEME, IN_STOPS, find_inner_offsets, keep_clusters, mark_cuts
from generator.quoting.folding import SPREADING, fold_settled, settle_text
from generator.quoting.quotes import Span, TextFormat
from generator.quoting.traced import TracedText, chain_texts, trace_text


class SourceText(Struct, frozen=True):
    """A text, what a reader sees of it, and that view folded."""

    view: TracedText
    """What a reader sees, with offsets of the text."""
    folded: TracedText
    """The view as it is compared, with offsets of the view."""
    cuts: bytes
    """For each offset of the folded view, what a cut there would split (bounds.py)."""

    def locate(self, start: int, end: int) -> Span:
        """Give the offsets in the text of a range of the folded view."""
        first, last = self.folded.starts[start], self.folded.ends[end - 1]
        return Span(self.view.starts[first], self.view.ends[last - 1])

    def slice_view(self, start: int, end: int) -> str:
        """Give what a reader sees of a range of the folded view."""
        if start >= end:
            return ""
        return self.view.text[self.folded.starts[start] : self.folded.ends[end - 1]]


def read_source(raw: str, text_format: TextFormat = "plain") -> SourceText:
    """Fold a text for searching. Offsets count code points of `raw`, from 0, its line breaks as they are."""
    view = _view_markdown(raw) if text_format == "markdown" else trace_text(raw)
    settled = settle_text(view.text)
    folded = fold_settled(settled.text)
    cuts = _fold_cuts(mark_cuts(settled.text), settled.text, folded)
    inner = find_inner_offsets(view.text)
    chained = chain_texts(folded, settled)
    if 1 in inner:
        previous = 0
        for number, (start, end) in enumerate(zip(chained.starts, chained.ends, strict=True)):
            # What was composed together has one place, such as a letter and the second of its marks; so have the stops
            # of an ellipsis, which are no grapheme.
            if inner[start] or (start < previous and chained.text[number] != "."):
                cuts[number] |= IN_GRAPHEME
            previous = end
        chained = keep_clusters(chained, inner)
    return SourceText(view, chained, bytes(cuts))


def _view_markdown(raw: str) -> TracedText:
    from generator.quoting.markdown_view import view_markdown  # noqa: PLC0415 - few sources are Markdown

    return view_markdown(raw)


def _fold_cuts(cuts: bytearray, settled: str, folded: TracedText) -> bytearray:
    """Give the cuts of a settled text for the offsets of its folded form."""
    if isinstance(folded.starts, range):
        return cuts
    moved = bytearray(map(cuts.__getitem__, folded.starts))
    moved.append(0)
    if not SPREADING.search(settled):
        return moved
    previous = 0
    for number, (start, end) in enumerate(zip(folded.starts, folded.ends, strict=True)):
        if start < previous:
            moved[number] |= IN_STOPS if folded.text[number] == "." else IN_GRAPHEME
        previous = end
    return moved
