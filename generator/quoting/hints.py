"""Makes what is said of a quote that isn't found: a code, a message and words to paste instead."""

from collections.abc import Iterable, Sequence

from generator.quoting.html_view import GLUE, RAISED
from generator.quoting.presentation import show_slice
from generator.quoting.quotes import NotFound, Span
from generator.quoting.source_text import SourceText

MOST_SUGGESTIONS = 3

_RULES = {
    "case-differs": "a quote must keep the source's capitals, or declare a change as in [T]hese",
    "punctuation-differs": "a quote must keep the source's punctuation",
    "whitespace-differs": "a quote must keep the spaces between the source's words",
    "diacritics-differ": "a quote must keep the source's accents and marks",
    "homoglyph": "a quote must use the source's own letters, not ones that look alike",
    "number-differs": "a quote must give the source's numbers",
    "paraphrase": "a quote must stand in the source word for word",
    "paragraph-break": "a quote may cross a paragraph break only where it has a blank line too",
    "word-truncated": "a quote must not begin or end inside a word",
    "number-truncated": "a quote must not leave off a part of a number, its sign, its unit or its range",
    "grapheme-split": "a quote must not split a character from its marks",
    "unmarked-elision": "words left out must be marked as […]",
    "insertion-changes-sense": "a bracket may add words that explain, but must not deny, replace words or complete one",
    "outer-quotes": "a quote must not be put between marks that the source doesn't have",
    "line-end-hyphen": "a quote must keep the hyphen at a line's end as the source prints it",
    "entity": "a quote must be written with the source's characters, HTML entities on neither side or both",
}


def state_rule(code: str) -> str:
    """Give the rule that a code stands for."""
    return _RULES[code]


def widen(source: SourceText, start: int, end: int) -> Span:
    """Give the least range around one, in the folded source, that cuts nothing and starts with no white space."""
    while start and (source.cuts[start] or source.folded.text[start].isspace()):
        start -= 1
    while source.cuts[end]:
        end += 1
    return Span(start, end)


def make_hint(
    source: SourceText, code: str, message: str, ranges: Sequence[tuple[int, int]], others: Iterable[str] = ()
) -> NotFound:
    """Give an outcome that offers the words of some ranges of the folded source, then other texts."""
    wide = [widen(source, *found) for found in ranges]
    slices = (show_slice(source, *span) for span in wide)
    texts = dict.fromkeys([*(text for text in slices if GLUE not in text and RAISED not in text), *others])
    near = source.locate(*wide[0]) if wide else None
    return NotFound(code, message, tuple(texts)[:MOST_SUGGESTIONS], near)
