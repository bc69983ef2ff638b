"""Escapes text for Markdown, makes headings and links, and checks hand-written pages."""

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.problems import Place, Problem

# A numeric reference is text in every Markdown engine and in HTML, wherever it stands: in a table, a heading, a link.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|#~^$!]|^[-+=:]|^\d+(?=[.)](?:\s|$))")
_INVISIBLE = re.compile("[\u0000-\u0008\u000e-\u001b\u007f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_IN_ADDRESS = re.compile(r"[()\[\]{}<>\\`*_|~^$!&\"']")

# Python-Markdown drops its own placeholders' signs from a page, so they must not hide what they stand in.
_PLACEHOLDERS = re.compile("[\u0002\u0003]")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What no page needs and no reader sees, or what turns the order of text around."""
# Tags and pictures; an address between angle brackets is Markdown.
_PAGE_HTML = re.compile(r"<(?!https?://[^\s<>]+>)[A-Za-z/!?]|!\[")
_PAGE_ATTRIBUTES = re.compile(r"\{(?!:? *#[a-z0-9-]+ *\})")
"""Where a list of attributes begins that isn't a heading's id; it needs a brace to close it."""
# What follows `](`, up to a title, and `]:`, which in a sentence is seldom the definition of a link.
_PAGE_LINK = re.compile(r"\]\(\s*<?([^)\"']*)|\]:\s*<?((?=\S*[:&\\/])\S+)")
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|#|(?!//)[\w./-]+(?:$|[#?]))\S*")
_REMEMBERED = 1 << 12
"""Texts whose escaped form is kept: a site shows its names, dates and labels again and again."""


class Markdown(str):
    """Text that is Markdown already; any other text is escaped on its way into a page."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell Jinja to place it as it is."""
        return str(self)


@lru_cache(_REMEMBERED)
def escape_markdown(text: str) -> Markdown:
    """Give Markdown that shows exactly the text, flattened, in any engine."""
    return Markdown(_SPECIAL.sub(_refer, flatten_text(text)))


def flatten_text(text: str) -> str:
    """Give a text on one line: runs of white space are one space; controls that reorder or hide text are left out."""
    # Nearly all texts are on one line, with single spaces, and hide nothing.
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_INVISIBLE.sub("", text).split())


@lru_cache(_REMEMBERED)
def escape_piece(text: str) -> Markdown:
    """Escape a piece of a sentence, keeping a space at each end where there is white space."""
    # What is left out must not hide the white space behind it.
    shown = _INVISIBLE.sub("", text)
    if not shown.strip():
        return Markdown(" " if shown else "")
    before = " " if shown[0].isspace() else ""
    after = " " if shown[-1].isspace() else ""
    return Markdown(f"{before}{escape_markdown(shown)}{after}")


def make_link(label: str, href: str) -> Markdown:
    """Give a link; the label is escaped unless it is Markdown, the address must be safe already."""
    shown = label if isinstance(label, Markdown) else escape_markdown(label)
    return Markdown(f"[{shown}]({href})")


def encode_address(url: str) -> Markdown:
    """Give a web address that stays one between the round brackets of a Markdown link."""
    return Markdown(_IN_ADDRESS.sub(_refer, url))


def mark_language(text: str, language: str, site_language: str) -> Markdown:
    """Give escaped text, marked with its language where that isn't the site's."""
    escaped = escape_markdown(text)
    if language == site_language:
        return escaped
    return Markdown(f'<span lang="{language}">{escaped}</span>')


def strip_signs(text: str) -> str:
    """Give a line of hand-written Markdown as plain text: without the signs of headings, links, emphasis and code."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\{:?[^}]*\}", "", text))
    return " ".join(re.sub(r"^[#>\-*\s]+|[*`_]", "", plain).split())


def check_page(text: str, path: str) -> Iterator[Problem]:
    """Give the problems of a hand-written page: no HTML, attribute or picture, no address but a page's or a web page's.

    Looks at the signs, not at what one engine makes of them: engines disagree on where code ends, and with it HTML.
    """
    control = _CONTROL.search(text)
    if control:
        line_start = text.rfind("\n", 0, control.start()) + 1
        place = Place(path, text.count("\n", 0, control.start()) + 1, control.start() - line_start + 1)
        message = f"a hand-written page must hold printable characters only, found U+{ord(control[0]):04X}"
        yield Problem(place, "page-character", message, "remove the character")
    plain = _PLACEHOLDERS.sub("", text)
    for number, line in enumerate(plain.split("\n"), start=1):
        start = _find_html(line)
        if start is not None:
            message = f"a hand-written page must hold no HTML, found {line[start : start + 40].rstrip()!r}"
            yield Problem(Place(path, number), "page-html", message, "write it in Markdown")
    line_number, counted = 1, 0
    for match in _PAGE_LINK.finditer(plain):
        address = (match[1] or match[2] or "").rstrip("> \n")
        if not _SAFE_ADDRESS.fullmatch(address):
            line_number += plain.count("\n", counted, match.start())
            counted = match.start()
            message = f"a link must lead to a page or a web address, found {address[:60]!r}"
            hint = "use a relative path to a .md file, or an https:// address"
            yield Problem(Place(path, line_number), "page-address", message, hint)


def _find_html(line: str) -> int | None:
    """Give where the first HTML, picture or list of attributes of a line begins; none where it has none."""
    found, braces = _PAGE_HTML.search(line), _PAGE_ATTRIBUTES.search(line)
    starts = [found.start()] if found else []
    # Not one expression: it would look for the closing brace from each opening one.
    starts += [braces.start()] if braces and "}" in line[braces.start() :] else []
    return min(starts, default=None)


def _refer(match: re.Match[str]) -> str:
    # Of a number at the start of a line only the first digit needs it.
    return f"&#{ord(match[0][0])};{match[0][1:]}"
