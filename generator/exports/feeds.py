"""Exports what changed as an Atom feed and a JSON Feed. Sources: RFC 4287; JSON Feed 1.1."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from html import escape

from generator.hypertext import name_address
from generator.publications import Publication
from generator.views.changes import (
    MOST,
    anchor_publication,
    find_page,
    group_changes,
    name_change,
    name_publication,
)
from generator.views.desk import Desk

_LONG_AGO = "1970-01-01T00:00:00Z"
"""Atom wants a time where no history tells one; the day of a build would make two builds differ."""


def list_feeds(desk: Desk) -> Mapping[str, Callable[[], str]]:
    """Give what writes each feed, by path, in the language of the content; none where the corpus has no address."""
    if not desk.library.corpus.settings.address:
        return {}
    return {"changes.atom": partial(_write_atom, desk), "feed.json": partial(_write_json, desk)}


def _write_atom(desk: Desk) -> str:
    settings, site = desk.library.corpus.settings, _find_site(desk)
    publications = desk.library.past.publications
    updated = publications[0].revision.moment if publications else _LONG_AGO
    entries = "".join(_write_entry(publication, desk) for publication in publications)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{settings.languages[0]}">\n'
        f"<id>{escape(site)}changes/</id>\n"
        f"<title>{escape(_write_title(desk))}</title>\n"
        f"<updated>{updated}</updated>\n"
        f"<author><name>{escape(settings.editors or settings.title)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(site)}changes.atom"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(site)}changes/"/>\n'
        f"{entries}</feed>\n"
    )


def _write_entry(publication: Publication, desk: Desk) -> str:
    address = _find_address(publication, desk)
    return (
        f"<entry>\n<id>{escape(address)}</id>\n"
        f"<title>{escape(name_publication(publication, desk))}</title>\n"
        f"<updated>{publication.revision.moment}</updated>\n"
        f'<link rel="alternate" type="text/html" href="{escape(address)}"/>\n'
        f'<content type="html">{escape(_write_content(publication, desk))}</content>\n</entry>\n'
    )


def _write_json(desk: Desk) -> str:
    settings, site = desk.library.corpus.settings, _find_site(desk)
    items = [
        {
            "id": _find_address(publication, desk),
            "url": _find_address(publication, desk),
            "title": name_publication(publication, desk),
            "content_html": _write_content(publication, desk),
            "date_published": publication.revision.moment,
        }
        for publication in desk.library.past.publications
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _write_title(desk),
        "home_page_url": f"{site}changes/",
        "feed_url": f"{site}feed.json",
        "language": settings.languages[0],
        "authors": [{"name": settings.editors or settings.title}],
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _write_content(publication: Publication, desk: Desk) -> str:
    """Write what a publication changed, as HTML."""
    if publication.changes is None:
        told = "What this publication changed can't be told: the content before it has a form that is no longer read."
        return f"<p>{escape(desk.word(told))}</p>"
    parts = []
    for heading, changes in group_changes(publication):
        parts.append(f"<p>{escape(desk.word(heading))} ({desk.number(len(changes))})</p>")
        shown = () if publication.is_first else changes[:MOST]
        lines = [(name_change(change, desk), find_page(change, desk)) for change in shown]
        items = "".join(f"<li>{_write_link(label, page, desk)}</li>" for label, page in lines)
        parts.append(f"<ul>{items}</ul>" if items else "")
    return "".join(parts)


def _write_link(label: str, page: str, desk: Desk) -> str:
    return f'<a href="{escape(_find_site(desk) + name_address(page))}">{escape(label)}</a>' if page else escape(label)


def _write_title(desk: Desk) -> str:
    return desk.word("{title}: what changed", title=desk.library.corpus.settings.title)


def _find_address(publication: Publication, desk: Desk) -> str:
    return f"{_find_site(desk)}changes/#{anchor_publication(publication)}"


def _find_site(desk: Desk) -> str:
    return f"{(desk.library.corpus.settings.address or '').rstrip('/')}/"
