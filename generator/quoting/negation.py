"""Knows the words that deny, in English, Russian and Kazakh."""

import unicodedata
from functools import lru_cache

import regex

from generator.quoting.lookalikes import latinise_mixed

_NEGATIONS = frozenset(
    """
    not no never without none nobody nothing nowhere neither nor cannot hardly scarcely barely rarely seldom ain't
    не ни нет нету без безо никогда никто никого никому никем ничто ничего ничему ничем нигде никуда никак нельзя
    невозможно ничуть отнюдь нисколько едва emes joq
    """.split()  # noqa: SIM905 - one word a line would be a hundred lines
)
_STEMS = ("емес", "жоқ", "никак", "ешқ", "ешб", "ештең", "ешкім", "ешнәрсе")
_DENIALS = frozenset(
    """
    deny denies denied denying refuse refuses refused refusing fail fails failed failing failure lack lacks lacked
    lacking unable unlikely untrue false falsely wrongly incorrectly contrary minus few little less except unless un non
    anti dis mis il ir im отрицает отрицал отрицала отрицали отказался отказалась отказались опроверг опровергла
    опровергли ложно якобы минус кроме мало
    """.split()  # noqa: SIM905
)
"""What turns the sense besides; as an insertion it is refused."""
_WITHOUT = ("сыз", "сіз")
"""Kazakh: what is without something. Not the pronoun сіз itself."""
_HARMLESS = frozenset(("nevertheless", "nonetheless", "regardless"))
# Written without its apostrophe; "cant" and "wont" are words too, but no loss to a quote.
_BARE_CONTRACTION = regex.compile(
    r"(?:ai|are|ca|could|did|does|do|had|has|have|is|must|need|should|was|were|wo|would)nt"
)
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['/-][\p{L}\p{M}]+)*")
_MARKS = regex.compile(r"\p{M}+")
"""What is left of marks in a composed text: those that only disguise a letter."""
_MIXED = regex.compile(r"\p{Latin}.*(?!\p{Latin})\p{L}|(?!\p{Latin})\p{L}.*\p{Latin}")
_SENTENCE_END = regex.compile(r"[.!?]['\")]*\s|\n")
_CONTEXT_WORDS = 3
_CONTEXT_CHARACTERS = 160


def has_negation(folded: str) -> bool:
    """Say whether a folded text holds a word that denies."""
    return any(map(_is_negation, _list_words(folded)))


def has_denial(folded: str) -> bool:
    """Say whether a folded text, put into a quote, could turn its sense: a negation, a verb that denies, a disguise."""
    words = _list_words(folded)
    is_disguised = any(map(_MIXED.search, _WORD.findall(folded)))
    return is_disguised or any(_is_negation(word) or word in _DENIALS or _is_affixed(word) for word in words)


def ends_in_negation(ending: str) -> bool:
    """Say whether the rest of a word denies what the word says: did|n't, хабар|сыз."""
    plain = unicodedata.normalize("NFKC", ending).casefold()
    return plain.startswith(("n't", "'t")) or plain.lstrip("'-").startswith(("less", "free", *_WITHOUT))


def is_denied_before(folded: str) -> bool:
    """Say whether one of the last three words of a text, in its last sentence, denies what follows."""
    sentence = _SENTENCE_END.split(folded[-_CONTEXT_CHARACTERS:])[-1]
    return any(_is_negation(word) or word in _DENIALS for word in _list_words(sentence)[-_CONTEXT_WORDS:])


def is_denied_after(folded: str) -> bool:
    """Say whether one of the first three words of a text, in its first sentence, denies what precedes."""
    sentence = _SENTENCE_END.split(folded[:_CONTEXT_CHARACTERS])[0]
    return any(_is_negation(word) for word in _list_words(sentence)[:_CONTEXT_WORDS])


def _list_words(folded: str) -> list[str]:
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", folded).casefold())
    return [latinise_mixed(word) for word in _WORD.findall(plain)]


@lru_cache(maxsize=10_000)
def _is_negation(word: str) -> bool:
    parts = [word, *word.replace("/", "-").split("-")]
    return any(
        part in _NEGATIONS
        or part.startswith(_STEMS)
        or part.endswith("n't")
        or (part.endswith(_WITHOUT) and len(part) > len("сіз"))
        or _BARE_CONTRACTION.fullmatch(part) is not None
        for part in parts
    )


def _is_affixed(word: str) -> bool:
    is_lacking = word.endswith("less") and word not in _HARMLESS
    return is_lacking or word == "w/o" or word.startswith(("non-", "un-", "anti-"))
