"""The view of an election's page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.edtf import Day
from generator.link import LinkedClaim
from generator.markdown import Markdown, escape_markdown, mark_language
from generator.model import Election, Name
from generator.views.claim import ClaimView, Fact, view_claims
from generator.views.contest import ContestView, view_contest
from generator.views.desk import Desk, write_date
from generator.views.timeline import Moment, list_moments

ABSENT = Markdown("not stated in these sources")


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims under one heading."""

    id: str
    heading: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A claim in one line, with the way to its card."""

    text: Markdown
    speaker: Markdown
    claim: Markdown


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Claims in one line each under one heading."""

    id: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ElectionView:
    """All that an election's page shows."""

    title: str
    other_names: tuple[Markdown, ...]
    finding_aids: tuple[Markdown, ...]
    """Names that no source prints."""
    summary: Markdown | None
    note: Markdown | None
    facts: tuple[Fact, ...]
    contests: tuple[ContestView, ...]
    sections: tuple[LineGroup, ...]
    moments: tuple[Moment, ...]
    """What is dated, in the order of time."""
    groups: tuple[ClaimGroup, ...]
    silent: tuple[str, ...]
    """Sides from which no claim comes."""
    disputes: tuple[Markdown, ...]
    not_stated: tuple[Markdown, ...]
    sources: tuple[Markdown, ...]
    is_passing: bool
    """Whether the sources only name it: no contest is known."""
    previous: Markdown | None
    following: Markdown | None
    file: str


def view_election(election_id: str, desk: Desk) -> ElectionView:
    """Give the view of one election."""
    library = desk.library
    election = library.corpus.elections[election_id]
    claims = library.by_election.get(election_id, ())
    previous, following = _find_neighbours(election_id, desk)
    sources = dict.fromkeys(linked.source for linked in claims)
    return ElectionView(
        election.name,
        tuple(_write_name(name, desk) for name in election.names if not name.finding_aid),
        tuple(_write_name(name, desk) for name in election.names if name.finding_aid),
        desk.link_names(election.summary) if election.summary else None,
        desk.link_names(election.note) if election.note else None,
        tuple(_list_facts(election, desk)),
        tuple(view_contest(contest, desk) for contest in election.contests),
        tuple(_fill_sections(claims, desk)),
        list_moments(claims, desk),
        tuple(group_by_side(claims, desk)),
        tuple(heading for side, heading in _sides(desk).items() if side not in {linked.side for linked in claims}),
        tuple(desk.link_dispute(name) for name in library.disputes_of_election.get(election_id, ())),
        tuple(desk.link_names(text) for text in election.not_stated),
        tuple(desk.link_source(name) for name in sources),
        not election.contests,
        desk.link_election(previous) if previous else None,
        desk.link_election(following) if following else None,
        library.corpus.paths[f"events/{election_id}"],
    )


def order_elections(desk: Desk) -> list[str]:
    """Give the elections by date; those without one come last."""
    return sorted(
        desk.library.corpus.elections, key=lambda name: (_find_day(desk.library.corpus.elections[name]), name)
    )


def _find_neighbours(election_id: str, desk: Desk) -> tuple[str, str]:
    """Give the elections before and after one in time; of one without a date nothing is known."""
    dated = ["", *(name for name in order_elections(desk) if desk.library.corpus.elections[name].date), ""]
    if election_id not in dated:
        return "", ""
    position = dated.index(election_id)
    return dated[position - 1], dated[position + 1]


def _find_day(election: Election) -> Day:
    return election.date.earliest if election.date else (9999, 12, 31)


def group_by_side(claims: tuple[LinkedClaim, ...], desk: Desk) -> Iterator[ClaimGroup]:
    """Group claims by the capacity in which their speakers speak, in the order of corpus.yml."""
    for side, heading in _sides(desk).items():
        chosen = [linked for linked in claims if linked.side == side]
        if chosen:
            yield ClaimGroup(f"said-by-{side}", heading, view_claims(chosen, desk))
    rest = [linked for linked in claims if not linked.side]
    if rest:
        yield ClaimGroup("said-by-others", "Others", view_claims(rest, desk))


def _write_name(name: Name, desk: Desk) -> Markdown:
    return mark_language(name.name, name.lang, desk.language)


def _sides(desk: Desk) -> Mapping[str, str]:
    return desk.library.corpus.settings.sides


def view_line(linked: LinkedClaim, desk: Desk) -> Line:
    """Give a claim in one line."""
    return Line(desk.link_names(linked.claim.text), desk.link_actor(linked.speaker), desk.link_words(linked.ref))


def _list_facts(election: Election, desk: Desk) -> Iterator[Fact]:
    date = Markdown(write_date(election.date)) if election.date else ABSENT
    if election.date_note:
        date = Markdown(f"{date} ({desk.link_names(election.date_note)})")
    yield Fact("Date", _cite(date, "date", election, desk))
    yield Fact("Kind", escape_markdown(election.type.replace("-", " ")))
    yield Fact(
        "Timing", _cite(escape_markdown(election.timing), "timing", election, desk) if election.timing else ABSENT
    )
    if election.jurisdiction:
        yield Fact("Where", _cite(desk.link_actor(election.jurisdiction), "jurisdiction", election, desk))
    administered = (
        _cite(desk.link_actor(election.administered_by), "administered_by", election, desk)
        if election.administered_by
        else ABSENT
    )
    yield Fact("Administered by", administered)
    if election.round_of:
        yield Fact("Round of", desk.link_election(election.round_of))


def _cite(value: Markdown, field: str, election: Election, desk: Desk) -> Markdown:
    return Markdown(f"{value} ({desk.link_words(election.evidence[field])})") if field in election.evidence else value


def _fill_sections(claims: tuple[LinkedClaim, ...], desk: Desk) -> Iterator[LineGroup]:
    for section in desk.library.corpus.settings.event_sections:
        chosen = [
            linked
            for linked in claims
            if linked.claim.kind in section.kinds or set(linked.claim.topics) & set(section.topics)
        ]
        yield LineGroup(section.id, section.heading, tuple(view_line(linked, desk) for linked in chosen))
