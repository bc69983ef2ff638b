"""Folds words to one form for all spellings and scripts, by rules from which the search page works, too."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

LETTERS: Mapping[str, str] = {
    **dict(zip("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһыіэ", "aabvggdeejziikklmnnooprstuuufhhiie", strict=True)),
    **dict.fromkeys("ъь", ""),
    **{"ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia"},  # noqa: PIE800 - one line, not six
}
"""What stands for each Cyrillic letter, small."""
RULES: tuple[tuple[str, str], ...] = (
    (r"[\u0300-\u036f]", ""),
    ("ı", "i"),
    ("[’'`ʼ]", ""),
    ("c(?!h)|q", "k"),
    ("w", "v"),
    (r"f\b", "v"),
    ("kh", "h"),
    ("dzh|zh", "j"),
    ("y", "i"),
    ("ii+", "i"),
    ("([aeou])ie", "$1e"),
    ("[^a-z0-9]+", " "),
)
"""What is replaced, in this order, in decomposed letters; patterns that mean the same in Python and in JavaScript."""
SKIPPED = (
    "a an and at by did do does for from had has have how in into is it its many much of on or s that the their to was "
    "were what when where which who whom why will with"
)
"""Words of a query that say nothing."""
_LETTERS = str.maketrans(dict(LETTERS))
_RULES = tuple((re.compile(pattern, re.ASCII), re.sub(r"\$(\d)", r"\\\1", new)) for pattern, new in RULES)


def describe_folding() -> Mapping[str, Any]:
    """Give the rules as the search page takes them."""
    return {"letters": LETTERS, "rules": RULES, "skipped": SKIPPED}


def split_folded(text: str) -> list[str]:
    """Give the words of a text, folded: Toqaev, Tokayev, Токаев and Тоқаев become tokaev."""
    # No rule looks across white space, so each word is folded once, however often it stands.
    return [word for token in text.split() for word in _fold(token)]


@lru_cache(maxsize=1 << 16)
def _fold(token: str) -> tuple[str, ...]:
    folded = unicodedata.normalize("NFD", token.lower().translate(_LETTERS))
    for pattern, new in _RULES:
        folded = pattern.sub(new, folded)
    return tuple(folded.split())
