"""Builds a tree from the events of a YAML parser, and refuses whatever could mean two things."""

import re
from collections.abc import Callable
from typing import Any

import yaml

from generator.problems import Place, Problem
from generator.yaml_hints import explain_stop
from generator.yaml_node import COLUMN_BITS, Node, find_place, make_node

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
_UNSEEN = "\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\U000e0000-\U000e007f" + "".join(
    f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(1, 17)
)
"""What turns the order of text around, what is no character, and letters that nobody sees: a reviewer would read
something else than what stands in the file. YAML's parsers let them pass."""
_FORBIDDEN = re.compile(f"[{_CONTROLS}{_UNSEEN}\ufeff]")
"""What no text needs and no reader sees, also where it is written as an escape."""
UNSEEN = re.compile(f"[{_UNSEEN}]")
_MAX_DEPTH = 20
"""Content nests seven deep at most; more is a mistake or an attack."""


class _Open:
    """A list or mapping whose end has not been read yet."""

    __slots__ = ("end_spot", "fields", "is_flow", "key", "key_spot", "members", "next_key_spot", "repeated", "spot")

    def __init__(self, spot: int, key_spot: int, fields: dict[str, Node] | None, *, is_flow: bool) -> None:
        self.spot = self.end_spot = spot
        """Where it begins, and where the last member that was read ends."""
        self.key_spot = key_spot
        self.fields = fields
        """None of a list."""
        self.members: list[Node] = []
        self.is_flow = is_flow
        self.key: str | None = None
        """The key that waits for its value."""
        self.next_key_spot = spot
        """Where that key stands."""
        self.repeated: list[tuple[str, int]] = []
        """The keys that stand again, and where."""


