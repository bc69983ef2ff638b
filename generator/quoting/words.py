"""Splits a text into words and paragraphs."""

import re
from operator import methodcaller

import regex

from generator.quoting.bounds import WORD_JOINERS
from generator.quoting.quotes import Span

_BIT = r"[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060\ufeff]"
# A space, which nearly always stands behind a word, joins nothing, and is told first.
_WORD = regex.compile(rf"[\p{{L}}\p{{N}}]{_BIT}*(?:(?! )(?:{WORD_JOINERS}|(?<=\p{{N}})[.,:/](?=\p{{N}})){_BIT}+)*")
_SPAN = methodcaller("span")
# The last match is empty, as if a blank line ended the text.
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def word_spans(raw: str) -> tuple[tuple[int, int], ...]:
    """Give the place of every word: letters and digits, with the apostrophes, hyphens and separators between them."""
    return tuple(map(_SPAN, _WORD.finditer(raw)))


def count_words(raw: str) -> int:
    """Give the number of words of a text."""
    return sum(1 for _ in _WORD.finditer(raw))


def split_paragraphs(raw: str) -> tuple[Span, ...]:
    """Give the blocks between blank lines, paragraph 1 first, each without the white space at its edges.

    A line is blank if nothing but white space stands on it. Offsets are code points of the raw text, from 0.
    """
    paragraphs: list[Span] = []
    first = last = -1
    for match in _LINE.finditer(raw):
        line = match[0]
        if line.strip():
            if first < 0:
                first = match.start() + len(line) - len(line.lstrip())
            last = match.start() + len(line.rstrip())
        elif first >= 0:
            paragraphs.append(Span(first, last))
            first = -1
    return tuple(paragraphs)
