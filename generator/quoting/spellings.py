"""Finds where names stand in a source text."""

from collections.abc import Iterable, Mapping, Sequence

import regex

from generator.quoting.folding import fold_text
from generator.quoting.quotes import Span
from generator.quoting.source_text import SourceText

_RUN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_POSSESSIVE = "'s"


SpellingIndex = Mapping[str, Sequence[tuple[str, int, Sequence[str]]]]
"""Folded spellings by their first run of letters, longest first, with the length of what precedes it."""


def find_spellings(source: SourceText, spellings: Sequence[str]) -> dict[str, tuple[Span, ...]]:
    """Give every place of each spelling: whole words, the longest spelling first, none inside another's place.

    Spellings are folded like quotes; a possessive 's may follow and is not part of the place.
    """
    found = locate_spellings(source, index_spellings(spellings))
    return {spelling: found.get(spelling, ()) for spelling in spellings}


def locate_spellings(source: SourceText, index: SpellingIndex) -> dict[str, tuple[Span, ...]]:
    """Do the same for spellings that were indexed once for many texts; those that stand nowhere are left out."""
    found: dict[str, list[Span]] = {}
    text, end = source.folded.text, 0
    for run in _RUN.finditer(text):
        for folded, lead, names in index.get(run[0], ()):
            start = run.start() - lead
            if start >= end and text.startswith(folded, start) and _is_whole(source, start, start + len(folded)):
                end = start + len(folded)
                for name in names:
                    found.setdefault(name, []).append(source.locate(start, end))
    return {spelling: tuple(spans) for spelling, spans in found.items()}


def index_spellings(spellings: Iterable[str]) -> SpellingIndex:
    """Fold spellings for searching, each once."""
    by_folded: dict[str, list[str]] = {}
    for spelling in dict.fromkeys(spellings):
        by_folded.setdefault(fold_text(spelling).text.strip(), []).append(spelling)
    index: dict[str, list[tuple[str, int, list[str]]]] = {}
    for folded in sorted(by_folded, key=len, reverse=True):
        run = _RUN.search(folded)
        if run:
            index.setdefault(run[0], []).append((folded, run.start(), by_folded[folded]))
    return index


def _is_whole(source: SourceText, start: int, end: int) -> bool:
    if source.cuts[start] or not source.cuts[end]:
        return not source.cuts[start]
    after = end + len(_POSSESSIVE)
    return source.folded.text.startswith(_POSSESSIVE, end) and not source.cuts[after]
