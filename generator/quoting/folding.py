"""Folds a text for comparison, with a map back to the offsets it came from."""

import re
import unicodedata

from generator.quoting.traced import TracedText, chain_texts, rewrite_text, trace_text

SPACE = " "
PARAGRAPH = "\n"
"""The mark of a paragraph break in a folded text; a single line break folds to a space."""

HYPHENS = "-\u2010\u2011\u2012\u2013\u2043\u2212\ufe58\ufe63\uff0d"
"""What may join two letters to one word, or stand for a minus."""
LONG_DASHES = "\u2014\u2015\u2e3a\u2e3b"
"""What never joins letters: em dash, horizontal bar, two- and three-em dash."""
SINGLE_MARKS = "'\u2018\u2019\u201a\u201b\u2039\u203a\u02b9\u02bb\u02bc\u02bd\u2032\uff07"
DOUBLE_MARKS = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2e42\u301d\u301e\u301f\uff02'

# Soft hyphen, zero-width characters, BOM, bidi controls, variation selectors. Invisible operators
# (U+2061 to U+2064) and tag characters are kept: they carry meaning (2⁤3 is a sum, a tagged flag is a nation's).
_IGNORED = re.compile(
    "[\u00ad\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
SOFT_BREAK = re.compile(r"\u00ad(?=[^\S\r\n]{0,40}[\r\n])")
"""A soft hyphen at a line's end: there it shows, and divides a word."""
LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_MARKS = {
    **dict.fromkeys(map(ord, DOUBLE_MARKS), '"'),
    **dict.fromkeys(map(ord, SINGLE_MARKS), "'"),
    **dict.fromkeys(map(ord, HYPHENS + LONG_DASHES), "-"),
}
_RUNS = re.compile(r"[^\S ]\s*| \s+|-{2,}|[\ufb00-\ufb06\u2026]")
SPREADING = re.compile("[\ufb00-\ufb06\u2026]")
"""What folds to several characters: a ligature, an ellipsis."""
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
# A longer run of marks on one letter is no writing; without a bound, composing it takes quadratic time.
_LONGEST_CLUSTER = 30


def fold_text(text: str) -> TracedText:
    """Give the text as it is compared, with offsets of the text given."""
    settled = settle_text(text)
    return chain_texts(fold_settled(settled.text), settled)


def settle_text(text: str) -> TracedText:
    """Leave out what is ignored and compose the rest (NFC): the same characters, however they are encoded."""
    if text.isascii():
        return trace_text(text)
    shown = rewrite_text(trace_text(text), SOFT_BREAK, lambda _: "-")
    return _compose(rewrite_text(shown, _IGNORED, lambda _: ""))


def fold_settled(text: str) -> TracedText:
    """Fold marks, dashes, ligatures and white space of a settled text."""
    plain = text if text.isascii() else text.translate(_MARKS)
    return rewrite_text(trace_text(plain), _RUNS, _fold_run)


def _fold_run(run: str) -> str:
    if run[0] == "-":
        return "-"
    if run[0] == "\u2026":
        return "..."
    if run[0] in LIGATURES:
        return LIGATURES[run[0]]
    has_blank_line = "\u2029" in run or len(_LINE_BREAK.findall(run)) > 1
    return PARAGRAPH if has_blank_line else SPACE


def _compose(traced: TracedText) -> TracedText:
    characters = set(traced.text)
    marks = "".join(sorted(filter(_is_mark, characters)))
    altered = "".join(sorted(char for char in characters if unicodedata.normalize("NFC", char) != char))
    choices = []
    if marks:
        choices.append(f"[^{re.escape(marks)}]?[{re.escape(marks)}]{{1,{_LONGEST_CLUSTER}}}")
    if altered:
        choices.append(f"[{re.escape(altered)}]")
    if not choices:
        return traced
    return rewrite_text(traced, re.compile("|".join(choices), re.DOTALL), lambda run: unicodedata.normalize("NFC", run))


def _is_mark(char: str) -> bool:
    """Say whether a character may be composed with the one before it: a mark, or a vowel or final of Hangul."""
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"
