"""Reads the docstrings below the fields of records, of a whole module at once."""

import ast
import sys
from collections.abc import Mapping
from functools import cache
from inspect import cleandoc
from itertools import pairwise
from pathlib import Path

from generator.record import Record


def describe_field(model: type[Record], name: str) -> str:
    """Give the docstring below a field of a kind of record; nothing where it has none."""
    return _read_docs(model.__module__).get(model.__name__, {}).get(name, "")


@cache
def _read_docs(module: str) -> Mapping[str, Mapping[str, str]]:
    """Give the docstrings of a module's fields by class and field; none where the source isn't there."""
    path = Path(getattr(sys.modules[module], "__file__", None) or "")
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
    return {node.name: _list_docs(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _list_docs(node: ast.ClassDef) -> Mapping[str, str]:
    return {
        field.target.id: cleandoc(below.value.value)
        for field, below in pairwise(node.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
