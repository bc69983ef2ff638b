"""Exports the content model as JSON Schemas (draft-07) for editors."""

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from generator.examples import EXAMPLES
from generator.fields import Address
from generator.model import Actor, ClaimFile, CorpusSettings, Dispute, Election, Record, Source, Topic
from generator.yaml_tree import parse_yaml

_DRAFT = "http://json-schema.org/draft-07/schema#"
_FILES: Mapping[str, Any] = {
    "corpus": CorpusSettings,
    "actor": Actor,
    "election": Election,
    "source": Source,
    "claims": ClaimFile,
    "topics": dict[str, Topic],
    "actors": dict[str, Actor],
    "disputes": dict[str, Dispute],
    "moved": Annotated[
        dict[Address, Address],
        Field(
            description="What answers now, by the address that it had, such as actors/ana-miro.",
            examples=[{"actors/mira-os": "actors/mira-oss"}],
        ),
    ],
}


def make_schemas() -> Mapping[str, str]:
    """Give a schema for each kind of file, by file name."""
    return {f"{name}.schema.json": _write_schema(kind) for name, kind in _FILES.items()}


def read_example(text: str) -> Any:
    """Give an example of a field as an editor reads it: numbers and flags are no texts."""
    tree, problems = parse_yaml(text, "example")
    assert tree, problems
    return _type_scalars(tree.plain())


def _write_schema(kind: Any) -> str:
    schema = TypeAdapter(kind).json_schema()
    _add_examples(getattr(kind, "__name__", ""), schema)
    for name, definition in schema.get("$defs", {}).items():
        _add_examples(name, definition)
    return json.dumps({"$schema": _DRAFT, **_translate(schema)}, ensure_ascii=False, indent=1) + "\n"


def _add_examples(record: str, schema: dict[str, Any]) -> None:
    """Give each field of a record an example, and its description where pydantic leaves it out."""
    fields = next((kind.model_fields for kind in Record.__subclasses__() if kind.__name__ == record), {})
    for name, text in EXAMPLES.get(record, {}).items():
        schema["properties"][name]["examples"] = [read_example(text)]
        schema["properties"][name].setdefault("description", fields[name].description)


def _type_scalars(value: object) -> object:
    if isinstance(value, dict):
        return {key: _type_scalars(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_type_scalars(member) for member in value]
    if value in {"true", "false"}:
        return value == "true"
    text = str(value)
    if re.fullmatch(r"[0-9]+", text):
        return int(text)
    return float(text) if re.fullmatch(r"[0-9]+\.[0-9]+", text) else text


def _translate(value: Any) -> Any:
    """Say in draft-07 what pydantic says in 2020-12."""
    if isinstance(value, list):
        return [_translate(member) for member in value]
    if not isinstance(value, dict):
        return value.replace("#/$defs/", "#/definitions/") if isinstance(value, str) else value
    renamed = {
        "definitions" if key == "$defs" else key: _translate(member)
        for key, member in value.items()
        if key != "title" or not isinstance(member, str)
    }
    # The loader reads no value as nothing, so that an editor must not take one for optional fields.
    if {"type": "null"} in renamed.get("anyOf", ()):
        kept = [member for member in renamed.pop("anyOf") if member != {"type": "null"}]
        renamed.pop("default", None)
        renamed = {**(kept[0] if len(kept) == 1 else {"anyOf": kept}), **renamed}
    # In draft-07 whatever stands beside $ref is ignored, so the reference goes into allOf.
    if "$ref" in renamed and len(renamed) > 1:
        return {
            **{key: member for key, member in renamed.items() if key != "$ref"},
            "allOf": [{"$ref": renamed["$ref"]}],
        }
    return renamed
