"""Runs the tests once and notes which of them execute which lines; a plugin of pytest."""

import functools
import gc
import json
import os
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

PLAN = "ASREPORTED_MUTANTS"
"""The variable that names the file in which a run of pytest is told what to do."""
_SHARED = "shared by tests: "


def set_chance() -> None:
    """Let Hypothesis try the same in every run, however slow the machine is."""
    settings.register_profile(
        "mutants", deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    settings.load_profile("mutants")


class Survey:
    """Measures, and writes what it measured when the run ends."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self._plan = plan
        self._coverage = Coverage(data_file=plan["data"], branch=True, include=plan["modules"], config_file=False)
        self._seconds: dict[str, float] = {}
        self._sharing: dict[str, list[str]] = {}
        self._caches: list[Any] = []
        self._context = ""
        self._coverage.start()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Learn which tests share what, and where results are kept that would hide who needs them."""
        for item in session.items:
            for name in getattr(item, "fixturenames", ()):
                self._sharing.setdefault(name, []).append(item.nodeid)
        self._caches = [found for found in gc.get_objects() if isinstance(found, functools._lru_cache_wrapper)]  # noqa: SLF001 - it has no other name

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Measure a test by itself."""
        for kept in self._caches:
            kept.cache_clear()
        begun = time.perf_counter()
        with self._within(item.nodeid):
            result = yield
        self._seconds[item.nodeid] = time.perf_counter() - begun
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Generator[None, object, object]:
        """Measure what is made once for several tests as all of theirs."""
        if fixturedef.scope == "function":
            return (yield)
        with self._within(_SHARED + fixturedef.argname):
            return (yield)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write which tests execute which lines, and how long each takes."""
        self._coverage.stop()
        self._coverage.save()
        data = self._coverage.get_data()
        lines = {
            os.path.relpath(path, session.config.rootpath): {
                line: sorted({test for context in contexts for test in self._name_tests(context)})
                for line, contexts in data.contexts_by_lineno(path).items()
            }
            for path in data.measured_files()
        }
        found = {"seconds": self._seconds, "lines": lines, "failed": session.testsfailed}
        Path(self._plan["out"]).write_text(json.dumps(found), encoding="utf-8")

    def _name_tests(self, context: str) -> list[str]:
        if context.startswith(_SHARED):
            return self._sharing.get(context.removeprefix(_SHARED), [])
        return [context]

    @contextmanager
    def _within(self, context: str) -> Iterator[None]:
        before, self._context = self._context, context
        self._coverage.switch_context(context)
        yield
        self._context = before
        self._coverage.switch_context(before)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Begin before anything of the program is imported."""
    set_chance()
    plan = json.loads(Path(os.environ[PLAN]).read_text(encoding="utf-8"))
    early_config.pluginmanager.register(Survey(plan))
