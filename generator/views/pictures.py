"""Draws what people would rather look at, as SVG that needs no script; the data stand in a table beside it."""

from collections.abc import Mapping
from decimal import Decimal

from markupsafe import escape
from msgspec import Struct

from generator.coverage import Coverage
from generator.evidence import Reading
from generator.interface import Interface
from generator.markdown import Markdown, escape_markdown
from generator.model import Count

_WIDTH = 640
_STRIP_HEIGHT = 28
_BAR_HEIGHT = 12
_MANY = 3
"""Claims on one paragraph from which the strip is at its darkest."""


class Bar(Struct, frozen=True):
    """A share, or the bounds of one, in per cent."""

    label: str
    lower: Decimal
    upper: Decimal
    """The same as the lower where the share is exact."""
    words: str


def draw_strip(reading: Reading, coverage: Coverage, counts: Mapping[int, int], interface: Interface) -> Markdown:
    """Draw a text from its first word to its last, each paragraph as wide as it is long, darker with more claims."""
    total = sum(reading.paragraph_words) or 1
    parts, position = [], 0
    for number, words in enumerate(reading.paragraph_words, start=1):
        left, right = (round(_WIDTH * edge / total) for edge in (position, position + words))
        position += words
        count = counts.get(number, 0)
        look = f"claims-{min(count, _MANY)}" if count else "left-out" if number in coverage.explained else "open"
        parts.append(f'<path class="{look}" d="M{left} 0h{max(right - left, 1)}v{_STRIP_HEIGHT}H{left}z"/>')
    label = interface.word(
        "Where in the text the claims lie: {annotated} of {total} paragraphs carry claims",
        annotated=len(coverage.annotated),
        total=coverage.paragraphs,
    )
    caption = interface.say(
        "The text from its first word to its last; the stronger the colour, the more claims. Pale parts carry none."
    )
    head = f'<svg viewBox="0 0 {_WIDTH} {_STRIP_HEIGHT}" role="img" aria-label="{escape(label)}">'
    return Markdown(f'<figure class="strip">{head}{"".join(parts)}</svg><figcaption>{caption}</figcaption></figure>')


def draw_bars(bars: tuple[Bar, ...], interface: Interface) -> Markdown | None:
    """Draw shares as bars on one scale from 0 to 100 per cent; nothing where there is none.

    The words stand in HTML, not in the drawing, where a phone would shrink them.
    """
    if not bars:
        return None
    parts = []
    for bar in bars:
        sure, unsure = (round(_WIDTH * float(edge) / 100, 1) for edge in (bar.lower, bar.upper))
        boxes = (("scale", _WIDTH), ("unsure", unsure), ("sure", sure))
        drawn = "".join(f'<rect class="{name}" width="{width}" height="{_BAR_HEIGHT}"/>' for name, width in boxes)
        label = bar.label if isinstance(bar.label, Markdown) else escape_markdown(bar.label)
        words = f"<div>{label}: <b>{escape_markdown(bar.words)}</b></div>"
        parts.append(f'{words}<svg viewBox="0 0 {_WIDTH} {_BAR_HEIGHT}" aria-hidden="true">{drawn}</svg>')
    caption = interface.say(
        "Each bar is one report, on a scale from 0 to 100 per cent. The lighter part lies between stated bounds."
    )
    return Markdown(f'<figure class="bars">{"".join(parts)}<figcaption>{caption}</figcaption></figure>')


def make_bar(label: str, count: Count, words: str) -> Bar | None:
    """Give a bar for what an option got, or none where no share is stated."""
    if count.percent is not None:
        return Bar(label, count.percent, count.percent, words)
    lowers = [bound for bound in (count.at_least, count.more_than) if bound is not None]
    uppers = [bound for bound in (count.at_most, count.less_than) if bound is not None]
    if not lowers and not uppers:
        return None
    return Bar(label, max(lowers, default=Decimal(0)), min(uppers, default=Decimal(100)), words)
