"""Leaves out parts of a regular expression, one at a time."""

import warnings
from collections.abc import Iterator

import regex

_TOKEN = regex.compile(
    r"\\(?:[pPN]\{[^}]*\}|x..|u....|U.{8}|.)|\(\?(?:<?[=!]|:|>|P<\w+>|\w+\)|#)|\[\^?|\{\d*,?\d*\}|.", regex.DOTALL
)
"""A piece of a pattern that means something by itself."""


def shorten_pattern(pattern: str) -> Iterator[str]:
    """Give the pattern without each of its pieces, where that is one still, and means another thing."""
    seen = {pattern}
    for piece in _TOKEN.finditer(pattern):
        shorter = pattern[: piece.start()] + pattern[piece.end() :]
        if shorter not in seen and _is_sound(shorter):
            seen.add(shorter)
            yield shorter


def _is_sound(pattern: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            regex.compile(pattern)
        except regex.error:
            return False
    return True
