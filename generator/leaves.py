"""Defines what a build makes: leaves of one or more files, planned together in bundles."""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

Make = Callable[[], str | bytes]


class Leaf(Struct, frozen=True):
    """Files that are made together: a page and the files by which it is cited, or a file of data."""

    files: Mapping[str, Make]
    """What makes each, by its path below build/pages; the first names the leaf."""
    describe: Callable[[], object] = str
    """Tells in plain values what was settled when the leaf was planned."""
    entry: tuple[str, str] | None = None
    """For the sitemap: the address, and the day of its last change or an empty text; none for what isn't listed."""

    @property
    def name(self) -> str:
        """The first file."""
        return next(iter(self.files))


class Bundle(Struct, frozen=True):
    """Leaves that are planned together, such as the pages of one actor."""

    name: str
    plan: Callable[[], Iterable[Leaf]]