class TreeBuilder:
    """Builds the tree of one file without recursion, and keeps its problems."""

    def __init__(self, path: str, *, has_escapes: bool) -> None:
        """Take the file's path, and whether its text holds a backslash."""
        self.path = path
        self.problems: list[Problem] = []
        self.root: Node | None = None
        # The parser itself refuses a forbidden character, but for one that is written as an escape.
        self._has_escapes = has_escapes
        self._is_hopeless = False
        self._stack: list[_Open] = []
        self._documents = 0
        self._anchors: set[str] = set()

    def build(self, read_event: Callable[[], Any]) -> None:
        """Take the parser's events until there are no more, or nothing more can be said."""
        # Written out, and not a method for each event, since this is where reading a corpus spends its time.
        path, top = self.path, None
        for read in iter(read_event, None):
            event = self._refuse_alias(read) if type(read) is yaml.AliasEvent else read
            if type(event) is not yaml.ScalarEvent:
                top = self._take(event)
                if self._is_hopeless:
                    break
                continue
            if event.anchor or event.tag or self._has_escapes:
                self._check_scalar(event)
            start: Any = event.start_mark
            end: Any = event.end_mark
            spot = start.line << COLUMN_BITS | start.column
            if top is None:
                self._attach(make_node((event.value, path, spot, spot, _number(end), False)))
            elif top.fields is None:
                top.end_spot = end_spot = end.line << COLUMN_BITS | end.column
                top.members.append(make_node((event.value, path, spot, spot, end_spot, False)))
            elif top.key is None:
                top.key, top.next_key_spot = event.value, spot
                if top.key in top.fields:
                    top.repeated.append((top.key, spot))
            else:
                top.end_spot = end_spot = end.line << COLUMN_BITS | end.column
                node = make_node((event.value, path, spot, top.next_key_spot, end_spot, False))
                top.fields.setdefault(top.key, node)
                top.key = None

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

    def _check_scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_properties(event)
        forbidden = _FORBIDDEN.search(event.value)
        if forbidden:
            self._refuse_character(self._place(event), ord(forbidden[0]))

    def _check_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Refuse an anchor and a tag."""
        if event.anchor:
            self._anchors.add(event.anchor)
            message = f"values must be written out, found the anchor &{event.anchor}"
            hint = f"remove the anchor, and copy the value wherever *{event.anchor} stands"
            self._refuse(event, "yaml-alias", message, hint)
        if event.tag:
            hint = "remove the tag, or quote a text that begins with !"
            self._refuse(event, "yaml-tag", f"values must have no tag, found {event.tag}", hint)

    def _take(self, event: Any) -> _Open | None:
        """Take an event that is no scalar, and give the list or mapping that is open then."""
        kind = type(event)
        if kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close(event)
        elif kind is yaml.DocumentStartEvent:
            self._begin_document(event)
        return self._stack[-1] if self._stack else None

    def _begin_document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents == 2:
            message = "a file must hold one document, found a second one"
            self._refuse(event, "yaml-second-document", message, "remove the line ---")
            self._is_hopeless = True

    def _refuse_alias(self, event: yaml.AliasEvent) -> Any:
        """Report an alias, and give an empty text for it."""
        if event.anchor not in self._anchors:  # else the anchor's own problem tells of its aliases
            message = f"values must be written out, found the alias *{event.anchor}"
            self._refuse(event, "yaml-alias", message, "copy the value itself, or quote a text that begins with *")
        return yaml.ScalarEvent(None, None, (True, False), "", event.start_mark, event.end_mark)

    def _open(self, event: Any) -> None:
        self._check_properties(event)
        if len(self._stack) >= _MAX_DEPTH:
            message = f"values must nest at most {_MAX_DEPTH} deep, found more"
            self._refuse(event, "yaml-too-deep", message, "remove the stray bracket")
            self._is_hopeless = True
        spot = key_spot = _number(event.start_mark)
        if self._stack and self._stack[-1].fields is not None:
            if self._stack[-1].key is None:
                message = "a key must be a text, found a list or a mapping"
                self._refuse(event, "yaml-key", message, "put a key that begins with a bracket between quotation marks")
                self._is_hopeless = True
            key_spot = self._stack[-1].next_key_spot
        fields: dict[str, Node] | None = {} if type(event) is yaml.MappingStartEvent else None
        self._stack.append(_Open(spot, key_spot, fields, is_flow=bool(event.flow_style)))

    def _close(self, event: yaml.CollectionEndEvent) -> None:
        closed = self._stack.pop()
        if closed.repeated:
            self._report_repeated(closed)
        value = tuple(closed.members) if closed.fields is None else closed.fields
        # The parser ends a block where the next token begins, behind comments that may be another's.
        end_spot = _number(event.end_mark) if closed.is_flow else closed.end_spot
        self._attach(make_node((value, self.path, closed.spot, closed.key_spot, end_spot, closed.is_flow)))

    def _attach(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        top.end_spot = node.end_spot
        if top.fields is None:
            top.members.append(node)
        else:
            assert top.key is not None, "a value in a mapping follows its key"
            top.fields.setdefault(top.key, node)
            top.key = None

    def _report_repeated(self, closed: _Open) -> None:
        """Report the keys of a mapping that stand again; several at once, since a line between is missing."""
        assert closed.fields, "only a mapping has keys"
        keys = list(dict.fromkeys(key for key, _ in closed.repeated))
        more = f", and also {', '.join(keys[1:])}" if len(keys) > 1 else ""
        hint = "indent the keys of another record under its own key" if more else "remove one of the two, or rename it"
        for key, spot in closed.repeated[: 1 if more else None]:
            first = closed.fields[key].key_place.line
            message = f"a key must stand once in a mapping, found {key} again (first in line {first}){more}"
            self.problems.append(Problem(find_place(self.path, spot), "duplicate-key", message, hint))

    def _refuse(self, event: yaml.Event, code: str, message: str, hint: str = "") -> None:
        self.problems.append(Problem(self._place(event), code, message, hint))

    def _place(self, event: yaml.Event) -> Place:
        return find_place(self.path, _number(event.start_mark))


def _number(mark: Any) -> int:
    """Give the spot that one of the parser's marks stands for."""
    assert mark, "the parser marks every event"
    spot: int = mark.line << COLUMN_BITS | mark.column
    return spot
