"""Tries mutants of functions in processes forked from one that has everything loaded; a plugin of pytest."""

import importlib
import json
import os
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generator
from torture.mutants.survey import PLAN, set_chance
from torture.mutants.trying import Functions, limit_time, list_functions, replace_function, run_apart

_RECENT = 30
"""Tests that killed lately and are tried first: neighbours often die of the same."""


class Loaded:
    """Runs the tests of each mutant instead of all tests."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self._plan = plan
        self._functions: Functions = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant of the plan."""
        items = {item.nodeid: item for item in session.items}
        root = session.config.rootpath
        recent: list[str] = []
        # All mutants use one folder for what tests write.
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]  # noqa: SLF001 - has no other door
        _import_all()
        self._functions = list_functions()
        with Path(self._plan["out"]).open("a", encoding="utf-8") as out:
            for mutant in self._plan["mutants"]:
                tests = mutant["tests"]
                first = [test for test in recent if test in tests]
                order = [items[test] for test in dict.fromkeys([*first, *tests])]
                verdict, test = run_apart(self._make_try(root, mutant, order))
                if verdict != "survived" and test:
                    recent = [test, *(other for other in recent if other != test)][:_RECENT]
                out.write(json.dumps([mutant["path"], mutant["number"], verdict, test]) + "\n")
                out.flush()
        return True

    def _make_try(
        self, root: Path, mutant: dict[str, Any], items: list[pytest.Item]
    ) -> Callable[[Callable[[str], None]], bool]:
        def run(tell: Callable[[str], None]) -> bool:
            session = items[0].session
            replace_function(self._functions, root / mutant["path"], mutant["number"], mutant["function"])
            for number, item in enumerate(items):
                tell(item.nodeid)
                limit_time(self._plan["limits"][item.nodeid])
                following = items[number + 1] if number + 1 < len(items) else None
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if session.testsfailed:
                    return False
            return True

        return run


def _import_all() -> None:
    """Import what commands import when they need it, once for all mutants."""
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        importlib.import_module(module.name)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Take the plan."""
    set_chance()
    plan = json.loads(Path(os.environ[PLAN]).read_text(encoding="utf-8"))
    early_config.pluginmanager.register(Loaded(plan))
