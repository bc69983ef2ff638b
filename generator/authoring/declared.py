"""Reads what a saved page declares of itself: JSON-LD, OpenGraph, Dublin Core, citation tags and HTML's own."""

import json
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct, field

from generator.edtf import parse_edtf

_ARTICLES = re.compile(r"\w*Article|Report|BlogPosting|\w*Posting|WebPage|Review", re.ASCII)
_URL = re.compile(r"https?://[^\s<>\"']+")
_DAY = re.compile(r"(\d{4})[-/]?(\d{2})(?:[-/]?(\d{2}))?(?!\d)")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)")
_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"),
    "authors": ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "parsely-author"),
    "date": (
        "article:published_time",
        "citation_publication_date",
        "dc.date",
        "dcterms.issued",
        "dcterms.date",
        "date",
    ),
    "publisher": ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "application-name"),
    "language": ("og:locale", "dc.language", "dcterms.language", "citation_language"),
    "url": ("og:url",),
}
"""Names of meta tags by field, the one to trust most first."""
_JSON_LD: Mapping[str, tuple[str, ...]] = {
    "title": ("headline", "name"),
    "authors": ("author", "creator"),
    "date": ("datePublished", "dateCreated"),
    "publisher": ("publisher",),
    "language": ("inLanguage",),
    "url": ("url", "mainEntityOfPage"),
    "licence": ("license",),
}
_DEEPEST = 20


class Stated(Struct, frozen=True):
    """A value, and what it was read from."""

    value: str
    basis: str
    """Such as og:title."""
    is_guess: bool = False


class Declared(Struct, frozen=True):
    """What a page says of itself; nothing where it doesn't."""

    title: Stated | None = None
    authors: tuple[str, ...] = ()
    date: Stated | None = None
    """In EDTF."""
    publisher: Stated | None = None
    """A name."""
    language: Stated | None = None
    """BCP 47."""
    url: Stated | None = None
    licence: Stated | None = None
    """An address."""
    type: str = "document"
    """A CSL type; always guessed."""
    heading: str = ""
    """What the page shows as its one main heading."""
    authors_basis: str = ""
    """What the authors were guessed from; empty where the page declares them."""


def read_declared(html: str) -> Declared:
    """Read the head of a page. What it says in several ways is taken from the one to trust most."""
    head = _Head()
    # Not closed: the parser would read what is left open again from each of its tags.
    head.feed(html)
    article = _find_article(head.scripts)
    listed = {name: list(_list_stated(name, article, head)) for name in _JSON_LD}
    url = next((stated for stated in listed["url"] if _URL.fullmatch(stated.value)), None)
    title, publisher = next(iter(listed["title"]), None), next(iter(listed["publisher"]), None)
    if publisher is None and url and (host := urlsplit(url.value).hostname):
        publisher = Stated(host.removeprefix("www."), "the address", is_guess=True)
    return Declared(
        title,
        tuple(dict.fromkeys(one.value for one in listed["authors"] if not _URL.match(one.value))),
        next(filter(None, map(_read_day, listed["date"])), None),
        publisher,
        next(filter(None, map(_read_language, listed["language"])), None),
        url,
        next((stated for stated in listed["licence"] if _URL.fullmatch(stated.value)), None),
        _guess_type(article),
        head.headings[0] if len(head.headings) == 1 else "",
    )


def _list_stated(name: str, article: Mapping[str, Any], head: "_Head") -> Iterator[Stated]:
    """Give what a page says of one field, what to trust most first."""
    for key in _JSON_LD[name]:
        yield from (Stated(text, f"JSON-LD {key}") for text in _list_texts(article.get(key)))
    if name in {"language", "url", "licence"}:
        yield from (Stated(text, basis) for basis, text in head.own.get(name, ()))
    for tag in _META.get(name, ()):
        yield from (Stated(text, tag) for text in head.meta.get(tag, ()))
    if name in {"title", "date"}:
        yield from (Stated(text, basis, is_guess=True) for basis, text in head.own.get(name, ()))


def _find_article(scripts: list[str]) -> Mapping[str, Any]:
    """Give the first thing in the page's JSON-LD that is an article, or nothing."""
    for script in scripts:
        try:
            waiting: list[Any] = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                kinds = value.get("@type")
                if any(isinstance(kind, str) and _ARTICLES.fullmatch(kind) for kind in _as_list(kinds)):
                    return value
                waiting.extend(_as_list(value.get("@graph")))
    return {}


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _list_texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Give the texts, names or addresses in a value of JSON-LD."""
    if isinstance(value, str) and (text := " ".join(value.split())):
        yield text
    elif isinstance(value, list) and depth < _DEEPEST:
        for member in value:
            yield from _list_texts(member, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        yield from _list_texts(value.get("name") or value.get("@id") or value.get("url"), depth + 1)


def _read_day(stated: Stated) -> Stated | None:
    match = _DAY.match(stated.value)
    text = "-".join(part for part in match.groups() if part) if match else stated.value
    try:
        parse_edtf(text)
    except ValueError:
        return None
    return Stated(text, stated.basis, stated.is_guess)


def _read_language(stated: Stated) -> Stated | None:
    match = _LANGUAGE.fullmatch(stated.value)
    if not match or len(stated.value) > 35:
        return None
    return Stated(match[1].lower() + match[2].replace("_", "-"), stated.basis)


def _guess_type(article: Mapping[str, Any]) -> str:
    kinds = [kind for kind in _as_list(article.get("@type")) if isinstance(kind, str)]
    if any("NewsArticle" in kind for kind in kinds):
        return "article-newspaper"
    if any("BlogPosting" in kind for kind in kinds):
        return "post-weblog"
    return "report" if "Report" in kinds else "webpage"


class _Open(Struct):
    """A text that is being read."""

    tag: str
    parts: list[str] = field(default_factory=list)


class _Head(HTMLParser):
    """Collects meta tags, links, JSON-LD, the title, the language, times and main headings."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, list[str]] = {}
        self.own: dict[str, list[tuple[str, str]]] = {}
        self.scripts: list[str] = []
        self.headings: list[str] = []
        self._open: _Open | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what stands in an element's attributes, and begin a text where it is wanted."""
        given = {name: " ".join((value or "").split()) for name, value in attrs}
        if tag == "meta" and given.get("content"):
            for name in {given.get(key, "").lower() for key in ("name", "property", "itemprop")} - {""}:
                self.meta.setdefault(name, []).append(given["content"])
        elif tag == "link" and given.get("href"):
            field_name = {"canonical": "url", "license": "licence"}.get(given.get("rel", "").lower(), "")
            self._note(field_name, f"rel={given.get('rel')}", given["href"])
        elif tag == "html":
            self._note("language", "html lang", given.get("lang", ""))
        elif tag == "time":
            self._note("date", "the first <time>", given.get("datetime", ""))
        elif tag in {"title", "h1"} or (tag == "script" and given.get("type", "").lower() == "application/ld+json"):
            self._open = _Open(tag)

    def handle_data(self, data: str) -> None:
        """Take a piece of the text that is being read."""
        if self._open:
            self._open.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        """End the text that is being read."""
        if not self._open or self._open.tag != tag:
            return
        text = "".join(self._open.parts)
        self._open = None
        if tag == "script":
            self.scripts.append(text)
        elif tag == "h1" and text.strip():
            self.headings.append(" ".join(text.split()))
        elif tag == "title":
            self._note("title", "<title>", " ".join(text.split()))

    def _note(self, name: str, basis: str, value: str) -> None:
        if name and value:
            self.own.setdefault(name, []).append((basis, value))
