"""Lists the pages that stand where records had their addresses before, and lead to those that answer now."""

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct

from generator.markdown import Markdown
from generator.moved import list_moves
from generator.views.desk import Desk
from generator.views.heads import Head
from generator.views.pages import Page, Sit


class MovedView(Struct, frozen=True):
    """All that a page shows whose record has another address now."""

    target: str
    """The file of the page that answers now."""
    link: Markdown


def list_moved_pages(pages: Iterable[Page], sit: Sit) -> Iterator[Page]:
    """Give a page for each address that moved, also for its further sheets, given the pages that answer."""
    moves = list_moves(sit("index.md").library.corpus)
    if not moves:
        return
    ends: dict[str, list[str]] = {}
    for old, end in moves.items():
        ends.setdefault(end, []).append(old)
    for page in pages:
        for base, ending in _list_bases(page.path):
            for old in ends.get(base, ()):
                desk = sit(f"{old}{ending}")
                view, head = partial(_view_moved, page, desk), partial(_head_moved, page, desk)
                # What was settled for the page that answers, such as how many sheets it has, is in its title.
                yield Page(desk.here, "moved", (), view, head, page.describe)


def _list_bases(path: str) -> Iterator[tuple[str, str]]:
    """Give what may be a record's address, and what follows it: a sheet such as /2.md, or a list as /sources.md."""
    parts = path.removesuffix(".md").split("/")
    for number in range(len(parts), 0, -1):
        yield "/".join(parts[:number]), "".join(f"/{part}" for part in parts[number:]) + ".md"


def _view_moved(page: Page, desk: Desk) -> MovedView:
    return MovedView(page.path, desk.link(desk.own(page.head().title), page.path))


def _head_moved(page: Page, desk: Desk) -> Head:
    title = page.head().title
    return Head(desk.word("Moved: {title}", title=title), desk.word("This page has another address now."))
