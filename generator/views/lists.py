"""The views of the home page and of hand-written pages."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.markdown import Markdown, escape_markdown, strip_signs
from generator.views.claim import shorten
from generator.views.desk import Desk
from generator.views.election import order_elections
from generator.views.heads import Head
from generator.views.source import order_sources
from generator.views.tables import ElectionRow, write_election

LATEST = 30
"""Elections, and sources, on the home page: of more it shows the latest."""


class HomeView(Struct, frozen=True):
    """The home page."""

    title: Markdown
    text: Markdown
    """Hand-written."""
    text_language: str | None
    """Where it isn't the page's."""
    plural: Markdown
    noun: Markdown
    elections: tuple[ElectionRow, ...]
    """The latest."""
    all_elections: Markdown | None
    """The way to all, where these are not all."""
    sources: tuple[Markdown, ...]
    all_sources: Markdown | None
    counts: Mapping[str, str]
    compare: str
    """The address of the page that sets events side by side."""


class PageView(Struct, frozen=True):
    """A hand-written page."""

    text: Markdown
    text_language: str | None
    """Where it isn't the page's."""


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
    elections, sources = order_elections(desk.library), order_sources(desk.library)
    latest = elections
    if len(elections) > LATEST:
        # Those without a date come first, and only where there is room.
        latest = sorted(elections, key=lambda name: bool(corpus.elections[name].date))[-LATEST:]
    return HomeView(
        desk.term(corpus.settings.title),
        text,
        _mark_language(desk),
        desk.head(corpus.settings.event.plural),
        desk.head(corpus.settings.event.noun),
        tuple(write_election(name, desk) for name in latest),
        _link_all(desk.head(corpus.settings.event.plural), elections, f"{desk.library.event_folder}/index.md", desk),
        tuple(_write_source(name, desk) for name in sources[-LATEST:]),
        _link_all(desk.say("Sources"), sources, "sources/index.md", desk),
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


def _link_all(label: Markdown, names: Sequence[str], page: str, desk: Desk) -> Markdown | None:
    if len(names) <= LATEST:
        return None
    return desk.say("{way}; here are the latest.", way=desk.link(Markdown(f"{label}: {desk.number(len(names))}"), page))


def _mark_language(desk: Desk) -> str | None:
    content = desk.interface.content_language
    return content if content != desk.interface.language else None


def _write_source(name: str, desk: Desk) -> Markdown:
    source = desk.library.corpus.sources[name]
    date = escape_markdown(desk.write_publication(source))
    return Markdown(f"{desk.link_source(name)}, {desk.link_actor(source.publisher)}, {date}")
