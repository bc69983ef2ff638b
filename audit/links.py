"""Finds the links and fragments that lead nowhere."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from audit.markup import Link, Page
from audit.model import LINKS, Miss
from audit.site import Site

_ALWAYS_THERE = frozenset({"", "top"})
"""Fragments that lead to the top of any page, by the HTML standard."""


def find_broken_links(site: Site, pages: Iterable[Page]) -> list[Miss]:
    """Give every link of some pages that leads to no file or no place of the site.

    Other hosts are not asked: whether they still have a page changes without us, and nothing here leaves the machine.
    """
    finder = _Finder(site)
    return [Miss(LINKS, page.path, rule, link.element) for page in pages for link, rule in finder.judge_page(page)]


def resolve(address: str, page: str, is_folder: Callable[[str], bool]) -> tuple[str, str]:
    """Give the file and the fragment, both percent-decoded, to which an address within the site leads from a page.

    Paths are those of files in the site. What leads out of the site begins with "..".
    """
    parts = urlsplit(address)
    base = "" if parts.path.startswith("/") else posixpath.dirname(page)
    path = posixpath.normpath(f"{base}/{unquote(parts.path)}".lstrip("/")) if parts.path else page
    if parts.path.endswith("/") or is_folder(path):
        path = posixpath.normpath(f"{path}/index.html")
    return path, unquote(parts.fragment)


class _Finder:
    def __init__(self, site: Site) -> None:
        self.site = site
        self.folders = {"."} | {folder for path in site.files for folder in _list_folders(path)}

    def judge_page(self, page: Page) -> Iterator[tuple[Link, str]]:
        for link in page.links:
            rule = self.judge(link.address.strip(), page.path)
            if rule:
                yield link, rule

    def judge(self, address: str, page: str) -> str:
        """Give what is wrong with an address, empty if nothing is."""
        parts = urlsplit(address)
        if parts.scheme == "mailto":
            return "" if "@" in parts.path else "a mail address must have an @"
        if self.site.address and address.startswith(self.site.address):
            address = "/" + address.removeprefix(self.site.address)
        elif parts.netloc and parts.scheme in {"", "http", "https"}:
            return ""
        elif parts.scheme:
            return "a link must be http, https or mailto"
        return self.judge_target(*resolve(address, page, self.folders.__contains__))

    def judge_target(self, path: str, fragment: str) -> str:
        if path not in self.site.files:
            return f"a link must lead to a file, there is no {path}"
        place = fragment.partition(":~:")[0]
        places = self.site.places.get(path)
        if places is None or place in _ALWAYS_THERE or place in places:
            return ""
        return f"a fragment must lead to an id, {path} has no {place}"


def _list_folders(path: str) -> Iterator[str]:
    while path := posixpath.dirname(path):
        yield path
