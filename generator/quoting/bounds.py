"""Marks the places where a quote may not begin or end: inside a word, a number, a grapheme."""

from array import array
from operator import methodcaller

import regex

from generator.quoting.folding import HYPHENS, LONG_DASHES
from generator.quoting.html_view import GLUE
from generator.quoting.traced import TracedText

IN_WORD = 1
IN_NUMBER = 2
IN_GRAPHEME = 4
IN_STOPS = 8
"""Inside a run of stops: a quote that ends in the first of three would show an ellipsis as a full stop."""

_LONG = regex.escape(LONG_DASHES)
_HYPHEN = rf"(?:(?![{_LONG}])[\p{{Pd}}{regex.escape(HYPHENS)}\u02d7\u2796])"
_GAP = r"[^\S\r\n]{0,3}"
_WIDE_GAP = r"[^\S\r\n]{0,8}(?:\r\n|[\r\n])?[^\S\r\n]{0,8}"
_LINE_END = rf"{_HYPHEN}[^\S\r\n]{{0,8}}(?:(?:\r\n|[\r\n])[^\S\r\n]{{0,40}}){{1,3}}"
"""A hyphen at the end of a line or page."""
_UNSEEN = rf"[\p{{Cf}}\p{{Cs}}\p{{Co}}\p{{Cn}}\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffd{GLUE}]{{1,8}}"
"""What shows nothing, or nobody knows what: letters on both sides of it may be one word."""
_LETTERS = r"[\p{L}\p{M}\p{N}]+"
_APOSTROPHES = r"'’‘‛′＇`´"

WORD_JOINERS = rf"(?:(?:{_UNSEEN})?(?:{_LINE_END}|{_HYPHEN}|[{_APOSTROPHES}_·\u2027])(?:{_UNSEEN})?|{_UNSEEN})"
"""A pattern of what stands between two parts of one word."""
# What nearly always stands behind a word joins nothing, and is told first.
WORD = regex.compile(rf"{_LETTERS}(?:(?![ .,]){WORD_JOINERS}{_LETTERS})*+")

_SCALE = (
    r"(?i:hundred|thousand|million|billion|trillion|mln|bln|bn|trn|dozen|тыс(?:яч\p{L}*)?|млн|млрд|трлн|сот(?:ен|ни)|"
    r"миллион\p{L}*|миллиард\p{L}*|триллион\p{L}*|мың\p{L}*|жүз)(?![\p{L}\p{M}])"
)
_DIGITS = (
    r"(?:(?<![\p{N}]|\p{N}[.,])\p{N}{1,3}(?:(?=\s)WIDE\p{N}{3}(?!\p{N}))+(?:[.,]\p{N}+)?"  # 12 500
    r"|\p{N}+(?=\s)GAP[\p{No}]|\p{N}+(?=\s)GAP\p{N}+[/⁄]\p{N}+"  # 2 ½, 1 1/2
    r"|\p{N}+)(?:(?:[.,:/'’·٫٬⁄∶×^*．，：／\ufffc\ufff9⁺⁻₊₋]|\.{2,3}|…)\p{N}+)*"  # 3.5, 10:30, 1/2, 3×4
)
_BEFORE = (
    r"(?:\u2212GAP|(?<![\p{L}\p{M}\p{N}])HYPHEN{1,3}|(?<!\S)[LONG]{1,3}"  # -5
    r"|(?m:(?<!^))[>＞]GAP|(?![|=>＞])[\p{Sm}﹢⁺⁻₊₋]GAP"  # <5, ± 5, but not the mark of quoted mail
    r"|(?<![\p{L}\p{N}.])[.,·]|\p{Lu}{0,3}\p{Sc}GAP|[%٪％])"  # .5, US$5, %5
)
_AFTER = r"(?:GAP[%‰‱٪؉؊％﹪°º′″]|GAP\p{Sc}|[+＋]|(?=\s)WIDESCALE)"
_LINK = r"(?:GAP(?:HYPHEN|[LONG~〜～]){1,4}WIDE|(?<=\p{Sc})GAP(?=[\p{N}]))"  # 3-5, 5 $10


def _fill(pattern: str) -> str:
    names = {"HYPHEN": _HYPHEN, "LONG": _LONG, "WIDE": _WIDE_GAP, "GAP": _GAP, "SCALE": _SCALE}
    for name, value in names.items():
        pattern = pattern.replace(name, value)
    return pattern


NUMBER = regex.compile(
    _fill(rf"{_BEFORE}{{0,4}}+{_DIGITS}{_AFTER}{{0,3}}+(?:{_LINK}{_BEFORE}{{0,3}}+{_DIGITS}{_AFTER}{{0,3}}+)*+")
)
_SPAN = methodcaller("span")
_STOPS = regex.compile(r"[.…]{2,}")
_CLUSTERING = regex.compile(r"[^\p{GCB=Other}\p{GCB=Control}\p{GCB=CR}\p{GCB=LF}]")
# Flags are paired here, since \X looks back over the whole run for each of them.
_CLUSTER = regex.compile(r"\p{GCB=RI}{2}[\p{GCB=Extend}\p{GCB=SpacingMark}\u200d]*+|\X")


def mark_cuts(settled: str) -> bytearray:
    """Give, for each offset of a settled text, what a cut there would split (0: nothing)."""
    cuts = bytearray(len(settled) + 1)
    for pattern, flag in ((WORD, IN_WORD), (NUMBER, IN_NUMBER), (_STOPS, IN_STOPS)):
        for first, last in map(_SPAN, pattern.finditer(settled)):
            if flag == IN_WORD:
                cuts[first + 1 : last] = b"\x01" * (last - first - 1)
            else:
                for offset in range(first + 1, last):
                    cuts[offset] |= flag
    return cuts


def find_inner_offsets(text: str) -> bytearray:
    """Give, for each offset of a text, 1 where it lies inside a grapheme. Source: UAX #29."""
    inner = bytearray(len(text) + 1)
    if not any(map(_CLUSTERING.match, set(text))):
        return inner
    for match in _CLUSTER.finditer(text):
        first, last = match.span()
        for offset in range(first + 1, last):
            inner[offset] = 1
    return inner


def keep_clusters(folded: TracedText, inner: bytearray) -> TracedText:
    """Let each character end where its grapheme does, as far as only ignored characters follow (☑ and its selector)."""
    if not folded.text or 1 not in inner:
        return folded
    ends = array("q", folded.ends)
    limits = array("q", folded.starts[1:])
    limits.append(len(inner) - 1)
    for number, limit in enumerate(limits):
        end = ends[number]
        while inner[end] and end < limit:
            end += 1
        if not inner[end]:
            ends[number] = end
    return TracedText(folded.text, folded.starts, ends)
