"""Examines one text: where its quotations and the spellings of names stand, and what it measures."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from operator import itemgetter

from msgspec import Struct

from generator.anchor import seek_quote
from generator.evidence import Anchor, Examination, Reading, Segment, digest_selector, make_selector
from generator.load import TextFile
from generator.lock import hold_anchors
from generator.memo import make_key
from generator.model import Claim
from generator.quoting.quotes import Ambiguous, Found, Span
from generator.quoting.source_text import SourceText, read_source
from generator.quoting.spellings import SpellingIndex, locate_spellings
from generator.quoting.words import split_paragraphs, word_spans

_START, _END = itemgetter(0), itemgetter(1)


class TextAtHand(Struct, frozen=True):
    """A source's text, folded for searching and measured in paragraphs and words."""

    source: SourceText
    sha256: str
    paragraphs: tuple[Segment, ...]
    """In code points; paragraph 1 first."""
    words: tuple[Segment, ...]
    """In code points."""

    def find_paragraphs(self, segments: tuple[Segment, ...]) -> tuple[int, ...]:
        """Give the numbers, from 1, of the paragraphs that the segments touch."""
        touched: set[int] = set()
        for start, end in segments:
            first, last = (
                bisect_right(self.paragraphs, start, key=_START),
                bisect_left(self.paragraphs, end, key=_START),
            )
            touched.update(range(first, last + 1))
        return tuple(sorted(touched))

    def find_words(self, segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        """Give each segment as a range of words, from 0."""
        return tuple(
            (bisect_right(self.words, start, key=_END), bisect_left(self.words, end, key=_START))
            for start, end in segments
        )


def examine_source(text: TextFile, claims: Mapping[str, Claim], index: SpellingIndex) -> Examination:
    """Look all quotations of a source, and all spellings, up in its text."""
    measured = measure_text(text)
    anchors: dict[str, Anchor] = {}
    ambiguous: dict[str, Ambiguous] = {}
    missing: list[str] = []
    for key, claim in claims.items():
        outcome = seek_quote(measured.source, make_selector(claim))
        if isinstance(outcome, Found):
            anchors[key] = _make_anchor(claim, outcome, measured)
        elif isinstance(outcome, Ambiguous):
            ambiguous[key] = outcome
        else:
            missing.append(key)
    spellings = {
        spelling: tuple(number for span in spans for number in measured.find_paragraphs((span,)))
        for spelling, spans in locate_spellings(measured.source, index).items()
    }
    reading = Reading(measured.sha256, _count_words(measured))
    warned = tuple((key, code) for key, anchor in anchors.items() for code in anchor.warnings)
    return Examination(
        reading, hold_anchors(anchors), warned, ambiguous, tuple(missing), spellings, make_key(spellings)
    )


def measure_text(text: TextFile) -> TextAtHand:
    """Fold a text for searching, and find its paragraphs and words."""
    return TextAtHand(read_source(text.raw, text.format), text.sha256, split_paragraphs(text.raw), word_spans(text.raw))


def _count_words(text: TextAtHand) -> tuple[int, ...]:
    return tuple(
        bisect_left(text.words, end, key=_START) - bisect_left(text.words, start, key=_START)
        for start, end in text.paragraphs
    )


def _make_anchor(claim: Claim, found: Found, text: TextAtHand) -> Anchor:
    segments = tuple((segment[0], segment[1]) for segment in found.segments)
    ranges = list(text.find_words(segments))
    # Typed context is published in text fragments, so it counts as quoted (evidence.md).
    ranges[0] = (max(0, ranges[0][0] - len((claim.prefix or "").split())), ranges[0][1])
    ranges[-1] = (ranges[-1][0], min(len(text.words), ranges[-1][1] + len((claim.suffix or "").split())))
    printed = tuple(" ".join(_show(text.source, segment).split()) for segment in found.segments)
    return Anchor(
        digest_selector(claim),
        segments,
        text.find_paragraphs(segments),
        tuple(ranges),
        printed,
        found.display,
        found.warnings,
    )


def _show(source: SourceText, span: Span) -> str:
    """Give what a reader sees of a range of the text."""
    starts = source.view.starts
    return source.view.text[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
