"""Checks that links of hand-written pages lead to pages that a build makes."""

import posixpath
import re
from collections.abc import Iterator

from generator.model import Corpus
from generator.problems import Place, Problem, suggest

_LINK = re.compile(r"\]\(\s*<?(?![a-z][a-z0-9+.-]*:|//|#)([^)\s>#\"']+\.md)\b")
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
            line_start = text.rfind("\n", 0, match.start(1)) + 1
            line, column = text.count("\n", 0, match.start(1)) + 1, match.start(1) - line_start + 1
            message = f"a link must lead to a page or a web address, found no page {match[1]!r}"
            hint = suggest(target, known) or "write the page's path from content/pages/, such as actors/index.md"
            yield Problem(Place(f"content/pages/{name}.md", line, column), "page-address", message, hint)


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
    claims = {f"claims/{source}/{key}" for source, file in corpus.claim_files.items() for key in file.claims}
    kinds = {f"claims/kinds/{kind}" for kind in corpus.settings.claim_kinds}
    # An unsound record has a page once it is mended.
    aside = {name for name in corpus.set_aside if not name.endswith("*")}
    return frozenset(f"{name}.md" for name in (*lists, *tables, *corpus.pages, *named, *claims, *kinds, *aside))
