"""Tells what slip stopped the YAML parser, from the line where it stopped."""

import re
from collections.abc import Callable

import yaml
from msgspec import Struct

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?=\s|$)", re.MULTILINE)
_STRANGE_BLANK = re.compile("^ *([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000])", re.MULTILINE)
_VALUE = re.compile(r"^ *(?:- +)*(?:[^\s:]+: +)?(?P<value>\S.*)")
_SPECIAL = ",*&!|>%@`?-"
_QUOTE_IT = "put the text that begins with {sign} between quotation marks"


class Stop(Struct, frozen=True):
    """Where a file stops to be YAML, and why."""

    line: int
    """From 0, as the parser counts."""
    column: int
    """In characters, from 0."""
    found: str
    hint: str


def explain_stop(error: yaml.MarkedYAMLError, text: str) -> Stop:
    """Say where the slip is that stopped the parser, which is not always where it stopped, and what cures it."""
    conflict = _CONFLICT.search(text)
    if conflict:
        hint = "keep one of the two versions, and remove the marks"
        line = text.count("\n", 0, conflict.start())
        return Stop(line, 0, f"the mark of a merge conflict {conflict[0]}", hint)
    mark = _choose_mark(error)
    lines = text.splitlines()
    end = sum(len(line) + 1 for line in lines[: mark.line + 1])
    blank = _STRANGE_BLANK.search(text[:end])
    if blank:
        code = f"U+{ord(blank[1]):04X}"
        line = text.count("\n", 0, blank.start(1))
        column = blank.start(1) - blank.start()
        return Stop(line, column, f"{code} as indentation", "replace it by plain spaces")
    line_text = lines[mark.line] if mark.line < len(lines) else ""
    problem = error.problem or "broken syntax"
    return Stop(mark.line, mark.column, f"found: {problem}", _find_cure(problem, line_text, mark.column))


def _choose_mark(error: yaml.MarkedYAMLError) -> yaml.Mark:
    """Give the beginning of what was left open, since its end is only noticed later; else where the parser stopped."""
    stopped, begun, context = error.problem_mark or error.context_mark, error.context_mark, error.context or ""
    assert stopped, "the parser marks every error"
    if not begun:
        return stopped
    is_open = "quoted scalar" in context and "escape" not in (error.problem or "")
    is_late = begun.line < stopped.line and ("flow" in context or "simple key" in context)
    return begun if is_open or is_late else stopped


def _find_cure(problem: str, line: str, column: int) -> str:
    return next((cure(line, column) for sign, cure in _CURES.items() if sign in problem), _LOOK)


def _cure_colon(line: str, column: int) -> str:  # noqa: ARG001 - the signature of all cures
    if "：" in line:
        return "replace the full-width colon by a plain one"
    if re.match(r" *(?:- +)?[\w-]+:\S", line):
        return "put a space after the colon"
    return "add the missing colon, or indent the line under the one it continues"


def _cure_token(line: str, column: int) -> str:
    sign = line[column : column + 1]
    return "replace tabs by spaces" if sign == "\t" else _QUOTE_IT.format(sign=sign)


def _cure_value(line: str, column: int) -> str:
    """Tell a slip inside a line from wrong indentation."""
    before = line[:column].rstrip()
    if not before:
        is_dash = re.match(r"-[^\s-]", line[column:])
        return "put a space after the dash" if is_dash else "indent this line like its siblings"
    value = _VALUE.match(line)
    first, sign = (value["value"][0] if value else ""), line[column : column + 1]
    if sign in {"]", "}"}:
        return "remove the bracket that nothing opens"
    if first in _SPECIAL:
        return _QUOTE_IT.format(sign=first)
    if first in {"[", "{"}:
        return "put a text that begins with a bracket between single quotation marks, as in '[T]hese'"
    if first == "'":
        return "write an apostrophe inside single quotation marks twice, as in 'it''s'"
    return "put the whole text between quotation marks" if first == '"' else "indent this line like its siblings"


_LOOK = "check the indentation and the signs around this place"
_CURES: dict[str, Callable[[str, int], str]] = {
    "tab character": lambda *_: "replace tabs by spaces",
    "cannot start any token": _cure_token,
    "mapping values are not allowed": lambda *_: "quote the text if it holds a colon and a space",
    "could not find expected ':'": _cure_colon,
    "did not find expected ',' or": lambda *_: "close the bracket, or quote a text that holds a comma or a bracket",
    "did not find expected alphabetic": lambda *_: "quote the text that begins with * or &",
    "escape": lambda *_: "write a backslash twice, or use single quotation marks",
    "are not allowed in this context": _cure_value,
    "did not find expected": _cure_value,
    "found unexpected end of stream": lambda *_: "close the quotation mark or bracket",
}
