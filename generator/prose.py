"""Links the names of actors and events in our own sentences to their pages."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator.markdown import Markdown, escape_piece, make_link
from generator.model import Actor, Corpus

_SHORTEST = 3
"""Letters; shorter forms are too often something else."""
_REMEMBERED = 1 << 12
"""Sentences whose names are kept: most stand on several pages, and in every language."""


@dataclass(frozen=True)
class NameIndex:
    """Every spelling that means one page, ready to be found in a sentence."""

    pattern: re.Pattern[str]
    pages: Mapping[str, str]
    """The page of each spelling, such as actors/ana-miro.md."""

    def link_names(self, text: str, here: str) -> Markdown:
        """Escape a sentence and link each name in it once, but not to the page that it stands on."""
        parts: list[str] = []
        position = 0
        for start, end, page in self._find_names(text):
            if page != here:
                link = make_link(text[start:end], make_relative(page, here))
                parts.extend((escape_piece(text[position:start]), link))
                position = end
        parts.append(escape_piece(text[position:]))
        return Markdown("".join(parts).strip())

    @cached_property
    def _find_names(self) -> Callable[[str], tuple[tuple[int, int, str], ...]]:
        return lru_cache(_REMEMBERED)(self._list_names)

    def _list_names(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Give each page that a sentence names, with the offsets of the first name that means it."""
        firsts: dict[str, tuple[int, int, str]] = {}
        for match in self.pattern.finditer(text):
            page = self.pages[match[0]]
            firsts.setdefault(page, (*match.span(), page))
        return tuple(firsts.values())


def index_names(corpus: Corpus) -> NameIndex:
    """Collect the spellings of actors and events; those that several share lead nowhere."""
    pages: dict[str, str | None] = {}
    for spelling, page in _list_spellings(corpus):
        pages[spelling] = page if pages.get(spelling, page) == page else None
    known = {spelling: page for spelling, page in pages.items() if page}
    longest_first = sorted(known, key=lambda spelling: (-len(spelling), spelling))
    # An empty index must match nothing, and the empty alternation would match everywhere.
    alternatives = "|".join(map(re.escape, longest_first)) or r"(?!)"
    return NameIndex(re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])"), known)


def make_relative(page: str, here: str) -> str:
    """Give the path from one page's file to another's; a fragment stays."""
    # Not posixpath.relpath, which asks for the working folder each time: pages hold a hundred thousand links.
    folder = here[: here.rfind("/") + 1]
    steps = 0
    while not page.startswith(folder):
        folder = folder[: folder.rfind("/", 0, -1) + 1]
        steps += 1
    return "../" * steps + page[len(folder) :]


def _list_spellings(corpus: Corpus) -> Iterator[tuple[str, str]]:
    for actor_id, actor in corpus.actors.items():
        yield from ((spelling, f"actors/{actor_id}.md") for spelling in _list_forms(actor))
    for election_id, election in corpus.elections.items():
        for spelling in (election.name, *(name.name for name in election.names if not name.only_at)):
            yield spelling, f"{corpus.settings.event.folder}/{election_id}.md"


def _list_forms(actor: Actor) -> Iterator[str]:
    if actor.type == "group":
        return
    for spelling in (actor.name, *(name.name for name in actor.names if not name.only_at)):
        if len(spelling) >= _SHORTEST and any(letter.isupper() for letter in spelling):
            yield spelling
