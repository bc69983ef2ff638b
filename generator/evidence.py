"""Defines what a build knows of the texts: where each quote stands, and what was read off each text."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from sys import intern

from msgspec import Struct, field

from generator.late import Deferred
from generator.model import Actor, Claim
from generator.quoting.quotes import Ambiguous, Selector

_ENCODER = json.JSONEncoder(ensure_ascii=False)
Segment = tuple[int, int]
"""Half-open, from 0."""


class Anchor(Struct, frozen=True):
    """Where the words of a claim stand. Source: W3C Web Annotation, TextPositionSelector."""

    selector: str
    """Digest of the quote and what selects it, as written in the annotation."""
    segments: tuple[Segment, ...]
    """In code points of the text; more than one where the quote leaves something out."""
    paragraphs: tuple[int, ...]
    """From 1."""
    word_ranges: tuple[Segment, ...]
    """In words of the text, with those of the typed prefix and suffix."""
    printed: tuple[str, ...]
    """The source's own words, a text for each segment, white space folded."""
    words: str
    """The same as one text, with the maintainer's brackets as presentation."""
    warnings: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        """Where the range begins, in code points of the text."""
        return self.segments[0][0]

    @property
    def end(self) -> int:
        """Where the range ends, in code points of the text."""
        return self.segments[-1][1]


class Reading(Struct, frozen=True):
    """What was read off one text."""

    sha256: str
    paragraph_words: tuple[int, ...]
    """Number of words of each paragraph."""


class Mentions(Struct, frozen=True):
    """Where an actor's spellings stand."""

    spellings: str
    """Digest of the spellings that were looked for."""
    found: Mapping[str, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)
    """Paragraphs by source and spelling, one for each occurrence."""


class AllMentions(Struct, frozen=True):
    """The mentions of all actors."""

    by_actor: Mapping[str, Mentions]
    digest: str
    """Of the lines that a lock has for them."""


class SourceAnchors(Struct, frozen=True):
    """Where the words of the claims of one source stand; few are asked for after a small change."""

    keys: tuple[str, ...]
    """Of the claims whose words were found."""
    digest: str
    """Of the lines that a lock has for them."""
    held: Deferred[Mapping[str, Anchor]]
    """By key."""


class Anchors(Mapping[str, Anchor]):
    """The anchors of all sources by claim, such as morrow-herald/c1."""

    __slots__ = ("by_source",)

    def __init__(self, by_source: Mapping[str, SourceAnchors]) -> None:
        """Take those of each source."""
        self.by_source = by_source

    def __getitem__(self, ref: str) -> Anchor:
        source, _, key = ref.partition("/")
        return self.by_source[source].held.open()[key]

    def __contains__(self, ref: object) -> bool:
        source, _, key = str(ref).partition("/")
        return source in self.by_source and key in self.by_source[source].keys

    def __iter__(self) -> Iterator[str]:
        return (f"{source}/{key}" for source, found in self.by_source.items() for key in found.keys)

    def __len__(self) -> int:
        return sum(len(found.keys) for found in self.by_source.values())


class Evidence(Struct, frozen=True):
    """All that pages show of the texts. The lock is this, written down."""

    readings: Mapping[str, Reading] = field(default_factory=dict)
    """By source."""
    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    """By claim, such as morrow-herald/c1."""
    mentions: Mapping[str, Mentions] = field(default_factory=dict)
    """By actor."""


class Examination(Struct, frozen=True):
    """What was found in one text. It names no place of the content, so that it holds until text or words change."""

    reading: Reading
    found: SourceAnchors
    warned: tuple[tuple[str, str], ...]
    """What is doubtful about words that were found: keys of claims, each with a code."""
    ambiguous: Mapping[str, Ambiguous]
    """Claims whose words stand at several places."""
    missing: tuple[str, ...]
    """Claims whose words don't stand in the text; why not, is another question."""
    spellings: Mapping[str, tuple[int, ...]]
    """The paragraphs of each spelling that was found, one for each occurrence."""
    spelled: str
    """The digest of that."""


def make_selector(claim: Claim) -> Selector:
    """Give what a claim's words are looked up by."""
    return Selector(claim.quote, claim.prefix or "", claim.suffix or "", claim.occurrence, claim.within_word)


def digest_selector(claim: Claim) -> str:
    """Give the digest by which a lock knows that a quote is still the one it verified."""
    return _digest([claim.quote, claim.prefix, claim.suffix, claim.occurrence, claim.within_word])


def digest_spellings(actor: Actor) -> str:
    """Give the digest by which a lock knows that an actor's spellings are still those it looked for."""
    return _digest([[actor.name], *([name.name, list(name.only_at)] for name in actor.names)])


def _digest(value: object) -> str:
    # An outline has the one that an anchor has.
    return intern(hashlib.sha256(_ENCODER.encode(value).encode()).hexdigest()[:32])
