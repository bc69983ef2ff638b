"""Says from a page's path what kind of page it is, and what such a page may weigh."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

LANGUAGES = ("kk", "ru")
"""The folders at the top of the site that hold pages in other languages."""


@dataclass(frozen=True)
class Kind:
    """A kind of page."""

    name: str
    """What the table calls it."""
    pattern: str
    """The paths of its pages, without the language; a star is one name between slashes."""
    byte_limit: int = 12 * 1024
    """What a reader may have to download, compressed, before such a page can be read."""
    may_need_scripts: bool = False
    """Whether such a page is of no use without scripts anyway."""


# The first pattern that fits decides, so what has a name of its own stands before what has a star.
KINDS = (
    Kind("home", "index.html"),
    Kind("elections index", "elections/index.html"),
    Kind("compare", "elections/compare/index.html"),
    # The tables of results are what readers come for, and all on one page.
    Kind("election", "elections/*/index.html", byte_limit=20 * 1024),
    Kind("election, further", "elections/*/*/index.html", byte_limit=20 * 1024),
    Kind("actors index", "actors/index.html"),
    Kind("actors index, further", "actors/index/*/index.html"),
    Kind("spellings", "actors/a-to-z/index.html"),
    Kind("spellings, further", "actors/a-to-z/*/index.html"),
    Kind("actor", "actors/*/index.html"),
    Kind("actor, further", "actors/*/*/index.html"),
    Kind("sources index", "sources/index.html"),
    Kind("source", "sources/*/index.html"),
    Kind("source, further", "sources/*/*/index.html"),
    Kind("claims index", "claims/index.html"),
    Kind("claims of a kind", "claims/kinds/*/index.html"),
    Kind("claims of a year", "claims/years/*/index.html"),
    Kind("claims, further", "claims/*/*/*/index.html"),
    Kind("claim", "claims/*/*/index.html"),
    Kind("topics index", "topics/index.html"),
    Kind("topic", "topics/*/index.html"),
    Kind("topic, further", "topics/*/*/index.html"),
    Kind("disputes index", "disputes/index.html"),
    Kind("disputes index, further", "disputes/index/*/index.html"),
    Kind("dispute", "disputes/*/index.html"),
    Kind("timeline", "timeline/index.html"),
    Kind("timeline, further", "timeline/*/index.html"),
    Kind("corrections", "corrections/index.html"),
    Kind("search", "search/index.html", may_need_scripts=True),
    Kind("404", "404.html"),
    Kind("hand-written", "*/index.html"),
)
OTHER = Kind("other", "")


def find_kind(path: str) -> Kind:
    """Give the kind of a page; the language is in its name, as in "actor (ru)"."""
    first, _, rest = path.partition("/")
    if first in LANGUAGES and rest:
        kind = _match(rest)
        return Kind(f"{kind.name} ({first})", f"{first}/{kind.pattern}", kind.byte_limit, kind.may_need_scripts)
    return _match(path)


def order_kinds(names: set[str]) -> list[str]:
    """Give names of kinds in the order of the table, each followed by its other languages."""
    known = [kind.name for kind in (*KINDS, OTHER)]
    return sorted(names, key=lambda name: (known.index(name.partition(" (")[0]), name))


def _match(path: str) -> Kind:
    return next((kind for kind in KINDS if _fits(path, kind.pattern)), OTHER)


def _fits(path: str, pattern: str) -> bool:
    # fnmatch alone would let a star run over slashes.
    names, parts = path.split("/"), pattern.split("/")
    return len(names) == len(parts) and all(map(fnmatchcase, names, parts))
