"""The view of the pages that set elections side by side."""

from collections.abc import Iterable, Sequence
from functools import partial

from msgspec import Struct

from generator.link import Library
from generator.markdown import Markdown, escape_markdown
from generator.model import Election
from generator.sheaf import LinkedClaim
from generator.views.claim import join_links
from generator.views.contest import name_status, write_count, write_percent
from generator.views.desk import Desk
from generator.views.election import link_election, name_timing, order_elections
from generator.views.sheets import Part, Sheet, SheetLink, link_sheets, spread_parts

COLUMNS = 8
"""Elections on one page."""
_MOST_LINES = 15
"""Lines in a cell, and claims in a line."""


class ComparedCell(Struct, frozen=True):
    """What is known of one election on one row."""

    label: Markdown
    """The election, for a cell that stands alone on a narrow screen."""
    lines: tuple[Markdown, ...]


class ComparedRow(Struct, frozen=True):
    """One thing in which elections are compared."""

    heading: Markdown
    cells: tuple[ComparedCell, ...]


class CompareView(Struct, frozen=True):
    """All that a page of comparisons shows."""

    title: Markdown
    columns: tuple[Markdown, ...]
    facts: tuple[ComparedRow, ...]
    judged_columns: tuple[Markdown, ...]
    judgements: tuple[ComparedRow, ...]
    pages: tuple[SheetLink, ...]


def plan_compare(library: Library) -> tuple[Sheet, ...]:
    """Lay the elections with a contest or a judgement out over pages, by date."""
    elections = library.corpus.elections
    compared = [name for name in order_elections(library) if elections[name].contests or name in library.judging]
    parts = (Part(name, partial(_name, election=name), link_election, (name,)) for name in compared)
    return spread_parts(parts, COLUMNS)


def view_compare(sheets: Sequence[Sheet], number: int, page: str, desk: Desk) -> CompareView:
    """Set side by side what the sources report of elections with a contest, and how speakers judge them."""
    elections = desk.library.corpus.elections
    here = [name for part in sheets[number - 1] for name in part.members]
    contested = [name for name in here if elections[name].contests]
    judged = [name for name in here if name in desk.library.judging]
    return CompareView(
        desk.say("{events} side by side", events=desk.head(desk.library.corpus.settings.event.plural)),
        tuple(desk.link_election(name) for name in contested),
        _list_facts(contested, desk),
        tuple(desk.link_election(name) for name in judged),
        _list_judgements(judged, desk),
        link_sheets(sheets, number, page, desk),
    )


def _name(desk: Desk, *, election: str) -> Markdown:
    return desk.own(desk.library.corpus.elections[election].name)


def _list_facts(names: list[str], desk: Desk) -> tuple[ComparedRow, ...]:
    elections = desk.library.corpus.elections
    rows: tuple[tuple[Markdown, list[tuple[Markdown, ...]]], ...] = (
        (desk.say("Date"), [_list_date(elections[name], desk) for name in names]),
        (desk.say("Timing"), [(name_timing(elections[name], desk) or desk.absent,) for name in names]),
        (desk.say("Number of candidates or lists"), [_list_numbers(elections[name], desk) for name in names]),
        (desk.say("Results"), [_list_results(elections[name], desk, polls=False) for name in names]),
        (desk.say("Opinion polls"), [_list_results(elections[name], desk, polls=True) for name in names]),
        (desk.say("Turnout"), [_list_turnouts(elections[name], desk) for name in names]),
    )
    return tuple(_make_row(heading, names, cells, desk) for heading, cells in rows)


def _make_row(heading: Markdown, names: list[str], cells: list[tuple[Markdown, ...]], desk: Desk) -> ComparedRow:
    elections = desk.library.corpus.elections
    return ComparedRow(
        heading,
        tuple(
            ComparedCell(desk.own(elections[name].name), _limit(lines, name, desk) or (desk.absent,))
            for name, lines in zip(names, cells, strict=True)
        ),
    )


def _limit(lines: tuple[Markdown, ...], name: str, desk: Desk) -> tuple[Markdown, ...]:
    """Give the lines of a cell, and of many the way to the election's own page, which has them all."""
    rest = len(lines) - _MOST_LINES
    if rest <= 0:
        return lines
    more = desk.tally(rest, "and {number} more", "and {number} more")
    return (*lines[:_MOST_LINES], desk.link(more, f"{desk.library.event_folder}/{name}.md"))


def _list_date(election: Election, desk: Desk) -> tuple[Markdown, ...]:
    return (escape_markdown(desk.date(election.date)) if election.date else desk.absent,)


def _list_numbers(election: Election, desk: Desk) -> tuple[Markdown, ...]:
    stated = [contest.options_stated for contest in election.contests if contest.options_stated]
    notes = [f" {desk.link_names(one.note)}" if one.note else "" for one in stated]
    return tuple(
        Markdown(f"{desk.number(one.count)} ({desk.link_words(one.claim)}).{note}")
        for one, note in zip(stated, notes, strict=True)
    )


def _list_results(election: Election, desk: Desk, *, polls: bool) -> tuple[Markdown, ...]:
    chosen = [result for contest in election.contests for result in contest.results]
    results = [result for result in chosen if (result.status == "poll") == polls]
    return tuple(
        join_links(
            [
                Markdown(f"{desk.link_option(option)}: {write_count(count, desk)}"),
                Markdown(f"{escape_markdown(name_status(result, desk))} ({desk.link_words(result.claim)})"),
            ]
        )
        for result in results
        for option, count in result.counts.items()
    )


def _list_turnouts(election: Election, desk: Desk) -> tuple[Markdown, ...]:
    results = [result for contest in election.contests for result in contest.results]
    return tuple(
        Markdown(
            f"{escape_markdown(write_percent(desk.number(result.turnout.percent), desk))}, "
            f"{escape_markdown(name_status(result, desk))} ({desk.link_words(result.claim)})"
        )
        for result in results
        if result.turnout and result.turnout.percent is not None
    )


def _list_judgements(names: list[str], desk: Desk) -> tuple[ComparedRow, ...]:
    rows = []
    for aspect in desk.library.corpus.settings.aspects:
        cells = [tuple(_list_judged(name, aspect, desk)) for name in names]
        if any(cells):
            heading = desk.head(aspect.replace("-", " "))
            rows.append(_make_row(heading, names, [cell or (desk.say("no judgement"),) for cell in cells], desk))
    return tuple(rows)


def _list_judged(election: str, aspect: str, desk: Desk) -> list[Markdown]:
    chosen = [
        linked
        for linked in desk.library.judging.get(election, ())
        if linked.claim.assessment and linked.claim.assessment.aspect == aspect
    ]
    ratings = desk.library.corpus.settings.ratings
    by_speaker: dict[tuple[int, str], list[Markdown]] = {}
    for linked in chosen:
        judged = (ratings.index(_rating(linked)), linked.speaker)
        by_speaker.setdefault(judged, []).append(desk.link_words(linked.ref))
    return [
        Markdown(f"{desk.term(ratings[rating])}: {desk.link_actor(speaker)} ({_join_places(places)})")
        for (rating, speaker), places in sorted(by_speaker.items(), key=lambda judged: judged[0][0])
    ]


def _join_places(places: Iterable[Markdown]) -> Markdown:
    shown = list(dict.fromkeys(places))
    return Markdown(f"{join_links(shown[:_MOST_LINES])}{' …' if len(shown) > _MOST_LINES else ''}")


def _rating(linked: LinkedClaim) -> str:
    assert linked.claim.assessment, "only claims that judge come here"
    return linked.claim.assessment.rating
