"""The views of the home page, of the tables of events and sources, and of hand-written pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.markdown import Markdown, escape_markdown, strip_signs
from generator.views.claim import shorten
from generator.views.desk import Desk
from generator.views.election import name_timing, name_type, order_elections
from generator.views.heads import Head


@dataclass(frozen=True, slots=True)
class ElectionRow:
    """An election in a list."""

    name: Markdown
    date: Markdown
    kind: Markdown
    claims: str
    sources: str


@dataclass(frozen=True, slots=True)
class ElectionsView:
    """The list of elections."""

    title: Markdown
    noun: Markdown
    rows: tuple[ElectionRow, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in a list."""

    title: Markdown
    publisher: Markdown
    date: str
    claims: str
    covered: str
    quoted: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The list of sources."""

    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    title: Markdown
    text: Markdown
    """Hand-written."""
    text_language: str | None
    """Where it isn't the page's."""
    plural: Markdown
    noun: Markdown
    elections: tuple[ElectionRow, ...]
    sources: tuple[Markdown, ...]
    counts: Mapping[str, str]
    compare: str
    """The address of the page that sets events side by side."""


@dataclass(frozen=True, slots=True)
class PageView:
    """A hand-written page."""

    text: Markdown
    text_language: str | None
    """Where it isn't the page's."""


def view_elections(desk: Desk) -> ElectionsView:
    """Give the list of elections, by date."""
    event = desk.library.corpus.settings.event
    return ElectionsView(desk.head(event.plural), desk.head(event.noun), tuple(_list_elections(desk)))


def view_sources(desk: Desk) -> SourcesView:
    """Give the list of sources, by date."""
    library = desk.library
    rows = []
    for name in order_sources(desk):
        source, measured = library.corpus.sources[name], library.coverage[name]
        shares = (
            desk.word("{number} per cent", number=desk.number(share))
            for share in (measured.share_covered, measured.share_quoted)
        )
        rows.append(
            SourceRow(
                desk.link_source(name),
                desk.link_actor(source.publisher),
                desk.write_publication(source),
                desk.number(len(library.by_source.get(name, ()))),
                *shares,
            )
        )
    return SourcesView(tuple(rows))


def view_home(desk: Desk) -> HomeView:
    """Give the home page."""
    corpus = desk.library.corpus
    counts = {
        "claims": len(desk.library.claims),
        "actors": len(corpus.actors),
        "topics": len(corpus.topics),
        "disputes": len(corpus.disputes),
    }
    text = (
        Markdown(corpus.pages["home"]) if "home" in corpus.pages else escape_markdown(corpus.settings.description or "")
    )
    return HomeView(
        desk.term(corpus.settings.title),
        text,
        _mark_language(desk),
        desk.head(corpus.settings.event.plural),
        desk.head(corpus.settings.event.noun),
        tuple(_list_elections(desk)),
        tuple(_write_source(name, desk) for name in order_sources(desk)),
        {name: desk.number(count) for name, count in counts.items()},
        f"{desk.library.event_folder}/compare.md",
    )


def view_page(name: str, desk: Desk) -> PageView:
    """Give a hand-written page; its Markdown was checked to hold no HTML."""
    return PageView(Markdown(desk.library.corpus.pages[name]), _mark_language(desk))


def head_page(name: str, desk: Desk) -> Head:
    """Give the head of a hand-written page: its first heading and its first sentence."""
    heading, _, rest = desk.library.corpus.pages[name].strip().partition("\n")
    sentence = next((line for line in rest.splitlines() if line.strip()), heading)
    return Head(strip_signs(heading) or name, shorten(strip_signs(sentence), 200))


def order_sources(desk: Desk) -> list[str]:
    """Give the sources by date."""
    sources = desk.library.corpus.sources
    return sorted(sources, key=lambda name: (sources[name].date, name))


def _mark_language(desk: Desk) -> str | None:
    content = desk.interface.content_language
    return content if content != desk.interface.language else None


def _list_elections(desk: Desk) -> Iterator[ElectionRow]:
    elections = desk.library.corpus.elections
    for name in order_elections(desk.library):
        election = elections[name]
        claims = desk.library.by_election.get(name, ())
        timing = name_timing(election, desk) or desk.say("timing not stated")
        yield ElectionRow(
            desk.link_election(name),
            escape_markdown(desk.date(election.date)) if election.date else desk.say("not stated"),
            Markdown(f"{name_type(election, desk)}, {timing}"),
            desk.number(len(claims)),
            desk.number(len({linked.source for linked in claims})),
        )


def _write_source(name: str, desk: Desk) -> Markdown:
    source = desk.library.corpus.sources[name]
    date = escape_markdown(desk.write_publication(source))
    return Markdown(f"{desk.link_source(name)}, {desk.link_actor(source.publisher)}, {date}")
