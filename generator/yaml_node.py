"""Defines a value of a YAML file with its place, made to be cheap: most are never asked where they stand."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from generator.problems import Place

BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What the parser counts as the end of a line."""
COLUMN_BITS = 24
"""Of a spot; a file of the largest size may be one line."""
_COLUMNS = (1 << COLUMN_BITS) - 1


class Node(NamedTuple):
    """A value of a YAML file: a text, a list of nodes, or a mapping of nodes.

    A spot is a line and a column, from 0, as one number.
    """

    value: "str | tuple[Node, ...] | Mapping[str, Node]"
    path: str
    """Of the file, from the project's root."""
    spot: int
    key_spot: int
    end_spot: int
    is_flow: bool = False
    """Whether a list or mapping stands between brackets."""

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return find_place(self.path, self.spot)

    @property
    def key_place(self) -> Place:
        """Where its key begins, or the value, if it has none."""
        return find_place(self.path, self.key_spot)

    @property
    def end(self) -> Place:
        """Behind its last character; of a list or mapping in block style, behind its last member's."""
        return find_place(self.path, self.end_spot)

    def plain(self) -> object:
        """Give the value without places: texts, lists and dicts."""
        value = self.value
        if isinstance(value, str):
            return value
        if isinstance(value, tuple):
            return [member.plain() for member in value]
        return {key: member.plain() for key, member in value.items()}

    def walk(self) -> "Iterator[Node]":
        """Give the node and all below it, in the order of the file."""
        yield self
        if not isinstance(self.value, str):
            for member in self.value.values() if isinstance(self.value, Mapping) else self.value:
                yield from member.walk()

    def at(self, *path: str | int) -> "Node":
        """Give the node at a path of keys and indexes, or its nearest ancestor; steps that no node has are skipped."""
        node = self
        for step in path:
            if isinstance(node.value, tuple) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            elif isinstance(node.value, Mapping) and step in node.value:
                node = node.value[str(step)]
        return node


make_node = partial(tuple.__new__, Node)
"""Makes a node of the tuple of all its fields, in half the time that its constructor takes."""


def find_place(path: str, spot: int) -> Place:
    """Give the place that a spot of a file stands for."""
    return Place(path, (spot >> COLUMN_BITS) + 1, (spot & _COLUMNS) + 1)
