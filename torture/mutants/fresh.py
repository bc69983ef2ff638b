"""Tries mutants that take effect as a module is imported: `python -m torture.mutants.fresh`."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import babel.messages.pofile  # noqa: F401 - loaded once for all mutants
import click.testing  # noqa: F401 - the same
import hypothesis.strategies  # noqa: F401 - the same
import jinja2  # noqa: F401 - the same
import lxml.html  # noqa: F401 - the same
import markdown  # noqa: F401 - the same
import markdown_it  # noqa: F401 - the same
import pytest
import regex  # noqa: F401 - the same
import yaml  # noqa: F401 - the same

from torture.mutants.survey import PLAN, set_chance
from torture.mutants.trying import import_mutated, limit_time, remove, run_apart

OPTIONS = (
    *("-x", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=none"),
    # Hypothesis is loaded before pytest can rewrite it, of which it would warn, and a warning is an error here.
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)


class _Teller:
    """Tells each test before it runs, and gives it its time."""

    def __init__(self, tell: Callable[[str], None], limits: dict[str, float]) -> None:
        self._tell = tell
        self._limits = limits

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        self._tell(item.nodeid)
        limit_time(self._limits[item.nodeid])


def main() -> int:
    """Try every mutant of the plan."""
    plan = json.loads(Path(os.environ[PLAN]).read_text(encoding="utf-8"))
    folder = Path(plan["folder"])
    assert "generator" not in sys.modules, "the program must be imported by each mutant afresh"
    if plan["mutants"]:
        unchanged = {**plan["mutants"][0], "number": None}
        verdict, test = run_apart(_make_try(plan, unchanged, folder))
        assert verdict == "survived", (
            f"what isn't changed must pass, or all would count as killed, found {test} failing"
        )
    with Path(plan["out"]).open("a", encoding="utf-8") as out:
        for mutant in plan["mutants"]:
            verdict, test = run_apart(_make_try(plan, mutant, folder))
            remove(folder)
            out.write(json.dumps([mutant["path"], mutant["number"], verdict, test]) + "\n")
            out.flush()
    return 0


def _make_try(plan: dict[str, Any], mutant: dict[str, Any], folder: Path) -> Callable[[Callable[[str], None]], bool]:
    def run(tell: Callable[[str], None]) -> bool:
        set_chance()
        limit_time(plan["patience"])
        if mutant["number"] is not None:
            import_mutated(Path.cwd() / mutant["path"], mutant["number"])
        options = [*OPTIONS, f"--basetemp={folder}", *mutant["tests"]]
        try:
            return pytest.main(options, plugins=[_Teller(tell, plan["limits"])]) == pytest.ExitCode.OK
        except Exception:  # noqa: BLE001 - what a changed module raises as it is imported may be anything
            return False

    return run


if __name__ == "__main__":
    sys.exit(main())
