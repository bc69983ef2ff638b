"""Writes a reference as an entry of a BibTeX file, for biblatex and for reference managers."""

import re
from collections.abc import Iterator

from generator.citation.reference import AuthorName, Reference, WholeName

_ARTICLES = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_LANGUAGES = {"en": "english", "kk": "kazakh", "ru": "russian"}
"""What babel calls the languages, by BCP 47. Source: biblatex manual, langid."""

# BibTeX counts braces even after a backslash, so each brings its counterpart along. Source: Zotero, BibTeX.js.
_SIGNS = {
    "{": r"\{\vphantom{\}}",
    "}": r"\vphantom{\{}\}",
    "\\": r"{\textbackslash}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "<": r"{\textless}",
    ">": r"{\textgreater}",
    "|": r"{\textbar}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
# Without braces between them, TeX joins two hyphens into a dash and two apostrophes into a quotation mark.
_SPECIAL = re.compile(rf"[{''.join(map(re.escape, _SIGNS))}]|([-',`])(?=\1)|[?!](?=`)")
_NAME_SYNTAX = re.compile(r",|\band\b", re.IGNORECASE)
_NOT_IN_URL = re.compile(r"[{}\\ ]")


def write_bibtex(reference: Reference) -> str:
    """Write an entry with one field a line. Letters stay UTF-8. Source: biblatex 3, data model; dates are EDTF."""
    otherwise = "online" if reference.url else "misc"
    kind = "article" if reference.type in _ARTICLES else otherwise
    lines = [f"  {name} = {{{value}}},\n" for name, value in _list_fields(reference) if value]
    return f"@{kind}{{{reference.key},\n{''.join(lines)}}}\n"


def _list_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    issued, container = reference.issued, reference.container
    yield "author", " and ".join(map(_write_author, reference.authors))
    yield "title", f"{{{_escape(reference.title)}}}"
    yield "journal" if reference.type in _ARTICLES else "organization", _escape(container)
    yield "publisher", "" if reference.publisher == container else _escape(reference.publisher)
    yield "entrysubtype", _SUBTYPES.get(reference.type, "")
    if issued:
        yield "date", str(issued)
        # For what can't read a date; left out where the date leaves the year open.
        yield "year", f"{issued.earliest[0]:04}" if issued.earliest[0] == issued.latest[0] else ""
    yield "url", _NOT_IN_URL.sub(lambda sign: f"%{ord(sign[0]):02X}", reference.url)
    yield "urldate", str(reference.accessed or "")
    yield "langid", _LANGUAGES.get(reference.language.partition("-")[0], "")


def _write_author(author: AuthorName) -> str:
    if isinstance(author, WholeName):
        return f"{{{_escape(author.name)}}}"
    return ", ".join(_protect_name(part) for part in (author.family, author.given))


def _protect_name(part: str) -> str:
    escaped = _escape(part)
    return f"{{{escaped}}}" if _NAME_SYNTAX.search(part) else escaped


def _escape(text: str) -> str:
    """Give TeX that shows exactly the text."""
    return _SPECIAL.sub(lambda found: _SIGNS.get(found[0], f"{found[0]}{{}}"), text)
