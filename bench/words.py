"""Invents words, names and sentences, always the same for the same random numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

_ONSETS = ("b", "d", "dr", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "tr", "v", "y", "z")
_VOWELS = ("a", "e", "i", "o", "u")
_SYLLABLES = len(_ONSETS) * len(_VOWELS)
_STEP = 100_003
"""Prime, so that numbers in a row give words that are nothing alike."""
_COMMON = (
    *("the", "of", "and", "to", "in", "that", "was", "on", "for", "with", "by", "had", "at", "from", "its", "were"),
    *("which", "after", "before", "their", "more", "over", "under", "between", "during", "when", "while", "also"),
)
_VOCABULARY = 2_000
_COMMON_WEIGHT = 0.4
"""How much of a text is common words, as in English."""
_LATIN, _LETTERS = "abdefghiklmnoprstuvyz", "абдефгхиклмнопрстувйз"
_CYRILLIC = str.maketrans(_LATIN + _LATIN.upper(), _LETTERS + _LETTERS.upper())


@dataclass(frozen=True)
class Lexicon:
    """The words of all texts, with how often each is used."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    """Added up, as `Random.choices` wants them."""


def make_lexicon() -> Lexicon:
    """Give common English words and invented ones, the first of which are used most."""
    invented = tuple(invent_word(number, 2) for number in range(_VOCABULARY))
    rare = weigh_ranks(len(invented))
    share = _COMMON_WEIGHT / (1 - _COMMON_WEIGHT) * sum(rare) / len(_COMMON)
    return Lexicon((*_COMMON, *invented), tuple(accumulate([*[share] * len(_COMMON), *rare])))


def weigh_ranks(count: int, exponent: float = 0.85) -> list[float]:
    """Give a weight for each rank from 0: few are used often, many are used seldom (Zipf's law, flattened)."""
    return [1 / (rank + 4) ** exponent for rank in range(count)]


def invent_word(number: int, syllables: int) -> str:
    """Give another word for every number below 90 to the power of the syllables."""
    rest = (number * _STEP + 41) % _SYLLABLES**syllables
    parts = []
    for _ in range(syllables):
        rest, syllable = divmod(rest, _SYLLABLES)
        parts.append(_ONSETS[syllable // len(_VOWELS)] + _VOWELS[syllable % len(_VOWELS)])
    return "".join(parts)


def invent_name(number: int) -> str:
    """Give a name that no other number gives and that is no word of a text: three syllables and a capital."""
    return invent_word(number, 3).capitalize() + "nrslk"[number % 5]


def write_cyrillic(name: str) -> str:
    """Give a name as it might be written in Cyrillic letters."""
    return name.translate(_CYRILLIC)


def draw_words(lexicon: Lexicon, rng: Random, count: int) -> list[str]:
    """Draw words for a text."""
    return rng.choices(lexicon.words, cum_weights=lexicon.weights, k=count)


def write_sentence(words: Sequence[str]) -> str:
    """Make a sentence of words."""
    text = " ".join(words)
    return f"{text[:1].upper()}{text[1:]}."
