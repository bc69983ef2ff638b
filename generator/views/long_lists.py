"""Lists on the page of a record that may be too long for it: such a one has pages of its own, to which that leads."""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from generator.link import Library
from generator.markdown import Markdown
from generator.views.desk import Desk
from generator.views.headings import Heading, list_parts
from generator.views.list_pages import LINES, ListPlan
from generator.views.sheets import Sheet, SheetView, Write, spread_parts, view_sheet

MOST = 60
"""Lines of a list on the page of a record."""


class LongList(Struct, frozen=True):
    """A list of a record, not yet written."""

    id: str
    """The anchor of its heading, such as sources, and the name of its pages."""
    message: str
    """The title of its pages, in the interface's words, in which {name} is what the record is called."""
    name: str
    members: tuple[Any, ...]
    head: Callable[[Any], Heading]
    """Tells under which heading a member stands on its own pages; members are in the order of these."""
    write: Write
    files: tuple[str, ...]
    """Files and folders of content/ in which the list's data lie."""
    write_more: Write | None = None
    """Writes a member on its own pages, where that tells more."""
    lead: str = ""
    """What must be said before the list, in the interface's words."""

    @property
    def is_long(self) -> bool:
        """Whether it has pages of its own."""
        return len(self.members) > MOST

    def write_start(self, page: str, desk: Desk) -> tuple[Markdown, ...]:
        """Write what stands on the record's page: all lines or, of a long list, the first and the way to all."""
        lines = [self.write(member, desk) for member in self.members[:MOST]]
        return (*lines, self.link_all(page, desk)) if self.is_long else tuple(lines)

    def link_all(self, page: str, desk: Desk, label: str | Markdown = "") -> Markdown:
        """Link the pages of a long list."""
        number = desk.number(len(self.members))
        return desk.link(label or Markdown(f"{self.write_heading(desk)} ({number})"), self.name_page(page))

    def name_page(self, page: str) -> str:
        """Give the first of its pages, such as actors/ana-miro/sources.md, given the record's."""
        return f"{page.removesuffix('.md')}/{self.id}.md"

    def write_title(self, desk: Desk) -> str:
        """Write the title of its pages as plain text."""
        events = desk.plain_term(desk.library.corpus.settings.event.plural)
        return desk.word(self.message, name=self.name, events=events)

    def write_heading(self, desk: Desk) -> Markdown:
        """Write the same as Markdown."""
        events = desk.term(desk.library.corpus.settings.event.plural)
        return desk.say(self.message, name=desk.own(self.name), events=events)


class LongListView(Struct, frozen=True):
    """One of the pages of a long list."""

    title: Markdown
    back: Markdown
    """The way to the record."""
    lead: Markdown | None
    list: SheetView


def plan_long(long: LongList, page: str, description: Callable[[Desk], str]) -> ListPlan:
    """Plan the pages of a long list, given the page of its record, and what that says of itself."""

    def spread(_: Library) -> tuple[Sheet, ...]:
        return spread_parts(list_parts(long.members, long.head, long.write_more or long.write), LINES)

    def view(sheets: Sequence[Sheet], number: int, first: str, desk: Desk) -> LongListView:
        back, lead = desk.link(desk.own(long.name), page), desk.say(long.lead) if long.lead else None
        return LongListView(long.write_heading(desk), back, lead, view_sheet(sheets, number, first, desk))

    return ListPlan(long.name_page(page), "long_list", long.write_title, description, spread, long.files, view)
