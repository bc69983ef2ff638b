"""Parses one YAML text into a tree of plain values with their places; leaves scalars as text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from generator.problems import Place, Problem

# libyaml's events carry all that composed nodes do and, unlike them, anchors and tags (docs/adr/0002).
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?=\s|$)", re.MULTILINE)
_MAX_DEPTH = 20
"""Content nests seven deep at most; more is a mistake or an attack."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file: a text, a list of nodes, or a mapping of nodes."""

    value: "str | tuple[Node, ...] | Mapping[str, Node]"
    place: Place
    """Where the value begins."""
    key_place: Place
    """Where its key begins, or the value, if it has none."""

    def plain(self) -> object:
        """Give the value without places: texts, lists and dicts."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, tuple):
            return [member.plain() for member in self.value]
        return {key: member.plain() for key, member in self.value.items()}

    def at(self, *path: str | int) -> "Node":
        """Give the node at a path of keys and indexes, or its nearest ancestor; steps that no node has are skipped."""
        node = self
        for step in path:
            if isinstance(node.value, tuple) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            elif isinstance(node.value, Mapping) and step in node.value:
                node = node.value[str(step)]
        return node


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read yet."""

    place: Place
    key_place: Place
    is_mapping: bool
    members: list[Node]
    fields: dict[str, Node]
    key: str | None = None
    """The key that waits for its value."""
    next_key_place: Place | None = None


def parse_yaml(text: str, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Give the one document of a YAML text, or none where its syntax is broken, and all problems.

    Aliases, anchors, tags, duplicate keys, keys that are not texts and second documents are refused.
    """
    builder = _Builder(path)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
            if builder.is_hopeless:
                break
    except yaml.MarkedYAMLError as error:
        builder.report_syntax(error, text)
    except yaml.reader.ReaderError as error:
        builder.report_character(error, text)
    if builder.root is None and not builder.problems:
        builder.problems.append(Problem(Place(path), "yaml-empty", "the file must hold one YAML document, found none"))
    broken = {"yaml-syntax", "yaml-character", "yaml-too-deep"}
    if any(problem.code in broken for problem in builder.problems):
        return None, tuple(problem for problem in builder.problems if problem.code in broken)
    return builder.root, tuple(builder.problems)


class _Builder:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.is_hopeless = False
        self._stack: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Take the parser's next event."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                self._refuse(
                    event,
                    "yaml-second-document",
                    "a file must hold one document, found a second one",
                    "remove the line ---",
                )
                self.is_hopeless = True
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(
                event,
                "yaml-alias",
                f"values must be written out, found the alias *{event.anchor}",
                "copy the value itself",
            )
            self._add("", event)
        elif isinstance(event, yaml.NodeEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()

    def report_syntax(self, error: yaml.MarkedYAMLError, text: str) -> None:
        """Report where the parser stopped, with the cure of the commonest slips."""
        conflict = _CONFLICT.search(text)
        if conflict:
            place = Place(self.path, text.count("\n", 0, conflict.start()) + 1)
            message = f"the file must be valid YAML, found the mark of a merge conflict {conflict[0]}"
            hint = "keep one of the two versions, and remove the marks"
            self.problems.append(Problem(place, "yaml-syntax", message, hint))
            return
        # An unclosed quotation mark is noticed at the end of the file; where it was opened helps more.
        mark = error.context_mark if error.context and "quoted scalar" in error.context else error.problem_mark
        mark = mark or error.context_mark
        place = Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)
        found = error.problem or "broken syntax"
        hint = next(
            (cure for sign, cure in _CURES.items() if sign in found),
            "check the indentation and the signs around this place",
        )
        self.problems.append(Problem(place, "yaml-syntax", f"the file must be valid YAML, found: {found}", hint))

    def report_character(self, error: yaml.reader.ReaderError, text: str) -> None:
        """Report a character that YAML forbids, such as a control character."""
        code = error.character if isinstance(error.character, int) else ord(error.character)
        # The parser counts bytes or characters, as the loader has it; the character is forbidden anywhere.
        before = text[: text.find(chr(code))]
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"text must hold printable characters only, found U+{code:04X}"
        self.problems.append(Problem(Place(self.path, line, column), "yaml-character", message, "remove the character"))

    def _begin(self, event: yaml.NodeEvent) -> None:
        if event.anchor:
            self._refuse(
                event,
                "yaml-alias",
                f"values must be written out, found the anchor &{event.anchor}",
                "remove the anchor",
            )
        tag = getattr(event, "tag", None)
        # The tag "!" alone is what the parser gives a quoted scalar.
        if tag and tag != "!":
            self._refuse(
                event,
                "yaml-tag",
                f"values must have no tag, found {tag}",
                "remove the tag; every value is read as text",
            )
        if isinstance(event, yaml.ScalarEvent):
            self._add(event.value, event)
            return
        if len(self._stack) >= _MAX_DEPTH:
            self._refuse(event, "yaml-too-deep", f"values must nest at most {_MAX_DEPTH} deep, found more")
            self.is_hopeless = True
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if self._stack and self._stack[-1].is_mapping and self._stack[-1].key is None:
            self._refuse(event, "yaml-key", "a key must be a text, found a list or a mapping")
            self.is_hopeless = True
        place = self._place(event)
        key_place = (self._stack and self._stack[-1].next_key_place) or place
        self._stack.append(_Open(place, key_place, is_mapping, [], {}))

    def _end(self) -> None:
        closed = self._stack.pop()
        value = closed.fields if closed.is_mapping else tuple(closed.members)
        self._attach(Node(value, closed.place, closed.key_place))

    def _add(self, value: str, event: yaml.Event) -> None:
        place = self._place(event)
        top = self._stack[-1] if self._stack else None
        if top and top.is_mapping and top.key is None:
            self._open_key(top, value, place)
            return
        self._attach(Node(value, place, (top and top.next_key_place) or place))

    def _open_key(self, top: _Open, key: str, place: Place) -> None:
        top.key, top.next_key_place = key, place
        if key in top.fields:
            first = top.fields[key].key_place.line
            message = f"a key must stand once in a mapping, found {key} again (first in line {first})"
            self.problems.append(Problem(place, "duplicate-key", message, "remove one of the two, or rename it"))

    def _attach(self, node: Node) -> None:
        if not self._stack:
            self.root = self.root or node
            return
        top = self._stack[-1]
        if top.is_mapping:
            assert top.key is not None, "a value in a mapping follows its key"
            top.fields.setdefault(top.key, node)
            top.key = top.next_key_place = None
        else:
            top.members.append(node)

    def _refuse(self, event: yaml.Event, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self._place(event), code, message, hint))

    def _place(self, event: yaml.Event) -> Place:
        assert event.start_mark, "the parser marks every event"
        return Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1)


_CURES = {
    "tab character": "replace tabs by spaces",
    "cannot start any token": "replace tabs by spaces, and quote a text that begins with a special sign",
    "mapping values are not allowed": "quote the text if it holds a colon and a space",
    "could not find expected ':'": "add the missing colon, or indent the line under the one it continues",
    "did not find expected ',' or": "close the bracket, or quote a text that holds a comma or a bracket",
    "did not find expected alphabetic": "quote the text that begins with * or &",
    "did not find expected key": "indent this line like its siblings",
    "did not find expected": "indent this line like its siblings",
    "while scanning a quoted scalar": "close the quotation mark",
    "found unexpected end of stream": "close the quotation mark or bracket",
}
