"""Lays lists of anything out over several pages, so that none grows with the corpus: a page each, or a record's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import Any

from generator.link import Library
from generator.markdown import Markdown, escape_markdown
from generator.views.desk import Desk
from generator.views.sheets import SheetLink, link_sheets, list_shown, pick_shown, spread

LINES = 150
"""On one page of a list."""
MOST = 60
"""Lines of a list on the page of a record; a longer one has pages of its own, and the record's leads there."""

Write = Callable[[Any, Desk], Any]
"""Writes a member of a list: a line, or a row of a table."""


@dataclass(frozen=True, slots=True)
class ListPart:
    """Lines under one heading, not yet written."""

    id: str
    heading: Callable[[Desk], Markdown]
    write: Write


ListSheet = Sequence[tuple[ListPart, tuple[Any, ...], bool]]


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Lines under one heading."""

    id: str
    heading: Markdown
    is_continued: bool
    lines: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """One of the pages of a list."""

    groups: tuple[ListGroup, ...]
    pages: tuple[SheetLink, ...]
    up: str
    """The way from here to the site's root, such as ../."""

    @property
    def lines(self) -> tuple[Any, ...]:
        """All lines, for a table of them."""
        return tuple(line for group in self.groups for line in group.lines)


View = Callable[[Sequence[ListSheet], int, str, Desk], object]
"""Gives one of the pages of a list, numbers from 1, given the first page's file."""


def view_list(sheets: Sequence[ListSheet], number: int, page: str, desk: Desk) -> ListView:
    """Give one of the pages of a list, numbers from 1."""
    groups = tuple(
        ListGroup(part.id, part.heading(desk), is_continued, tuple(part.write(member, desk) for member in members))
        for part, members, is_continued in sheets[number - 1]
    )
    shown = list_shown(number, len(sheets))
    headings = {one: [part.heading(desk) for part, members, _ in sheets[one - 1] if members] for one in shown}
    return ListView(groups, link_sheets(headings, page, desk), "../" * desk.here.count("/"))


@dataclass(frozen=True, slots=True)
class ListPlan:
    """A list with pages of its own, not yet written."""

    page: str
    template: str
    title: Callable[[Desk], str]
    description: Callable[[Desk], str]
    spread: Callable[[Library], tuple[ListSheet, ...]]
    files: tuple[str, ...]
    view: View = field(default=view_list)


def describe_list(sheets: Sequence[ListSheet], number: int, headings: Callable[[], Sequence[object]]) -> object:
    """Tell all of a page of a list that was settled when it was planned: what stands under which headings."""
    here = [(part.id, is_continued, members) for part, members, is_continued in sheets[number - 1]]
    return pick_shown(headings(), number), here


def describe_parts(sheets: Sequence[ListSheet], desk: Desk) -> Sequence[object]:
    """Tell under which headings something stands on each page of a list."""
    return [[(part.heading(desk), bool(members)) for part, members, _ in sheet] for sheet in sheets]


@dataclass(frozen=True, slots=True)
class LongList:
    """A list on the page of a record that may be too long for it."""

    id: str
    """The anchor of its heading, such as sources, and the name of its pages."""
    message: str
    """The title of its pages, in the interface's words, in which {name} is what the record is called."""
    name: str
    write: Write
    members: tuple[str, ...]
    label: Callable[[str], str]
    """Tells by what a member is found among the others, such as its year."""

    def write_title(self, desk: Desk) -> str:
        """Write the title of its pages as plain text."""
        events = desk.plain_term(desk.library.corpus.settings.event.plural)
        return desk.word(self.message, name=self.name, events=events)

    def write_heading(self, desk: Desk) -> Markdown:
        """Write the same as Markdown."""
        events = desk.term(desk.library.corpus.settings.event.plural)
        return desk.say(self.message, name=desk.own(self.name), events=events)

    @property
    def is_long(self) -> bool:
        """Whether it has pages of its own."""
        return len(self.members) > MOST

    def name_page(self, page: str) -> str:
        """Give the first of its pages, such as actors/ana-miro/sources.md, given the record's."""
        return f"{page.removesuffix('.md')}/{self.id}.md"

    def write_start(self, page: str, desk: Desk) -> tuple[Markdown, ...]:
        """Write what stands on the record's page: all lines or, of a long one, the first and the way to all."""
        lines = [self.write(member, desk) for member in self.members[:MOST]]
        return (*lines, self.link_all(page, desk)) if self.is_long else tuple(lines)

    def link_all(self, page: str, desk: Desk) -> Markdown:
        """Link the pages of a long list."""
        return desk.link(desk.say("All: {number}", number=desk.number(len(self.members))), self.name_page(page))

    def spread(self, _: Library) -> tuple[ListSheet, ...]:
        """Lay a long list out over its pages."""
        groups = [
            (ListPart(label, partial(_show, text=label), self.write), tuple(members))
            for label, members in groupby(self.members, self.label)
        ]
        return spread(groups, LINES)


@dataclass(frozen=True, slots=True)
class LongListView:
    """One of the pages of a long list."""

    title: Markdown
    back: Markdown
    """The way to the record."""
    list: ListView


def plan_long(
    long: LongList,
    page: str,
    description: Callable[[Desk], str],
    files: tuple[str, ...],
) -> ListPlan:
    """Plan the pages of a long list, given the page of its record, and what that says of itself."""

    def view(sheets: Sequence[ListSheet], number: int, first: str, desk: Desk) -> LongListView:
        listed = view_list(sheets, number, first, desk)
        return LongListView(long.write_heading(desk), desk.link(desk.own(long.name), page), listed)

    return ListPlan(long.name_page(page), "long_list", long.write_title, description, long.spread, files, view)


def _show(_: Desk, *, text: str) -> Markdown:
    return escape_markdown(text)
