"""Writes YAML as maintainers do: mappings in blocks, lists of words in one line."""

import json
import re
from collections.abc import Mapping
from typing import Any

_PLAIN = re.compile(r"[A-Za-zА-Яа-я0-9][\w ./()’-]*")
"""What needs no quotation marks, wherever it stands."""


def write_yaml(mapping: Mapping[str, Any], indent: str = "") -> str:
    """Give a mapping as a block; values are texts, numbers, flags, lists and mappings."""
    return "".join(_write_entry(key, value, indent) for key, value in mapping.items())


def write_flow(value: Any) -> str:
    """Give a value within one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {write_flow(member)}" for key, member in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(write_flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    # A JSON string is a YAML string.
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _write_entry(key: str, value: Any, indent: str) -> str:
    inner = f"{indent}  "
    if isinstance(value, Mapping) and any(isinstance(member, (Mapping, list)) for member in value.values()):
        return f"{indent}{key}:\n{write_yaml(value, inner)}"
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return f"{indent}{key}:\n" + "".join(_write_member(member, inner) for member in value)
    return f"{indent}{key}: {write_flow(value)}\n"


def _write_member(member: Mapping[str, Any], indent: str) -> str:
    if not any(isinstance(value, Mapping) or (isinstance(value, list) and value) for value in member.values()):
        return f"{indent}- {write_flow(member)}\n"
    block = write_yaml(member, f"{indent}  ")
    return f"{indent}- {block[len(indent) + 2 :]}"
