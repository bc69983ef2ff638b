"""Defines an entry of a work list: where, what was found, what to do."""

from msgspec import Struct

from generator.problems import Place


class Entry(Struct, frozen=True):
    """One thing that could be done."""

    place: Place
    found: str
    """What there is, in a few words."""
    cure: str
    """What to do; begins with a verb."""

    def __str__(self) -> str:
        return f"{self.place}: {self.found}: {self.cure}"


def shorten(text: str, words: int = 8) -> str:
    """Give the first words of a text, in marks."""
    listed = text.split()
    return f"“{' '.join(listed[:words])}{'…' if len(listed) > words else ''}”"
