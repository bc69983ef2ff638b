"""Parses one YAML text into a tree of plain values with their places; leaves scalars as text."""

import re
from collections.abc import Iterator

import yaml

from generator.problems import Place, Problem
from generator.yaml_builder import UNSEEN, TreeBuilder
from generator.yaml_node import BREAK, Node

__all__ = ["Node", "parse_yaml"]

# libyaml's events carry all that composed nodes do and, unlike them, anchors and tags (docs/adr/0002).
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BROKEN = frozenset({"yaml-syntax", "yaml-character", "yaml-too-deep"})
"""Problems after which no tree can be trusted."""
_CLOSE_COMMENT = re.compile(r"""(?<=[^\s"'\[\]{},]) #(.*)""")
"""What may be a comment one space behind a plain value, where a text that goes on would look the same."""


def parse_yaml(text: str, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Give the one document of a YAML text, or none where its syntax is broken, and all problems.

    Aliases, anchors, tags, duplicate keys, keys that are not texts, second documents, and comments so close to a value
    that they may be part of it, are refused.
    """
    builder = TreeBuilder(path, has_escapes="\\" in text)
    if "\ufeff" in text[1:]:
        builder.report_character(0xFEFF, text)
        return None, tuple(builder.problems)
    unseen = None if text.isascii() else UNSEEN.search(text)
    if unseen:
        builder.report_character(ord(unseen[0]), text)
        return None, tuple(builder.problems)
    try:
        builder.build(_LOADER(text).get_event)
    except yaml.MarkedYAMLError as error:
        builder.report_syntax(error, text)
    except yaml.reader.ReaderError as error:
        builder.report_character(error.character, text)
    if builder.root is None and not builder.problems:
        message = "the file must hold one YAML document, found none"
        builder.problems.append(Problem(Place(path), "yaml-empty", message, "fill the file, or remove it"))
    if any(problem.code in _BROKEN for problem in builder.problems):
        return None, tuple(problem for problem in builder.problems if problem.code in _BROKEN)
    cuts = _find_cuts(builder.root, text) if builder.root and _CLOSE_COMMENT.search(text) else ()
    return builder.root, (*builder.problems, *cuts)


def _find_cuts(root: Node, text: str) -> Iterator[Problem]:
    """Report each value that may have been meant to go on behind the sign of a comment."""
    ends = {(node.end.line, node.end.column) for node in root.walk()}
    for number, line in enumerate(BREAK.split(text), start=1):
        comment = _CLOSE_COMMENT.search(line)
        if comment and (number, comment.start() + 1) in ends:
            message = f"a comment must stand two spaces behind a value, found #{comment[1].rstrip()} behind one"
            hint = "put the value between quotation marks if it goes on there, else add a space before #"
            place = Place(root.path, number, comment.start() + 2)
            yield Problem(place, "yaml-comment", message, hint)
