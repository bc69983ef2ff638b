"""Plans lists with pages of their own."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from generator.link import Library
from generator.views.desk import Desk
from generator.views.sheets import Sheet, view_sheet

LINES = 150
"""On one page of a list."""
View = Callable[[Sequence[Sheet], int, str, Desk], object]
"""Gives one of the pages of a list, numbers from 1, given the first page's file."""


class ListPlan(Struct, frozen=True):
    """A list, not yet laid out."""

    page: str
    template: str
    title: Callable[[Desk], str]
    description: Callable[[Desk], str]
    spread: Callable[[Library], tuple[Sheet, ...]]
    files: tuple[str, ...]
    view: View = view_sheet
