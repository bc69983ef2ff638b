"""Checks a project again whenever one of its files changes, and tells only what is new."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from generator.load import stamp_project
from generator.pipeline import check_project
from generator.problems import Problem

PAUSE = 0.4
"""Seconds between two looks. Polling works on every file system, and a look takes milliseconds."""

Stamps = frozenset[tuple[str, int, int]]


def watch_project(root: Path, pause: Callable[[], None] = lambda: time.sleep(PAUSE)) -> Iterator[tuple[Problem, ...]]:
    """Give the problems of a project, at once and then whenever they are others than before; never ends."""
    told: tuple[Problem, ...] | None = None
    stamps = stamp_project(root)
    while True:
        _, _, problems = check_project(root)
        if problems != told:
            told = problems
            yield problems
        stamps = await_change(root, stamps, pause)


def await_change(root: Path, checked: Stamps, pause: Callable[[], None]) -> Stamps:
    """Wait until a file has changed and none changes any more, so that nothing is read that is half written."""
    before, now = checked, stamp_project(root)
    while now == checked or now != before:
        pause()
        before, now = now, stamp_project(root)
    return now


def sum_up(problems: tuple[Problem, ...]) -> str:
    """Say in one line how things stand, such as `all sound`."""
    errors = sum(problem.severity == "error" for problem in problems)
    parts = [_count(errors, "error"), _count(len(problems) - errors, "warning")]
    if errors:
        return " and ".join(part for part in parts if part)
    return f"all sound but for {parts[1]}" if problems else "all sound"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""
