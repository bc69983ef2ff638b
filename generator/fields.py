"""Defines the scalar types of fields: how each is read from text, and how editors see it."""

import re
from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from generator.edtf import EdtfDate, parse_edtf

SOURCE_LANGUAGE = "en"
"""The language in which the interface's sentences are written, so that it needs no catalogue."""
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_CLAIM_REF = r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$"
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
_ADDRESS = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*){1,2}$"
_MOST_PARAGRAPHS = 100_000
"""Numbers in one list; no text has so many, and a list of ranges could mean any number of them."""
_LIMIT = "must be written as SOURCE/PARAGRAPHS, such as morrow-herald/3, 5-6"
_SCALAR = ["string", "number", "boolean"]
"""What an editor may take a plain scalar for, while the loader reads it as text."""


def _read_flag(value: object) -> object:
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    raise PydanticCustomError("flag", "must be true or false")


def _read_whole(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value):
        return int(value)
    raise PydanticCustomError("whole_number", "must be a whole number in plain digits")


def _read_decimal(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", value):
        return Decimal(value)
    raise PydanticCustomError(
        "decimal", "must be a number in plain digits with a decimal point, without a percent sign"
    )


def _read_text(value: str) -> str:
    # What other programs read as nothing would be published as a word.
    if value in {"~", "null", "Null", "NULL"}:
        raise PydanticCustomError("string_too_short", "must not be empty")
    return value


def _read_edtf(value: object) -> EdtfDate:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "must be a text")
    try:
        return parse_edtf(str(value))
    except ValueError as error:
        raise PydanticCustomError("edtf", "{reason}", {"reason": str(error)}) from None


def read_paragraphs(value: object) -> tuple[int, ...]:
    """Read `1-3, 7` as its paragraph numbers, from 1."""
    numbers: list[int] = []
    for part in str(value).split(","):
        match = re.fullmatch(r"([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?", part.strip())
        if not match or int(match[2] or match[1]) < int(match[1]):
            raise PydanticCustomError("paragraphs", "must be paragraph numbers such as 7, 9-12")
        first, last = int(match[1]), int(match[2] or match[1])
        if len(numbers) + last - first >= _MOST_PARAGRAPHS:
            raise PydanticCustomError(
                "too_many_paragraphs", "must be at most {most} paragraphs", {"most": _MOST_PARAGRAPHS}
            )
        numbers.extend(range(first, last + 1))
    return tuple(numbers)


def _read_limit(value: str) -> str:
    source, _, paragraphs = value.partition("/")
    if not is_id(source):
        raise PydanticCustomError("limit", _LIMIT)
    try:
        read_paragraphs(paragraphs)
    except ValueError:
        raise PydanticCustomError("limit", _LIMIT) from None
    return value


Id = Annotated[str, StringConstraints(pattern=_ID, max_length=80)]
ClaimRef = Annotated[str, StringConstraints(pattern=_CLAIM_REF, max_length=161)]
Address = Annotated[str, StringConstraints(pattern=_ADDRESS, max_length=242)]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_read_text),
    WithJsonSchema({"type": _SCALAR, "minLength": 1}),
]
Flag = Annotated[bool, BeforeValidator(_read_flag)]
Whole = Annotated[
    int,
    BeforeValidator(_read_whole),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": r"^[0-9]{1,15}$"}),
]
Percent = Annotated[
    Decimal,
    BeforeValidator(_read_decimal),
    Field(ge=0, le=100),
    WithJsonSchema(
        {"type": ["number", "string"], "minimum": 0, "maximum": 100, "pattern": r"^[0-9]{1,3}(\.[0-9]{1,6})?$"}
    ),
]
Edtf = Annotated[
    EdtfDate,
    PlainValidator(_read_edtf),
    PlainSerializer(str),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["2019-06-09", "2019-06?", "1995~", "2007/2012"]}),
]
Paragraphs = Annotated[
    tuple[int, ...],
    PlainValidator(read_paragraphs),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": r"^\d+(-\d+)?(, *\d+(-\d+)?)*$", "examples": ["7", "9-12", "3, 5-6"]}
    ),
]
Limit = Annotated[str, AfterValidator(_read_limit)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$", max_length=2000)]
Contact = Annotated[
    str, StringConstraints(pattern=r"^(https?://[^\s<>\"']+|mailto:[^\s<>\"'@?]+@[^\s<>\"'@?]+)$", max_length=500)
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]


def is_id(text: str) -> bool:
    """Say whether a text can be an id."""
    return len(text) <= 80 and re.fullmatch(_ID, text) is not None


def is_device(name: str) -> bool:
    """Say whether Windows takes an id for a device, so that no file or folder there can have it as its name."""
    return _DEVICE.fullmatch(name) is not None
