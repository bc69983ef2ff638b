"""Reads the built site into memory; the only module that reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from audit.markup import Page, read_page
from audit.model import CannotAuditError


@dataclass(frozen=True)
class Site:
    """A built site."""

    files: Mapping[str, bytes]
    """Every file by its path, such as actors/index.html."""
    pages: Mapping[str, Page]
    """What every HTML file says of itself, by path."""
    places: Mapping[str, frozenset[str]]
    """The ids to which a fragment can lead, by path of the HTML or SVG file."""

    @property
    def address(self) -> str:
        """Where the site will stand, such as https://example.org/, as its home page says; empty where it does not."""
        home = self.pages.get("index.html")
        return home.canonical if home else ""


def read_site(root: Path) -> Site:
    """Read a folder that was built."""
    files = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
    if "index.html" not in files:
        raise CannotAuditError(f"no site in {root}/: build it with `make site`")
    return make_site({name: path.read_bytes() for name, path in files.items()})


def make_site(files: Mapping[str, bytes]) -> Site:
    """Make a site of files in memory."""
    pages = {path: read_page(path, content.decode()) for path, content in files.items() if path.endswith(".html")}
    drawings = {path: read_page(path, content.decode()).ids for path, content in files.items() if path.endswith(".svg")}
    return Site(files, pages, {path: page.ids for path, page in pages.items()} | drawings)
