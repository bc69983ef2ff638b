"""Draws the actors that sources tie to one actor, as a tree: the ties are its branches, the others its leaves."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generator.interface import fill_slots
from generator.markdown import Markdown
from generator.views.lettering import draw_words, escape_label, fit_text

_WIDTH = 300
"""As wide as a phone's column, so that words keep their size there."""
_LINE = 17
_MOST = 12

Group = Literal["role", "relation"]
_Branches = dict[str, list[str]]
"""The others, by what ties them."""
_Look = Literal["center", "heading", "tie", "other"]
_LOOKS: dict[_Look, tuple[int, float, int]] = {
    "center": (20, 16.5, 15),
    "heading": (20, 13, 19),
    "tie": (32, 13, 27),
    "other": (58, 14, 21),
}
"""Where a text begins, the size it's measured at, and how far below the last one it stands. Bold is a tenth wider."""


class Tie(Struct, frozen=True):
    """A role or a relation, from the end of the actor in the middle."""

    label: str
    """Such as "opponent of"."""
    other: str
    group: Group


class NetworkWords(Struct, frozen=True):
    """What the picture says in the language of the site."""

    relations: str
    """Heads the tree of relations."""
    roles: str
    label: str
    """Tells what a tree shows to those who can't see it, with {center}, {group} and {count}."""
    caption: str
    cut: str
    """Follows the caption where there is no room for all, with {drawn} and {total}."""


class _Row(Struct, frozen=True):
    look: _Look
    whole: str
    lines: tuple[str, ...]
    across: int
    down: int

    @property
    def bottom(self) -> int:
        return self.down + _LINE * (len(self.lines) - 1)


def draw_network(center: str, ties: tuple[Tie, ...], words: NetworkWords, most: int = _MOST) -> Markdown | None:
    """Draw up to so many of the others, the first ones; nothing where there are none.

    An other stands once, with all its ties: under the relations, if one of them is a relation.
    """
    joined = _join_ties(ties)
    drawn = dict(list(joined.items())[:most])
    trees = []
    for group, heading in (("relation", words.relations), ("role", words.roles)):
        branches: _Branches = {}
        for other, (other_group, label) in drawn.items():
            if other_group == group:
                branches.setdefault(label, []).append(other)
        if branches:
            count = sum(map(len, branches.values()))
            label = fill_slots(words.label, center=center, group=heading, count=count)
            trees.append(_draw_tree((center, heading), branches, label))
    if not trees:
        return None
    cut = f" {fill_slots(words.cut, drawn=len(drawn), total=len(joined))}" if len(drawn) < len(joined) else ""
    caption = f"<figcaption>{escape_label(words.caption + cut)}</figcaption>"
    return Markdown(f'<figure class="network"><div>{"".join(trees)}</div>{caption}</figure>')


def _join_ties(ties: tuple[Tie, ...]) -> dict[str, tuple[Group, str]]:
    """Give each other's group and the labels of all its ties, relations first and each once."""
    joined: dict[str, tuple[Group, dict[str, None]]] = {}
    for tie in sorted(ties, key=lambda tie: tie.group):
        _, labels = joined.setdefault(tie.other, (tie.group, {}))
        labels[tie.label] = None
    order = dict.fromkeys(tie.other for tie in ties)
    return {other: (joined[other][0], "; ".join(joined[other][1])) for other in order}


def _draw_tree(root: tuple[str, str], branches: _Branches, label: str) -> str:
    texts: list[tuple[_Look, str]] = [("center", root[0]), ("heading", root[1])]
    for tie, others in branches.items():
        texts.extend((("tie", tie), *(("other", other) for other in others)))
    rows = tuple(_place_rows(texts))
    words = "".join(draw_words(row.lines, row.whole, (row.across, row.down), row.look) for row in rows)
    dots = "".join(f"M50 {row.down - 5}h0" for row in rows if row.look == "other")
    lines = f'<path d="{_draw_lines(rows)}"/><path class="dots" d="M7 10h0{dots}"/>'
    head = f'<svg viewBox="0 0 {_WIDTH} {rows[-1].bottom + 10}" role="img" aria-label="{escape_label(label)}">'
    return f"{head}{lines}{words}</svg>"


def _place_rows(texts: list[tuple[_Look, str]]) -> Iterator[_Row]:
    """Give every text rows of its own, so that none can run into another."""
    down = 0
    for look, text in texts:
        across, size, step = _LOOKS[look]
        down += step
        row = _Row(look, text, fit_text(text, _WIDTH - across, size), across, down)
        yield row
        down = row.bottom


def _draw_lines(rows: tuple[_Row, ...]) -> str:
    """Give the path that leads from the actor to each tie, and from there to each other."""
    path, trunk, twig = "", 15, 0
    for row in rows:
        if row.look == "tie":
            path += f"M7 {trunk}V{row.down - 12}q0 8 8 8h13"
            trunk, twig = row.down - 12, row.bottom + 6
        elif row.look == "other":
            path += f"M36 {twig}V{row.down - 11}q0 6 6 6h6"
            twig = row.down - 11
    return path
