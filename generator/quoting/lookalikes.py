"""Knows letters that look alike and differ, and brings words down to a common skeleton."""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_CYRILLIC = "АВЕКМНОРСТУХІЈЅҺԚԜаеокмнрстухіјѕһԁԛԝӏ"
_CYRILLIC_LATIN = "ABEKMHOPCTYXIJSHQWaeokmhpctyxijshdqwl"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρτικυχ"
_GREEK_LATIN = "ABEZHIKMNOPTYXaovptikux"
_OTHERS = {"×": "x", "ı": "i", "ӕ": "æ", "Ӕ": "Æ", "∕": "/", "⁄": "/", "∶": ":"}
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}

LOOKALIKES: dict[str, str] = {
    **dict(zip(_CYRILLIC, _CYRILLIC_LATIN, strict=True)),
    **dict(zip(_GREEK, _GREEK_LATIN, strict=True)),
    **_FULL_WIDTH,
    **_OTHERS,
}
"""Each letter with the Latin one it is taken for."""

_TABLE = str.maketrans(LOOKALIKES)


def replace_lookalikes(text: str) -> str:
    """Give the text with each look-alike as the Latin letter it is taken for; the length stays."""
    return text.translate(_TABLE)


def latinise_mixed(word: str) -> str:
    """Give a word of mixed scripts in Latin letters, so that a disguised "not" is seen; any other word as it is."""
    if word.isascii():
        return word
    latin, foreign = _compile_scripts()
    is_mixed = latin.search(word) and foreign.search(word)
    return replace_lookalikes(word) if is_mixed else word


def strip_marks(text: str) -> str:
    """Give the text with é as e and й as и; the length stays if the text is composed."""
    return "".join(map(_strip_mark, text))


def make_skeleton(characters: set[str]) -> dict[int, str]:
    """Give a table for `str.translate` that leaves only letters and digits, without case, marks or look-alikes."""
    return {ord(char): _reduce(char) for char in characters}


@cache
def _compile_scripts() -> tuple["regex.Pattern[str]", "regex.Pattern[str]"]:
    """Give what finds a Latin letter, and what finds one of another script that has look-alikes."""
    # Of those who look letters up here, such as for the id that a hint proposes, few need it.
    import regex  # noqa: PLC0415

    return regex.compile(r"\p{Latin}"), regex.compile(r"[\p{Cyrillic}\p{Greek}]")


def _strip_mark(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    rest = [part for part in parts if not unicodedata.combining(part)]
    return rest[0] if len(rest) == 1 else char


def _reduce(char: str) -> str:
    plain = LOOKALIKES.get(_strip_mark(char), _strip_mark(char))
    lowered = plain.casefold()
    if len(lowered) != 1:
        lowered = plain
    lowered = LOOKALIKES.get(lowered, lowered)
    return lowered if unicodedata.category(lowered)[0] in "LN" else ""
