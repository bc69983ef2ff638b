"""Plans the pages of lists: those that have one of their own, and those that are too long for the page of a record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from generator.link import Library
from generator.markdown import Markdown, escape_markdown
from generator.views.desk import Desk
from generator.views.sheets import Part, Sheet, SheetView, Write, spread_parts, view_sheet

LINES = 150
"""On one page of a list."""
MOST = 60
"""Lines of a list on the page of a record; a longer one has pages of its own, and the record's leads there."""

View = Callable[[Sequence[Sheet], int, str, Desk], object]
"""Gives one of the pages of a list, numbers from 1, given the first page's file."""


@dataclass(frozen=True, slots=True)
class ListPlan:
    """A list with pages of its own, not yet written."""

    page: str
    template: str
    title: Callable[[Desk], str]
    description: Callable[[Desk], str]
    spread: Callable[[Library], tuple[Sheet, ...]]
    files: tuple[str, ...]
    view: View = view_sheet


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

    def spread(self, _: Library) -> tuple[Sheet, ...]:
        """Lay a long list out over its pages."""
        parts = (
            Part(label, partial(_show, text=label), self.write, tuple(members))
            for label, members in groupby(self.members, self.label)
        )
        return spread_parts(parts, LINES)


@dataclass(frozen=True, slots=True)
class LongListView:
    """One of the pages of a long list."""

    title: Markdown
    back: Markdown
    """The way to the record."""
    list: SheetView


def plan_long(
    long: LongList,
    page: str,
    description: Callable[[Desk], str],
    files: tuple[str, ...],
) -> ListPlan:
    """Plan the pages of a long list, given the page of its record, and what that says of itself."""

    def view(sheets: Sequence[Sheet], number: int, first: str, desk: Desk) -> LongListView:
        listed = view_sheet(sheets, number, first, desk)
        return LongListView(long.write_heading(desk), desk.link(desk.own(long.name), page), listed)

    return ListPlan(long.name_page(page), "long_list", long.write_title, description, long.spread, files, view)


def _show(_: Desk, *, text: str) -> Markdown:
    return escape_markdown(text)
