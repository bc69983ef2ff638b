"""Defines what can be cited, and how its authors are named."""

from msgspec import Struct
from msgspec.structs import force_setattr

from generator.edtf import EdtfDate
from generator.markdown import flatten_text

_PERIODICAL = frozenset({"article-journal", "article-magazine", "article-newspaper", "post-weblog"})


class _OneLine(Struct, frozen=True):
    """A record whose texts are one line each, as a citation is."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, str):
                force_setattr(self, name, flatten_text(value))


class PersonName(_OneLine, frozen=True):
    """A person's name of which the family name is known. Source: CSL 1.0.2, name variables."""

    family: str
    given: str


class WholeName(_OneLine, frozen=True):
    """A name that isn't taken apart: a body's, or a person's as printed. Source: CSL 1.0.2, literal names."""

    name: str


AuthorName = PersonName | WholeName


class Reference(_OneLine, frozen=True):
    """Something that can be cited: a page of this site, a claim, or a source itself."""

    key: str
    """Unique in a list; ASCII letters, digits and hyphens."""
    type: str
    """A CSL item type, such as webpage. Source: CSL 1.0.2, appendix III."""
    title: str
    """Never empty; shown as it is, though the styles would change its capitals."""
    authors: tuple[AuthorName, ...] = ()
    container: str = ""
    """The site's title, or the newspaper or blog."""
    publisher: str = ""
    issued: EdtfDate | None = None
    """One moment: an interval holds it, and isn't filled by it."""
    accessed: EdtfDate | None = None
    url: str = ""
    language: str = ""
    """BCP 47."""

    @property
    def is_in_periodical(self) -> bool:
        """Whether it is a part of something that appears again and again and has a title of its own."""
        return self.type in _PERIODICAL and bool(self.container)

    @property
    def owners(self) -> tuple[str, ...]:
        """Give container and publisher, each once, but for those that are named as its authors."""
        authors = {author.name for author in self.authors if isinstance(author, WholeName)}
        return tuple(name for name in dict.fromkeys((self.container, self.publisher)) if name and name not in authors)


def read_author(printed: str, family: str = "") -> AuthorName:
    """Read a name as printed. It is taken apart only where the family name is known and stands at one of its ends.

    Two words alone may be a person, a body or a family name that comes first, so they are no reason to part them.
    """
    if family and printed.endswith(f" {family}"):
        return PersonName(family, printed.removesuffix(family))
    if family and printed.startswith(f"{family} "):
        return PersonName(family, printed.removeprefix(family))
    return WholeName(printed)
