"""Makes ids from names, and finds the actor who carries a name."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz

from generator.model import Actor

_LIKE = 85
"""Per cent of likeness from which two names may mean one actor."""
_SMALL = frozenset({"a", "an", "the", "in", "on", "of", "at", "as", "for", "to", "and", "is", "how", "why", "what"})
_SIGNS = {"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "", "'": ""}
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщыэюяәғқңөұүһі"
_LATIN = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya a gh q ng o u u h i"
_LETTERS = {**dict(zip(_CYRILLIC, _LATIN.split(), strict=True)), "ъ": "", "ь": ""}
"""Cyrillic letters in an id; BGN/PCGN without marks."""


def make_id(name: str) -> str:
    """Give an id made from a name, or nothing where no letter of it can stand in one."""
    plain = "".join({**_SIGNS, **_LETTERS}.get(char, char) for char in name.casefold())
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:60].strip("-")


def make_name(name: str) -> str:
    """Give a readable name made from an id."""
    return name.replace("-", " ").capitalize()


def drop_article(name: str) -> str:
    """Give a name without its English article, folded, since mastheads come with and without."""
    return " ".join(name.casefold().removeprefix("the ").split())


def find_first_word(title: str) -> str:
    """Give the first word of a title that says something, as a part of an id."""
    words = [make_id(word) for word in title.split()]
    return next((word for word in words if word and word not in _SMALL), next(filter(None, words), ""))


def find_actor(name: str, actors: Mapping[str, Actor]) -> str:
    """Give the id of the actor who carries a name, or nothing."""
    wanted = drop_article(name)
    return next((actor for actor, spelling in _list_names(actors) if drop_article(spelling) == wanted), "")


def find_like(name: str, actors: Mapping[str, Actor]) -> str:
    """Give the id of the actor with the name most like one, or nothing where none is near."""
    wanted = drop_article(name)
    scored = [(fuzz.ratio(wanted, drop_article(spelling)), actor) for actor, spelling in _list_names(actors)]
    likeness, actor = max(scored, default=(0.0, ""))
    return actor if likeness >= _LIKE else ""


def map_names(actors: Mapping[str, Actor]) -> Mapping[str, str]:
    """Give the actor of each spelling; the first of those who share one."""
    return {spelling: actor for actor, spelling in reversed(tuple(_list_names(actors)))}


def _list_names(actors: Mapping[str, Actor]) -> Iterator[tuple[str, str]]:
    for actor_id, actor in actors.items():
        yield actor_id, actor.name
        yield from ((actor_id, name.name) for name in actor.names)
