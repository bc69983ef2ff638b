"""Lists the mutants of a module: every small change of it, each with a name that outlives edits elsewhere."""

import ast
import copy
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from torture.mutants.changes import change_node

_SILENT = frozenset(("__all__", "__slots__"))
_LONGEST = 90
"""Characters of code in a name."""


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    path: str
    """Of the module, from the project's root."""
    number: int
    """Of the change in the module, from 0."""
    name: str
    """Where and what is changed, in words that are its own in the module."""
    function: str
    """The qualified name of the outermost function around it; none where it takes effect as the module is imported."""
    lines: tuple[int, ...]
    """Those of the statement that is changed, without the statements in it."""
    constant: str
    """The name that an assignment of the module gives; none elsewhere."""


@dataclass(frozen=True)
class _Spot:
    """A node, and where it hangs."""

    node: ast.AST
    parent: ast.AST
    field: str
    index: int | None
    scope: str
    function: str
    lines: tuple[int, ...]
    constant: str


def list_mutants(root: Path, path: str) -> list[Mutant]:
    """Give all mutants of a module, in the order of its text."""
    seen: Counter[str] = Counter()
    mutants = []
    for number, (spot, changed) in enumerate(_change_all(ast.parse((root / path).read_text(encoding="utf-8")))):
        name = f"{spot.scope or 'module'}: {_show(spot.node)} → {_show(changed)}"
        seen[name] += 1
        told = name if seen[name] == 1 else f"{name} #{seen[name]}"
        mutants.append(Mutant(path, number, told, spot.function, spot.lines, spot.constant))
    return mutants


def make_tree(source: str, number: int) -> ast.Module:
    """Give the syntax of a module with one of its changes."""
    tree = ast.parse(source)
    spot, changed = next(pair for at, pair in enumerate(_change_all(tree)) if at == number)
    changed = copy.copy(changed)
    ast.copy_location(changed, spot.node)
    if spot.index is None:
        setattr(spot.parent, spot.field, changed)
    else:
        getattr(spot.parent, spot.field)[spot.index] = changed
    return ast.fix_missing_locations(tree)


def _change_all(tree: ast.Module) -> Iterator[tuple[_Spot, ast.AST]]:
    for spot in _walk(tree, "", "", (), ""):
        for changed in change_node(spot.node):
            yield spot, changed


def _walk(node: ast.AST, scope: str, function: str, lines: tuple[int, ...], constant: str) -> Iterator[_Spot]:
    for field, value in ast.iter_fields(node):
        # What a type says is mypy's business, and what a decorator does is seen in what it decorates.
        if field in {"annotation", "returns", "decorator_list", "type_comment", "type_params"}:
            continue
        inside = scope, function
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and field == "body":
            name = f"{scope}.{node.name}" if scope else node.name
            is_outermost = not function and not isinstance(node, ast.ClassDef)
            inside = name, name if is_outermost else function
        for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _is_silent(child):
                continue
            own, gives = lines, constant
            if isinstance(child, ast.stmt):
                own = _find_lines(child)
                gives = _find_constant(child) if not scope else ""
            yield _Spot(child, node, field, index, *inside, own, gives)
            yield from _walk(child, *inside, own, gives)


def _is_silent(node: ast.AST) -> bool:
    """Say whether a statement does nothing that a reader of the site, or a maintainer, could notice."""
    if isinstance(node, ast.Assert):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return True
    names = {target.id for target in getattr(node, "targets", ()) if isinstance(target, ast.Name)}
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "TypeVar":
        return True
    return bool(names & _SILENT)


def _find_lines(statement: ast.stmt) -> tuple[int, ...]:
    inner = [
        child.lineno for field in ("body", "orelse", "finalbody", "handlers") for child in getattr(statement, field, ())
    ]
    last = min(inner) - 1 if inner else statement.end_lineno or statement.lineno
    return tuple(range(statement.lineno, max(last, statement.lineno) + 1))


def _find_constant(statement: ast.stmt) -> str:
    target: ast.expr | None = statement.target if isinstance(statement, ast.AnnAssign) else None
    if isinstance(statement, ast.Assign):
        target = statement.targets[0]
    return target.id if isinstance(target, ast.Name) else ""


def _show(node: ast.AST) -> str:
    if isinstance(node, ast.comprehension):
        return ast.unparse(ast.ListComp(ast.Constant(...), [node]))
    if isinstance(node, ast.Slice):
        return f"[{ast.unparse(node)}]"
    if isinstance(node, ast.If | ast.While):
        return f"{type(node).__name__.lower()} {ast.unparse(node.test)}"
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
