"""Turns pydantic's errors into problems with their places, and gives records theirs."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.model import Record
from generator.problems import Problem, suggest
from generator.yaml_tree import Node

_KINDS = {
    "string_type": "a text",
    "tuple_type": "a list",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "mapping_type": "a mapping",
    "dict_type": "a mapping",
}


def explain_errors(error: ValidationError, model: type[Record], root: Node) -> Iterator[Problem]:
    """Give a problem for each of pydantic's errors, at the nearest place that its location leads to."""
    listed = error.errors(include_url=False)
    problems = [_explain(details, model, root) for details in listed]
    cures = {
        (details["loc"][:-1], problem.hint)
        for details, problem in zip(listed, problems, strict=True)
        if problem.code == "unknown-field"
    }
    for details, problem in zip(listed, problems, strict=True):
        kind, loc = details["type"], details["loc"]
        # Pydantic also calls empty what holds unsound members only, and missing what is misspelt.
        is_emptied = kind == "too_short" and any(_is_below(other["loc"], loc) for other in listed)
        is_misspelt = kind == "missing" and (loc[:-1], f"did you mean {loc[-1]}?") in cures
        if not is_emptied and not is_misspelt:
            yield problem


def attach_places(record: Record, node: Node) -> None:
    """Give a record, and those inside it, the nodes they were read from."""
    record._node = node  # noqa: SLF001 - the one place that sets it
    for name in type(record).model_fields:
        child = node.at(name)
        if child is not node:
            _attach_value(getattr(record, name), child)


def kind_of(node: Node) -> str:
    """Name what a node holds, for a message."""
    if isinstance(node.value, Mapping):
        return "a mapping"
    if isinstance(node.value, tuple):
        return "a list"
    return f"the text {shorten(node.value)!r}" if node.value else "nothing"


def shorten(text: str) -> str:
    """Cut a text to what fits in a message."""
    return text if len(text) <= 60 else text[:59] + "…"


def _attach_value(value: Any, node: Node) -> None:
    if isinstance(value, Record):
        attach_places(value, node)
    elif isinstance(value, tuple) and isinstance(node.value, tuple):
        for member, child in zip(value, node.value, strict=True):
            _attach_value(member, child)
    elif isinstance(value, Mapping) and isinstance(node.value, Mapping):
        for key, member in value.items():
            _attach_value(member, node.value[key])


def _is_below(loc: tuple[str | int, ...], above: tuple[str | int, ...]) -> bool:
    return len(loc) > len(above) and loc[: len(above)] == above


def _explain(details: ErrorDetails, model: type[Record], root: Node) -> Problem:  # noqa: PLR0911 - one for each type of error
    loc, kind = details["loc"], details["type"]
    steps = [step for step in loc if step != "[key]"]
    node = root.at(*steps)
    field_name = str(next((step for step in reversed(steps) if isinstance(step, str)), "the file"))
    if kind == "missing":
        parent = root.at(*steps[:-1])
        known = f"{field_name} must be given, found nothing"
        return Problem(parent.key_place, "missing-field", known, f"add {field_name}:")
    if kind == "extra_forbidden":
        known_fields = _fields_at(model, steps[:-1])
        message = f"a field must be one of {', '.join(known_fields)}, found {field_name}"
        return Problem(
            node.key_place,
            "unknown-field",
            message,
            suggest(field_name, known_fields) or "remove it, or correct its name",
        )
    if kind == "string_pattern_mismatch":
        return _explain_pattern(details, field_name, node)
    if kind == "literal_error":
        expected = str(details.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
        found = node.value if isinstance(node.value, str) else kind_of(node)
        hint = suggest(str(found), expected.split(", "))
        return Problem(
            node.place, "invalid-value", f"{field_name} must be one of {expected}, found {found or 'nothing'}", hint
        )
    if kind in _KINDS:
        return Problem(
            node.place,
            "invalid-type",
            f"{field_name} must be {_KINDS[kind]}, found {kind_of(node)}",
            _cure_type(kind, node),
        )
    if "[key]" in loc:
        return replace(_explain_value(details, "a key", node), place=node.key_place)
    return _explain_value(details, field_name, node)


def _explain_pattern(details: ErrorDetails, field_name: str, node: Node) -> Problem:
    found = shorten(str(details["input"])) or "nothing"
    pattern = str(details.get("ctx", {}).get("pattern", ""))
    if "/" in pattern and "http" not in pattern:
        message = f"{field_name} must name a claim as SOURCE/CLAIM, such as morrow-herald/c1, found {found}"
        return Problem(node.place, "invalid-id", message, "write the source's id, a slash and the claim's key")
    if "http" in pattern:
        message = f"{field_name} must be an address that begins with http:// or https://, found {found}"
        return Problem(node.place, "invalid-value", message, "copy the address from the browser")
    if "A-Z" in pattern:
        message = f"{field_name} must be a language tag such as en, ru or kk-Latn, found {found}"
        return Problem(node.place, "invalid-value", message, "look the tag up in BCP 47")
    message = f"{field_name} must be an id (lowercase ASCII letters, digits, single hyphens), found {found}"
    return Problem(
        node.key_place if "[key]" in details["loc"] else node.place,
        "invalid-id",
        message,
        "write the id of the record, not its name",
    )


def _explain_value(details: ErrorDetails, field_name: str, node: Node) -> Problem:
    found = shorten(node.value) if isinstance(node.value, str) else kind_of(node)
    kind, context = details["type"], details.get("ctx", {})
    if kind in {"string_too_short", "too_short"}:
        return Problem(
            node.place, "empty-value", f"{field_name} must not be empty", f"fill in {field_name}, or remove it"
        )
    if kind == "edtf":
        return Problem(
            node.place,
            "invalid-date",
            f"{field_name}: {details['msg']}",
            "write it as in docs: 2019-06-09, 2019-06?, 1995~",
        )
    if kind in {"greater_than_equal", "less_than_equal", "string_too_long"}:
        bound = context.get("ge", context.get("le", context.get("max_length")))
        side = "at least" if kind == "greater_than_equal" else "at most"
        unit = " characters" if kind == "string_too_long" else ""
        return Problem(
            node.place,
            "out-of-range",
            f"{field_name} must be {side} {bound}{unit}, found {found}",
            "check the figure in the source",
        )
    return Problem(
        node.place, "invalid-value", f"{field_name} {details['msg']}, found {found or 'nothing'}", "correct the value"
    )


def _cure_type(kind: str, node: Node) -> str:
    if kind == "tuple_type" and isinstance(node.value, str) and node.value:
        return f"write [{shorten(node.value)}]"
    if kind == "string_type" and isinstance(node.value, Mapping):
        return "quote the text if it holds a colon and a space"
    return "see the example in docs/content.md"


def _fields_at(model: type[BaseModel], steps: list[str | int]) -> tuple[str, ...]:
    """Give the names of the fields that the mapping at a location may have."""
    current: Any = model
    for step in steps:
        current = _peel(current)
        if isinstance(current, type) and issubclass(current, BaseModel):
            current = current.model_fields[str(step)].annotation if step in current.model_fields else None
        else:
            members = [part for part in get_args(current) if part is not Ellipsis]
            current = members[-1] if members else None
    current = _peel(current)
    return tuple(current.model_fields) if current else ()


def _peel(annotation: Any) -> Any:
    """Take away what adds to a type: `Turnout | None` and `Annotated[Turnout, ...]` are `Turnout`."""
    while get_origin(annotation) in {Annotated, Union, UnionType}:
        annotation = get_args(annotation)[0]
    return annotation
