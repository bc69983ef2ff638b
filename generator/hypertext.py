"""Turns the Markdown of pages into HTML with its links resolved: the one door to Markdown engines."""

import html
import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote

import pyromark
from msgspec import Struct, field

# Heading ids and tables are all that generated pages use beyond CommonMark (docs/adr/0016).
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
_INVITATION = ' markdown="1">'
"""What tells Python-Markdown to read on inside a block of HTML, as CommonMark does by itself. No text has it: there, a
larger sign is escaped."""
_HEADING = re.compile(r'<h([1-6]) id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_ID = ' id="'
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r'<a href="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
_WEB = re.compile(r"(https?:)?//", re.IGNORECASE)
_FENCE = "---\n"
_STRAIGHT = re.compile(r"((?:\.\./)*)([a-zA-Z0-9_~-]+(?:/[a-zA-Z0-9_~-]+)*)\.md(#[a-zA-Z0-9_.-]+)?").fullmatch
"""Tells the steps up, the page and the place of a link in which nothing needs another look."""
_PLAIN = re.compile(r"[a-zA-Z0-9/._~-]*").fullmatch
"""Whether an address stands for itself, as nearly all do."""


class Dialect(Struct, frozen=True):
    """How Python-Markdown reads the pages that people wrote, and how addresses are formed."""

    extensions: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Of the extensions, by name."""
    has_folders: bool = True
    """Whether a page's address is a folder, such as actors/ana-miro/, or a file."""


class Heading(Struct, frozen=True):
    """A heading that can be linked to."""

    level: int
    id: str
    title: str
    """As HTML, without tags."""


class Hypertext(Struct, frozen=True):
    """A page as HTML, without what the theme puts around it."""

    path: str
    """Such as actors/ana-miro.md."""
    meta: Mapping[str, Any]
    """Its front matter."""
    html: str
    headings: tuple[Heading, ...]
    ids: frozenset[str]
    """All places that can be linked to."""
    links: frozenset[str]
    """The files of the site and places to which it links, such as actors/ana-miro.md#roles."""


def set_pages(pages: Iterable[tuple[str, str]], dialect: Dialect) -> list[Hypertext]:
    """Turn pages, given as path and text, into HTML. Pure, and made of values that any executor can carry."""
    return [set_page(path, text, dialect) for path, text in pages]


def set_page(path: str, text: str, dialect: Dialect) -> Hypertext:
    """Turn one page into HTML.

    Pages from templates go through pulldown-cmark; those that hold what people wrote in Markdown, through
    Python-Markdown, whose reading of it the maintainers know.
    """
    meta, body = split_page(text)
    raw = _read_by_hand(body, dialect) if meta.get("by_hand") else _read_made(body)
    links: set[str] = set()
    resolved = _LINK.sub(_make_resolver(path, dialect.has_folders, links), raw)
    headings = tuple(Heading(int(level), id_, _TAG.sub("", title)) for level, id_, title in _HEADING.findall(raw))
    return Hypertext(path, meta, resolved, headings, frozenset(_list_ids(raw)), frozenset(links))


def split_page(text: str) -> tuple[dict[str, Any], str]:
    """Give a page's front matter, each line of which is a name and a JSON value, and its Markdown."""
    if not text.startswith(_FENCE):
        return {}, text
    head, _, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    lines = (line.partition(": ") for line in head.split("\n"))
    return {name: json.loads(value) for name, _, value in lines}, body.lstrip("\n")


def name_file(path: str, *, has_folders: bool = True) -> str:
    """Give the file of the site that a file below build/pages becomes, such as actors/ana-miro/index.html."""
    stem = path.removesuffix(".md")
    if stem == path:
        return path
    is_whole = not has_folders or stem == "index" or stem.endswith("/index")
    return f"{stem}.html" if is_whole else f"{stem}/index.html"


def name_address(path: str, *, has_folders: bool = True) -> str:
    """Give its address below the site's, such as actors/ana-miro/; the home page's is empty."""
    file = name_file(path, has_folders=has_folders)
    address = file.removesuffix("index.html") if has_folders and path.endswith(".md") else file
    return address if _PLAIN(address) else quote(address)


def _read_made(body: str) -> str:
    return pyromark.html(body, options=_OPTIONS).replace(_INVITATION, ">")


def _read_by_hand(body: str, dialect: Dialect) -> str:
    import markdown  # noqa: PLC0415 - few pages need it, and it takes 50 ms

    return markdown.markdown(body, extensions=list(dialect.extensions), extension_configs=dict(dialect.settings))


def _list_ids(page: str) -> Iterator[str]:
    at = page.find(_ID)
    while at >= 0:
        begin = at + len(_ID)
        # Text may say the same, but not inside a tag.
        if page.rfind("<", 0, at) > page.rfind(">", 0, at):
            yield page[begin : page.index('"', begin)]
        at = page.find(_ID, begin)


def _make_resolver(path: str, has_folders: bool, links: set[str]) -> Callable[[re.Match[str]], str]:  # noqa: FBT001
    """Give what turns a link to a file of build/pages into one to its address, and notes it."""
    folder, stem = posixpath.dirname(path), path.removesuffix(".md")
    is_below = has_folders and stem != "index" and not stem.endswith("/index")
    above = _list_above(folder) if has_folders else ()
    known: dict[str, str] = {}

    def resolve(found: re.Match[str]) -> str:
        # Most links stand on a page more than once.
        written = found[1]
        if written not in known:
            known[written] = resolve_first(written)
        return known[written]

    def resolve_first(written: str) -> str:
        if written.startswith("#"):
            links.add(f"{path}{unquote(html.unescape(written))}")
            return f'<a href="{written}"'
        target, way, place, end = _lead_straight(above, written) or _lead(folder, written, has_folders)
        if not target:
            return f'<a rel="noopener" href="{written}"' if _WEB.match(written) else f'<a href="{written}"'
        links.add(f"{target}#{place}" if place else target)
        if not is_below:
            return f'<a href="{way or "./"}{end}"'
        if target.startswith(stem) and (target == path or target.startswith(f"{stem}/")):
            return f'<a href="{_relate(stem, target) or "./"}{end}"'
        return f'<a href="../{way}{end}"'

    return resolve


def _list_above(folder: str) -> tuple[tuple[str, str], ...]:
    """Give a folder and those above it, each with the name by which one would come back from it to the one before."""
    parts = folder.split("/") if folder else []
    return tuple(
        ("".join(f"{part}/" for part in parts[:depth]), f"{parts[depth]}/" if depth < len(parts) else "")
        for depth in range(len(parts), -1, -1)
    )


def _lead_straight(above: tuple[tuple[str, str], ...], written: str) -> tuple[str, str, str, str] | None:
    """Give the same as the next function for a link as templates write nearly all: the shortest, to a page."""
    found = _STRAIGHT(written)
    if not found or (steps := len(found[1]) // 3) >= len(above):
        return None
    parent, back = above[steps]
    stem, place = found[2], found[3] or ""
    if back and f"{stem}/".startswith(back):
        return None
    name = stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
    return f"{parent}{stem}.md", found[1] + name, place[1:], place


def _lead(folder: str, written: str, has_folders: bool) -> tuple[str, str, str, str]:  # noqa: FBT001
    """Give the file to which a link leads, the way to its address from a folder, its place, and what ends the way.

    All are empty where it leads to another site.
    """
    plain = html.unescape(written) if "&" in written else written
    if _ELSEWHERE.match(plain):
        return "", "", "", ""
    file, sign, place = plain.partition("#")
    target = posixpath.normpath(posixpath.join(folder, unquote(file) if "%" in file else file))
    way = _find_way(folder, name_address(target, has_folders=has_folders))
    return target, way, unquote(place), html.escape(sign + place) if place else sign


def _find_way(folder: str, address: str) -> str:
    """Give the shortest way from a folder to an address; nothing to the folder's own."""
    # Not posixpath.relpath, which asks for the working folder each time.
    way = ""
    while folder and not address.startswith(f"{folder}/"):
        folder, way = folder.rpartition("/")[0], f"../{way}"
    return way + (address.removeprefix(f"{folder}/") if folder else address)


def _relate(stem: str, target: str) -> str:
    """Give the address of a page, or of one below it, seen from the page."""
    return name_address(target).removeprefix(f"{quote(stem)}/")
