"""Writes YAML as maintainers do, and adds an entry to a file without touching anything else in it."""

import json
import re
from collections.abc import Iterable, Mapping

from generator.problems import InvalidContent, Place, Problem
from generator.yaml_tree import Node, parse_yaml

_PLAIN = re.compile(r"[“„«‘(…]?[^\W_][^\n\r\t\x00-\x1f\x7f-\x9f]*")
"""What may stand bare, if it holds none of the signs below."""
_SIGNS = re.compile(r": |:$| #|\s$|[\u2028\u2029\ufeff]")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null"})
"""Texts that other programs read as something else."""
_FLOW_SIGNS = re.compile(r"[,\[\]{}:#]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that YAML forbids."""

_FOLDED = re.compile("[\x85\u2028\u2029\ufeff]")
"""Characters that YAML takes for the ends of lines, or for a mark."""


def drop_controls(text: str) -> str:
    """Give a text without the characters that no YAML file may hold."""
    return _DROPPED.sub("", text)


def write_scalar(text: str, *, in_flow: bool = False) -> str:
    """Write a text so that it is read as itself: bare where it can be, else between quotation marks."""
    if _UNPRINTABLE.search(text):
        written = json.dumps(drop_controls(text), ensure_ascii=False)
        return _FOLDED.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
    is_plain = _PLAIN.fullmatch(text) and not _SIGNS.search(text) and text.lower() not in _WORDS
    return text if is_plain and not (in_flow and _FLOW_SIGNS.search(text)) else "'" + text.replace("'", "''") + "'"


def write_list(values: Iterable[str]) -> str:
    """Write texts as a list on one line."""
    return f"[{', '.join(write_scalar(value, in_flow=True) for value in values)}]"


def indent(text: str, columns: int) -> str:
    """Move every line that isn't empty to the right."""
    return "\n".join(" " * columns + line if line else line for line in text.split("\n"))


def add_entry(text: str, path: str, entry: str, *, below: str = "") -> str:
    """Add an entry, written for column 1, at the end of a file's mapping, or of the mapping below one of its keys.

    Comments and everything else stay as they are. Raises InvalidContent where the file is no such mapping, or is
    written in a way in which nothing can be added.
    """
    tree, problems = parse_yaml(text, path)
    if [problem.code for problem in problems] == ["yaml-empty"] and not below:
        return _join(text, entry)
    if tree is None or problems:
        raise InvalidContent(problems)
    parent = tree.at(below) if below else tree
    if isinstance(parent.value, Mapping) and parent.value and (parent is not tree or not below):
        column = min(child.key_place.column for child in parent.value.values())
        line = _find_end(tree, parent, text)
        lines = text.splitlines(keepends=True)
        moved = indent(entry, column - 1)
        fresh = _join("".join(lines[:line]), moved) + "".join(lines[line:])
        if _holds_both(tree, fresh, entry, below):
            return fresh
    where = f"below {below}" if below else "at its top"
    message = f"the file must be written with one entry a line {where} for another to be added, found it otherwise"
    place = parent.key_place if parent is not tree else Place(path)
    raise InvalidContent(
        [Problem(place, "entry-not-added", message, "write it without braces, or add the entry by hand")]
    )


def _join(text: str, entry: str) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    text += end if text and not text.endswith("\n") else ""
    return text + entry.rstrip("\n").replace("\n", end) + end


def _find_end(tree: Node, parent: Node, text: str) -> int:
    """Give the number of lines up to the end of a mapping: up to the next key of the file and the comments above it."""
    lines = text.splitlines()
    siblings = tree.value.values() if parent is not tree and isinstance(tree.value, Mapping) else ()
    after: list[int] = [node.key_place.line for node in siblings if node.key_place.line > parent.key_place.line]
    if not after:
        return len(lines)
    end = min(after) - 1
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _holds_both(tree: Node, fresh: str, entry: str, below: str) -> bool:
    """Say whether a text is read as what it was and the entry."""
    added, _ = parse_yaml(entry, "entry")
    read, problems = parse_yaml(fresh, "fresh")
    if read is None or problems or added is None:
        return False
    expected, new = _plain(tree), _plain(added)
    holder = expected[below] if below else expected
    holder.update(new)
    return bool(_plain(read) == expected)


def _plain(node: Node) -> dict[str, dict[str, object]]:
    """Give the values, without the white space at their edges, which no field keeps."""
    return {key: _trim(child) for key, child in node.value.items()} if isinstance(node.value, Mapping) else {}


def _trim(node: Node) -> "dict[str, object]":
    if isinstance(node.value, str):
        return {"": node.value.strip()}
    if isinstance(node.value, tuple):
        return {str(number): _trim(member) for number, member in enumerate(node.value)}
    return {key: _trim(child) for key, child in node.value.items()}
