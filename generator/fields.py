"""Defines the scalar types of fields: how each is read from text, what is said of a wrong one, how editors see it."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any

from msgspec import Struct

from generator.cures import guess_date, guess_flag, guess_id, guess_number, guess_paragraphs
from generator.edtf import EdtfDate, parse_edtf
from generator.forms import (
    ADDRESS,
    CLAIM_REF,
    CONTACT,
    DECIMAL,
    EMPTY,
    ID,
    LANGUAGE,
    LONGEST_ID,
    URL,
    WHOLE,
    is_id,
    read_paragraphs,
)

SOURCE_LANGUAGE = "en"
"""The language in which the interface's sentences are written, so that it needs no catalogue."""
_SCALAR = ["string", "number", "boolean"]
"""What an editor may take a plain scalar for, while the loader reads it as text."""


class Unfit(Exception):  # noqa: N818 - as InvalidContent
    """What a field can't hold: the problem's code, the rule, and the smallest fix."""

    def __init__(self, code: str, rule: str, hint: str, *, is_sentence: bool = False) -> None:
        """Take the rule as what follows the field's name, such as "must be true or false", or as a sentence."""
        super().__init__(rule)
        self.code, self.rule, self.hint, self.is_sentence = code, rule, hint, is_sentence


class Scalar(Struct, frozen=True, eq=False):
    """How the value of a field is read from a text."""

    read: Callable[[str], Any]
    """Raises Unfit."""
    schema: Mapping[str, Any]
    """How editors see it, in JSON Schema."""
    refuse: Callable[[object], Unfit] | None = None
    """Says what is wrong with a list or mapping; none where it must be a text."""


class Shorthand(Struct, frozen=True, eq=False):
    """A word that may stand in place of a record."""

    word: str
    fields: Mapping[str, Any]
    """Of the record that it stands for."""


class NotEmpty:
    """Said of a list or mapping that must have a member."""


def _read_text(text: str) -> str:
    stripped = text.strip()
    if stripped in EMPTY:
        raise Unfit("empty-value", "must not be empty", "")
    return stripped


def _match(pattern: str, longest: int, explain: Callable[[str], Unfit]) -> Callable[[str], str]:
    """Give what reads texts of a form, given the most characters that one may have."""
    matches = re.compile(pattern).fullmatch

    def read(text: str) -> str:
        if len(text) > longest:
            raise Unfit("out-of-range", f"must be at most {longest} characters", "shorten it")
        if not matches(text):
            raise explain(text)
        return text

    return read


def _form(pattern: str, longest: int, explain: Callable[[str], Unfit]) -> Scalar:
    schema = {"maxLength": longest, "pattern": pattern, "type": "string"}
    return Scalar(_match(pattern, longest, explain), schema)


def _refuse_id(text: str) -> Unfit:
    hint = guess_id(text) or "write the id of the record, not its name"
    return Unfit("invalid-id", "must be an id (lowercase ASCII letters, digits, single hyphens)", hint)


def _refuse_claim(_: str) -> Unfit:
    rule = "must name a claim as SOURCE/CLAIM, such as morrow-herald/c1"
    return Unfit("invalid-id", rule, "write the source's id, a slash and the claim's key")


def _refuse_address(_: str) -> Unfit:
    rule = "must be FOLDER/ID or claims/SOURCE/CLAIM, such as actors/ana-miro"
    return Unfit("invalid-id", rule, "write it without the site's address and without a slash at an end")


def _refuse_url(_: str) -> Unfit:
    rule = "must be an address that begins with http:// or https://"
    return Unfit("invalid-value", rule, "copy the address from the browser")


def _refuse_contact(text: str) -> Unfit:
    hint = f"write mailto:{text}" if "@" in text else "copy the address from the browser, or write mailto:NAME@HOST"
    return Unfit("invalid-value", "must be an address that begins with https://, http:// or mailto:", hint)


def _refuse_language(_: str) -> Unfit:
    return Unfit("invalid-value", "must be a language tag such as en, ru or kk-Latn", "look the tag up in BCP 47")


def _read_flag(text: str) -> bool:
    if text not in {"true", "false"}:
        raise _refuse_flag(text)
    return text == "true"


def _refuse_flag(value: object) -> Unfit:
    return Unfit("invalid-value", "must be true or false", guess_flag(_as_text(value)))


