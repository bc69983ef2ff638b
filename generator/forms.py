"""Says which texts are ids, references to claims, addresses, languages and numbers of paragraphs."""

import re

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CLAIM_REF = r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$"
ADDRESS = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*){1,2}$"
URL = r"^https?://[^\s<>\"']+$"
CONTACT = r"^(https?://[^\s<>\"']+|mailto:[^\s<>\"'@?]+@[^\s<>\"'@?]+)$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
WHOLE = r"^[0-9]{1,15}$"
DECIMAL = r"^[0-9]{1,3}(\.[0-9]{1,6})?$"
LONGEST_ID = 80
"""Characters."""
EMPTY = frozenset({"", "~", "null", "Null", "NULL"})
"""What other programs read as nothing."""
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]")
_MOST_PARAGRAPHS = 100_000
"""Numbers in one list; no text has so many, and a list of ranges could mean any number of them."""


def is_id(text: str) -> bool:
    """Say whether a text can be an id."""
    return len(text) <= LONGEST_ID and re.fullmatch(ID, text) is not None


def is_device(name: str) -> bool:
    """Say whether Windows takes an id for a device, so that no file or folder there can have it as its name."""
    return _DEVICE.fullmatch(name) is not None


def read_paragraphs(text: str) -> tuple[int, ...]:
    """Read `1-3, 7` as its paragraph numbers, from 1. Raises ValueError with the rule where it is none."""
    numbers: list[int] = []
    for part in text.split(","):
        match = re.fullmatch(r"([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?", part.strip())
        if not match or int(match[2] or match[1]) < int(match[1]):
            raise ValueError("must be paragraph numbers such as 7, 9-12")
        first, last = int(match[1]), int(match[2] or match[1])
        if len(numbers) + last - first >= _MOST_PARAGRAPHS:
            raise ValueError(f"must be at most {_MOST_PARAGRAPHS} paragraphs")
        numbers.extend(range(first, last + 1))
    return tuple(numbers)
