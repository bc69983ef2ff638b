"""Edits one YAML text at the places that its tree knows, and leaves every other character as it is."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from generator.problems import InvalidContent, Place, Problem
from generator.yaml_tree import Node

_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_PLAIN = re.compile(r"[^\W_](?:[\w .;()/’'+–-]*[\w.)’])?")
"""Texts that need no quotation marks, also between brackets; YAML knows more."""


class YamlEdit(Struct):
    """Changes of one text, to be applied together. Offsets count characters, from 0."""

    text: str
    _changes: list[tuple[int, int, str]] = field(default_factory=list)
    """Start, end and what stands there instead."""

    def replace_text(self, place: Place, old: str, new: str) -> None:
        """Put one text in the place of another. Raises InvalidContent where it isn't written plainly."""
        start = self.find(place)
        mark = self.text[start : start + 1]
        start += mark in {"'", '"'} and not self.text.startswith(old, start)
        if not self.text.startswith(old, start):
            message = (
                f"an id must be written on one line and without escapes to be changed, found {self.text[start:][:40]!r}"
            )
            raise InvalidContent([Problem(place, "id-not-plain", message, f"write {old}")])
        self._changes.append((start, start + len(old), new))

    def append_members(self, node: Node, members: Sequence[str]) -> None:
        """Add members, written as YAML, at the end of a list."""
        if node.is_flow:
            self._append_flow(node, ", ".join(members))
            return
        indent = " " * (node.place.column - 1)
        self._insert_lines(node, [f"{indent}- {member}" for member in members])

    def append_field(self, node: Node, key: str, written: str) -> None:
        """Add a field, its value written as YAML on one line, at the end of a mapping."""
        if node.is_flow:
            self._append_flow(node, f"{key}: {written}")
            return
        self._insert_lines(node, [f"{' ' * (node.place.column - 1)}{key}: {written}"])

    def remove_field(self, node: Node, key: str) -> None:
        """Remove a field of a mapping, with the comment behind it; comments above it stay."""
        assert isinstance(node.value, Mapping), "only a mapping has fields"
        self._remove([(child.key_place, child) for child in node.value.values()], list(node.value).index(key), node)

    def remove_member(self, node: Node, number: int) -> None:
        """Remove a member of a list, counted from 0."""
        assert isinstance(node.value, tuple), "only a list has members"
        self._remove([(child.place, child) for child in node.value], number, node)

    def apply(self) -> str:
        """Give the text with all changes."""
        parts: list[str] = []
        position = 0
        for start, end, new in sorted(self._changes, key=lambda change: change[:2]):
            assert start >= position, "changes of one text must not overlap"
            parts.extend((self.text[position:start], new))
            position = end
        return "".join((*parts, self.text[position:]))

    def find(self, place: Place | None) -> int:
        """Give the offset of a place."""
        assert place, "every node that was parsed has an end"
        start = 0
        for _ in range(place.line - 1):
            found = _LINE_END.search(self.text, start)
            start = found.end() if found else len(self.text)
        return start + place.column - 1

    def _append_flow(self, node: Node, written: str) -> None:
        end = self.find(node.end) - 1
        before = self.text[self.find(node.place) + 1 : end].rstrip()
        # A comment could hide what is written behind it, so there a new line begins.
        behind = end - len(self.text[:end]) + len(self.text[:end].rstrip())
        comma = ", " if before and not before.endswith(",") else ""
        comma = "\n" + comma if "#" in before.rpartition("\n")[2] else comma
        self._changes.append((behind, behind, f"{comma}{written}"))

    def _insert_lines(self, node: Node, lines: Sequence[str]) -> None:
        at, is_ended = self._end_line(self.find(node.end))
        newline = "\r\n" if "\r\n" in self.text else "\n"
        written = newline.join(lines) + newline
        self._changes.append((at, at, written if is_ended else newline + written))

    def _end_line(self, offset: int) -> tuple[int, bool]:
        """Give where the line of an offset ends, with its break, and whether it has one."""
        if offset and _LINE_END.fullmatch(self.text, offset - 1, offset):
            return offset, True  # a block of text ends where the next line begins
        found = _LINE_END.search(self.text, offset)
        return (found.end(), True) if found else (len(self.text), False)

    def _remove(self, children: Sequence[tuple[Place, Node]], number: int, node: Node) -> None:
        place, child = children[number]
        start, end = self.find(place), self.find(child.end)
        if not node.is_flow and len(children) == 1:
            # A list or mapping that holds nothing must say so.
            self._changes.append((self.find(node.place), end, "[]" if isinstance(node.value, tuple) else "{}"))
        elif not node.is_flow:
            self._changes.append((self.find(Place(place.path, place.line)), self._end_line(end)[0], ""))
        elif number + 1 < len(children):
            self._changes.append((start, self.find(children[number + 1][0]), ""))
        elif number:
            self._changes.append((self.find(children[number - 1][1].end), end, ""))
        else:
            self._changes.append((start, end, ""))


def write_flow(value: object) -> str:
    """Write a value as YAML on one line, so that it is read as the same texts."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{write_flow(key)}: {write_flow(member)}" for key, member in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(write_flow, value)) + "]"
    text = str(value)
    if _PLAIN.fullmatch(text) and "\n" not in text and " - " not in text:
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in escaped) + '"'
