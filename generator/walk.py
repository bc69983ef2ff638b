"""Walks through records: every text with its field, every place that names a record, every field as a plain value."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from generator.model import Corpus, Count
from generator.problems import Place
from generator.record import Record, list_fields
from generator.record_reader import list_holders
from generator.yaml_tree import Node

KINDS: Mapping[tuple[str, str], str] = {
    ("Actor", "not_to_be_confused_with"): "actors",
    ("Role", "of"): "actors",
    ("Role", "claim"): "claims",
    ("Relation", "to"): "actors",
    ("Relation", "election"): "events",
    ("Relation", "claim"): "claims",
    ("Name", "printed_in"): "sources",
    ("Option", "option"): "options",
    ("Option", "nominated_by"): "nominators",
    ("Option", "claim"): "claims",
    ("OptionsStated", "claim"): "claims",
    ("Result", "reported_by"): "actors",
    ("Result", "claim"): "claims",
    ("Election", "jurisdiction"): "actors",
    ("Election", "administered_by"): "actors",
    ("Election", "round_of"): "events",
    ("Election", "evidence"): "claims",
    ("Section", "by"): "actors",
    ("Source", "publisher"): "actors",
    ("Source", "carried_by"): "actors",
    ("ClaimFile", "elections"): "events",
    ("ClaimFile", "reporter"): "actors",
    ("Claim", "speaker"): "actors",
    ("Claim", "via"): "actors",
    ("Claim", "to"): "actors",
    ("Claim", "reporter"): "actors",
    ("Claim", "about"): "subjects",
    ("Claim", "topics"): "topics",
    ("Claim", "elections"): "events",
    ("Outcome", "claim"): "claims",
    ("Position", "claims"): "claims",
    ("Dispute", "elections"): "events",
    ("Dispute", "topics"): "topics",
    ("Dispute", "settled_by"): "claims",
    ("Topic", "broader"): "topics",
    ("PageSection", "topics"): "topics",
}
"""What may stand in each field that names a record."""
ACTOR_KINDS = frozenset({"actors", "options", "nominators", "subjects"})
"""Kinds of reference that can name an actor."""


class Reference(Struct, frozen=True):
    """One place of the content that names a record."""

    place: Place
    """Where the id begins, or the text that begins with it."""
    kind: str
    """What may stand there: actors, events, sources, topics, claims; options, nominators and subjects are actors."""
    value: str
    """As written, such as ferry-2040/c2, or for sources that limit a name's form ferry-2040/3, 5."""
    held: Node | None = None
    """All that its field holds, such as the list in which it stands."""


def list_references(corpus: Corpus) -> Iterator[Reference]:
    """Give every place in the YAML that names a record, but for the ids of the records themselves."""
    for record in list_records(corpus):
        for holder, field, path, value, kind in list_named(record):
            yield Reference(holder.place_of(field, *path), kind, value, holder.node_of(field))
    for election in corpus.elections.values():
        for result in (result for contest in election.contests for result in contest.results):
            for option in result.counts:
                yield Reference(result.node_of("counts", option).key_place, "options", option)
    for name in (
        name for records in (corpus.actors, corpus.elections) for one in records.values() for name in one.names
    ):
        yield from (Reference(name.place_of("only_at", number), "limits", at) for number, at in enumerate(name.only_at))


def dump_record(record: Record, translate: Callable[[str, str], str]) -> Mapping[str, Any]:
    """Give a record's fields as plain values, but for empty ones, with every id translated, given its kind."""
    dumped = {}
    for field in list_fields(type(record)):
        kind = "limits" if field == "only_at" else KINDS.get((type(record).__name__, field), "")
        value = _dump_value(getattr(record, field), kind, translate)
        if value not in (None, [], {}):
            dumped[field] = value
    return dumped


def _dump_value(value: Any, kind: str, translate: Callable[[str, str], str]) -> Any:
    if isinstance(value, Record):
        return dump_record(value, translate)
    if isinstance(value, tuple):
        return [_dump_value(member, kind, translate) for member in value]
    if isinstance(value, Mapping):
        return {
            translate("options", key) if isinstance(member, Count) else key: _dump_value(member, kind, translate)
            for key, member in value.items()
        }
    if isinstance(value, str):
        return translate(kind, value) if kind else value
    return value if value is None or isinstance(value, bool | int) else str(value)


def list_records(corpus: Corpus) -> Iterator[Record]:
    """Give all records of a corpus, its settings first."""
    yield corpus.settings
    for records in (
        corpus.topics,
        corpus.actors,
        corpus.elections,
        corpus.sources,
        corpus.claim_files,
        corpus.disputes,
    ):
        yield from records.values()


def list_named(record: Record) -> Iterator[tuple[Record, str, tuple[str | int, ...], str, str]]:
    """Give every text that names a record: its holder, its field, its path there, itself and what may stand there."""
    model = type(record)
    for field, kind in _list_naming(model):
        value = getattr(record, field)
        if isinstance(value, str):
            yield record, field, (), value, kind
        elif value:
            yield from [(record, field, path, text, kind) for path, text in _unfold(value, ())]
    for field in list_holders(model):
        # There are tens of thousands of fields, most of them empty.
        held = getattr(record, field)
        for _, value in _unfold(held, ()) if held else ():
            if isinstance(value, Record):
                yield from list_named(value)


@cache
def _list_naming(model: type[Record]) -> tuple[tuple[str, str], ...]:
    """Give the fields of a kind of record that name records, each with what may stand there."""
    return tuple(
        (field, KINDS[model.__name__, field]) for field in list_fields(model) if (model.__name__, field) in KINDS
    )


def _unfold(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, tuple):
        for number, member in enumerate(value):
            yield from _unfold(member, (*path, number))
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield from _unfold(member, (*path, key))
    else:
        yield path, value
