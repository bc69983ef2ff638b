"""Binds the claims of one source with all that follows from where they stand, and gives the gist of each for lists."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from generator.coverage import Coverage, measure_coverage
from generator.edtf import Day, EdtfDate
from generator.evidence import Anchor, Reading
from generator.memo import make_key
from generator.model import Claim, ClaimFile, Section, Source
from generator.problems import Problem
from generator.uses import Use

Moment = tuple[str, tuple[Day, Day, str]]
"""The year in which a date begins, and what sorts it by time."""


class LinkedClaim(Struct, frozen=True):
    """A claim with all that follows from where it stands."""

    ref: str
    """Such as morrow-herald/c1."""
    source: str
    key: str
    claim: Claim
    anchor: Anchor | None
    """None where it is withdrawn."""
    section: Section | None
    """Where its words begin; None where it is withdrawn."""
    speaker: str
    reporter: str
    own_voice: bool
    """Whether the reporter speaks."""
    side: str
    """In what capacity the speaker speaks; empty where nothing says."""
    elections: tuple[str, ...]
    said: EdtfDate | None
    """When it was said, if the text tells."""
    disputes: tuple[str, ...]
    """In which it takes a position."""
    uses: tuple[Use, ...]
    """What rests on it."""

    @property
    def url(self) -> str:
        """The permalink, relative to the site's root."""
        return f"claims/{self.ref}/"

    @property
    def kind(self) -> str:
        """What sort of statement it is."""
        return self.claim.kind

    @property
    def topics(self) -> tuple[str, ...]:
        """Under which readers find it."""
        return self.claim.topics

    @property
    def moment(self) -> Moment | None:
        """When what it tells happened."""
        happened = self.claim.happened
        return (happened.year, happened.order) if happened else None

    @property
    def paragraph(self) -> int | None:
        """In which its words begin, from 1; 0 where that isn't known, none where it has no words."""
        return next(iter(self.anchor.paragraphs), 0) if self.anchor else None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is no longer published."""
        return self.claim.withdrawn is not None

    @property
    def whole(self) -> "LinkedClaim":
        """The claim itself: of one that notes what is read of it, all at once, for whoever reads much."""
        return self


class Origin(Struct, frozen=True):
    """All from which the claims of one source are bound."""

    name: str
    record: Source
    file: ClaimFile
    anchors: Mapping[str, Anchor]
    """By key."""
    reading: Reading | None
    """None where nobody knows the text."""
    sides: Mapping[str, str]
    """In what capacity each actor speaks as a rule."""


class Bonds(Struct, frozen=True):
    """What binds claims, by reference, to records elsewhere."""

    disputes: Mapping[str, tuple[str, ...]]
    """In which a claim takes a position."""
    uses: Mapping[str, tuple[Use, ...]]
    """What rests on it."""


class Gist(NamedTuple):
    """What lists and checks of the whole corpus ask of a claim, so that it need not be read for them.

    What has the name that it has in `LinkedClaim` is the same.
    """

    ref: str
    speaker: str
    side: str
    about: tuple[str, ...]
    via: tuple[str, ...]
    others: tuple[str, ...]
    """Who else is named: the reporter, and to whom it was said."""
    elections: tuple[str, ...]
    topics: tuple[str, ...]
    kind: str
    year: str
    """In which it was said or, where no text tells, published."""
    moment: Moment | None
    is_judging: bool
    is_withdrawn: bool
    paragraph: int | None
    digest: str
    """Of all that can be read of it but for its disputes and uses, which are told elsewhere."""


class Sheaf(Struct, frozen=True):
    """What lists and checks ask of a source."""

    gists: tuple[Gist, ...]
    """Of its claims, in the order of the text."""
    coverage: Coverage | None
    problems: tuple[Problem, ...]


def link_claims(origin: Origin, bonds: Bonds) -> Mapping[str, LinkedClaim]:
    """Give the claims of a source by reference, in the order of the text."""
    linked = sorted(_link_claims(origin, bonds), key=lambda one: one.anchor.start if one.anchor else -1)
    return {one.ref: one for one in linked}


def bind_claims(origin: Origin, claims: Mapping[str, LinkedClaim]) -> Sheaf:
    """Give what is asked of a source, given its claims."""
    record, reading = origin.record, origin.reading
    sections: dict[int, str] = {}
    gists = tuple(_tell_gist(linked, record, sections) for linked in claims.values())
    coverage = measure_coverage(record, reading, origin.anchors.values()) if reading else None
    problems = tuple(problem for linked in claims.values() for problem in _check_date(linked, record))
    return Sheaf(gists, coverage, problems)


def _link_claims(origin: Origin, bonds: Bonds) -> Iterator[LinkedClaim]:
    record, file = origin.record, origin.file
    sections = {number: section for section in record.sections for number in section.paragraphs}
    for key, claim in file.claims.items():
        ref, anchor = f"{origin.name}/{key}", origin.anchors.get(key)
        section = sections.get(anchor.paragraphs[0]) if anchor and anchor.paragraphs else None
        written_by = section.by if section else None
        reporter = claim.reporter or written_by or file.reporter or record.publisher
        speaker = claim.speaker or reporter
        yield LinkedClaim(
            ref,
            origin.name,
            key,
            claim,
            anchor,
            section,
            speaker,
            reporter,
            speaker == reporter,
            claim.side or origin.sides.get(speaker, ""),
            file.elections if claim.elections is None else claim.elections,
            claim.date or file.date,
            bonds.disputes.get(ref, ()),
            bonds.uses.get(ref, ()),
        )


def _tell_gist(linked: LinkedClaim, record: Source, sections: dict[int, str]) -> Gist:
    """Give the gist of a claim; what describes a section is remembered, by the section itself."""
    claim, anchor, section = linked.claim, linked.anchor, id(linked.section)
    if section not in sections:
        sections[section] = repr(linked.section) if linked.section else ""
    year = (linked.said or record.date).year
    rest = (
        year,
        anchor,
        linked.speaker,
        linked.reporter,
        linked.own_voice,
        linked.side,
        linked.elections,
        str(linked.said),
    )
    return Gist(
        linked.ref,
        linked.speaker,
        linked.side,
        claim.about,
        claim.via,
        (linked.reporter, claim.to) if claim.to else (linked.reporter,),
        linked.elections,
        linked.topics,
        linked.kind,
        year,
        linked.moment,
        bool(claim.assessment),
        linked.is_withdrawn,
        linked.paragraph,
        make_key(repr(claim), sections[section], rest),
    )


def _check_date(linked: LinkedClaim, record: Source) -> Iterator[Problem]:
    if not linked.anchor:
        return  # nobody knows the section of words that were not found, or were withdrawn
    # A comment may be written long after the text above it.
    dated = linked.section.date if linked.section and linked.section.date else None
    said, published = linked.said, dated or record.date
    if said and said.earliest > published.latest:
        message = f"a claim must not be made after its source ({published}), found {said}"
        place, hint = linked.claim.place_of("date"), "correct the date, or put it into happened:"
        yield Problem(place, "claim-after-source", message, hint, severity="warning")
