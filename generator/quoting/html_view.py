"""Says what a reader sees of HTML inside a Markdown source."""

import re
from collections.abc import Iterator

from msgspec import Struct

RAISED = "\ufffc"
"""Stands at the edges of a superscript or subscript: no quote crosses it, lest 10² become 102."""
GLUE = "\ufff9"
"""Stands for a picture, for what is struck out or hidden, and for tags of unknown effect.

No quote crosses it, or starts after it in what may be the middle of a word.
"""
LINE_BREAK = "\n"
PARAGRAPH_BREAK = "\n\n"
ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
"""A pattern of a reference to a character."""

_BLOCKS = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 head header hr html legend li link main menu nav ol optgroup option p pre search
    section summary table tbody td tfoot th thead tr ul
"""
_TRANSPARENT = """
    a abbr acronym b bdi big cite code data dfn em font i ins kbd label mark samp small span strong time tt u var wbr
"""
_HIDDEN = frozenset(("del", "noscript", "s", "script", "strike", "style", "template", "textarea", "title"))
_EFFECTS = {
    **dict.fromkeys(_BLOCKS.split(), PARAGRAPH_BREAK),
    **dict.fromkeys(_TRANSPARENT.split(), ""),
    **dict.fromkeys(("sub", "sup"), RAISED),
    "br": LINE_BREAK,
}
"""What stands in the place of a tag."""
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_HIDING = re.compile(
    r"\shidden\b|display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0|font-size\s*:\s*0|line-through|clip|text-indent",
    re.IGNORECASE,
)
_STYLED = re.compile(r"\s(?:style|aria-hidden)\b", re.IGNORECASE)
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
# A tag that isn't closed ends at the next one; an open quote in it swallows the rest, as it does in browsers.
_TAG = r"""<[/?!a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*+(?:>|(?=<)|["'].*|\Z)"""
_PIECE = re.compile(rf"<!--.*?(?:-->|\Z)|{_TAG}|{ENTITY}|[^<&]+|[<&]", re.DOTALL)


class Tag(Struct, frozen=True):
    """What a tag does to the text around it."""

    shown: str
    """What stands in its place: nothing, a break, or a mark that no quote crosses."""
    name: str = ""
    """In lower case; empty for a comment or a declaration."""
    is_end: bool = False
    """Whether it ends its element."""
    hides: bool = False
    """Whether the content of its element is hidden or struck out."""


def read_tag(markup: str) -> Tag:
    """Give what a tag, a comment or a declaration does to the text."""
    match = _NAME.match(markup)
    if not match:
        return Tag("")
    name = match[2].lower()
    hides = name in _HIDDEN or (name not in _VOID and _HIDING.search(markup) is not None)
    shown = GLUE if hides or _STYLED.search(markup) else _EFFECTS.get(name, GLUE)
    return Tag(shown, name, bool(match[1]), hides)


def split_html(block: str) -> Iterator[tuple[int, int, str | Tag]]:
    """Give the pieces of a block of HTML with their offsets: texts with entities read, and tags."""
    from html import unescape  # noqa: PLC0415 - its list of entities is long, and few texts have one

    for match in _PIECE.finditer(block):
        piece = match[0]
        if piece[0] == "<" and len(piece) > 1:
            yield match.start(), match.end(), read_tag(piece)
        elif piece[0] == "&" and len(piece) > 1:
            yield match.start(), match.end(), unescape(piece)
        else:
            yield match.start(), match.end(), piece