def _read_whole(text: str) -> int:
    if not re.fullmatch(WHOLE, text):
        raise _refuse_whole(text)
    return int(text)


def _refuse_whole(value: object) -> Unfit:
    hint = guess_number(_as_text(value), is_whole=True) or "write the number in digits, such as 1204500"
    return Unfit("invalid-value", "must be a whole number in plain digits", hint)


def _read_ordinal(text: str) -> int:
    number = _read_whole(text)
    if not number:
        raise Unfit("out-of-range", "must be at least 1", "count from 1")
    return number


def _read_percent(text: str) -> Decimal:
    if not re.fullmatch(DECIMAL, text):
        raise _refuse_decimal(text)
    number = Decimal(text)
    if number > 100:
        raise Unfit("out-of-range", "must be at most 100", "check the figure in the source")
    return number


def _refuse_decimal(value: object) -> Unfit:
    hint = guess_number(_as_text(value), is_whole=False) or "write the number in digits, such as 58.2"
    rule = "must be a number in plain digits with a decimal point, without a percent sign"
    return Unfit("invalid-value", rule, hint)


def _read_edtf(text: str) -> EdtfDate:
    try:
        return parse_edtf(text)
    except ValueError as error:
        hint = guess_date(text) or "write it as in docs: 2019-06-09, 2019-06?, 1995~"
        raise Unfit("invalid-date", str(error), hint, is_sentence=True) from None


def _read_paragraphs(text: str) -> tuple[int, ...]:
    try:
        return read_paragraphs(text)
    except ValueError as error:
        is_many = "at most" in str(error)
        hint = "write the numbers of paragraphs that the text has" if is_many else guess_paragraphs(text)
        raise Unfit("invalid-value", str(error), hint) from None


def _refuse_paragraphs(value: object) -> Unfit:
    return Unfit("invalid-value", "must be paragraph numbers such as 7, 9-12", guess_paragraphs(value))


def _read_limit(text: str) -> str:
    source, _, paragraphs = text.partition("/")
    try:
        if is_id(source) and read_paragraphs(paragraphs):
            return text
    except ValueError:
        pass
    rule = "must be written as SOURCE/PARAGRAPHS, such as morrow-herald/3, 5-6"
    raise Unfit("invalid-value", rule, "correct the value")


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else ""


Id = Annotated[str, _form(ID, LONGEST_ID, _refuse_id)]
ClaimRef = Annotated[str, _form(CLAIM_REF, 2 * LONGEST_ID + 1, _refuse_claim)]
Address = Annotated[str, _form(ADDRESS, 3 * LONGEST_ID + 2, _refuse_address)]
Text = Annotated[str, Scalar(_read_text, {"minLength": 1, "type": _SCALAR})]
Flag = Annotated[bool, Scalar(_read_flag, {"type": "boolean"}, _refuse_flag)]
_WHOLE = {"minimum": 0, "pattern": WHOLE, "type": ["integer", "string"]}
Whole = Annotated[int, Scalar(_read_whole, _WHOLE, _refuse_whole)]
Ordinal = Annotated[int, Scalar(_read_ordinal, {**_WHOLE, "minimum": 1}, _refuse_whole)]
Percent = Annotated[
    Decimal,
    Scalar(
        _read_percent,
        {"maximum": 100, "minimum": 0, "pattern": DECIMAL, "type": ["number", "string"]},
        _refuse_decimal,
    ),
]
Edtf = Annotated[
    EdtfDate,
    Scalar(_read_edtf, {"examples": ["2019-06-09", "2019-06?", "1995~", "2007/2012"], "type": ["string", "integer"]}),
]
Paragraphs = Annotated[
    tuple[int, ...],
    Scalar(
        _read_paragraphs,
        {
            "examples": ["7", "9-12", "3, 5-6"],
            "pattern": r"^\d+(-\d+)?(, *\d+(-\d+)?)*$",
            "type": ["string", "integer"],
        },
        _refuse_paragraphs,
    ),
]
Limit = Annotated[str, Scalar(_read_limit, {"type": "string"})]
Url = Annotated[str, _form(URL, 2000, _refuse_url)]
Contact = Annotated[str, _form(CONTACT, 500, _refuse_contact)]
Language = Annotated[str, _form(LANGUAGE, 35, _refuse_language)]
