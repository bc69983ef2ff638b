"""Replaces one scalar of a YAML text and leaves every byte outside it as it is."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from generator.problems import Place
from generator.yaml_scalars import Piece, Scalar, find_scalar
from generator.yaml_tree import Node, parse_yaml

Steps = tuple[str | int, ...]
"""Keys and indexes that lead to a value."""
_NAMES = {"": "plain text", "'": "text in single marks", ">": "folded block"}


class Unwritable(Exception):  # noqa: N818 - it names a wish that a file can't grant, not a fault of the program
    """A text can't be written in the scalar's style without changing what stands around it."""


def replace_scalar(text: str, place: Place, new: str) -> str:
    """Give the YAML text with another text in the scalar at a place: in the same style, on the same lines.

    Only the characters that differ are touched, and the white space at the edges stays: a block ends with a break.
    Raises Unwritable, with the reason, where the style has no room for the new text.
    """
    scalar = find_scalar(text, place)
    if scalar is None or not scalar.pieces:
        raise Unwritable("its style is too unusual to be edited; write it as a plain text or between quotation marks")
    old, edited = scalar.value, text
    if old.strip():
        new = old[: len(old) - len(old.lstrip())] + new.strip() + old[len(old.rstrip()) :]
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for tag, first, last, begin, end in reversed(changes):
        if tag != "equal":
            start, stop = _locate(scalar.pieces, first, last)
            written = _write(new[begin:end], scalar)
            is_ended = scalar.style == "|" and edited[stop : stop + 1] in {"\r", "\n"}
            edited = edited[:start] + (written.rstrip(" ") if is_ended else written) + edited[stop:]
    if _differ_only_there(text, edited, place, new):
        return edited
    raise Unwritable(f"a {_NAMES.get(scalar.style, 'scalar')} would read it as something else; put it between marks")


def walk_scalars(node: Node, steps: Steps = ()) -> Iterator[tuple[Steps, Node]]:
    """Give every text of a tree with its path, in the order of the file."""
    if isinstance(node.value, str):
        yield steps, node
    elif isinstance(node.value, Mapping):
        for key, member in node.value.items():
            yield from walk_scalars(member, (*steps, key))
    else:
        for number, member in enumerate(node.value):
            yield from walk_scalars(member, (*steps, number))


def _locate(pieces: tuple[Piece, ...], first: int, last: int) -> tuple[int, int]:
    """Give the range of the file that some characters of the text were read from."""
    if first < last:
        return pieces[first].start, pieces[last - 1].end
    start = pieces[first - 1].end if first else pieces[0].start
    return start, start


def _write(text: str, scalar: Scalar) -> str:
    if scalar.style == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    if scalar.style == "|":
        return re.sub(r"\n+", lambda breaks: breaks[0] + scalar.indent, text)
    if "\n" in text:
        raise Unwritable(
            f"a {_NAMES[scalar.style]} can't hold its paragraph break; write a block (|) with a blank line"
        )
    return text.replace("'", "''") if scalar.style == "'" else text


def _differ_only_there(old: str, edited: str, place: Place, new: str) -> bool:
    before, after = parse_yaml(old, place.path), parse_yaml(edited, place.path)
    if before[0] is None or after[0] is None or len(after[1]) > len(before[1]):
        return False
    expected = [(steps, new if node.place == place else node.value) for steps, node in walk_scalars(before[0])]
    return expected == [(steps, node.value) for steps, node in walk_scalars(after[0])]
