"""Exports the content model as JSON Schemas (draft-07) for editors."""

import json
import re
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from msgspec import NODEFAULT
from msgspec.structs import FieldInfo

from generator.examples import EXAMPLES
from generator.field_docs import describe_field
from generator.fields import Address, NotEmpty, Scalar, Shorthand, Text
from generator.model import Actor, ClaimFile, CorpusSettings, Dispute, Election, Source, Topic
from generator.record import Record, list_fields
from generator.record_reader import peel
from generator.yaml_tree import parse_yaml

_DRAFT = "http://json-schema.org/draft-07/schema#"
_FILES: Mapping[str, Any] = {
    "corpus": CorpusSettings,
    "actor": Actor,
    "election": Election,
    "source": Source,
    "claims": ClaimFile,
    "topics": Mapping[Text, Topic],
    "actors": Mapping[Text, Actor],
    "disputes": Mapping[Text, Dispute],
    "moved": Mapping[Address, Address],
}
_SAID: Mapping[str, Mapping[str, Any]] = {
    "moved": {
        "description": "What answers now, by the address that it had, such as actors/ana-miro.",
        "examples": [{"actors/mira-os": "actors/mira-oss"}],
    }
}
"""What no record says."""


def make_schemas() -> Mapping[str, str]:
    """Give a schema for each kind of file, by file name."""
    return {f"{name}.schema.json": _write_schema(name, kind) for name, kind in _FILES.items()}


def read_example(text: str) -> Any:
    """Give an example of a field as an editor reads it: numbers and flags are no texts."""
    tree, problems = parse_yaml(text, "example")
    assert tree, problems
    return _type_scalars(tree.plain())


def _write_schema(name: str, kind: Any) -> str:
    definitions: dict[str, Any] = {}
    described = _describe(kind, definitions)
    if "$ref" in described:
        # The record of the whole file stands for itself.
        described = definitions.pop(kind.__name__)
    named = {"definitions": dict(sorted(definitions.items()))} if definitions else {}
    return (
        json.dumps({"$schema": _DRAFT, **named, **_SAID.get(name, {}), **described}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _describe(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of a type, and add those of the records that it holds to the definitions."""
    bare, notes = peel(hint)
    scalar = next((note for note in notes if isinstance(note, Scalar)), None)
    if scalar is not None:
        return dict(scalar.schema)
    if get_origin(bare) is Literal:
        return {"enum": list(get_args(bare)), "type": "string"}
    if get_origin(bare) is tuple:
        filled = {"minItems": 1} if NotEmpty in notes else {}
        return {"items": _describe(get_args(bare)[0], definitions), **filled, "type": "array"}
    if isinstance(bare, type):
        if bare.__name__ not in definitions:
            definitions[bare.__name__] = {}
            definitions[bare.__name__] = _describe_record(bare, definitions)
        reference = {"$ref": f"#/definitions/{bare.__name__}"}
        shorthand = next((note for note in notes if isinstance(note, Shorthand)), None)
        return {"anyOf": [{"const": shorthand.word, "type": "string"}, reference]} if shorthand else reference
    filled = {"minProperties": 1} if NotEmpty in notes else {}
    return {**filled, **_describe_members(get_args(bare), definitions), "type": "object"}


def _describe_members(kinds: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    key, member = kinds
    names, members = _describe(key, definitions), _describe(member, definitions)
    if "pattern" not in names:
        return {"additionalProperties": members}
    longest = {"maxLength": names["maxLength"]}
    return {"patternProperties": {names["pattern"]: members}, "propertyNames": longest}


def _describe_record(model: type[Record], definitions: dict[str, Any]) -> dict[str, Any]:
    known = list_fields(model)
    properties = {name: _describe_field(model, one, definitions) for name, one in known.items()}
    required = [name for name, one in known.items() if one.required]
    return {
        "additionalProperties": False,
        "description": model.__doc__,
        "properties": properties,
        **({"required": required} if required else {}),
        "type": "object",
    }


def _describe_field(model: type[Record], known: FieldInfo, definitions: dict[str, Any]) -> dict[str, Any]:
    described = _describe(known.type, definitions)
    # In draft-07 whatever stands beside $ref is ignored, so the reference goes into allOf.
    whole = {"allOf": [described]} if "$ref" in described else described
    # The loader reads no value as nothing, so that an editor must not take one for optional fields.
    has_default = known.default is not NODEFAULT and known.default is not None
    default = {"default": _write_default(known.default)} if has_default else {}
    example = EXAMPLES[model.__name__][known.name]
    return {
        **default,
        "description": describe_field(model, known.name),
        **whole,
        "examples": [read_example(example)],
    }


def _write_default(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value if isinstance(value, bool) else str(value)


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
