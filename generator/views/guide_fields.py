"""Describes every field of every record, from the model itself."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Struct

from generator import fields
from generator.examples import EXAMPLES
from generator.field_docs import describe_field
from generator.markdown import Markdown, escape_markdown
from generator.model import Actor, ClaimFile, CorpusSettings, Dispute, Election, Moved, Source, Topic
from generator.record import Record, list_fields
from generator.record_reader import find_record

KINDS: Mapping[str, tuple[str, type[Record]]] = {
    "corpus": ("content/corpus.yml", CorpusSettings),
    "topics": ("content/topics.yml, by id", Topic),
    "actors": ("content/actors.yml, by id, or content/actors/ID.yml", Actor),
    "elections": ("content/elections/ID.yml", Election),
    "sources": ("content/sources/ID.yml", Source),
    "claims": ("content/claims/ID.yml", ClaimFile),
    "disputes": ("content/disputes.yml, by id", Dispute),
    "moved": ("content/moved.yml, which `asreported rename` writes", Moved),
}
"""Where the records of a page of the guide stand, and which."""
_NAMED = (
    (fields.Text, "a text"),
    (fields.Id, "an id"),
    (fields.ClaimRef, "a claim, as SOURCE/KEY"),
    (fields.Flag, "`true` or `false`"),
    (fields.Whole, "a whole number"),
    (fields.Percent, "per cent, from 0 to 100"),
    (fields.Edtf, "a date"),
    (fields.Paragraphs, "paragraph numbers"),
    (fields.Limit, "a place, as SOURCE/PARAGRAPHS"),
    (fields.Url, "an address that begins with `http://` or `https://`"),
    (fields.Contact, "an `https://` or `mailto:` address"),
    (fields.Language, "a language tag"),
)
_PLAIN = {str: "a text", int: "a whole number", bool: "`true` or `false`", Decimal: "a number"}


class FieldView(Struct, frozen=True):
    """A field of a record."""

    name: str
    type: Markdown
    must: bool
    """Whether it must be given."""
    meaning: Markdown
    example: str
    """As one writes it in YAML."""


class RecordView(Struct, frozen=True):
    """A record and its fields."""

    id: str
    title: str
    meaning: Markdown
    fields: tuple[FieldView, ...]


def view_records(model: type[Record]) -> tuple[RecordView, ...]:
    """Give a record and those inside it, each once, in the order in which fields name them."""
    return tuple(map(_view_record, dict.fromkeys(_list_records(model))))


def _view_record(model: type[Record]) -> RecordView:
    views = tuple(
        FieldView(
            name,
            Markdown(_name_type(known.type)),
            known.required,
            escape_markdown(describe_field(model, name)),
            f"{name}: {EXAMPLES[model.__name__][name]}",
        )
        for name, known in list_fields(model).items()
    )
    return RecordView(_name_id(model), _name_record(model), escape_markdown(model.__doc__ or ""), views)


def _list_records(model: type[Record]) -> Iterator[type[Record]]:
    yield model
    for known in list_fields(model).values():
        inner = find_record(known.type)
        if inner:
            yield from _list_records(inner)


def _name_type(hint: Any) -> str:
    named = next((words for known, words in _NAMED if hint == known), None)
    origin, members = get_origin(hint), [member for member in get_args(hint) if member not in {None, type(None), ...}]
    if named or hint in _PLAIN:
        return named or _PLAIN[hint]
    if origin in {Annotated, Union, UnionType}:
        return _name_type(members[0])
    if origin is Literal:
        return f"one of {', '.join(f'`{member}`' for member in members)}"
    if origin is tuple:
        return f"a list; each member {_name_type(members[0])}"
    if origin is Mapping:
        return f"a mapping; each key {_name_type(members[0])}, each value {_name_type(members[1])}"
    noun = _name_record(hint).lower()
    return f"{'an' if noun[0] in 'aeiou' else 'a'} [{noun}](#{_name_id(hint)})"


def _name_record(model: type[Record]) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in model.__name__).strip()
    return words[:1].upper() + words[1:]


def _name_id(model: type[Record]) -> str:
    # Not the bare word: the theme and the guide's own headings have ids, too.
    return f"record-{_name_record(model).lower().replace(' ', '-')}"
