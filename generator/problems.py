"""Defines `Place`, `Problem` and the one exception, `InvalidContent`."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

_FOLLOWING = frozenset({"actor-uncited", "paragraph-without-claim", "spelling-unsourced"})
"""Warnings that something is nowhere accounted for."""
HIDEABLE = _FOLLOWING | {"lock-stale"}
"""What may show only after something else was mended; see drop_consequences."""
_REPEATED = frozenset({"unknown-id", "unknown-word"})
"""Problems of a word that may stand at many places, while the slip is at one: where it is declared."""
Severity = Literal["error", "warning"]
_UNSAFE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_LONGEST = 2000
"""Characters of a line: what was found may be as long as a file."""


class Place(Struct, frozen=True, order=True):
    """A spot in a file that a maintainer edits."""

    path: str
    """From the project's root, with forward slashes."""
    line: int = 1
    """From 1."""
    column: int = 1
    """In characters, from 1."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Problem(Struct, frozen=True):
    """One mistake of an author: where it is, what must hold, what was found, what to do."""

    place: Place
    code: str
    """Stable, in kebab case; each has a section in `docs/problems.md`."""
    message: str
    """The rule, with "must", then what was found."""
    hint: str = ""
    """The smallest fix; begins with a verb or with "did you mean"."""
    context: tuple[str, ...] = ()
    """Lines shown below the message, such as the two texts aligned."""
    severity: Severity = "error"

    def __str__(self) -> str:
        first = f"{self.place}: {self.severity}: {cut_line(self.message)} [{self.code}]"
        hint = (f"  hint: {self.hint}",) if self.hint else ()
        return "\n".join(map(show_line, (first, *(f"  {line}" for line in self.context), *hint)))


def show_line(text: str) -> str:
    """Give a text so that a terminal shows it on one line and does nothing else: controls are told by their numbers."""
    return _UNSAFE.sub(lambda found: f"\\u{{{ord(found[0]):x}}}", cut_line(text))


def cut_line(text: str) -> str:
    """Give the beginning of a text that is too long to be read."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…"


class InvalidContent(Exception):  # noqa: N818 - it names a state of the content, not a fault of the program
    """The content holds errors, so nothing was published."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type["InvalidContent"], tuple[tuple[Problem, ...]]]:
        """Give what it is sent as from one process to another."""
        return InvalidContent, (self.problems,)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give the problems in the order of their places, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.place, problem.code, problem.message)))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Say whether anything forbids to publish."""
    return any(problem.severity == "error" for problem in problems)


def drop_consequences(problems: Iterable[Problem], *, is_partial: bool) -> tuple[Problem, ...]:
    """Leave out what merely follows from another error.

    A lock is written anew only when nothing else is wrong, so until then nobody need know that it is stale. Where
    records or quotations are missing, it is no wonder that something is nowhere accounted for.
    """
    listed = tuple(problems)
    is_wrong = any(problem.severity == "error" and problem.code != "lock-stale" for problem in listed)
    following = {"lock-stale"} if is_wrong else set()
    following |= _FOLLOWING if is_partial else set()
    lonely = {problem.place for problem in listed if problem.code == "pair-missing"}
    return tuple(
        problem
        for problem in listed
        if problem.code not in following and not (problem.code == "source-missing" and problem.place in lonely)
    )


def gather_alike(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Join what one slip brings at many places, such as an id that no record has: the first place tells of the others.

    Takes sorted problems. Two are alike where they say the same of the same word, whatever field holds it.
    """
    first: dict[tuple[str, ...], int] = {}
    gathered: list[Problem] = []
    for problem in problems:
        rule, _, found = problem.message.partition(" must ")[2].partition(", found ")
        alike = (problem.code, *rule.split()[:3], found)
        if problem.code not in _REPEATED:
            gathered.append(problem)
        elif alike in first:
            one = gathered[first[alike]]
            gathered[first[alike]] = replace(one, context=(*one.context, f"also at: {problem.place}"))
        else:
            first[alike] = len(gathered)
            gathered.append(problem)
    return tuple(gathered)


def suggest(wrong: str, known: Iterable[str]) -> str:
    """Give "did you mean ...?" where one of the known words is near, else nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    near: Sequence[str] = get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""
