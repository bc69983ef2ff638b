"""Compares what the door to Markdown engines makes of pages with what MkDocs makes of them by itself."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from generator.hypertext import set_page
from generator.mkdocs_hook import read_dialect
from generator.mkdocs_page import list_headings
from tests.sites import REPO, Element, read_html

_BLOCKS = frozenset(  # as HTML has them
    re.findall(
        r"\w+",
        "blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary svg table tbody td"
        " tfoot th thead tr ul",
    )
)


class Engine:
    """MkDocs' own way from a page's Markdown to HTML."""

    def __init__(self, root: Path) -> None:
        """Take the folder of all pages and data."""
        self.root = root
        self.paths = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
        self._config = load_config(str(REPO / "mkdocs.yml"), hooks=[], strict=False)
        self._files = Files([self._name(path) for path in self.paths])

    @property
    def pages(self) -> list[str]:
        return [path for path in self.paths if path.endswith(".md")]

    def list_differences(self, path: str) -> Iterator[str]:
        """Say in what a page of ours differs from MkDocs' own."""
        text = (self.root / path).read_text(encoding="utf-8")
        ours = set_page(path, text, read_dialect(self._config))
        page: Any = Page(None, self._name(path), self._config)
        page.read_source(self._config)
        page.render(self._config, self._files)
        pairs = {
            "HTML": (list_tokens(read_html(ours.html)), list_tokens(read_html(page.content))),
            "headings": (list_anchors(list_headings(ours.headings).items), list_anchors(page.toc.items)),
            "head": (ours.meta, page.meta),
        }
        for part, (one, other) in pairs.items():
            if one != other:
                yield f"{path}: {part}: {find_difference(one, other)}"

    def _name(self, path: str) -> File:
        return File(path, str(self.root), str(self.root), use_directory_urls=True)


def list_anchors(links: list[AnchorLink]) -> list[object]:
    return [(html.unescape(link.title), link.id, link.level, list_anchors(link.children)) for link in links]


def list_tokens(element: Element) -> list[object]:
    """Give a tree as a row of tags and texts, without white space that no reader sees."""
    row = list(_walk(element, is_kept=False))
    joined: list[object] = []
    for token in row:
        if isinstance(token, str) and joined and isinstance(joined[-1], str):
            joined[-1] += token
        else:
            joined.append(token)
    shown: list[object] = []
    for number, token in enumerate(joined):
        if isinstance(token, str) and number and _is_block(joined[number - 1]):
            token = token.lstrip()  # noqa: PLW2901 - the same text, shorter
        if isinstance(token, str) and number + 1 < len(joined) and _is_block(joined[number + 1]):
            token = token.rstrip()  # noqa: PLW2901
        if token != "":
            shown.append(token)
    return shown


def find_difference(one: object, other: object) -> str:
    """Show two values where they begin to differ."""
    if not isinstance(one, list) or not isinstance(other, list):
        return f"{one} and {other}"
    number = next((i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), -2)
    return f"{one[max(0, number - 1) : number + 2]} and {other[max(0, number - 1) : number + 2]}"


def _walk(element: Element, *, is_kept: bool) -> Iterator[object]:
    for child in element.children:
        if isinstance(child, str):
            yield child if is_kept else re.sub(r"\s+", " ", child)
            continue
        # Ours says of links to other sites that these learn nothing of the page.
        yield child.tag, tuple(sorted(pair for pair in child.attributes.items() if pair != ("rel", "noopener")))
        yield from _walk(child, is_kept=is_kept or child.tag == "pre")
        yield (f"/{child.tag}",)


def _is_block(token: object) -> bool:
    return isinstance(token, tuple) and str(token[0]).removeprefix("/") in _BLOCKS
