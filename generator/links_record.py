"""Remembers the places on all pages and where their links lead, so that one changed page is checked by itself."""

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from generator.cache_table import close_table, open_table
from generator.hypertext import Hypertext

_SCHEMA = """
CREATE TABLE page (path TEXT PRIMARY KEY, digest TEXT NOT NULL, ids TEXT NOT NULL, links TEXT NOT NULL) WITHOUT ROWID;
"""


class LinksRecord:
    """A table of pages on the disk; what is noted counts from `commit` on."""

    def __init__(self, path: Path, version: str) -> None:
        """Open the record; one that is damaged or another version's begins anew."""
        self._path = path
        self._table = open_table(path, _SCHEMA, version)
        self._is_old = bool(self._table.execute("SELECT 1 FROM page LIMIT 1").fetchone())
        """Whether it knew any page before."""
        self._lost = not self._is_old
        self._changed: set[str] = set()

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """The pages that were known when it was opened, each with the digest of what it was made from."""
        return dict(self._table.execute("SELECT path, digest FROM page").fetchall())

    def note_pages(self, pages: Sequence[Hypertext], digests: Mapping[str, str]) -> None:
        """Remember pages, given the digests of what they were made from."""
        for page in pages if self._is_old else ():
            before = self._table.execute("SELECT ids FROM page WHERE path = ?", (page.path,)).fetchone()
            self._lost = self._lost or (before is not None and not page.ids.issuperset(before[0].split()))
        rows = (
            (page.path, digests[page.path], " ".join(sorted(page.ids)), "\n".join(sorted(page.links))) for page in pages
        )
        self._table.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?)", rows)
        self._changed.update(page.path for page in pages)

    def keep(self, files: Container[str]) -> None:
        """Forget pages that are no more, given all files."""
        gone = [(path,) for path in self.digests if path not in files]
        self._lost = self._lost or bool(gone)
        self._table.executemany("DELETE FROM page WHERE path = ?", gone)

    def find_broken(self, files: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """Give the links that lead nowhere, each with its page, given all files; each is looked at once in its life.

        Pages that haven't changed are looked at again only where a page, a file or a place is gone.
        """
        known: dict[str, frozenset[str]] = {}
        for path, links in self._list_links():
            for link in links:
                target, _, place = link.partition("#")
                if place and target not in known:
                    known[target] = self._find_ids(target)
                if target not in files or (place and place not in known[target]):
                    yield path, link

    def commit(self) -> None:
        """Write what was noted to the disk."""
        close_table(self._table, self._path)

    def close(self) -> None:
        """Drop what was noted since the last commit."""
        self._table.close()

    def _list_links(self) -> Iterator[tuple[str, list[str]]]:
        rows = self._table.execute("SELECT path, links FROM page ORDER BY path")
        if not self._lost:
            one = "SELECT path, links FROM page WHERE path = ?"
            found = (self._table.execute(one, (path,)).fetchone() for path in sorted(self._changed))
            yield from ((path, links.split("\n")) for path, links in found if links)
            return
        yield from ((path, links.split("\n")) for path, links in rows if links)

    def _find_ids(self, path: str) -> frozenset[str]:
        found = self._table.execute("SELECT ids FROM page WHERE path = ?", (path,)).fetchone()
        return frozenset(found[0].split()) if found else frozenset()
