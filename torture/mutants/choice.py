"""Chooses, for each mutant, the tests that execute what it changes, and how it is tried."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torture.mutants.listing import Mutant

_MOST_SECONDS = 12.0
"""Of tests for one mutant, in the time they took when they were watched."""
AT_IMPORT = ""
_STEP = 10
"""Modules by which tests must differ in breadth before the narrower one goes first, and not the quicker."""


@dataclass(frozen=True)
class Sight:
    """What a survey of the tests saw."""

    seconds: Mapping[str, float]
    """By test."""
    lines: Mapping[str, Mapping[int, frozenset[str]]]
    """The tests that execute each line, by path; the empty name is the import of the module."""
    breadth: Mapping[str, int]
    """In how many modules each test executes something."""


def read_sight(found: Mapping[str, Any]) -> Sight:
    """Read what the survey wrote."""
    lines = {
        path: {int(line): frozenset(tests) for line, tests in by_line.items()}
        for path, by_line in found["lines"].items()
    }
    return make_sight(found["seconds"], lines)


def make_sight(seconds: Mapping[str, float], lines: Mapping[str, Mapping[int, frozenset[str]]]) -> Sight:
    """Give what a survey saw, with what follows from it."""
    breadth: Counter[str] = Counter()
    for by_line in lines.values():
        breadth.update(frozenset[str]().union(*by_line.values()))
    return Sight(seconds, lines, breadth)


def choose_tests(sight: Sight, mutant: Mutant, mentions: Mapping[str, Mapping[int, frozenset[str]]]) -> list[str]:
    """Give the tests that could notice a mutant: its own first, then those of few modules, for a limited time."""
    lines = sight.lines.get(mutant.path, {})
    if mutant.function and not _is_only_imported(lines, mutant):
        tests = frozenset[str]().union(*(lines.get(line, frozenset()) for line in mutant.lines))
    elif mutant.constant and mutant.constant in mentions:
        tests = frozenset[str]().union(*mentions[mutant.constant].values())
    else:
        tests = frozenset[str]().union(*lines.values())
    own = f"tests/test_{Path(mutant.path).stem}.py::"
    known = (test for test in tests if test in sight.seconds)
    ranked = sorted(
        known, key=lambda test: (not test.startswith(own), sight.breadth[test] // _STEP, sight.seconds[test], test)
    )
    return list(_limit(ranked, sight.seconds))


def is_at_import(sight: Sight, mutant: Mutant) -> bool:
    """Say whether a mutant must be there before the module is imported."""
    return not mutant.function or _is_only_imported(sight.lines.get(mutant.path, {}), mutant)


def is_also_at_import(sight: Sight, mutant: Mutant) -> bool:
    """Say whether what a mutant changes is executed by an import, too."""
    lines = sight.lines.get(mutant.path, {})
    return any(AT_IMPORT in lines.get(line, ()) for line in mutant.lines)


def find_mentions(root: Path, sight: Sight, names: Iterable[str]) -> dict[str, dict[int, frozenset[str]]]:
    """Give, for names of constants, the tests that execute a line in which one stands, by a number of the line."""
    wanted = {name for name in names if name}
    found: dict[str, dict[int, frozenset[str]]] = {}
    for path, lines in sight.lines.items():
        text = (root / path).read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(text, start=1):
            tests = lines.get(number, frozenset()) - {AT_IMPORT}
            for name in wanted & set(re.findall(r"\w+", line)) if tests else ():
                by_line = found.setdefault(name, {})
                by_line[len(by_line)] = tests
    return found


def _is_only_imported(lines: Mapping[int, frozenset[str]], mutant: Mutant) -> bool:
    tests = frozenset[str]().union(*(lines.get(line, frozenset()) for line in mutant.lines))
    return tests == {AT_IMPORT}


def _limit(tests: Sequence[str], seconds: Mapping[str, float]) -> Iterator[str]:
    spent = 0.0
    for test in tests:
        if spent and spent + seconds[test] > _MOST_SECONDS:
            continue
        spent += seconds[test]
        yield test
