"""Exports what the search page looks through, as scripts: from a folder on disk, a page may load nothing else."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.interface import Interface, mark
from generator.link import Library, LinkedClaim
from generator.model import Actor, Election

_TYPES = (
    *(mark("person"), mark("organization"), mark("place"), mark("group")),
    *(mark("topic"), mark("dispute"), mark("source"), mark("not stated")),
)
"""What pages are about, as results name it."""


def export_search(library: Library, interfaces: Iterable[Interface]) -> Mapping[str, str]:
    """Give the search data by path. Addresses are relative to the site's root, or to the folder of a language.

    What is found is the same in every language; the labels are the language's.
    """
    filters = {
        f"search/filters{f'.{interface.language}' if number else ''}.js": _write_call(
            "filters", _list_filters(library, interface)
        )
        for number, interface in enumerate(interfaces)
    }
    return {
        **filters,
        "search/names.js": _write_call("names", _list_names(library)),
        "search/claims.js": _write_call(
            "claims", [_list_claim(library, linked) for linked in library.claims.values() if not linked.claim.withdrawn]
        ),
    }


def _list_names(library: Library) -> list[list[str]]:
    """Give every spelling with what it leads to: spelling, name, kind, address."""
    corpus = library.corpus
    rows: list[list[str]] = []
    for actor_id, actor in corpus.actors.items():
        spellings = dict.fromkeys((actor.name, *(name.name for name in actor.names)))
        rows.extend([spelling, actor.name, actor.type, f"actors/{actor_id}/"] for spelling in spellings)
    for election_id, election in corpus.elections.items():
        spellings = dict.fromkeys((election.name, *(name.name for name in election.names)))
        rows.extend(
            [spelling, election.name, corpus.settings.event.noun, f"{library.event_folder}/{election_id}/"]
            for spelling in spellings
        )
    rows.extend(_list_absences(library))
    rows.extend([topic.label, topic.label, "topic", f"topics/{name}/"] for name, topic in corpus.topics.items())
    rows.extend(
        [dispute.question, dispute.question, "dispute", f"disputes/{name}/"]
        for name, dispute in corpus.disputes.items()
    )
    rows.extend([source.title, source.title, "source", f"sources/{name}/"] for name, source in corpus.sources.items())
    return rows


def _list_absences(library: Library) -> Iterator[list[str]]:
    """Give what the sources don't state, each with the page that says so; a reader may look for just that."""
    corpus = library.corpus
    groups: tuple[tuple[str, Mapping[str, Actor] | Mapping[str, Election]], ...] = (
        ("actors", corpus.actors),
        (library.event_folder, corpus.elections),
    )
    for folder, records in groups:
        for name, record in records.items():
            page = f"{folder}/{name}/#not-stated"
            yield from ([f"{record.name}: {text}", record.name, "not stated", page] for text in record.not_stated)


def _list_claim(library: Library, linked: LinkedClaim) -> list[Any]:
    """Give a claim's sentence, words, speaker, side, kind, source, elections and address."""
    source = library.corpus.sources[linked.source]
    words = linked.anchor.words if linked.anchor and source.rights.level != "metadata" else ""
    speaker = library.corpus.actors[linked.speaker].name
    return [
        linked.claim.text,
        words,
        speaker,
        linked.side,
        linked.claim.kind,
        linked.source,
        list(linked.elections),
        linked.url,
    ]


def _list_filters(library: Library, interface: Interface) -> Mapping[str, Any]:
    """Give the labels of what results can be narrowed by, and of what pages are about."""
    corpus = library.corpus
    types = (*_TYPES, corpus.settings.event.noun)
    return {
        "elections": {name: election.name for name, election in corpus.elections.items()},
        "sides": {side: interface.find_term(label) or label for side, label in corpus.settings.sides.items()},
        "kinds": {kind: _find_label(kind.replace("-", " "), interface) for kind in corpus.settings.claim_kinds},
        "sources": {name: source.title for name, source in corpus.sources.items()},
        "types": {kind: _find_label(kind, interface) for kind in types},
    }


def _find_label(term: str, interface: Interface) -> str:
    return interface.find_term(term) or term


def _write_call(name: str, value: object) -> str:
    """Write a script that hands data over. JSON is JavaScript but for two line separators, which are escaped."""
    text = (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
    return f"asReported.{name} = {text};\n"
