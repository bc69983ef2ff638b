"""Lists entries of the lock that are behind what the content and the texts say now."""

from collections.abc import Iterator, Mapping

from generator.evidence import Evidence
from generator.link import Library
from generator.load import Content
from generator.lock import LOCK_PATH, read_lock
from generator.problems import Place
from generator.worklists.entry import Entry

_CURE = "run `asreported lock`, and review what it changes"


def list_lock(library: Library, content: Content) -> Iterator[Entry]:
    """Give each entry that `asreported lock` would add, change or drop. Texts that are away can't tell."""
    locked = read_lock(content.lock)[0] if content.lock is not None else Evidence()
    fresh, corpus = library.evidence, library.corpus
    claims = {ref: linked.claim.place_of("quote") for ref, linked in library.claims.items()}
    sources = {name: source.place for name, source in corpus.sources.items()}
    actors = {name: actor.place for name, actor in corpus.actors.items()}
    yield from _compare("the quotation of", fresh.anchors, locked.anchors, claims)
    yield from _compare("the reading of", fresh.readings, locked.readings, sources)
    yield from _compare("the record of mentions of", fresh.mentions, locked.mentions, actors)


def _compare(
    what: str, fresh: Mapping[str, object], locked: Mapping[str, object], places: Mapping[str, Place]
) -> Iterator[Entry]:
    for name in sorted({*fresh, *locked}):
        place = places.get(name, Place(LOCK_PATH))
        if name not in locked:
            yield Entry(place, f"{what} {name} is not in the lock yet", _CURE)
        elif name not in fresh:
            yield Entry(place, f"{what} {name} is in the lock and nowhere else", _CURE)
        elif fresh[name] != locked[name]:
            yield Entry(place, f"{what} {name} is another one in the lock", _CURE)
