"""Follows addresses that records had before to those they have now."""

import re
from collections.abc import Iterator, Mapping

from generator.model import Corpus
from generator.problems import Problem, suggest

MOVED_PATH = "content/moved.yml"
_RESERVED: Mapping[str, frozenset[str]] = {
    "actors": frozenset({"index", "a-to-z"}),
    "events": frozenset({"index", "compare"}),
    "sources": frozenset({"index", "kinds", "years"}),
    "topics": frozenset({"index"}),
    "disputes": frozenset({"index"}),
}
"""Ids whose pages would stand where pages stand that list others."""


def is_reserved(kind: str, name: str) -> bool:
    """Say whether a record with this id would take the address of a page that lists others."""
    return name in _RESERVED.get(kind, ())


def address_record(kind: str, name: str, corpus: Corpus) -> str:
    """Give a record's address below the site's, without a slash at its end, such as actors/ana-miro."""
    return f"{corpus.settings.event.folder if kind == 'events' else kind}/{name}"


def check_moved(corpus: Corpus) -> Iterator[Problem]:
    """Give a problem for every address that moved nowhere, in a circle, or still stands."""
    if corpus.moved is None:
        return
    known = _list_addresses(corpus)
    for old in corpus.moved.addresses:
        node = corpus.moved.node_of("addresses", old)
        end, is_circle = _follow(old, corpus.moved.addresses)
        if _is_taken(old, known, corpus):
            message = f"an address that moved must be free, found a page at {old}"
            yield Problem(node.key_place, "moved-taken", message, "remove the line, or give the record another id")
        elif is_circle:
            message = f"an address must not move in a circle, found {old} moved to itself"
            yield Problem(node.place, "moved-circle", message, "write the address that answers now")
        elif not is_doubtful(end, corpus) and (end not in known or not _is_alike(old, end)):
            message = f"an address must move to a record of the same kind, found {end}"
            alike = [address for address in known if _is_alike(old, address)]
            hint = suggest(end, alike) or "write the address that answers now"
            yield Problem(node.place, "moved-nowhere", message, hint)


def list_moves(corpus: Corpus) -> Mapping[str, str]:
    """Give the address that answers now by each that did before, such as actors/ana: actors/ana-miro.

    Where a source moved, each of its claims moved with it.
    """
    if corpus.moved is None:
        return {}
    written = corpus.moved.addresses
    moves = {old: _follow(old, written)[0] for old in written}
    for source in {end for old, end in moves.items() if old.startswith("sources/")}:
        moves.update(_derive_claims(source.removeprefix("sources/"), moves, corpus))
    return dict(sorted(moves.items()))


def is_doubtful(address: str, corpus: Corpus) -> bool:
    """Say whether the record at an address exists but is unsound, so that nothing can be said of it."""
    folder, *names = address.split("/")
    kind = "events" if folder == corpus.settings.event.folder else folder
    keys = {address, *(f"{at}/{rest}" for at in (folder, kind) for rest in (*names[:1], "*"))}
    return bool(keys & corpus.set_aside)


def _derive_claims(source: str, moves: Mapping[str, str], corpus: Corpus) -> Mapping[str, str]:
    """Give where every claim of a source that moved is now, under all names that the source had, but not its own."""
    names = [source, *(old.removeprefix("sources/") for old, end in moves.items() if end == f"sources/{source}")]
    keys = corpus.outlines[source].keys if source in corpus.outlines else ()
    ends = {key: f"claims/{source}/{key}" for key in keys}
    for old, end in moves.items():
        folder, name, key = (*old.split("/"), "")[:3]
        if folder == "claims" and name in names:
            ends.setdefault(key, end)
    derived = {f"claims/{name}/{key}": end for name in names for key, end in ends.items()}
    return {old: end for old, end in derived.items() if old not in moves and old != end}


def _follow(old: str, written: Mapping[str, str]) -> tuple[str, bool]:
    """Give where an address leads in the end, and whether that is a circle."""
    seen, address = {old}, written[old]
    while address in written and address not in seen:
        seen.add(address)
        address = written[address]
    return address, address in seen


def _list_addresses(corpus: Corpus) -> frozenset[str]:
    tables = {
        "actors": corpus.actors,
        "events": corpus.elections,
        "sources": corpus.sources,
        "topics": corpus.topics,
        "disputes": corpus.disputes,
    }
    records = (address_record(kind, name, corpus) for kind, table in tables.items() for name in table)
    claims = (f"claims/{source}/{key}" for source, outline in corpus.outlines.items() for key in outline.keys)
    return frozenset((*records, *claims))


def _is_taken(address: str, known: frozenset[str], corpus: Corpus) -> bool:
    folder, name, *_ = address.split("/")
    kind = "events" if folder == corpus.settings.event.folder else folder
    is_listed = re.fullmatch(r"claims/(kinds|years)/.*", address) is not None
    return address in known or is_listed or is_reserved(kind, name) or address in corpus.set_aside


def _is_alike(one: str, other: str) -> bool:
    """Say whether two addresses are of one kind."""
    return one.partition("/")[0] == other.partition("/")[0] and one.count("/") == other.count("/")
