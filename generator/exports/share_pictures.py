"""Exports the pictures that social networks and messengers show with links: of the site, of events, of sources."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial

from markupsafe import Markup

from generator.views.contest import list_bars
from generator.views.desk import Desk
from generator.views.heads import SITE_PICTURE, head_election, head_source, name_picture

_MOST_BARS = 4
_Bar = tuple[str, Decimal, Decimal, str]
"""A label, the bounds of a share in per cent, and words."""


def list_pictures(desk: Desk) -> Mapping[str, Callable[[], bytes]]:
    """Give what draws each picture, by path, in the language of the desk."""
    library, folder = desk.library, desk.library.event_folder
    pictures = {SITE_PICTURE: partial(_draw_site, desk)}
    for name in library.corpus.elections:
        pictures[name_picture(f"{folder}/{name}.md", folder)] = partial(_draw_election, name, desk)
    for name in library.corpus.sources:
        pictures[name_picture(f"sources/{name}.md", folder)] = partial(_draw_source, name, desk)
    return pictures


def _draw_site(desk: Desk) -> bytes:
    title = desk.plain_term(desk.library.corpus.settings.title)
    claims = desk.count_claims(len(desk.library.claims))
    return _draw(desk.word("What sources say, with their exact words."), title, claims)


def _draw_election(name: str, desk: Desk) -> bytes:
    head, bars = head_election(name, desk), _list_bars(name, desk)[:_MOST_BARS]
    return _draw(desk.plain_term(desk.library.corpus.settings.title), head.title, head.description, bars)


def _draw_source(name: str, desk: Desk) -> bytes:
    head = head_source(name, desk)
    return _draw(desk.plain_term(desk.library.corpus.settings.title), head.title, head.description)


def _draw(kicker: str, title: str, line: str, bars: Sequence[_Bar] = ()) -> bytes:
    # Pillow takes a tenth of a second to import, and few builds draw anything.
    from generator.share_picture import CardBar, draw_card  # noqa: PLC0415

    return draw_card(kicker, title, (line,), tuple(CardBar(*bar) for bar in bars))


def _list_bars(name: str, desk: Desk) -> list[_Bar]:
    return [
        (Markup(bar.label).striptags(), bar.lower, bar.upper, bar.words)  # noqa: S704 - it is Markdown already
        for contest in desk.library.corpus.elections[name].contests
        for bar in list_bars(contest, desk)
    ]
