"""The views of the pages that list others."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.markdown import Markdown, escape_markdown, make_link, mark_language
from generator.prose import make_relative
from generator.views.actor import list_spellings
from generator.views.claim import join_links
from generator.views.desk import Desk, write_date, write_publication
from generator.views.election import order_elections

_KIND_HEADINGS = {"person": "Persons", "organization": "Organizations", "place": "Places", "group": "Groups"}


@dataclass(frozen=True, slots=True)
class ElectionRow:
    """An election in a list."""

    name: Markdown
    date: str
    kind: str
    claims: int
    sources: int


@dataclass(frozen=True, slots=True)
class ElectionsView:
    """The list of elections."""

    title: str
    rows: tuple[ElectionRow, ...]


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Lines under one heading."""

    id: str
    heading: str
    lines: tuple[Markdown, ...]


@dataclass(frozen=True, slots=True)
class GroupsView:
    """A list under headings."""

    title: str
    groups: tuple[ListGroup, ...]
    letters: tuple[ListGroup, ...] = ()
    """Of the actors: every spelling under its first letter."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in a list."""

    title: Markdown
    publisher: Markdown
    date: str
    claims: int
    covered: str
    quoted: str


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The list of sources."""

    rows: tuple[SourceRow, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    title: str
    text: Markdown
    """Hand-written."""
    elections: tuple[ElectionRow, ...]
    sources: tuple[Markdown, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PageView:
    """A hand-written page."""

    text: Markdown
    file: str


def view_elections(desk: Desk) -> ElectionsView:
    """Give the list of elections, by date."""
    return ElectionsView(desk.library.corpus.settings.event.plural.capitalize(), tuple(_list_elections(desk)))


def view_actors(desk: Desk) -> GroupsView:
    """Give the list of actors by kind, and of all spellings by letter."""
    actors = desk.library.corpus.actors
    groups = []
    for kind, heading in _KIND_HEADINGS.items():
        names = sorted(
            (name for name, actor in actors.items() if actor.type == kind), key=lambda name: _fold(actors[name].name)
        )
        lines = tuple(_write_actor(name, desk) for name in names)
        if lines:
            groups.append(ListGroup(kind, heading, lines))
    return GroupsView("Actors", tuple(groups), tuple(_list_letters(desk)))


def view_sources(desk: Desk) -> SourcesView:
    """Give the list of sources, by date."""
    library = desk.library
    order = sorted(library.corpus.sources, key=lambda name: (library.corpus.sources[name].date, name))
    rows = []
    for name in order:
        source, measured = library.corpus.sources[name], library.coverage[name]
        claims = len(library.by_source.get(name, ()))
        date = write_publication(source)
        shares = (f"{measured.share_covered} per cent", f"{measured.share_quoted} per cent")
        rows.append(SourceRow(desk.link_source(name), desk.link_actor(source.publisher), date, claims, *shares))
    return SourcesView(tuple(rows))


def view_topics(desk: Desk) -> GroupsView:
    """Give the list of topics, narrower ones below broader ones."""
    library = desk.library
    topics = library.corpus.topics
    lines = []
    for name in sorted(topics, key=lambda name: _fold(topics[name].label)):
        count = len(library.by_topic.get(name, ()))
        definition = f": {escape_markdown(topics[name].definition or '')}" if topics[name].definition else ""
        lines.append(Markdown(f"{desk.link_topic(name)} ({count} {'claim' if count == 1 else 'claims'}){definition}"))
    return GroupsView("Topics", (ListGroup("all", "All topics", tuple(lines)),))


def view_disputes(desk: Desk) -> GroupsView:
    """Give the list of disputes, by election; one on several stands under each."""
    library = desk.library
    groups = []
    listed: set[str] = set()
    for election in order_elections(desk):
        names = library.disputes_of_election.get(election, ())
        listed.update(names)
        if names:
            lines = tuple(_write_dispute(name, desk) for name in names)
            groups.append(ListGroup(election, library.corpus.elections[election].name, lines))
    rest = [name for name in library.corpus.disputes if name not in listed]
    if rest:
        noun = library.corpus.settings.event.noun
        groups.append(
            ListGroup("others", f"Not tied to one {noun}", tuple(_write_dispute(name, desk) for name in rest))
        )
    return GroupsView("Disputes", tuple(groups))


def view_home(desk: Desk) -> HomeView:
    """Give the home page."""
    corpus = desk.library.corpus
    counts = {
        "claims": len(desk.library.claims),
        "actors": len(corpus.actors),
        "elections": len(corpus.elections),
        "sources": len(corpus.sources),
        "topics": len(corpus.topics),
        "disputes": len(corpus.disputes),
    }
    order = sorted(corpus.sources, key=lambda name: (corpus.sources[name].date, name))
    sources = tuple(_write_source(name, desk) for name in order)
    text = Markdown(corpus.pages.get("home", corpus.settings.description or ""))
    return HomeView(corpus.settings.title, text, tuple(_list_elections(desk)), sources, counts)


def view_page(name: str, desk: Desk) -> PageView:
    """Give a hand-written page; its Markdown was checked to hold no HTML."""
    return PageView(Markdown(desk.library.corpus.pages[name]), f"content/pages/{name}.md")


def _list_elections(desk: Desk) -> Iterator[ElectionRow]:
    elections = desk.library.corpus.elections
    for name in order_elections(desk):
        election = elections[name]
        claims = desk.library.by_election.get(name, ())
        timing = f", {election.timing}" if election.timing else ", timing not stated"
        date = write_date(election.date) or "not stated"
        yield ElectionRow(
            desk.link_election(name),
            date,
            election.type.replace("-", " ") + timing,
            len(claims),
            len({linked.source for linked in claims}),
        )


def _write_source(name: str, desk: Desk) -> Markdown:
    source = desk.library.corpus.sources[name]
    return Markdown(f"{desk.link_source(name)}, {desk.link_actor(source.publisher)}, {write_publication(source)}")


def _write_actor(actor_id: str, desk: Desk) -> Markdown:
    actor = desk.library.corpus.actors[actor_id]
    others = [
        mark_language(spelling, language, desk.language) for spelling, language in list_spellings(actor) if language
    ]
    also = f", also {join_links(others)}" if others else ""
    return Markdown(f"{desk.link_actor(actor_id)}{also}")


def _write_dispute(name: str, desk: Desk) -> Markdown:
    dispute = desk.library.corpus.disputes[name]
    settled = ", settled by a later text" if dispute.status == "settled" else ""
    return Markdown(f"{desk.link_dispute(name)} ({escape_markdown(dispute.kind.replace('-', ' '))}{settled})")


def _list_letters(desk: Desk) -> Iterator[ListGroup]:
    letters: dict[str, list[tuple[str, str, Markdown]]] = {}
    for actor_id, actor in desk.library.corpus.actors.items():
        for spelling, language in list_spellings(actor):
            page = make_relative(f"actors/{actor_id}.md", desk.here)
            link = make_link(mark_language(spelling, language or desk.language, desk.language), page)
            line = Markdown(f"{link}: {escape_markdown(actor.name)}") if spelling != actor.name else link
            letters.setdefault(_first_letter(spelling), []).append((_fold(spelling), actor_id, line))
    for letter in sorted(letters):
        code = "-".join(f"{ord(sign):x}" for sign in letter)
        heading = letter if letter != "#" else "Other signs"
        yield ListGroup(f"letter-{code}", heading, tuple(line for *_, line in sorted(letters[letter])))


def _first_letter(spelling: str) -> str:
    folded = _fold(spelling)
    return folded[0].upper() if folded and folded[0].isalpha() else "#"


def _fold(text: str) -> str:
    """Give the form by which names are sorted: lowercase, without accents on Latin letters."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).lstrip("'\"#‘“ ")
