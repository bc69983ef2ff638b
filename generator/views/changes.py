"""The view of the page that says what changed: the newest publications, each with what it brought for readers."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import Struct

from generator.comparison import Change, How, What
from generator.edtf import parse_edtf
from generator.interface import mark
from generator.markdown import Markdown, escape_markdown
from generator.moved import list_moves
from generator.publications import Publication
from generator.views.desk import Desk
from generator.withdrawal import is_withheld

PAGE = "changes.md"
MOST = 40
"""Lines below one heading; the rest is counted."""
GROUPS: Mapping[tuple[What, How], str] = {
    ("claim", "new"): mark("New claims"),
    ("claim", "withdrawn"): mark("Withdrawn claims"),
    ("claim", "restored"): mark("Claims that are no longer withdrawn"),
    ("claim", "removed"): mark("Removed claims"),
    ("claim", "sentence"): mark("Sentences of ours that changed"),
    ("claim", "quotation"): mark("Quotations that changed"),
    ("claim", "place"): mark("Quotations found at another place"),
    ("claim", "changed"): mark("Claims of which other details changed"),
    ("claim", "moved"): mark("Claims with another address"),
    ("dispute", "new"): mark("New disputes"),
    ("dispute", "removed"): mark("Removed disputes"),
    ("dispute", "changed"): mark("Disputes that changed"),
    ("dispute", "moved"): mark("Disputes with another address"),
    ("result", "new"): mark("New results"),
    ("result", "removed"): mark("Removed results"),
    ("result", "changed"): mark("Results that changed"),
    ("source", "new"): mark("New sources"),
    ("source", "withdrawn"): mark("Withdrawn sources"),
    ("source", "restored"): mark("Sources that are no longer withdrawn"),
    ("source", "removed"): mark("Removed sources"),
    ("source", "changed"): mark("Sources of which details changed"),
    ("source", "moved"): mark("Sources with another address"),
    ("election", "new"): mark("New events"),
    ("election", "removed"): mark("Removed events"),
    ("election", "changed"): mark("Events of which details changed"),
    ("election", "moved"): mark("Events with another address"),
    ("actor", "new"): mark("New actors"),
    ("actor", "removed"): mark("Removed actors"),
    ("actor", "changed"): mark("Actors of whom details changed"),
    ("actor", "moved"): mark("Actors with another address"),
    ("topic", "new"): mark("New topics"),
    ("topic", "removed"): mark("Removed topics"),
    ("topic", "changed"): mark("Topics that changed"),
    ("topic", "moved"): mark("Topics with another address"),
    ("page", "new"): mark("New pages of ours"),
    ("page", "removed"): mark("Removed pages of ours"),
    ("page", "changed"): mark("Pages of ours that changed"),
}
"""The heading above changes of one sort."""


class GroupView(Struct, frozen=True):
    """Changes of one sort."""

    heading: Markdown
    count: str
    lines: tuple[Markdown, ...]
    """None for the first publication, which is all new."""
    rest: str
    """How many more there are; empty where all are shown."""


class PublicationView(Struct, frozen=True):
    """One publication and what it changed."""

    heading: str
    id: str
    is_first: bool
    is_readable: bool
    groups: tuple[GroupView, ...]


class ChangesView(Struct, frozen=True):
    """All that the page shows."""

    is_known: bool
    is_whole: bool
    publications: tuple[PublicationView, ...]
    feeds: tuple[Markdown, ...]
    """None where the corpus has no address."""


def view_changes(desk: Desk) -> ChangesView:
    """Give the view of the page."""
    past = desk.library.past
    feeds = (("Atom", "changes.atom"), ("JSON Feed", "feed.json")) if desk.library.corpus.settings.address else ()
    return ChangesView(
        past.is_known,
        past.is_whole,
        tuple(_view_publication(publication, desk) for publication in past.publications),
        tuple(desk.link_part(label, f"{'../' if desk.prefix else ''}{path}") for label, path in feeds),
    )


def name_publication(publication: Publication, desk: Desk) -> str:
    """Name a publication by its day, and by its tag where it has one."""
    revision = publication.revision
    day = desk.date(parse_edtf(revision.day))
    return desk.word("{date}: {tag}", date=day, tag=revision.tag) if revision.tag else day


def anchor_publication(publication: Publication) -> str:
    """Give the anchor of a publication on the page, which stays the same as others follow."""
    revision = publication.revision
    slug = re.sub(r"[^a-z0-9]+", "-", revision.tag.lower()).strip("-")
    return f"on-{revision.day}-{slug}" if slug else f"on-{revision.day}"


def group_changes(publication: Publication) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """Give the changes of a publication by their heading."""
    for key, group in groupby(publication.changes or (), key=lambda change: (change.what, change.how)):
        yield GROUPS[key], tuple(group)


def find_page(change: Change, desk: Desk) -> str:
    """Give the file of the page that shows what changed, empty where there is none any more."""
    library, corpus = desk.library, desk.library.corpus
    tables: Mapping[What, tuple[str, Mapping[str, object]]] = {
        "claim": ("claims", library.claims),
        "dispute": ("disputes", corpus.disputes),
        "result": (library.event_folder, corpus.elections),
        "election": (library.event_folder, corpus.elections),
        "source": ("sources", corpus.sources),
        "actor": ("actors", corpus.actors),
        "topic": ("topics", corpus.topics),
    }
    if change.what == "page":
        name = "index" if change.id == "home" else change.id
        return f"{name}.md" if change.id in corpus.pages else ""
    folder, table = tables[change.what]
    return f"{folder}/{change.id}.md" if change.id in table else ""


def name_change(change: Change, desk: Desk) -> str:
    """Name what changed. Of a claim that is gone only its id is told: there was a reason to remove it."""
    return change.id if _is_gone(change, desk) else change.label or change.id


def _is_gone(change: Change, desk: Desk) -> bool:
    """Say whether a claim is published no more, whatever an earlier publication said of it."""
    if change.what != "claim":
        return False
    library = desk.library
    address = f"claims/{change.id}"
    ref = list_moves(library.corpus).get(address, address).partition("/")[2]
    return ref not in library.claims or is_withheld(ref, library.claims[ref].claim)


def _view_publication(publication: Publication, desk: Desk) -> PublicationView:
    return PublicationView(
        name_publication(publication, desk),
        anchor_publication(publication),
        publication.is_first,
        publication.changes is not None,
        tuple(_view_group(heading, changes, publication, desk) for heading, changes in group_changes(publication)),
    )


def _view_group(heading: str, changes: tuple[Change, ...], publication: Publication, desk: Desk) -> GroupView:
    shown = () if publication.is_first else changes[:MOST]
    rest = 0 if publication.is_first else len(changes) - len(shown)
    return GroupView(
        desk.say(heading),
        desk.number(len(changes)),
        tuple(_write_line(change, desk) for change in shown),
        desk.tally(rest, "and {number} more", "and {number} more") if rest else "",
    )


def _write_line(change: Change, desk: Desk) -> Markdown:
    page, label = find_page(change, desk), desk.own(name_change(change, desk))
    shown = desk.link(label, page) if page else label
    if change.how == "sentence" and not _is_gone(change, desk):
        return desk.say("{claim} Before: {sentence}", claim=shown, sentence=desk.own(change.before))
    if change.how == "moved":
        return desk.say("{page}, before: {id}", page=shown, id=escape_markdown(change.before))
    if change.how == "withdrawn" and change.after:
        return desk.say("{claim} Reason: {reason}", claim=shown, reason=desk.own(change.after))
    return shown
