"""Names in what a quote differs from words of the source that have the same letters."""

import unicodedata
from collections.abc import Callable, Iterable

import regex

from generator.quoting.lookalikes import LOOKALIKES, replace_lookalikes, strip_marks
from generator.quoting.similar import Token

_NUMBER = regex.compile(r"[-+]?\p{Sc}?\p{N}+(?:[.,:/ ]\p{N}+)*\s?[%‰]?")
_FIGURE = regex.compile(r"\p{Nd}+(?:[.,:/-]\p{Nd}+)*")
_LINE_END_HYPHEN = regex.compile(r"(?<=\p{L})- (?=\p{L})")


def name_difference(quote: str, words: str) -> str:
    """Give the code of evidence.md for the way in which a folded quote differs from folded words of the source."""
    tests: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("paragraph-break", lambda text: text.replace("\n", " ")),
        ("line-end-hyphen", lambda text: _LINE_END_HYPHEN.sub("", text)),
        ("whitespace-differs", _drop_white),
        ("case-differs", str.casefold),
        ("diacritics-differ", strip_marks),
        ("homoglyph", replace_lookalikes),
    )
    for code, simplify in tests:
        if simplify(quote) == simplify(words):
            return code
    if _list_numbers(quote) != _list_numbers(words):
        return "number-differs"
    looser: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("punctuation-differs", _keep_letters),
        ("case-differs", lambda text: _keep_letters(text).casefold()),
        ("diacritics-differ", lambda text: strip_marks(_keep_letters(text)).casefold()),
    )
    return next((code for code, simplify in looser if simplify(quote) == simplify(words)), "homoglyph")


def describe_difference(quote: str, words: str) -> str:
    """Say where a folded quote and folded words of the source first differ."""
    first = next(
        (number for number, pair in enumerate(zip(quote, words, strict=False)) if pair[0] != pair[1]),
        min(len(quote), len(words)),
    )
    left, right = quote[first : first + 1], words[first : first + 1]
    if LOOKALIKES.get(left, left) == LOOKALIKES.get(right, right) and left and right:
        return f"you wrote {_name(left)}, the source has {_name(right)}"
    return f"you wrote {_excerpt(quote, first)}, the source has {_excerpt(words, first)}"


def _name(char: str) -> str:
    return f"{char} (U+{ord(char):04X} {unicodedata.name(char, 'without a name')})"


def _excerpt(text: str, offset: int) -> str:
    """Give the word at an offset, or say that the text ends there."""
    start = max(text.rfind(" ", 0, offset), text.rfind("\n", 0, offset)) + 1
    word = regex.match(r"\S*(?:\s+\S+)?", text, pos=start)
    return f"“{' ¶ '.join(word[0].split(chr(10)))}”" if word and word[0].strip() else "nothing more"


def _drop_white(text: str) -> str:
    return "".join(text.split())


def _keep_letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _list_numbers(text: str) -> list[str]:
    return [_drop_white(number) for number in _NUMBER.findall(text)]


def is_number_swap(pairs: Iterable[tuple[Token | None, Token | None]]) -> bool:
    """Say whether two aligned texts have the same words and differ in numbers only."""
    differing = [pair for pair in pairs if not (pair[0] and pair[1] and pair[0].text == pair[1].text)]
    return bool(differing) and all(
        left and right and _FIGURE.fullmatch(left.text) and _FIGURE.fullmatch(right.text) for left, right in differing
    )
