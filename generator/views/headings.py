"""Gives the headings under which members of a long list stand: years and letters."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from generator.edtf import EdtfDate
from generator.markdown import Markdown, escape_markdown
from generator.views.desk import Desk
from generator.views.sheets import Part, Write


class Heading(NamedTuple):
    """A heading, not yet written."""

    id: str
    write: Callable[[Desk], Markdown]


def head_year(date: EdtfDate | None) -> Heading:
    """Give the year by which something is found."""
    if date is None:
        return Heading("undated", lambda desk: desk.say("not stated"))
    return Heading(f"year-{date.year}", lambda _: Markdown(date.year))


def head_letter(name: str) -> Heading:
    """Give the letter under which a name stands."""
    letter = _find_letter(name)
    code = "-".join(f"{ord(sign):x}" for sign in letter)
    if letter == "#":
        return Heading(f"letter-{code}", lambda desk: desk.say("Other signs"))
    return Heading(f"letter-{code}", lambda _: escape_markdown(letter))


def order_name(name: str) -> tuple[str, str]:
    """Give what sorts a name among others, below its letter."""
    return _find_letter(name), fold(name)


def fold(text: str) -> str:
    """Give the form by which names are sorted: lowercase, without accents on Latin letters."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).lstrip("'\"#‘“ ")


def list_parts(members: Iterable[Any], head: Callable[[Any], Heading], write: Write) -> Iterator[Part]:
    """Give members, sorted by their headings, in the parts that these make."""
    for name, group in groupby(members, lambda member: head(member).id):
        alike = tuple(group)
        yield Part(name, head(alike[0]).write, write, alike)


def _find_letter(name: str) -> str:
    folded = fold(name)
    return folded[0].upper() if folded and folded[0].isalpha() else "#"
