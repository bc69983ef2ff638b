"""The view of an election's page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.edtf import Day
from generator.link import LinkedClaim
from generator.markdown import Markdown, escape_markdown, mark_language
from generator.model import Contest, Count, Election, Name, Option, Result
from generator.views.claim import STATUS_LABELS, ClaimView, Fact, join_links, view_claims
from generator.views.desk import BALLOT_LABELS, Desk, write_date
from generator.views.pictures import Bar, draw_bars, make_bar
from generator.views.timeline import Moment, list_moments

ABSENT = Markdown("not stated in these sources")


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option of a contest, and what each result gives it."""

    option: Markdown
    standing: Markdown
    """Who nominated it, its status, the length of its list."""
    cells: tuple[Markdown, ...]
    """One for each result."""
    claim: Markdown | None


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """One report of a contest's result."""

    head: Markdown
    """Its status and who reported it."""
    label: str
    """The same in short, for cells that stand alone on a narrow screen."""
    claim: Markdown


@dataclass(frozen=True, slots=True)
class TurnoutRow:
    """One report of a turnout."""

    value: Markdown
    status: Markdown
    reported_by: Markdown
    claim: Markdown


@dataclass(frozen=True, slots=True)
class ContestView:
    """A contest with its options and results side by side."""

    id: str
    title: Markdown
    facts: tuple[Fact, ...]
    columns: tuple[ResultColumn, ...]
    rows: tuple[OptionRow, ...]
    notes: tuple[Fact, ...]
    """The editor's, on options and results."""
    has_standing: bool
    """Whether anything is known of how the options stand."""
    has_poll: bool
    """Whether a column is an opinion poll."""
    picture: Markdown | None
    """The shares as bars; none where no share is stated."""
    turnouts: tuple[TurnoutRow, ...]


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
    order = order_elections(desk)
    position = order.index(election_id)
    sources = dict.fromkeys(linked.source for linked in claims)
    return ElectionView(
        election.name,
        tuple(_write_name(name, desk) for name in election.names if not name.finding_aid),
        tuple(_write_name(name, desk) for name in election.names if name.finding_aid),
        desk.link_names(election.summary) if election.summary else None,
        desk.link_names(election.note) if election.note else None,
        tuple(_list_facts(election, desk)),
        tuple(_view_contest(contest, desk) for contest in election.contests),
        tuple(_fill_sections(claims, desk)),
        list_moments(claims, desk),
        tuple(group_by_side(claims, desk)),
        tuple(heading for side, heading in _sides(desk).items() if side not in {linked.side for linked in claims}),
        tuple(desk.link_dispute(name) for name in library.disputes_of_election.get(election_id, ())),
        tuple(desk.link_names(text) for text in election.not_stated),
        tuple(desk.link_source(name) for name in sources),
        not election.contests,
        desk.link_election(order[position - 1]) if position else None,
        desk.link_election(order[position + 1]) if position + 1 < len(order) else None,
        library.corpus.paths[f"events/{election_id}"],
    )


def order_elections(desk: Desk) -> list[str]:
    """Give the elections by date; those without one come last."""
    return sorted(
        desk.library.corpus.elections, key=lambda name: (_find_day(desk.library.corpus.elections[name]), name)
    )


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


def _view_contest(contest: Contest, desk: Desk) -> ContestView:
    with_counts = [result for result in contest.results if result.counts]
    rows = tuple(
        OptionRow(
            desk.link_option(option.option),
            _describe_option(option, desk),
            tuple(write_count(result.counts.get(option.option)) for result in with_counts),
            desk.link_words(option.claim),
        )
        for option in contest.options
    )
    kinds = {"candidate": "Candidates", "party-list": "Party lists", "ballot-measure": "Ballot measure"}
    return ContestView(
        contest.id,
        escape_markdown(contest.office or kinds[contest.kind]),
        tuple(_list_contest_facts(contest, desk)),
        tuple(_view_column(result, desk) for result in with_counts),
        rows,
        tuple(_list_notes(contest, desk)),
        any(row.standing for row in rows),
        any(result.status == "poll" for result in with_counts),
        draw_bars(tuple(_list_bars(contest, desk))),
        tuple(_view_turnout(result, desk) for result in contest.results if result.turnout),
    )


def _list_bars(contest: Contest, desk: Desk) -> Iterator[Bar]:
    for option in contest.options:
        for result in contest.results:
            count = result.counts.get(option.option)
            if count:
                name = BALLOT_LABELS.get(option.option) or desk.library.corpus.actors[option.option].name
                bar = make_bar(f"{name} ({_label_result(result, desk)})", count, _describe_count(count))
                if bar:
                    yield bar


