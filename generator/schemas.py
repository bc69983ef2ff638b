"""Exports the content model as JSON Schemas (draft-07) for editors."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from generator.model import Actor, ClaimFile, CorpusSettings, Dispute, Election, Source, Topic

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
}


def make_schemas() -> Mapping[str, str]:
    """Give a schema for each kind of file, by file name."""
    return {f"{name}.schema.json": _write_schema(TypeAdapter(kind).json_schema()) for name, kind in _FILES.items()}


def _write_schema(schema: dict[str, Any]) -> str:
    return json.dumps({"$schema": _DRAFT, **_translate(schema)}, ensure_ascii=False, indent=1) + "\n"


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
    # In draft-07 whatever stands beside $ref is ignored, so the reference goes into allOf.
    if "$ref" in renamed and len(renamed) > 1:
        return {
            **{key: member for key, member in renamed.items() if key != "$ref"},
            "allOf": [{"$ref": renamed["$ref"]}],
        }
    return renamed
