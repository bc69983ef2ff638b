"""Parses one YAML text into a tree of plain values with their places; leaves scalars as text."""

import yaml

from generator.problems import Place, Problem
from generator.yaml_builder import TreeBuilder
from generator.yaml_node import Node

__all__ = ["Node", "parse_yaml"]

# libyaml's events carry all that composed nodes do and, unlike them, anchors and tags (docs/adr/0002).
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BROKEN = frozenset({"yaml-syntax", "yaml-character", "yaml-too-deep"})
"""Problems after which no tree can be trusted."""


def parse_yaml(text: str, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Give the one document of a YAML text, or none where its syntax is broken, and all problems.

    Aliases, anchors, tags, duplicate keys, keys that are not texts and second documents are refused.
    """
    builder = TreeBuilder(path, has_escapes="\\" in text)
    if "\ufeff" in text[1:]:
        builder.report_character(0xFEFF, text)
        return None, tuple(builder.problems)
    try:
        builder.build(_LOADER(text).get_event)
    except yaml.MarkedYAMLError as error:
        builder.report_syntax(error, text)
    except yaml.reader.ReaderError as error:
        builder.report_character(error.character if isinstance(error.character, int) else ord(error.character), text)
    if builder.root is None and not builder.problems:
        message = "the file must hold one YAML document, found none"
        builder.problems.append(Problem(Place(path), "yaml-empty", message, "fill the file, or remove it"))
    if any(problem.code in _BROKEN for problem in builder.problems):
        return None, tuple(problem for problem in builder.problems if problem.code in _BROKEN)
    return builder.root, tuple(builder.problems)
