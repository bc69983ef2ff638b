"""Says of each field of a record what it holds, in the words of the model's own docstrings and types."""

from collections.abc import Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from generator.authoring.workbench import CHECK
from generator.authoring.yaml_text import indent
from generator.field_docs import describe_field
from generator.fields import ClaimRef, Edtf, Flag, Id, Language, Url, Whole
from generator.record import Record, list_fields
from generator.record_reader import find_record
from generator.references import name_target

_SHAPES: tuple[tuple[Any, str], ...] = (
    (Id, "an id"),
    (ClaimRef, "a claim, such as SOURCE/c1"),
    (Edtf, "a date, such as 2031-03-02"),
    (Flag, "true or false"),
    (Language, "a language, such as en"),
    (Url, "an address"),
    (Whole, "a whole number"),
)


def write_skeleton(model: type[Record], given: Mapping[str, str], guessed: Mapping[str, str]) -> str:
    """Give a record's fields, one a line: those given or guessed with their YAML, the optional others as comments.

    A field that must be given, and has no valid first choice, is left empty: no check lets it pass.
    """
    lines = []
    for name, field in list_fields(model).items():
        words = _describe_field(model, name, field.type)
        choices = _list_choices(field.type)
        if name in given:
            lines.append(_join(name, given[name]))
        elif name in guessed or field.required:
            value = guessed.get(name, choices[0] if choices else "")
            lines.append(_join(name, value) + f"  {CHECK}{f': {words}' if words else ''}")
        else:
            lines.append(f"# {name}:" + (f"  # {words}" if words else ""))
    return "\n".join(lines) + "\n"


def describe_record(model: type[Record]) -> str:
    """Give the first sentence of a model's docstring."""
    return (model.__doc__ or "").strip().partition("\n")[0].partition(" Source:")[0]


def _join(name: str, value: str) -> str:
    """Write a key and its value, which begins on a line of its own where it is a list."""
    return f"{name}:\n{indent(value, 2)}" if value.startswith("- ") else f"{name}: {value}".rstrip()


def _describe_field(model: type[Record], name: str, hint: Any) -> str:
    """Give what a field holds: its docstring, then its choices, what it names, or the fields of its members."""
    sentence = " ".join(describe_field(model, name).split()).rstrip(".")
    return "; ".join(filter(None, (sentence, _describe_shape(model, name, hint))))


def _describe_shape(model: type[Record], name: str, hint: Any) -> str:
    stripped = _strip(hint)
    choices = _list_choices(hint)
    if choices:
        return f"one of {', '.join(choices)}"
    is_list = get_origin(stripped) is tuple
    member = find_record(stripped)
    if member:
        fields = (inner + ("" if field.required else "?") for inner, field in list_fields(member).items())
        return f"{'a list of ' if is_list else ''}{{{', '.join(fields)}}}"
    target = name_target(model.__name__, name)
    if is_list:
        return f"a list of {target}s" if target else "a list"
    if target and get_origin(stripped) is not Mapping:
        return f"{'an' if target[0] in 'aeiou' else 'a'} {target}"
    return next((words for shape, words in _SHAPES if shape == stripped), "")


def _strip(hint: Any) -> Any:
    """Give a type without its None."""
    if get_origin(hint) in {Union, UnionType}:
        return next((part for part in get_args(hint) if part is not type(None)), hint)
    return hint


def _list_choices(hint: Any) -> tuple[str, ...]:
    stripped = _strip(hint)
    return get_args(stripped) if get_origin(stripped) is Literal else ()
