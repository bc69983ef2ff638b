"""Sets text in lines that fit a box, by the widths of the letters in our own fonts."""

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Literal

from msgspec import Struct

Weight = Literal["Regular", "Bold"]

EM = 1000
"""Into how many parts fonts divide their size."""
LEADING = 1.16
"""From one baseline to the next, in sizes."""
_STRANGE = "\N{REPLACEMENT CHARACTER}"
"""Stands for a letter that the fonts lack. They lack this one too, and show the empty box."""
_LOOSE = " ,;:.–—-…"
"""What looks wrong before an ellipsis."""
_LONGEST = 400
"""Characters beyond which nothing could be legible on a picture."""
_REMEMBERED = 1 << 12
"""Texts whose lengths are kept: the beginnings of a title's lines are measured for each size and width."""


class Metrics(Struct, frozen=True):
    """How wide the characters of a font are, in parts of its size; what is not in it, the font cannot draw."""

    widths: Mapping[str, int]
    kerning: Mapping[str, int]
    """What comes between the two characters of a pair, mostly less than nothing."""


class Setting(Struct, frozen=True):
    """Lines in one type."""

    weight: Weight
    size: int
    lines: tuple[str, ...]

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the top of what may follow."""
        return round(len(self.lines) * self.size * LEADING)

    @property
    def width(self) -> float:
        """Pixels of the longest line."""
        return max((measure_text(line, self.weight, self.size) for line in self.lines), default=0)


@cache
def read_metrics(weight: Weight) -> Metrics:
    """Read what stands beside a font. The file names each width with the characters that have it."""
    text = files("generator").joinpath("fonts", f"NotoSans-{weight}.json").read_text(encoding="utf-8")
    tables = json.loads(text)
    widths = {character: int(width) for width, characters in tables["widths"].items() for character in characters}
    kerning = {
        pairs[start : start + 2]: int(space)
        for space, pairs in tables["kerning"].items()
        for start in range(0, len(pairs), 2)
    }
    return Metrics(widths, kerning)


def clean_text(text: str) -> str:
    """Leave only what can be drawn: no controls, no emoji, one space for any; a box for a letter of another script."""
    widths = read_metrics("Regular").widths
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    known = (character if character in widths else _replace(character) for character in spaced)
    cleaned = " ".join("".join(known).split())
    return cleaned if len(cleaned) <= _LONGEST else f"{cleaned[:_LONGEST].rstrip(_LOOSE)}…"


def _replace(character: str) -> str:
    return _STRANGE if unicodedata.category(character)[0] in "LN" else ""


def place_letters(text: str, weight: Weight, size: int) -> Iterator[tuple[float, str]]:
    """Give each character of a cleaned text with its distance from the start, in pixels."""
    metrics = read_metrics(weight)
    steps = (metrics.widths[left] + metrics.kerning.get(left + right, 0) for left, right in pairwise(text))
    return zip((position * size / EM for position in accumulate(steps, initial=0)), text, strict=False)


def measure_text(text: str, weight: Weight, size: int) -> float:
    """Give the length of a cleaned text, in pixels."""
    return _count_units(text, weight) * size / EM


@lru_cache(_REMEMBERED)
def _count_units(text: str, weight: Weight) -> int:
    metrics = read_metrics(weight)
    kerning = sum(metrics.kerning.get(left + right, 0) for left, right in pairwise(text))
    return sum(metrics.widths[character] for character in text) + kerning


def fit_text(text: str, weight: Weight, box: tuple[float, float], sizes: tuple[int, ...]) -> Setting:
    """Set a cleaned text in the first size in which it fits a box of width and height, else cut it in the last."""
    width, height = box
    for size in sizes:
        setting = Setting(weight, size, wrap_text(text, weight, size, width))
        if setting.height <= height and " ".join(setting.lines) == text:
            return _balance_lines(setting, width)
    lines, room = wrap_text(text, weight, sizes[-1], width), max(1, int(height / (sizes[-1] * LEADING)))
    if len(lines) > room:
        lines = (*lines[: room - 1], _cut_text(" ".join(lines[room - 1 : room + 1]), weight, sizes[-1], width))
    return Setting(weight, sizes[-1], lines)


def wrap_text(text: str, weight: Weight, size: int, width: float) -> tuple[str, ...]:
    """Break a text into lines no wider than so many pixels: between words, and inside one only if it's too long."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure_text(joined, weight, size) <= width:
            lines[-1] = joined
        else:
            lines.extend(_split_word(word, weight, size, width))
    return tuple(lines)


def _split_word(word: str, weight: Weight, size: int, width: float) -> Iterator[str]:
    while measure_text(word, weight, size) > width:
        ends = range(1, len(word) + 1)
        fitting = max(1, bisect_right(ends, width, key=lambda end: measure_text(word[:end], weight, size)))
        yield word[:fitting]
        word = word[fitting:]
    if word:
        yield word


def _balance_lines(setting: Setting, width: float) -> Setting:
    """Make lines about as long as each other without making them more, as browsers do with headings."""
    text, best = " ".join(setting.lines), setting
    narrow, wide = 0.0, width if len(setting.lines) > 1 else 0.0
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        lines = wrap_text(text, setting.weight, setting.size, middle)
        if len(lines) == len(setting.lines) and " ".join(lines) == text:
            wide, best = middle, Setting(setting.weight, setting.size, lines)
        else:
            narrow = middle
    return best


def _cut_text(text: str, weight: Weight, size: int, width: float) -> str:
    """Shorten a text to so many pixels and say so by an ellipsis."""
    while text and measure_text(f"{text}…", weight, size) > width:
        text = text[:-1]
    return f"{text.rstrip(_LOOSE)}…"
