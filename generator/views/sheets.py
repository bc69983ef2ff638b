"""Lays long lists out over several pages, so that no page grows with the corpus."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.markdown import Markdown
from generator.views.claim import ClaimView
from generator.views.desk import Desk

H = TypeVar("H")
V = TypeVar("V")
_FEW = 3
"""Headings of a page that its link names one by one."""
_ALL = 20
"""Up to so many sheets each names all others."""
Write = Callable[[Any, Desk], Any]
"""Writes a member of a list: the card of a claim, a line, or a row of a table."""


class Part(Struct, frozen=True):
    """What stands under one heading, not yet written: claims, or records by their ids."""

    id: str
    heading: Callable[[Desk], Markdown]
    write: Write
    members: tuple[Any, ...]
    lead: Callable[[Desk], Markdown] | None = None
    """A sentence before the members, or in their place where there are none."""
    is_continued: bool = False


Sheet = tuple[Part, ...]


class SectionView(Struct, frozen=True):
    """What stands under one heading, as a page shows it: cards, or lines."""

    id: str
    heading: Markdown
    lead: Markdown | None
    is_continued: bool
    cards: tuple[ClaimView, ...] = ()
    lines: tuple[Any, ...] = ()
    """Markdown, or rows of a table."""


class SheetLink(Struct, frozen=True):
    """The way to one of several pages."""

    label: Markdown
    """A link, but for the page itself."""
    headings: Markdown
    """What stands there."""


class SheetView(Struct, frozen=True):
    """What one of several pages shows."""

    sections: tuple[SectionView, ...]
    pages: tuple[SheetLink, ...]
    """Those that are named here, as of `list_shown`; none where there is only one."""
    up: str
    """The way from here to the site's root, such as ../."""

    @property
    def lines(self) -> tuple[Any, ...]:
        """All lines, for a list without headings and for a table."""
        return tuple(line for section in self.sections for line in section.lines)


class FurtherView(Struct, frozen=True):
    """A page that goes on where another ended."""

    title: Markdown
    back: Markdown
    """The way to the first page."""
    sheet: SheetView
    is_source: bool
    """Whether claims stand here in their text, where they can be linked to."""


def spread_parts(parts: Iterable[Part], size: int) -> tuple[Sheet, ...]:
    """Lay parts out over sheets of at most so many members."""
    sheets = spread([(part, part.members) for part in parts], size)
    return tuple(
        tuple(replace(part, members=members, is_continued=is_continued) for part, members, is_continued in sheet)
        for sheet in sheets
    )


def spread(
    groups: Iterable[tuple[H, tuple[V, ...]]], size: int
) -> tuple[tuple[tuple[H, tuple[V, ...], bool], ...], ...]:
    """Lay groups out over sheets of at most so many members; each comes with whether it began on a sheet before.

    A group is cut only where it is longer than a sheet. There is at least one sheet.
    """
    sheets: list[list[tuple[H, tuple[V, ...], bool]]] = [[]]
    room = size
    for head, members in groups:
        rest, is_continued = members, False
        if len(rest) > room and (len(rest) <= size or room < size // 2):
            sheets.append([])
            room = size
        while len(rest) > room:
            sheets[-1].append((head, rest[:room], is_continued))
            sheets.append([])
            rest, room, is_continued = rest[room:], size, True
        sheets[-1].append((head, rest, is_continued))
        room -= len(rest)
    return tuple(tuple(sheet) for sheet in sheets)


def name_sheet(page: str, number: int) -> str:
    """Give the file of a page's further sheet, such as topics/media/2.md; the first is the page itself."""
    return page if number == 1 else f"{page.removesuffix('.md')}/{number}.md"


def view_sheet(sheets: Sequence[Sheet], number: int, page: str, desk: Desk) -> SheetView:
    """Give what a sheet shows, numbers from 1, given the first sheet's page."""
    sections = tuple(_view_part(part, desk) for part in sheets[number - 1])
    return SheetView(sections, link_sheets(sheets, number, page, desk), "../" * desk.here.count("/"))


def describe_headings(sheets: Sequence[Sheet], desk: Desk) -> Sequence[object]:
    """Tell under which headings something stands on each of several sheets."""
    return [[(part.heading(desk), bool(part.members)) for part in sheet] for sheet in sheets]


def describe_sheet(
    sheets: Sequence[Sheet], number: int, desk: Desk, headings: Callable[[], Sequence[object]], more: object = ""
) -> object:
    """Tell all of a sheet that was settled when it was planned: what stands under which headings."""
    here = [(part.id, part.is_continued, part.lead and part.lead(desk), part.members) for part in sheets[number - 1]]
    named = headings()
    return [(one, named[one - 1]) for one in list_shown(number, len(named))], here, more


def list_shown(number: int, last: int) -> tuple[int, ...]:
    """Give the sheets that one of them names: all or, of many, its neighbours, the ends, and some further and further.

    So no page grows with their number but by its logarithm, and each step halves the way to where a reader wants to be.
    """
    if last <= _ALL:
        return tuple(range(1, last + 1))
    far = [1 << power for power in range(2, last.bit_length())]
    steps = (0, 1, 2, 3, *far)
    near = {number + sign * step for step in steps for sign in (-1, 1)}
    return tuple(sorted({1, last, *(one for one in near if 1 <= one <= last)}))


def link_sheets(sheets: Sequence[Sheet], number: int, page: str, desk: Desk) -> tuple[SheetLink, ...]:
    """Give the ways from a sheet to those that it names by the headings on each; none where there is only one."""
    links = []
    for one in list_shown(number, len(sheets)):
        label = desk.link(desk.say("Page {number}", number=one), name_sheet(page, one))
        heads = [part.heading(desk) for part in sheets[one - 1] if part.members]
        shown = ", ".join(heads) if len(heads) <= _FEW else f"{heads[0]} – {heads[-1]}"
        links.append(SheetLink(label, Markdown(shown)))
    return tuple(links) if len(links) > 1 else ()


def view_further(sheets: Sequence[Sheet], number: int, first: tuple[str, Markdown], desk: Desk) -> FurtherView:
    """Give a further sheet as a page; the first sheet's page is given by its file and title."""
    page, title = first
    heading = desk.say("{title}, page {number} of {last}", title=title, number=number, last=len(sheets))
    return FurtherView(
        heading, desk.link(title, page), view_sheet(sheets, number, page, desk), page.startswith("sources/")
    )


def _view_part(part: Part, desk: Desk) -> SectionView:
    lead = part.lead(desk) if part.lead else None
    written = tuple(part.write(member, desk) for member in part.members)
    cards = tuple(one for one in written if isinstance(one, ClaimView))
    return SectionView(part.id, part.heading(desk), lead, part.is_continued, cards, () if cards else written)
