"""Checks that links of hand-written pages lead to pages that a build makes, and finds where one of them is written."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from generator.model import Corpus
from generator.moved import is_doubtful
from generator.problems import Place, Problem, suggest

_LINK = re.compile(r"\]\(\s*<?(?![a-z][a-z0-9+.-]*:|//|#)([^()\[\]\s>#\"']+\.md)\b")
_PLACED_LINK = re.compile(r"\]\(\s*<?(?![a-z][a-z0-9+.-]*:|//)([^()\[\]\s>#\"']*)#([^()\[\]\s>\"']+)")
_FURTHER = re.compile(r"/[2-9][0-9]*(?=\.md$)")
"""The number of a page that goes on where another ended, such as topics/media/2.md."""


def check_page_links(corpus: Corpus) -> Iterator[Problem]:
    """Give a problem for every link to a page that there won't be. Publishing checks places on pages."""
    known = _list_pages(corpus)
    for name, text in corpus.pages.items():
        for match in _LINK.finditer(text):
            target = posixpath.normpath(match[1])
            if target in known or _FURTHER.sub("", target) in known or target.startswith("claims/years/"):
                continue
            # What is unsound has a page once it is mended.
            path = target.removesuffix(".md")
            if is_doubtful(path, corpus) or is_doubtful(f"pages/{path}", corpus):
                continue
            message = f"a link must lead to a page or a web address, found no page {match[1]!r}"
            hint = suggest(target, known) or "write the page's path from content/pages/, such as actors/index.md"
            yield Problem(_find_place(name, text, match.start(1)), "page-address", message, hint)


def find_placed_link(pages: Mapping[str, str], page: str, link: str) -> Place | None:
    """Give where the hand-written text of a page has a link to a place, such as actors/tam-reel.md#roles.

    None where no such page has it. In each language a page has the same text, and its links lead to pages of its own.
    """
    for name, text in pages.items():
        own = "index.md" if name == "home" else f"{name}.md"
        prefix = page.removesuffix(own)
        for match in _PLACED_LINK.finditer(text) if page.endswith(own) else ():
            target = posixpath.normpath(match[1]) if match[1] else own
            if link in {f"{target}#{match[2]}", f"{prefix}{target}#{match[2]}"}:
                return _find_place(name, text, match.start(1))
    return None


def _find_place(page: str, text: str, start: int) -> Place:
    line_start = text.rfind("\n", 0, start) + 1
    return Place(f"content/pages/{page}.md", text.count("\n", 0, start) + 1, start - line_start + 1)


def _list_pages(corpus: Corpus) -> frozenset[str]:
    folder = corpus.settings.event.folder
    lists = ("index", "glossary", "search", "timeline", "actors/index", "actors/a-to-z", "claims/index")
    tables = (f"{folder}/index", f"{folder}/compare", "sources/index", "topics/index", "disputes/index")
    records = {
        "actors": corpus.actors,
        folder: corpus.elections,
        "sources": corpus.sources,
        "topics": corpus.topics,
        "disputes": corpus.disputes,
    }
    named = {f"{kind}/{name}" for kind, table in records.items() for name in table}
    claims = {f"claims/{source}/{key}" for source, outline in corpus.outlines.items() for key in outline.keys}
    kinds = {f"claims/kinds/{kind}" for kind in corpus.settings.claim_kinds}
    return frozenset(f"{name}.md" for name in (*lists, *tables, *corpus.pages, *named, *claims, *kinds))
