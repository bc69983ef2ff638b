"""The view of an election's page."""

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct

from generator.edtf import Day
from generator.interface import mark
from generator.link import Library
from generator.markdown import Markdown, escape_markdown
from generator.model import Election, Name
from generator.sheaf import LinkedClaim
from generator.views.claim import Fact, view_claim, write_line
from generator.views.contest import ContestView, view_contest
from generator.views.desk import Desk
from generator.views.headings import Heading, head_year
from generator.views.long_lists import LongList
from generator.views.sheets import Part, SheetView
from generator.views.timeline import order_by_date, write_moment

SHEET = 120
"""Claims on one page of an election, in lines and in cards."""
_TIMINGS = {
    "regular": mark("regular"),
    "early": mark("early"),
    "repeat": mark("repeat"),
    "by-election": mark("by-election"),
}


class ElectionView(Struct, frozen=True):
    """All that an election's page shows."""

    title: Markdown
    other_names: tuple[Markdown, ...]
    finding_aids: tuple[Markdown, ...]
    """Names that no source prints."""
    summary: Markdown | None
    note: Markdown | None
    facts: tuple[Fact, ...]
    contests: tuple[ContestView, ...]
    sheet: SheetView
    """What was said, by section, in the order of time and by side."""
    silent: tuple[Markdown, ...]
    """Sides from which no claim comes."""
    disputes: tuple[Markdown, ...]
    not_stated: tuple[Markdown, ...]
    sources: tuple[Markdown, ...]
    is_passing: bool
    """Whether the sources only name it: no contest is known."""
    previous: Markdown | None
    following: Markdown | None


def view_election(election_id: str, sheet: SheetView, desk: Desk) -> ElectionView:
    """Give the view of one election."""
    library = desk.library
    election = library.corpus.elections[election_id]
    claims = library.by_election.get(election_id, ())
    previous, following = _find_neighbours(election_id, library)
    disputes, sources = (long.write_start(desk.here, desk) for long in list_long(election_id, library))
    sides = {linked.side for linked in claims}
    return ElectionView(
        desk.own(election.name),
        tuple(_write_name(name, desk) for name in election.names if not name.finding_aid),
        tuple(_write_name(name, desk) for name in election.names if name.finding_aid),
        desk.link_names(election.summary) if election.summary else None,
        desk.link_names(election.note) if election.note else None,
        tuple(_list_facts(election, desk)),
        tuple(view_contest(contest, desk) for contest in election.contests),
        sheet,
        tuple(desk.term(label) for side, label in library.corpus.settings.sides.items() if side not in sides),
        disputes,
        tuple(desk.link_names(text) for text in election.not_stated),
        sources,
        not election.contests,
        desk.link_election(previous) if previous else None,
        desk.link_election(following) if following else None,
    )


def list_long(election_id: str, library: Library) -> tuple[LongList, LongList]:
    """Give the lists that may be too long for an election's page: disputes, and the sources of claims on it."""
    name, sources = library.corpus.elections[election_id].name, library.corpus.sources
    disputes = library.disputes_of_election.get(election_id, ())
    named = tuple(dict.fromkeys(linked.source for linked in library.by_election.get(election_id, ())))
    of_disputes, of_sources = ("content/disputes.yml",), ("content/claims/", "content/sources/")
    return (
        LongList("disputes", _DISPUTES, name, disputes, _head_dispute, _link_dispute, of_disputes),
        LongList("sources", _SOURCES, name, named, lambda one: head_year(sources[one].date), _link_source, of_sources),
    )


_DISPUTES = mark("{name}: where sources disagree")
_SOURCES = mark("{name}: sources")


def _head_dispute(_: str) -> Heading:
    return Heading("all", lambda desk: desk.say("Disputes"))


def _link_dispute(name: str, desk: Desk) -> Markdown:
    return desk.link_dispute(name)


def _link_source(name: str, desk: Desk) -> Markdown:
    return desk.link_source(name)


