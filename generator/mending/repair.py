"""Defines a repair of one scalar, and advice where nothing can be repaired safely."""

from msgspec import Struct

from generator.problems import Place


class Repair(Struct, frozen=True):
    """Another text for one scalar of a YAML file."""

    place: Place
    old: str
    new: str


class Advice(Struct, frozen=True):
    """What a person must do, since a program can't do it safely."""

    place: Place
    text: str
    """Begins with a verb, or says why something was left."""

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"
