"""Turns pydantic's errors into problems with their places, and gives records theirs."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from msgspec.structs import replace
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.cures import EMPTY, guess_date, guess_flag, guess_id, guess_number, guess_paragraphs
from generator.model import Record
from generator.problems import Problem, suggest
from generator.yaml_file import YamlFile
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
    scraps: set[tuple[str | int, ...]] = set()
    for details, problem in zip(listed, problems, strict=True):
        kind, loc = details["type"], details["loc"]
        # A comma in a text between brackets leaves scraps, and so does a key whose fields are not indented below it.
        is_scrap = kind == "extra_forbidden" and not details["input"]
        if (is_scrap or kind == "model_type") and loc[:-1] in scraps:
            continue
        if is_scrap or (kind == "model_type" and details["input"] == ""):
            scraps.add(loc[:-1])
        # Pydantic also calls empty what holds unsound members only, and missing what is misspelt.
        is_emptied = kind == "too_short" and any(_is_below(other["loc"], loc) for other in listed)
        is_misspelt = kind == "missing" and (loc[:-1], f"did you mean {loc[-1]}?") in cures
        if not is_emptied and not is_misspelt:
            yield problem


def attach_places(record: Record, node: Node, file: YamlFile) -> None:
    """Tell a record, and those inside it, from where in a file they were read."""
    record.attach(file, node.spot)
    children = node.value
    if isinstance(children, dict):
        for name in list_holders(type(record)):
            if name in children:
                _attach_value(getattr(record, name), children[name], file)


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


@cache
def list_holders(model: type[Record]) -> tuple[str, ...]:
    """Give the fields of a kind of record that can hold records."""
    return tuple(name for name, field in model.model_fields.items() if _holds_record(field.annotation))


def _holds_record(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return True
    return any(map(_holds_record, get_args(annotation)))


def _attach_value(value: Any, node: Node, file: YamlFile) -> None:
    if isinstance(value, Record):
        attach_places(value, node, file)
    elif isinstance(value, tuple) and isinstance(node.value, tuple):
        for member, child in zip(value, node.value, strict=True):
            _attach_value(member, child, file)
    elif isinstance(value, Mapping) and isinstance(node.value, Mapping):
        for key, member in value.items():
            _attach_value(member, node.value[key], file)


def _is_below(loc: tuple[str | int, ...], above: tuple[str | int, ...]) -> bool:
    return len(loc) > len(above) and loc[: len(above)] == above


def _explain(details: ErrorDetails, model: type[Record], root: Node) -> Problem:  # noqa: PLR0911 - one for each sort of error
    loc, kind = details["loc"], details["type"]
    steps = [step for step in loc if step != "[key]"]
    node = root.at(*steps)
    field_name = str(next((step for step in reversed(steps) if isinstance(step, str)), "a record"))
    if kind == "missing":
        message = f"{field_name} must be given, found nothing"
        return Problem(root.at(*steps[:-1]).key_place, "missing-field", message, f"add {field_name}:")
    if kind == "extra_forbidden":
        return _explain_unknown(field_name, node, (model, steps[:-1]))
    if kind == "string_pattern_mismatch":
        return _explain_pattern(details, field_name, node)
    if kind == "literal_error":
        return _explain_choice(details, field_name, node)
    if kind in _KINDS:
        message = f"{field_name} must be {_KINDS[kind]}, found {kind_of(node)}"
        return Problem(
            node.place, "invalid-type", message, _cure_type(kind, field_name, node, _fields_at(model, steps))
        )
    if "[key]" in loc:
        return replace(_explain_value(details, "a key", node), place=node.key_place)
    return _explain_value(details, field_name, node)


def _explain_unknown(field_name: str, node: Node, where: tuple[type[Record], list[str | int]]) -> Problem:
    known = _fields_at(*where)
    message = f"a field must be one of {', '.join(known)}, found {field_name}"
    hint = suggest(field_name.lower(), known) or "remove it, or correct its name"
    inside = next((name for name in known if field_name in _fields_at(where[0], [*where[1], name, 0])), "")
    if field_name == "id":
        hint = "remove it; the id is the file's name, or the record's key"
    elif not node.value and (field_name[:1].isdigit() or " " in field_name):
        hint = "quote the text or number that holds a comma; decimals have a point, thousands no sign"
    elif inside:
        hint = f"move it into {inside}"
    elif field_name == "<<":
        hint = "remove it, and write the values out"
    return Problem(node.key_place, "unknown-field", message, hint)


def _explain_choice(details: ErrorDetails, field_name: str, node: Node) -> Problem:
    expected = str(details.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
    found = node.value if isinstance(node.value, str) else kind_of(node)
    hint = suggest(str(found).lower(), expected.split(", ")) or "write one of these words, or leave the field out"
    message = f"{field_name} must be one of {expected}, found {found or 'nothing'}"
    return Problem(node.place, "invalid-value", message, hint)


def _explain_pattern(details: ErrorDetails, field_name: str, node: Node) -> Problem:
    text = str(details["input"])
    found, is_empty = shorten(text) or "nothing", text in EMPTY
    pattern = str(details.get("ctx", {}).get("pattern", ""))
    if "{1,2}" in pattern:
        place = node.key_place if "[key]" in details["loc"] else node.place
        message = f"an address must be FOLDER/ID or claims/SOURCE/CLAIM, such as actors/ana-miro, found {found}"
        return Problem(
            place, "invalid-id", message, "write it without the site's address and without a slash at an end"
        )
    fill = f"fill in {field_name}, or remove it"
    if "/" in pattern and "http" not in pattern:
        message = f"{field_name} must name a claim as SOURCE/CLAIM, such as morrow-herald/c1, found {found}"
        hint = "write the source's id, a slash and the claim's key"
        return Problem(node.place, "invalid-id", message, fill if is_empty else hint)
    if "mailto" in pattern:
        message = f"{field_name} must be an address that begins with https://, http:// or mailto:, found {found}"
        hint = f"write mailto:{text}" if "@" in text else "copy the address from the browser, or write mailto:NAME@HOST"
        return Problem(node.place, "invalid-value", message, fill if is_empty else hint)
    if "http" in pattern:
        message = f"{field_name} must be an address that begins with http:// or https://, found {found}"
        return Problem(node.place, "invalid-value", message, fill if is_empty else "copy the address from the browser")
    if "A-Z" in pattern:
        message = f"{field_name} must be a language tag such as en, ru or kk-Latn, found {found}"
        return Problem(node.place, "invalid-value", message, fill if is_empty else "look the tag up in BCP 47")
    message = f"{field_name} must be an id (lowercase ASCII letters, digits, single hyphens), found {found}"
    hint = fill if is_empty else guess_id(text) or "write the id of the record, not its name"
    return Problem(node.key_place if "[key]" in details["loc"] else node.place, "invalid-id", message, hint)


def _explain_value(details: ErrorDetails, field_name: str, node: Node) -> Problem:
    found = (shorten(node.value) if isinstance(node.value, str) else kind_of(node)) or "nothing"
    kind, context = details["type"], details.get("ctx", {})
    fill, is_empty = f"fill in {field_name}, or remove it", isinstance(node.value, str) and node.value in EMPTY
    if kind in {"string_too_short", "too_short"}:
        also = f", found {found}" if is_empty and node.value else ""
        return Problem(node.place, "empty-value", f"{field_name} must not be empty{also}", fill)
    hint = fill if is_empty else _guess_value(kind, node)
    if kind == "edtf":
        return Problem(node.place, "invalid-date", f"{field_name}: {details['msg']}", hint)
    if kind in {"greater_than_equal", "less_than_equal", "string_too_long"}:
        bound = context.get("ge", context.get("le", context.get("max_length")))
        side = "at least" if kind == "greater_than_equal" else "at most"
        unit = " characters" if kind == "string_too_long" else ""
        return Problem(node.place, "out-of-range", f"{field_name} must be {side} {bound}{unit}, found {found}", hint)
    return Problem(node.place, "invalid-value", f"{field_name} {details['msg']}, found {found}", hint)


def _guess_value(kind: str, node: Node) -> str:
    """Give the hint for a value whose type pydantic names."""
    text = node.value if isinstance(node.value, str) else ""
    hints = {
        "flag": guess_flag(text),
        "whole_number": guess_number(text, is_whole=True) or "write the number in digits, such as 1204500",
        "decimal": guess_number(text, is_whole=False) or "write the number in digits, such as 58.2",
        "edtf": guess_date(text) or "write it as in docs: 2019-06-09, 2019-06?, 1995~",
        "paragraphs": guess_paragraphs(node.plain()) if kind == "paragraphs" else "",
        "too_many_paragraphs": "write the numbers of paragraphs that the text has",
        "less_than_equal": "check the figure in the source",
        "greater_than_equal": "count from 1" if text == "0" else "check the figure in the source",
        "string_too_long": "shorten it",
    }
    return hints.get(kind, "correct the value")


def _cure_type(kind: str, field_name: str, node: Node, fields: tuple[str, ...]) -> str:
    """Say how to write what another shape was written for."""
    if not node.value:
        return "indent its fields below it, or remove it" if fields else f"fill in {field_name}, or remove it"
    text = shorten(node.value.strip("[]{} ")) if isinstance(node.value, str) else ""
    if kind == "tuple_type":
        return f"write [{text}]" if text else "write its members between [ and ], or one a line after a dash"
    if kind == "string_type" and isinstance(node.value, tuple):
        only = node.value[0].value if len(node.value) == 1 else ""
        return f"write {only}" if only and isinstance(only, str) else "write one text, without brackets"
    if kind == "string_type":
        return "quote the text if it holds a colon and a space"
    return f"write its fields, of which there are {', '.join(fields[:6])}" if fields else "write KEY: VALUE, one a line"


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
    is_record = isinstance(current, type) and issubclass(current, BaseModel)
    return tuple(current.model_fields) if is_record else ()


def _peel(annotation: Any) -> Any:
    """Take away what adds to a type: `Turnout | None` and `Annotated[Turnout, ...]` are `Turnout`."""
    while get_origin(annotation) in {Annotated, Union, UnionType}:
        annotation = get_args(annotation)[0]
    return annotation
