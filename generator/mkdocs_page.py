"""Holds a page of MkDocs of which the HTML is made ahead, and kept only while the page is written."""

from collections.abc import Callable, MutableMapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.hypertext import Heading, Hypertext


class SetPage(Page):
    """A page that asks for its HTML when MkDocs has come to write it, and forgets it then.

    MkDocs reads all pages before it writes the first, which would hold the HTML of a whole site in memory.
    """

    def __init__(self, file: File, config: MkDocsConfig, take: Callable[[], Hypertext]) -> None:
        """Take what gives the HTML; it is asked once, and pages are written in the order of their files."""
        self._take: Callable[[], Hypertext] = take
        self._set: Hypertext | None = None
        self._is_written = False
        super().__init__(None, file, config)
        self.markdown = ""

    def read_source(self, config: MkDocsConfig) -> None:
        """Do nothing: it was read already."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Do nothing: it was done already."""

    @property
    def active(self) -> bool:
        """Whether MkDocs writes the page now."""
        return self._is_written

    @active.setter
    def active(self, value: bool) -> None:
        self._is_written = value
        self._set = self._take() if value else None

    @property
    def meta(self) -> MutableMapping[str, Any]:
        """The front matter."""
        return dict(self._set.meta) if self._set else {}

    @meta.setter
    def meta(self, value: MutableMapping[str, Any]) -> None:
        """Keep what was read."""

    @property
    def content(self) -> str:
        """The page's HTML, without the theme's."""
        return self._set.html if self._set else ""

    @content.setter
    def content(self, value: str | None) -> None:
        """Keep what was made."""

    @property
    def toc(self) -> TableOfContents:
        """The headings, each with those below it."""
        return list_headings(self._set.headings) if self._set else TableOfContents([])

    @toc.setter
    def toc(self, value: TableOfContents) -> None:
        """Keep what was made."""


def list_headings(headings: tuple[Heading, ...]) -> TableOfContents:
    """Nest headings as MkDocs does: each below the nearest before it that stands higher."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.title, heading.id, heading.level)
        while above and above[-1].level >= heading.level:
            above.pop()
        (above[-1].children if above else top).append(link)
        above.append(link)
    return TableOfContents(top)
