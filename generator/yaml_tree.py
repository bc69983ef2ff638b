"""Parses one YAML text into a tree of plain values with their places; leaves scalars as text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.problems import Place, Problem
from generator.yaml_hints import explain_stop

# libyaml's events carry all that composed nodes do and, unlike them, anchors and tags (docs/adr/0002).
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What no text needs and no reader sees, also where it is written as an escape."""
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
    end: Place | None = None
    """Behind its last character; of a list or mapping in block style, behind its last member's."""
    is_flow: bool = False
    """Whether a list or mapping stands between brackets."""

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
    repeated: list[tuple[str, Place]] = field(default_factory=list)
    """The keys that stand again, and where."""
    is_flow: bool = False
    end: Place | None = None
    """Where the last member that was read ends."""


def parse_yaml(text: str, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Give the one document of a YAML text, or none where its syntax is broken, and all problems.

    Aliases, anchors, tags, duplicate keys, keys that are not texts and second documents are refused.
    """
    builder = _Builder(path)
    if "\ufeff" in text[1:]:
        builder.report_character(0xFEFF, text)
        return None, tuple(builder.problems)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
            if builder.is_hopeless:
                break
    except yaml.MarkedYAMLError as error:
        builder.report_syntax(error, text)
    except yaml.reader.ReaderError as error:
        builder.report_character(error.character if isinstance(error.character, int) else ord(error.character), text)
    if builder.root is None and not builder.problems:
        message = "the file must hold one YAML document, found none"
        builder.problems.append(Problem(Place(path), "yaml-empty", message, "fill the file, or remove it"))
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
        self._anchors: set[str] = set()

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
            self._take_alias(event)
        elif isinstance(event, yaml.NodeEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end(event)

    def _take_alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self._anchors:  # else the anchor's own problem tells of its aliases
            message = f"values must be written out, found the alias *{event.anchor}"
            self._refuse(event, "yaml-alias", message, "copy the value itself, or quote a text that begins with *")
        self._add("", event)

    def report_syntax(self, error: yaml.MarkedYAMLError, text: str) -> None:
        """Report the slip that stopped the parser."""
        stop = explain_stop(error, text)
        place = Place(self.path, stop.line + 1, stop.column + 1)
        found = stop.found if stop.found.startswith("found: ") else f"found {stop.found}"
        message = f"the file must be valid YAML, {found}"
        self.problems.append(Problem(place, "yaml-syntax", message, stop.hint))

    def report_character(self, code: int, text: str) -> None:
        """Report a character that a YAML file must not hold, such as a control character, where it first stands."""
        # The parser counts bytes or characters, as the loader has it; the character is forbidden anywhere.
        before = text[: text.find(chr(code), 1 if code == 0xFEFF else 0)]
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        self._refuse_character(Place(self.path, line, column), code)

    def _refuse_character(self, place: Place, code: int) -> None:
        message = f"text must hold printable characters only, found U+{code:04X}"
        hint = "save the file as UTF-8, or remove the character" if code == 0 else "remove the character"
        self.problems.append(Problem(place, "yaml-character", message, hint))

    def _begin(self, event: yaml.NodeEvent) -> None:
        if event.anchor:
            self._anchors.add(event.anchor)
            message = f"values must be written out, found the anchor &{event.anchor}"
            hint = f"remove the anchor, and copy the value wherever *{event.anchor} stands"
            self._refuse(event, "yaml-alias", message, hint)
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
            forbidden = _FORBIDDEN.search(event.value)
            if forbidden:
                self._refuse_character(self._place(event), ord(forbidden[0]))
            self._add(event.value, event)
            return
        if len(self._stack) >= _MAX_DEPTH:
            self._refuse(
                event,
                "yaml-too-deep",
                f"values must nest at most {_MAX_DEPTH} deep, found more",
                "remove the stray bracket",
            )
            self.is_hopeless = True
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if self._stack and self._stack[-1].is_mapping and self._stack[-1].key is None:
            message = "a key must be a text, found a list or a mapping"
            self._refuse(event, "yaml-key", message, "put a key that begins with a bracket between quotation marks")
            self.is_hopeless = True
        place = self._place(event)
        key_place = (self._stack and self._stack[-1].next_key_place) or place
        is_flow = bool(getattr(event, "flow_style", False))
        self._stack.append(_Open(place, key_place, is_mapping, [], {}, is_flow=is_flow))

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        closed = self._stack.pop()
        if closed.repeated:
            self._report_repeated(closed)
        value = closed.fields if closed.is_mapping else tuple(closed.members)
        # The parser ends a block where the next token begins, behind comments that may be another's.
        end = self._mark(event.end_mark) if closed.is_flow else closed.end
        self._attach(Node(value, closed.place, closed.key_place, end, closed.is_flow))

    def _add(self, value: str, event: yaml.Event) -> None:
        place = self._place(event)
        top = self._stack[-1] if self._stack else None
        if top and top.is_mapping and top.key is None:
            self._open_key(top, value, place)
            return
        self._attach(Node(value, place, (top and top.next_key_place) or place, self._mark(event.end_mark)))

    def _open_key(self, top: _Open, key: str, place: Place) -> None:
        top.key, top.next_key_place = key, place
        if key in top.fields:
            top.repeated.append((key, place))

    def _report_repeated(self, closed: _Open) -> None:
        """Report the keys of a mapping that stand again; several at once, since a line between is missing."""
        keys = list(dict.fromkeys(key for key, _ in closed.repeated))
        more = f", and also {', '.join(keys[1:])}" if len(keys) > 1 else ""
        hint = "indent the keys of another record under its own key" if more else "remove one of the two, or rename it"
        for key, place in closed.repeated[: 1 if more else None]:
            first = closed.fields[key].key_place.line
            message = f"a key must stand once in a mapping, found {key} again (first in line {first}){more}"
            self.problems.append(Problem(place, "duplicate-key", message, hint))

    def _attach(self, node: Node) -> None:
        if not self._stack:
            self.root = self.root or node
            return
        top = self._stack[-1]
        top.end = node.end
        if top.is_mapping:
            assert top.key is not None, "a value in a mapping follows its key"
            top.fields.setdefault(top.key, node)
            top.key = top.next_key_place = None
        else:
            top.members.append(node)

    def _refuse(self, event: yaml.Event, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self._place(event), code, message, hint))

    def _place(self, event: yaml.Event) -> Place:
        return self._mark(event.start_mark)

    def _mark(self, mark: Any) -> Place:
        assert mark, "the parser marks every event"
        return Place(self.path, mark.line + 1, mark.column + 1)
