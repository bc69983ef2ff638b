"""The tables of all elections and of all sources, in the order of time."""

from collections.abc import Sequence

from msgspec import Struct

from generator.link import Library
from generator.markdown import Markdown, escape_markdown
from generator.views.desk import Desk
from generator.views.election import name_timing, name_type, order_elections
from generator.views.headings import head_year, list_parts
from generator.views.sheets import Sheet, SheetView, spread_parts, view_sheet
from generator.views.source import order_sources

ROWS = 100
"""On one page of a table."""


class ElectionRow(Struct, frozen=True):
    """An election in a list."""

    name: Markdown
    date: Markdown
    kind: Markdown
    claims: str
    sources: str


class ElectionsView(Struct, frozen=True):
    """A page of the table of elections."""

    title: Markdown
    noun: Markdown
    compare: Markdown
    """The way to the page that sets them side by side."""
    list: SheetView
    """Of rows."""


class SourceRow(Struct, frozen=True):
    """A source in a list."""

    title: Markdown
    publisher: Markdown
    date: str
    claims: str
    covered: str
    quoted: str


def plan_elections(library: Library) -> tuple[Sheet, ...]:
    """Lay the elections out over pages, by date."""
    elections = library.corpus.elections
    parts = list_parts(order_elections(library), lambda name: head_year(elections[name].date), write_election)
    return spread_parts(parts, ROWS)


def view_elections(sheets: Sequence[Sheet], number: int, page: str, desk: Desk) -> ElectionsView:
    """Give a page of the table of elections."""
    event = desk.library.corpus.settings.event
    compare = desk.link(desk.say("Side by side"), f"{desk.library.event_folder}/compare.md")
    return ElectionsView(
        desk.head(event.plural), desk.head(event.noun), compare, view_sheet(sheets, number, page, desk)
    )


def write_election(name: str, desk: Desk) -> ElectionRow:
    """Give the row of an election."""
    election = desk.library.corpus.elections[name]
    claims = desk.library.by_election.get(name, ())
    timing = name_timing(election, desk) or desk.say("timing not stated")
    return ElectionRow(
        desk.link_election(name),
        escape_markdown(desk.date(election.date)) if election.date else desk.say("not stated"),
        Markdown(f"{name_type(election, desk)}, {timing}"),
        desk.number(len(claims)),
        desk.number(len({linked.source for linked in claims})),
    )


def plan_sources(library: Library) -> tuple[Sheet, ...]:
    """Lay the sources out over pages, by date."""
    sources = library.corpus.sources
    parts = list_parts(order_sources(library), lambda name: head_year(sources[name].date), _write_source)
    return spread_parts(parts, ROWS)


def _write_source(name: str, desk: Desk) -> SourceRow:
    library = desk.library
    source, measured = library.corpus.sources[name], library.coverage[name]
    shares = (
        desk.word("{number} per cent", number=desk.number(share))
        for share in (measured.share_covered, measured.share_quoted)
    )
    return SourceRow(
        desk.link_source(name),
        desk.link_actor(source.publisher),
        desk.write_publication(source),
        desk.number(len(library.by_source.get(name, ()))),
        *shares,
    )
