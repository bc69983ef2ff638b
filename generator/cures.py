"""Guesses what a wrong value was meant to be; for hints only."""

import calendar
import re

from generator.edtf import parse_edtf
from generator.forms import is_id, read_paragraphs
from generator.quoting.lookalikes import replace_lookalikes

_LONGEST_DATE = 60
"""Characters that may be meant as a date."""
_FLAGS = {
    "yes": "true",
    "on": "true",
    "y": "true",
    "1": "true",
    "no": "false",
    "off": "false",
    "n": "false",
    "0": "false",
}
_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}


def make_id(text: str) -> str:
    """Give the id that a text comes nearest to, such as mira-oss for "Mira Oss"; empty where there is none."""
    plain = replace_lookalikes(text).lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    has_lost = any(letter.isalnum() and not letter.isascii() for letter in plain)
    return made if made and not has_lost and is_id(made) else ""


def guess_id(text: str) -> str:
    """Give "did you mean ...?" for what is nearly an id, else nothing."""
    return _offer(make_id(text), text)


def guess_flag(text: str) -> str:
    """Give what to write for a flag."""
    meant = _FLAGS.get(text.lower(), text.lower() if text.lower() in {"true", "false"} else "")
    return f"write {meant}" if meant else "write true or false"


def guess_number(text: str, *, is_whole: bool) -> str:
    """Give "did you mean ...?" for a number with separators or signs, else nothing."""
    bare = re.sub(r"[\s%'’_\u00a0\u202f]|per cent", "", text)
    if is_whole:
        bare = re.sub(r"[,.](?=[0-9]{3}(?:\D|$))", "", bare)
        return _offer(bare, text) if re.fullmatch(r"[0-9]{1,15}", bare) else ""
    bare = bare.replace(",", ".")
    return _offer(bare, text) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", bare) else ""


def guess_date(text: str) -> str:
    """Give "did you mean ...?" for a date that is written otherwise, else nothing.

    Days and months are not told apart where both could be either.
    """
    # No day, month or year has more digits, and Python refuses to read thousands.
    numbers = [int(number) for number in re.findall(r"[0-9]+", text[:_LONGEST_DATE])]
    named = next(
        (_MONTHS[word[:3].lower()] for word in re.findall(r"[A-Za-z]{3,}", text) if word[:3].lower() in _MONTHS), 0
    )
    interval = re.fullmatch(
        r"\s*([0-9]{4}(?:-[0-9]{2}){0,2}[?~%]?)\s*(?:[–—]| - |\.\.|to)\s*([0-9]{4}(?:-[0-9]{2}){0,2}[?~%]?)\s*", text
    )
    if interval:
        return _offer_date(f"{interval[1]}/{interval[2]}", text)
    if named and len(numbers) == 2:
        return _offer_date(f"{max(numbers):04}-{named:02}-{min(numbers):02}", text)
    if named and len(numbers) == 1:
        return _offer_date(f"{numbers[0]:04}-{named:02}", text)
    if re.match(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?:[T ]|$)", text):
        return _offer_date("{:04}-{:02}-{:02}".format(*numbers[:3]), text)
    if re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}", text):
        return _offer_date(f"{numbers[2]:04}-{numbers[1]:02}-{numbers[0]:02}", text)
    return ""


def guess_paragraphs(value: object) -> str:
    """Give "did you mean ...?" for paragraph numbers that are a list or have other dashes, else what to write."""
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        return f"write '{', '.join(value)}'"
    text = re.sub(r"\s*[‐-―−]\s*", "-", str(value))
    try:
        read_paragraphs(text)
    except ValueError:
        return "count from 1, and write the smaller number first, as in 9-12"
    return f"did you mean {text}?"


def _offer_date(made: str, text: str) -> str:
    try:
        parse_edtf(made)
    except ValueError:
        return ""
    return _offer(made, text)


def _offer(made: str, text: str) -> str:
    return f"did you mean {made}?" if made and made != text else ""
