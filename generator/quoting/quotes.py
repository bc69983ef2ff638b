"""Defines what one looks for in a source text and what may come of it."""

from typing import Literal, NamedTuple

from msgspec import Struct

TextFormat = Literal["plain", "markdown"]


class Span(NamedTuple):
    """A range of the source text."""

    start: int
    """In code points, from 0."""
    end: int
    """The first code point after the range."""


class Selector(Struct, frozen=True):
    """A quote as the maintainer wrote it. Source: W3C Web Annotation, TextQuoteSelector."""

    exact: str
    prefix: str = ""
    """Must stand just before the range."""
    suffix: str = ""
    """Must stand just after the range."""
    occurrence: int | None = None
    """Which of those that fit, from 1."""
    within_word: bool = False
    """Whether the range may end before a word's ending, as inflected names do in Kazakh and Russian."""


class Found(Struct, frozen=True):
    """The words stand in the source, at one place."""

    start: int
    """In code points of the text, from 0."""
    end: int
    """The first code point after the range."""
    segments: tuple[Span, ...]
    """More than one where the quote leaves something out."""
    warnings: tuple[str, ...]
    """Codes, in the order of evidence.md."""
    display: str
    """The words as printed, with the maintainer's brackets as presentation."""


class QuotePlace(Struct, frozen=True):
    """One of several places where the words stand."""

    start: int
    """In code points of the text, from 0."""
    end: int
    """The first code point after the range."""
    prefix: str
    """The least prefix that selects this place; empty where no prefix can."""


class Ambiguous(Struct, frozen=True):
    """The words stand at several places."""

    places: tuple[QuotePlace, ...]
    """The first of them, in the order of the text."""
    count: int
    """Of all places."""


class NotFound(Struct, frozen=True):
    """The words don't stand in the source."""

    reason: str
    """A code of evidence.md, in kebab case."""
    message: str
    """The rule, with "must", then what was found."""
    suggestions: tuple[str, ...] = ()
    """Words to paste instead, at most three, the likeliest first."""
    near: Span | None = None
    """Where the first suggestion stands."""


Outcome = Found | Ambiguous | NotFound
