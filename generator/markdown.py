"""Escapes text for Markdown, makes headings and links, and checks hand-written pages."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from generator.problems import Place, Problem

# A numeric reference is text in every Markdown engine and in HTML, wherever it stands: in a table, a heading, a link.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|#~^$]|^[-+=:!]|^\d+(?=[.)](?:\s|$))")
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Markdown(Markup):
    """Text that is Markdown already; any other text is escaped on its way into a page."""

    __slots__ = ()


def escape_markdown(text: str) -> Markdown:
    """Give Markdown that shows exactly the text, on one line, in any engine.

    Runs of white space become one space; controls that reorder or hide text are left out.
    """
    flat = " ".join(_INVISIBLE.sub("", text).split())
    return Markdown(_SPECIAL.sub(_refer, flat))


def escape_attribute(text: str) -> Markdown:
    """Give a text for an HTML attribute's value between double quotes."""
    return Markdown(escape_markdown(text).replace('"', "&#34;"))


def make_link(label: str, href: str) -> Markdown:
    """Give a link; the label is escaped unless it is Markdown, the address must be safe already."""
    shown = label if isinstance(label, Markdown) else escape_markdown(label)
    return Markdown(f"[{shown}]({href})")


def mark_language(text: str, language: str, site_language: str) -> Markdown:
    """Give escaped text, marked with its language where that isn't the site's."""
    escaped = escape_markdown(text)
    if language == site_language:
        return escaped
    return Markdown(f'<span lang="{language}">{escaped}</span>')


def check_page(text: str, path: str) -> Iterator[Problem]:
    """Give the problems of a hand-written page: it may hold plain Markdown only, no HTML and no address but a web page's."""
    parser = MarkdownIt("commonmark", {"html": True})
    for token in _flatten(parser.parse(text)):
        line = (token.map[0] if token.map else 0) + 1
        if token.type in {"html_block", "html_inline"}:
            message = f"a hand-written page must hold no HTML, found {token.content.strip()[:40]!r}"
            yield Problem(Place(path, line), "page-html", message, "write it in Markdown")
        for name in ("href", "src"):
            address = str(token.attrGet(name) or "")
            if address and not re.match(r"(https?://|mailto:|#|[\w./-]+($|[#?]))", address):
                message = f"a link must lead to a page or a web address, found {address[:60]!r}"
                yield Problem(
                    Place(path, line),
                    "page-address",
                    message,
                    "use a relative path to a .md file, or an https:// address",
                )


def _flatten(tokens: list[Token]) -> Iterator[Token]:
    block_map = None
    for token in tokens:
        block_map = token.map or block_map
        if token.map is None:
            token.map = block_map
        yield token
        for child in token.children or ():
            child.map = child.map or block_map
            yield child


def _refer(match: re.Match[str]) -> str:
    found = match[0]
    if found[0].isdigit():
        return f"&#{ord(found[0])};{found[1:]}"
    return f"&#{ord(found)};"
