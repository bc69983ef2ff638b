"""Finds capitalised names in a text, in Latin and Cyrillic letters, that are no known spelling."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import regex
from msgspec import Struct

from generator.quoting.source_text import SourceText
from generator.quoting.spellings import find_spellings

_WORD = r"(?:(?:\p{Lu}\.){2,}|\p{Lu}[\p{L}\p{M}]*(?:-\p{Lu}[\p{L}\p{M}]*|['’][\p{L}\p{M}]+)*)"
_JOINT = r"(?:of|for|de|von|van|der|bin|ibn|al)"
_NAME = regex.compile(rf"(?<![\p{{L}}\p{{M}}\p{{N}}]){_WORD}(?:\s(?:{_JOINT}\s)?{_WORD})*")
_ORDINARY = regex.compile(r"(?<![\p{L}\p{M}'’-])\p{Ll}[\p{L}\p{M}]*")
_OPENING = regex.compile(r"(?:^|[.!?…:]['\"’”»)\]]*\s|\n\s*\n|[“«\"‘(\[]|[-–—•]\s)['\"“«‘(\[]*\s*$")
_BEFORE = 12
"""Characters before a name that tell whether it begins a sentence."""
_CALENDAR = frozenset(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr am pm
    i i'm i've i'd i'll январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
    """.split()  # noqa: SIM905 - one word a line would be fifty lines
)
_LEAST_STEM = 4
"""Letters that two forms of a name share; five in Latin letters, where short words are alike more often."""
_LONGEST_ENDING = 4


class FoundName(Struct, frozen=True):
    """A name, and one place of it."""

    text: str
    start: int
    """In code points of the source text, from 0."""
    opens_sentence: bool
    """Whether it stands where any word has a capital, and is one word."""


def find_names(
    source: SourceText, known: Sequence[str], ordinary: frozenset[str], ranges: Sequence[tuple[int, int]]
) -> Iterator[FoundName]:
    """Give the names in some ranges of a source, in code points, without known spellings and forms of them.

    An ordinary word is no name, nor does one open a sentence as part of a name.
    """
    starts = source.view.starts
    masked = _mask_known(source, known)
    stems = {_plain(word) for spelling in known for word in regex.findall(r"[\p{L}\p{M}]+", spelling)}
    for match in _NAME.finditer(masked):
        start = starts[match.start()]
        if not any(first <= start < last for first, last in ranges):
            continue
        opens = _OPENING.search(masked[max(0, match.start() - _BEFORE) : match.start()]) is not None
        words = _trim(match[0].split(), ordinary, opens=opens)
        offset = match.start() + match[0].find(words[0]) if words else 0
        if len(words) == 1 and _is_ordinary(words[0], ordinary):
            continue
        if words and not all(_is_known_form(word, stems) for word in words if word[0].isupper()):
            yield FoundName(" ".join(words), starts[offset], opens and len(words) == 1 and offset == match.start())


def list_ordinary(texts: Iterable[SourceText]) -> frozenset[str]:
    """Give the words that some text has without a capital."""
    return frozenset(word for text in texts for word in _ORDINARY.findall(text.view.text))


def _mask_known(source: SourceText, known: Sequence[str]) -> str:
    """Give the view with known spellings put out of sight, so that they neither are names nor parts of one."""
    view = list(source.view.text)
    positions = {origin: offset for offset, origin in enumerate(source.view.starts)}
    for spans in find_spellings(source, tuple(dict.fromkeys(known))).values():
        for span in spans:
            for origin in range(span.start, span.end):
                if origin in positions:
                    view[positions[origin]] = "\ufffd"
    return "".join(view)


def _trim(words: list[str], ordinary: frozenset[str], *, opens: bool) -> list[str]:
    """Drop ordinary words, months and days from both ends, and what joined them to the name."""
    words = [_drop_possessive(word) for word in words]
    while words and (not words[0][0].isupper() or _is_ordinary(words[0], ordinary if opens else frozenset())):
        words, opens = words[1:], False
    while words and (not words[-1][0].isupper() or _is_ordinary(words[-1], frozenset())):
        words = words[:-1]
    return words


def _drop_possessive(word: str) -> str:
    return regex.sub(r"['’]s$", "", word)


def _is_ordinary(word: str, ordinary: frozenset[str]) -> bool:
    plain = word.casefold().replace("’", "'")
    return plain in ordinary or plain in _CALENDAR or len(plain) < 2


def _is_known_form(word: str, stems: set[str]) -> bool:
    """Say whether a word is another form of one in a known spelling: Kazakh of Kazakhstan, Токаева of Токаев."""
    plain = _plain(word)
    return plain in stems or any(_are_forms(plain, stem) for stem in stems)


def _are_forms(one: str, other: str) -> bool:
    """Say whether two words differ in their endings only, as far as letters can tell."""
    shared = next(
        (number for number, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1),
        min(len(one), len(other)),
    )
    endings = (len(one) - shared, len(other) - shared)
    if shared < _LEAST_STEM or max(endings) > _LONGEST_ENDING:
        return False
    is_latin = "LATIN" in unicodedata.name(one[0], "")
    return min(endings) == 0 or (max(endings) < _LONGEST_ENDING and shared > _LEAST_STEM * is_latin)


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").replace(".", "")
