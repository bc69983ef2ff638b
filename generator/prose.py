"""Links the names of actors and events in our own sentences to their pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.markdown import Markdown, escape_piece, make_link
from generator.model import Actor, Corpus

_SHORTEST = 3
"""Letters; shorter forms are too often something else."""


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Every spelling that means one page, ready to be found in a sentence."""

    pattern: re.Pattern[str]
    pages: Mapping[str, str]
    """The page of each spelling, such as actors/ana-miro.md."""

    def link_names(self, text: str, here: str) -> Markdown:
        """Escape a sentence and link each name in it once, but not to the page that it stands on."""
        linked = {here}
        parts: list[str] = []
        position = 0
        for match in self.pattern.finditer(text):
            page = self.pages[match[0]]
            if page in linked:
                continue
            linked.add(page)
            before = text[position : match.start()]
            parts.extend((escape_piece(before), make_link(match[0], make_relative(page, here))))
            position = match.end()
        parts.append(escape_piece(text[position:]))
        return Markdown("".join(parts).strip())


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
    target, base = page.split("/"), here.split("/")
    common = 0
    # Not posixpath.relpath, which asks for the working folder each time: pages hold a hundred thousand links.
    while common < min(len(target), len(base)) - 1 and target[common] == base[common]:
        common += 1
    return "/".join((*[".."] * (len(base) - 1 - common), *target[common:]))


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
