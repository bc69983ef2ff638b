"""Reads one page's HTML and gives what it needs, where it leads and what it allows."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_LINKING = ("href", "xlink:href", "src", "action", "formaction", "poster", "data")
_SCRIPT_ADDRESS = re.compile(r"\s*(javascript|data|vbscript):", re.IGNORECASE)
_CLASSIC = frozenset({"", "text/javascript", "application/javascript"})
"""The types of scripts that are neither modules nor data."""


@dataclass(frozen=True)
class Link:
    """An address that an element of a page gives."""

    address: str
    """As written, character references resolved."""
    element: str
    """The start tag as written."""
    tag: str = ""
    relations: frozenset[str] = frozenset()
    """What stands in its `rel`."""


@dataclass
class Page:
    """What the auditor knows of a page without a browser."""

    path: str
    """Path in the site, such as actors/index.html."""
    ids: frozenset[str] = frozenset()
    """The places to which a fragment can lead."""
    links: list[Link] = field(default_factory=list)
    """All addresses, in the order of the page."""
    style_sheets: list[str] = field(default_factory=list)
    """Addresses of style sheets that must arrive before the page is shown."""
    scripts: list[str] = field(default_factory=list)
    """Addresses of scripts that must arrive before what follows them is read."""
    inline_script_bytes: int = 0
    """Length of the scripts in the page that run before what follows them is read."""
    inline: list[str] = field(default_factory=list)
    """Start tags of scripts and styles that stand in the page itself, and of elements with such attributes."""
    policies: list[str] = field(default_factory=list)
    """Every Content-Security-Policy that the page sets itself."""
    referrers: list[str] = field(default_factory=list)
    """Every referrer policy that the page sets itself."""
    is_moved: bool = False
    """Whether it leads on to another page by itself."""
    canonical: str = ""
    """The page's own address, as it gives it."""


def read_page(path: str, text: str) -> Page:
    """Read a page's HTML, or a drawing's SVG; what is not well nested does not matter here."""
    reader = _Reader(path)
    reader.feed(text)
    reader.close()
    reader.page.ids = frozenset(reader.ids)
    return reader.page


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page(path)
        self.ids: set[str] = set()
        self.is_in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = " ".join((self.get_starttag_text() or "").split())
        # The oldest way to name a place still works in every browser.
        self.ids.update(value for name, value in attributes.items() if name == "id" or (tag, name) == ("a", "name"))
        relations = frozenset(attributes.get("rel", "").lower().split())
        links = [Link(attributes[name], element, tag, relations) for name in _LINKING if name in attributes]
        self.page.links += links
        if _is_inline(tag, attributes) or any(_SCRIPT_ADDRESS.match(link.address) for link in links):
            self.page.inline.append(element)
        if tag == "link":
            self._read_link(attributes)
        elif tag == "script":
            self._read_script(attributes)
        elif tag == "meta":
            self._read_meta(attributes)

    def _read_meta(self, attributes: dict[str, str]) -> None:
        content, rule = attributes.get("content", ""), attributes.get("http-equiv", "").lower()
        if rule == "content-security-policy":
            self.page.policies.append(content)
        elif attributes.get("name", "").lower() == "referrer":
            self.page.referrers.append(content)
        self.page.is_moved = self.page.is_moved or rule == "refresh"

    def _read_link(self, attributes: dict[str, str]) -> None:
        relations = attributes.get("rel", "").lower().split()
        # A style sheet for paper is fetched, but nobody waits for it.
        is_for_screen = attributes.get("media", "all").strip().lower() != "print"
        if "stylesheet" in relations and "alternate" not in relations and is_for_screen:
            self.page.style_sheets.append(attributes.get("href", ""))
        if "canonical" in relations:
            self.page.canonical = attributes.get("href", "")

    def _read_script(self, attributes: dict[str, str]) -> None:
        if attributes.get("type", "").strip().lower() not in _CLASSIC:
            return
        if "src" not in attributes:
            self.is_in_script = True
        # `defer` and `async` mean nothing on a script that stands in the page.
        elif "defer" not in attributes and "async" not in attributes:
            self.page.scripts.append(attributes["src"])

    def handle_data(self, data: str) -> None:
        if self.is_in_script:
            self.page.inline_script_bytes += len(data.encode())

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self.is_in_script = False


def _is_inline(tag: str, attributes: dict[str, str]) -> bool:
    """Say whether an element is what a policy without 'unsafe-inline' refuses."""
    has_script = tag == "script" and "src" not in attributes
    return has_script or tag == "style" or any(name == "style" or name.startswith("on") for name in attributes)
