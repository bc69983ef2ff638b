"""Links the names of actors and events in our own sentences to their pages."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache

from msgspec import Struct

from generator.markdown import Markdown, escape_piece, make_link
from generator.model import Actor, Corpus

_SHORTEST = 3
"""Letters; shorter forms are too often something else."""
_START = 3
"""Signs by which spellings are looked up."""
_IN_WORD = re.compile(r"[\w-]")
_REMEMBERED = 1 << 14
"""Sentences whose names are kept: most stand on several pages, and in every language."""


class NameIndex(Struct, frozen=True, dict=True):
    """Every spelling that means one page, ready to be found in a sentence."""

    pages: Mapping[str, str]
    """The page of each spelling, such as actors/ana-miro.md."""

    @cached_property
    def _starts(self) -> Mapping[str, tuple[str, ...]]:
        """The spellings that begin alike, the longest first: a sentence has few words, a corpus thousands of names."""
        starts: dict[str, list[str]] = {}
        for spelling in sorted(self.pages, key=lambda spelling: (-len(spelling), spelling)):
            starts.setdefault(spelling[:_START], []).append(spelling)
        return {start: tuple(spellings) for start, spellings in starts.items()}

    @cached_property
    def _first_letters(self) -> re.Pattern[str]:
        """What finds the words that begin with the first letter of a spelling, as few words of a sentence do."""
        letters = {spelling[0] for spelling in self.pages}
        return re.compile(f"(?<![\\w-])[{re.escape(''.join(sorted(letters)))}]" if letters else "(?!)")

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
        end = 0
        for found in self._first_letters.finditer(text):
            start = found.start()
            if start < end:
                continue
            for spelling in self._starts.get(text[start : start + _START], ()):
                if text.startswith(spelling, start) and not _IN_WORD.match(text, start + len(spelling)):
                    end = start + len(spelling)
                    page = self.pages[spelling]
                    firsts.setdefault(page, (start, end, page))
                    break
        return tuple(firsts.values())


def index_names(corpus: Corpus) -> NameIndex:
    """Collect the spellings of actors and events; those that several share lead nowhere."""
    pages: dict[str, str | None] = {}
    for spelling, page in _list_spellings(corpus):
        pages[spelling] = page if pages.get(spelling, page) == page else None
    return NameIndex({spelling: page for spelling, page in pages.items() if page and len(spelling) >= _SHORTEST})


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
