"""Joins the parts of a citation: full stops, quotation marks, italics and links."""

import re

from generator.markdown import Markdown, encode_address, escape_markdown, make_link

_ENDS = (".", "?", "!", "…")
_CLOSING = '”’"»'
_PAIRS = (("“", "”"), ("‘", "’"), ('"', '"'))
# A mark after a letter opens nothing and one before a letter closes nothing, as in "Kazakhstan’s" or 6".
_DOUBLE = re.compile(r"“([^“”]*)”|(?<!\w)\"([^\"]*)\"(?!\w)")
_SINGLE = re.compile(r"(?<!\w)‘([^‘]*?)’(?!\w)|(?<!\w)'([^']*)'(?!\w)")


def find_stop(text: str) -> str:
    """Give the full stop that a text still needs: none after a stop, a question or an exclamation."""
    return "" if text.rstrip(_CLOSING).endswith(_ENDS) else "."


def close_sentence(text: str) -> str:
    """Add the full stop that a text still needs: before its closing quotation marks, as Americans set it."""
    marks = "".join(close for begin, close in _PAIRS if begin in text[:-1])
    body = text.rstrip(marks)
    return f"{body}{find_stop(text)}{text[len(body) :]}"


def nest_quotes(text: str) -> str:
    """Turn pairs of double quotation marks into single ones, and single ones in them into double ones."""
    return _DOUBLE.sub(lambda found: f"‘{_SINGLE.sub(_double, found[1] or found[2] or '')}’", text)


def _double(found: re.Match[str]) -> str:
    return f"“{found[1] or found[2] or ''}”"


def set_italic(text: str) -> Markdown:
    """Give a text in italics."""
    return Markdown(f"*{escape_markdown(text)}*")


def close_italic(text: str) -> Markdown:
    """Give a text in italics, and after them the full stop that it needs."""
    closed = close_sentence(text)
    return Markdown(f"{set_italic(text)}.") if closed == f"{text}." else set_italic(closed)


def link_address(url: str) -> Markdown:
    """Give a web address as a link that shows it."""
    return make_link(url, encode_address(url))


def join_parts(*parts: str) -> Markdown:
    """Join those parts that aren't empty; each must be Markdown."""
    return Markdown(" ".join(part for part in parts if part))
