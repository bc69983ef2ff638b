"""Writes a quote as its source prints it, where the two differ in typography only."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice, product

import regex
from msgspec import Struct

from generator.quoting.brackets import Bracket, fold_quote, read_brackets
from generator.quoting.folding import PARAGRAPH, SPACE, fold_text
from generator.quoting.matching import find_occurrences
from generator.quoting.negation import has_denial
from generator.quoting.presentation import UNSHOWN, show_slice
from generator.quoting.source_text import SourceText
from generator.quoting.traced import TracedText

_SOFT_HYPHEN = "\u00ad"
_MARKS = str.maketrans(dict.fromkeys('"`\u00b4', "'"))
"""Single and double marks count as alike here; an accent that stands alone is meant as one of them."""
_NUMBER = regex.compile(r"\p{N}+(?:[.,:/]\p{N}+)*")
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_MOST_PLACES = 8
"""Places of one part of a quote that are tried."""
_MOST_READINGS = 32
_LEAST_LETTERS = 4
"""Of a part; a shorter one says nothing about where it was copied from."""


class _Bones(Struct, frozen=True):
    """What is left of a text without white space and with one sort of quotation marks."""

    text: str
    kept: tuple[int, ...]
    """For each character, its offset in the folded text."""


class _Bit(Struct, frozen=True):
    """A stretch of a quote: words of the source, or a bracket that stays as it is written."""

    shown: str
    bones: str
    is_kept: bool


def reprint_quote(source: SourceText, exact: str) -> Iterator[str]:
    """Give the forms, each once, in which the source prints words that differ from a quote's in typography only.

    Such are quotation marks, dashes, white space, ligatures and soft hyphens; brackets of the quote stay. Whether a
    form stands once in the source, and whether it says the same, is still to be asked (`changes_sense`).
    """
    quote = fold_quote(exact)
    brackets = read_brackets(quote, exact)
    if brackets is None or not quote.text:
        return
    present = {bracket for bracket in brackets if quote.text[bracket.start : bracket.end] in source.folded.text}
    bones = _strip_source(source)
    parts = _split(quote, exact, tuple(bracket for bracket in brackets if bracket not in present))
    printed = [tuple(_reprint_part(source, bones, part)) for part in parts]
    seen: set[str] = set()
    for forms in islice(product(*printed), _MOST_READINGS):
        form = " […] ".join(forms)
        if form not in seen:
            seen.add(form)
            yield form


def changes_sense(source: SourceText, exact: str, printed: str) -> str:
    """Say why the printed form, for all its likeness, may say something else than the quote; empty where it can't."""
    old, new = fold_text(exact).text, fold_text(printed).text
    if _NUMBER.findall(old) != _NUMBER.findall(new):
        return "the white space makes other numbers"
    before, after = _WORD.findall(old), _WORD.findall(new)
    if [word for word in before if has_denial(word)] != [word for word in after if has_denial(word)]:
        return "the white space makes or unmakes a negation"
    odd = Counter(before) - Counter(after)
    known = set(_WORD.findall(source.folded.text))
    if odd and all(word in known for word in odd):
        return f"{' '.join(odd)} may be what was meant, since the source has such words too"
    return ""


def _strip_source(source: SourceText) -> _Bones:
    """Strip a source of white space, and of soft hyphens, which show only where a line ends."""
    text, view = source.folded.text, source.view.text
    kept = tuple(
        offset
        for offset, char in enumerate(text)
        if char not in {SPACE, PARAGRAPH}
        and not (char == "-" and view.startswith(_SOFT_HYPHEN, source.folded.starts[offset]))
    )
    return _Bones("".join(text[offset] for offset in kept).translate(_MARKS), kept)


def _split(quote: TracedText, exact: str, brackets: tuple[Bracket, ...]) -> list[list[_Bit]]:
    """Split a quote at its elisions, and each part into words and the brackets between them."""
    parts: list[list[_Bit]] = [[]]
    cursor = 0
    for bracket in brackets:
        parts[-1].append(_cut(quote, exact, cursor, bracket.start))
        cursor = bracket.end
        if bracket.kind == "elision":
            parts.append([])
        else:
            letter = bracket.shown[1:-1].strip().swapcase() if bracket.kind == "case" else ""
            parts[-1].append(_Bit(UNSHOWN.sub("", bracket.shown), letter, is_kept=True))
    parts[-1].append(_cut(quote, exact, cursor, len(quote.text)))
    return [part for part in parts if any(bit.bones for bit in part)]


def _cut(quote: TracedText, exact: str, start: int, end: int) -> _Bit:
    shown = exact[quote.starts[start] : quote.ends[end - 1]] if start < end else ""
    bones = "".join(quote.text[start:end].split()).translate(_MARKS)
    return _Bit(shown, bones, is_kept=False)


def _reprint_part(source: SourceText, bones: _Bones, part: list[_Bit]) -> Iterator[str]:
    """Give what the source prints at each place of a part, with the part's brackets where they were."""
    letters = "".join(bit.bones for bit in part)
    if len(letters) < _LEAST_LETTERS:
        return
    for place in islice(find_occurrences(bones.text, letters), _MOST_PLACES):
        pieces, cursor = [], place
        for bit in part:
            last = cursor + len(bit.bones)
            pieces.append(bit.shown if bit.is_kept else _print_bit(source, bones, bit, (cursor, last)))
            cursor = last
        yield "".join(pieces).strip()


def _print_bit(source: SourceText, bones: _Bones, bit: _Bit, place: tuple[int, int]) -> str:
    """Give the source's own form of some words, between the white space that the quote has around them."""
    if not bit.bones:
        return bit.shown
    lead = bit.shown[: len(bit.shown) - len(bit.shown.lstrip())]
    tail = bit.shown[len(bit.shown.rstrip()) :]
    first, last = bones.kept[place[0]], bones.kept[place[1] - 1] + 1
    return f"{lead}{show_slice(source, first, last)}{tail}"
