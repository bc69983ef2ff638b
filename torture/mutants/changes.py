"""Changes one node of a program's syntax in every small way that we know; each may be what an author mistyped."""

import ast
import copy
from collections.abc import Callable, Iterator, Mapping

from torture.mutants.patterns import shorten_pattern

_COMPARED: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_RECKONED: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
}
_TWINS = (
    ("min", "max"),
    ("any", "all"),
    ("bisect_left", "bisect_right"),
    ("find", "rfind"),
    ("partition", "rpartition"),
    ("startswith", "endswith"),
    ("removeprefix", "removesuffix"),
    ("append", "appendleft"),
    ("lower", "upper"),
)
_NAMES: Mapping[str, str] = {**dict(_TWINS), **{right: left for left, right in _TWINS}} | {
    "fullmatch": "match",
    "match": "search",
    "search": "match",
}
_NEEDLESS = frozenset(("strip", "lstrip", "rstrip", "casefold", "lower", "removeprefix", "removesuffix"))
"""Methods that give what they are called on, changed."""
_REORDERING = frozenset(("sorted", "reversed", "set", "frozenset"))
_PATTERN_READERS = frozenset(("compile", "sub", "subn", "split", "findall", "finditer", "match", "search", "fullmatch"))


def change_node(node: ast.AST) -> Iterator[ast.AST]:
    """Give every changed form of a node, as nodes that may stand in its place."""
    change = _CHANGES.get(type(node))
    if change:
        yield from change(node)


def _change_compare(node: ast.Compare) -> Iterator[ast.AST]:
    for number, operator in enumerate(node.ops):
        for other in _COMPARED[type(operator)]:
            changed = copy.copy(node)
            changed.ops = [*node.ops[:number], other(), *node.ops[number + 1 :]]
            yield changed


def _change_bool(node: ast.BoolOp) -> Iterator[ast.AST]:
    for number in range(len(node.values)):
        rest = [*node.values[:number], *node.values[number + 1 :]]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _change_unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


def _change_binary(node: ast.BinOp) -> Iterator[ast.AST]:
    other = _RECKONED.get(type(node.op))
    if other and not any(_is_text(side) for side in (node.left, node.right)):
        yield ast.BinOp(node.left, other(), node.right)


def _change_constant(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
        if value > 0:
            yield ast.Constant(value - 1)
    elif isinstance(value, str):
        yield ast.Constant("" if value else "XX")
    elif isinstance(value, bytes):
        yield ast.Constant(b"" if value else b"XX")


def _change_if(node: ast.If) -> Iterator[ast.AST]:
    yield from _decide(node, (True, False))


def _change_choice(node: ast.IfExp) -> Iterator[ast.AST]:
    yield node.body
    yield node.orelse


def _change_while(node: ast.While) -> Iterator[ast.AST]:
    if not isinstance(node.test, ast.Constant):
        yield from _decide(node, (False,))


def _change_comprehension(node: ast.comprehension) -> Iterator[ast.AST]:
    for number in range(len(node.ifs)):
        changed = copy.copy(node)
        changed.ifs = [*node.ifs[:number], *node.ifs[number + 1 :]]
        yield changed


def _change_slice(node: ast.Slice) -> Iterator[ast.AST]:
    for field in ("lower", "upper", "step"):
        if getattr(node, field) is not None:
            changed = copy.copy(node)
            setattr(changed, field, None)
            yield changed


def _change_call(node: ast.Call) -> Iterator[ast.AST]:
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    if name in _NAMES:
        changed = copy.copy(node)
        changed.func = copy.copy(called)
        setattr(changed.func, "attr" if isinstance(called, ast.Attribute) else "id", _NAMES[name])
        yield changed
    if name in _NEEDLESS and isinstance(called, ast.Attribute):
        yield called.value
    if name in _REORDERING and isinstance(called, ast.Name) and node.args:
        yield ast.Call(ast.Name("list", ast.Load()), node.args[:1], [])
    pattern = node.args[0] if name in _PATTERN_READERS and node.args else None
    if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str) and _is_pattern(called):
        for shorter in shorten_pattern(pattern.value):
            changed = copy.copy(node)
            changed.args = [ast.Constant(shorter), *node.args[1:]]
            yield changed


def _leave_out(_: ast.stmt) -> Iterator[ast.AST]:
    yield ast.Pass()


def _change_expression(node: ast.Expr) -> Iterator[ast.AST]:
    if not isinstance(node.value, ast.Constant):
        yield ast.Pass()


def _change_assignment(node: ast.Assign) -> Iterator[ast.AST]:
    if all(isinstance(target, ast.Subscript | ast.Attribute) for target in node.targets):
        yield ast.Pass()


def _change_return(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is None:
        yield ast.Pass()


def _decide(node: ast.If | ast.While, values: tuple[bool, ...]) -> Iterator[ast.AST]:
    for value in values:
        changed = copy.copy(node)
        changed.test = ast.Constant(value)
        yield changed


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_pattern(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id in {"re", "regex"}
    )


_CHANGES: Mapping[type[ast.AST], Callable[..., Iterator[ast.AST]]] = {
    ast.Assign: _change_assignment,
    ast.AugAssign: _leave_out,
    ast.BinOp: _change_binary,
    ast.BoolOp: _change_bool,
    ast.Break: _leave_out,
    ast.Call: _change_call,
    ast.Compare: _change_compare,
    ast.Constant: _change_constant,
    ast.Continue: _leave_out,
    ast.Expr: _change_expression,
    ast.If: _change_if,
    ast.IfExp: _change_choice,
    ast.Raise: _leave_out,
    ast.Return: _change_return,
    ast.Slice: _change_slice,
    ast.UnaryOp: _change_unary,
    ast.While: _change_while,
    ast.comprehension: _change_comprehension,
}
