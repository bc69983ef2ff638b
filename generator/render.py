"""Joins views and templates into Markdown; the only one that knows Jinja."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import jinja2
from markupsafe import Markup

from generator.link import Library
from generator.markdown import escape_markdown
from generator.prose import index_names
from generator.views import actor, compare, election, lists, source, timeline, topic
from generator.views.desk import Desk


def render_pages(library: Library, templates: Mapping[str, str]) -> Mapping[str, str]:
    """Give every page's Markdown by its path below `build/pages`.

    Templates place what views hold; text that is not Markdown already is escaped on its way in.
    """
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(templates),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        finalize=_escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    event = library.corpus.settings.event
    environment.globals.update(
        noun=event.noun, plural=event.plural, folder=f"content/{event.folder}", compare=f"{event.folder}/compare.md"
    )
    names = index_names(library.corpus)
    pages: dict[str, str] = {}
    for path, template, view, extra in _list_pages(library, lambda here: Desk(library, names, here)):
        pages[path] = _tidy(environment.get_template(template).render(view=view, **extra))
    return pages


def _list_pages(library: Library, sit: Callable[[str], Desk]) -> Iterator[tuple[str, str, object, Mapping[str, str]]]:
    """Give each page's path, template, view and what else its template needs."""
    corpus, folder = library.corpus, library.event_folder
    yield "index.md", "home.md.j2", lists.view_home(sit("index.md")), {}
    makers: tuple[tuple[str, Mapping[str, Any], str, Callable[[str, Desk], object]], ...] = (
        (folder, corpus.elections, "election", election.view_election),
        ("actors", corpus.actors, "actor", actor.view_actor),
        ("sources", corpus.sources, "source", source.view_source),
        ("topics", corpus.topics, "topic", topic.view_topic),
        ("disputes", corpus.disputes, "dispute", topic.view_dispute),
    )
    indexes: Mapping[str, tuple[str, Callable[[Desk], object], str]] = {
        folder: ("elections", lists.view_elections, ""),
        "actors": ("actors", lists.view_actors, ""),
        "sources": ("sources", lists.view_sources, ""),
        "topics": ("groups", lists.view_topics, "content/topics.yml"),
        "disputes": ("disputes", lists.view_disputes, "content/disputes.yml"),
    }
    for place, records, template, make in makers:
        name, make_index, file = indexes[place]
        yield f"{place}/index.md", f"{name}.md.j2", make_index(sit(f"{place}/index.md")), {"file": file}
        for record in records:
            here = f"{place}/{record}.md"
            yield here, f"{template}.md.j2", make(record, sit(here)), {}
    yield f"{folder}/compare.md", "compare.md.j2", compare.view_compare(sit(f"{folder}/compare.md")), {}
    yield "timeline.md", "timeline.md.j2", timeline.view_timeline(sit("timeline.md")), {}
    for page in corpus.pages:
        if page != "home":
            yield f"{page}.md", "page.md.j2", lists.view_page(page, sit(f"{page}.md")), {}


def _escape(value: object) -> Markup:
    """Escape what a template places, unless it is Markdown already."""
    if isinstance(value, jinja2.Undefined):
        str(value)  # a missing name must fail here, as StrictUndefined does
    assert value is not None, "a template must ask whether a value is there before placing it"
    return value if isinstance(value, Markup) else escape_markdown(str(value))


def _tidy(text: str) -> str:
    """Leave one blank line where templates leave several, and end with one line break."""
    lines: list[str] = []
    for line in text.splitlines():
        stripped = line.rstrip()
        if stripped or (lines and lines[-1]):
            lines.append(stripped)
    return "\n".join(lines).rstrip() + "\n"
