"""Invents the actors of a corpus; those that come first are named most often."""

from dataclasses import dataclass
from random import Random

from bench.words import invent_name

_GIVEN = 240
"""How many given names there are."""
_SURNAMES = 1_000
"""The first number of a surname; no given name has it."""
_HEAD = ("place", "commission", "press", "observers", "party", "person", "person", "person")
"""What even the smallest corpus needs: where, by whom, in what, and who speaks."""
_REST = (
    *("person", "party", "person", "place", "person", "press", "person", "body", "person", "group"),
    *("person", "person", "observers", "person", "place", "person", "body", "person", "person", "party"),
)
_KINDS = {
    "place": ("place", "{name}", None, None),
    "commission": ("organization", "{name} Election Commission", "election-commission", "official"),
    "press": ("organization", "{name} Herald", "news-media", "press"),
    "observers": ("organization", "{name} Observation Mission", "observer-mission", "observer"),
    "party": ("organization", "{name} Party", "political-party", "party"),
    "body": ("organization", "Ministry of {name}", "ministry", "official"),
    "group": ("group", "Voters of {name}", None, "public"),
    "person": ("person", "{given} {name}", None, None),
}
_SIDES = ("official", "opposition", "opposition", "analyst", "civil-society", "party")


@dataclass(frozen=True)
class Figure:
    """An actor before anything is known of it."""

    id: str
    role: str
    """What it is for the corpus: one of the words in _KINDS."""
    type: str
    name: str
    surname: str
    """Of a person; else the invented part of the name."""
    classification: str | None
    side: str | None


def invent_cast(count: int, seed: int) -> list[Figure]:
    """Give so many actors, each with a name of its own."""
    rng = Random(f"{seed}/cast")
    return [_invent_figure(number, rng) for number in range(count)]


def _invent_figure(number: int, rng: Random) -> Figure:
    role = _HEAD[number] if number < len(_HEAD) else _REST[number % len(_REST)]
    kind, pattern, classification, side = _KINDS[role]
    surname = invent_name(_SURNAMES + number)
    name = pattern.format(name=surname, given=invent_name(rng.randrange(_GIVEN)))
    if role == "person" and rng.random() < 0.7:
        side = rng.choice(_SIDES)
    return Figure(name.lower().replace(" ", "-"), role, kind, name, surname, classification, side)