def plan_election(election_id: str, library: Library) -> Iterator[Part]:
    """Give what was said of an election: the corpus's own sections, what is dated, and all by who speaks."""
    claims = library.by_election.get(election_id, ())
    for section in library.corpus.settings.event_sections:
        topics, kinds = set(section.topics), section.kinds
        chosen = tuple(one for one in claims if one.kind in kinds or set(one.topics) & topics)
        heading = partial(_head_term, term=section.heading)
        yield Part(section.id, heading, write_line, chosen, None if chosen else _say_no_claim)
    dated = order_by_date(claims)
    if dated:
        yield Part("timeline", lambda desk: desk.say("Timeline"), write_moment, dated)
    yield from plan_sides(claims, library)


def plan_sides(claims: tuple[LinkedClaim, ...], library: Library) -> Iterator[Part]:
    """Group claims by the capacity in which their speakers speak, in the order of corpus.yml."""
    for side, label in library.corpus.settings.sides.items():
        chosen = tuple(linked for linked in claims if linked.side == side)
        if chosen:
            yield Part(f"said-by-{side}", partial(_head_side, label=label), view_claim, chosen)
    rest = tuple(linked for linked in claims if not linked.side)
    if rest:
        yield Part("said-by-others", lambda desk: desk.say("What was said: others"), view_claim, rest)


def order_elections(library: Library, names: Iterable[str] | None = None) -> list[str]:
    """Give all elections, or some, by date; those without one come last."""
    elections = library.corpus.elections
    chosen = elections if names is None else names
    return sorted(chosen, key=lambda name: (_find_day(elections[name]), name))


def link_election(name: str, desk: Desk) -> Markdown:
    """Link an election, as a line of a list."""
    return desk.link_election(name)


def name_type(election: Election, desk: Desk) -> Markdown:
    """Name an election's kind, such as presidential."""
    return desk.term(election.type.replace("-", " "))


def name_timing(election: Election, desk: Desk) -> Markdown | None:
    """Name an election's timing; none where the sources state none."""
    return desk.say(_TIMINGS[election.timing]) if election.timing else None


def _head_term(desk: Desk, *, term: str) -> Markdown:
    return desk.term(term)


def _head_side(desk: Desk, *, label: str) -> Markdown:
    return desk.say("What was said: {side}", side=desk.term(label))


def _say_no_claim(desk: Desk) -> Markdown:
    return desk.say("No claim of this site on it.")


def _find_neighbours(election_id: str, library: Library) -> tuple[str, str]:
    """Give the elections before and after one in time; of one without a date nothing is known."""
    dated = ["", *(name for name in order_elections(library) if library.corpus.elections[name].date), ""]
    if election_id not in dated:
        return "", ""
    position = dated.index(election_id)
    return dated[position - 1], dated[position + 1]


def _find_day(election: Election) -> Day:
    return election.date.known.earliest if election.date else (9999, 12, 31)


def _write_name(name: Name, desk: Desk) -> Markdown:
    return desk.mark(name.name, name.lang)


def _list_facts(election: Election, desk: Desk) -> Iterator[Fact]:
    date = escape_markdown(desk.date(election.date)) if election.date else desk.absent
    if election.date_note:
        date = Markdown(f"{date} ({desk.link_names(election.date_note)})")
    yield Fact(desk.say("Date"), _cite(date, "date", election, desk))
    yield Fact(desk.say("Kind"), name_type(election, desk))
    timing = name_timing(election, desk)
    yield Fact(desk.say("Timing"), _cite(timing, "timing", election, desk) if timing else desk.absent)
    if election.jurisdiction:
        where = desk.link_actor(election.jurisdiction)
        yield Fact(desk.say("Where"), _cite(where, "jurisdiction", election, desk))
    administered = (
        _cite(desk.link_actor(election.administered_by), "administered_by", election, desk)
        if election.administered_by
        else desk.absent
    )
    yield Fact(desk.say("Administered by"), administered)
    if election.round_of:
        yield Fact(desk.say("Round of"), desk.link_election(election.round_of))


def _cite(value: Markdown, field: str, election: Election, desk: Desk) -> Markdown:
    return Markdown(f"{value} ({desk.link_words(election.evidence[field])})") if field in election.evidence else value
