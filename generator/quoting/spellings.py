"""Finds where names stand in a source text."""

from collections.abc import Sequence

import regex

from generator.quoting.folding import fold_text
from generator.quoting.quotes import Span
from generator.quoting.source_text import SourceText

_RUN = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_POSSESSIVE = "'s"


def find_spellings(source: SourceText, spellings: Sequence[str]) -> dict[str, tuple[Span, ...]]:
    """Give every place of each spelling: whole words, the longest spelling first, none inside another's place.

    Spellings are folded like quotes; a possessive 's may follow and is not part of the place.
    """
    found: dict[str, list[Span]] = {spelling: [] for spelling in spellings}
    index = _index_spellings(found)
    text, end = source.folded.text, 0
    for run in _RUN.finditer(text):
        for folded, lead, names in index.get(run[0], ()):
            start = run.start() - lead
            if start >= end and text.startswith(folded, start) and _is_whole(source, start, start + len(folded)):
                end = start + len(folded)
                for name in names:
                    found[name].append(source.locate(start, end))
                break
    return {spelling: tuple(spans) for spelling, spans in found.items()}


def _index_spellings(spellings: dict[str, list[Span]]) -> dict[str, list[tuple[str, int, list[str]]]]:
    """Give the folded spellings by their first run of letters, longest first, with the length of what precedes it."""
    by_folded: dict[str, list[str]] = {}
    for spelling in spellings:
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