def _list_notes(contest: Contest, desk: Desk) -> Iterator[Fact]:
    for option in contest.options:
        if option.note:
            label = BALLOT_LABELS.get(option.option) or desk.library.corpus.actors[option.option].name
            yield Fact(label, desk.link_names(option.note))
    for result in contest.results:
        if result.note:
            yield Fact(_label_result(result, desk), desk.link_names(result.note))


def _list_contest_facts(contest: Contest, desk: Desk) -> Iterator[Fact]:
    if contest.mandates:
        yield Fact("Mandates", escape_markdown(str(contest.mandates)))
    if contest.system:
        yield Fact("System", escape_markdown(contest.system))
    if contest.threshold:
        yield Fact("Threshold", escape_markdown(contest.threshold))
    if contest.options_stated:
        stated = contest.options_stated
        note = f" {desk.link_names(stated.note)}" if stated.note else ""
        yield Fact(
            "Number of candidates or lists, as stated",
            Markdown(f"{stated.count} ({desk.link_words(stated.claim)}).{note}"),
        )
    if contest.note:
        yield Fact("Editor's note", desk.link_names(contest.note))


def _view_column(result: Result, desk: Desk) -> ResultColumn:
    head = Markdown(f"{escape_markdown(_name_status(result))}, {desk.link_actor(result.reported_by)}")
    if result.date:
        head = Markdown(f"{head}, {write_date(result.date)}")
    return ResultColumn(head, _label_result(result, desk), desk.link_words(result.claim))


def _label_result(result: Result, desk: Desk) -> str:
    kind = "turnout, " if result.turnout and not result.counts else ""
    return f"{_name_status(result)}, {kind}{desk.library.corpus.actors[result.reported_by].name}"


def _name_status(result: Result) -> str:
    return (STATUS_LABELS[result.status] if result.status else "status not stated").capitalize()


def _describe_option(option: Option, desk: Desk) -> Markdown:
    parts: list[Markdown] = []
    if option.nominated_by:
        parts.append(
            Markdown("nominated by itself")
            if option.nominated_by == "self"
            else Markdown(f"nominated by {desk.link_actor(option.nominated_by)}")
        )
    if option.status:
        parts.append(escape_markdown(option.status))
    if option.list_length is not None:
        parts.append(escape_markdown(f"{option.list_length} candidates on its list"))
    return join_links(parts)


def write_count(count: Count | None) -> Markdown:
    """Write what an option got; "not stated" where a result says nothing of it."""
    if count is None:
        return Markdown("not stated")
    return escape_markdown(_describe_count(count))


def _describe_count(count: Count) -> str:
    parts = [f"{count.votes:,} votes"] if count.votes is not None else []
    parts += [f"{count.percent} per cent"] if count.percent is not None else []
    bounds = _write_bounds(count)
    parts += [f"{bounds} per cent"] if bounds else []
    parts += [f"{count.mandates} seats"] if count.mandates is not None else []
    return ", ".join(parts)


def _write_bounds(count: Count) -> str:
    if count.at_least is not None and count.at_most is not None:
        return f"between {count.at_least} and {count.at_most}"
    words = {
        "at least": count.at_least,
        "at most": count.at_most,
        "more than": count.more_than,
        "less than": count.less_than,
    }
    return " and ".join(f"{word} {bound}" for word, bound in words.items() if bound is not None)


def _view_turnout(result: Result, desk: Desk) -> TurnoutRow:
    assert result.turnout, "only results with a turnout come here"
    parts = [f"{result.turnout.percent} per cent"] if result.turnout.percent is not None else []
    parts += [f"{result.turnout.votes:,} votes"] if result.turnout.votes is not None else []
    status = STATUS_LABELS[result.status] if result.status else "status not stated"
    return TurnoutRow(
        escape_markdown(", ".join(parts)),
        escape_markdown(status),
        desk.link_actor(result.reported_by),
        desk.link_words(result.claim),
    )


def _fill_sections(claims: tuple[LinkedClaim, ...], desk: Desk) -> Iterator[LineGroup]:
    for section in desk.library.corpus.settings.event_sections:
        chosen = [
            linked
            for linked in claims
            if linked.claim.kind in section.kinds or set(linked.claim.topics) & set(section.topics)
        ]
        yield LineGroup(section.id, section.heading, tuple(view_line(linked, desk) for linked in chosen))
