"""Runs a survey and then the mutants, in as many processes as the machine has cores."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torture.model import CannotTryError
from torture.mutants.choice import Sight, choose_tests, find_mentions, is_also_at_import, is_at_import, read_sight
from torture.mutants.listing import Mutant
from torture.mutants.scope import LEFT_OUT, list_tests
from torture.mutants.survey import PLAN

_WORKERS = 2
_PATIENCE = 10.0
"""Seconds that a test may take beyond ten times what it took when it was watched."""
_PYTEST = ("-m", "pytest", "-p", "no:cacheprovider", "-o", "tmp_path_retention_policy=none")
Verdicts = dict[tuple[str, int], tuple[str, str]]
"""By path and number: `killed`, `survived` or `stopped`, and the test that was told last."""


@dataclass(frozen=True)
class Place:
    """Where a run reads and writes."""

    root: Path
    scratch: Path


def survey_tests(place: Place, modules: Sequence[str]) -> Sight:
    """Run the tests once, and see which lines of the modules each executes."""
    out = place.scratch / "survey.json"
    data = place.scratch / "coverage"
    plan = {"modules": [str(place.root / module) for module in modules], "data": str(data), "out": str(out)}
    deselected = [f"--deselect={test}" for test in _find_left_out(place.root)]
    command = [*_PYTEST, "-p", "torture.mutants.survey", *deselected, *list_tests(place.root)]
    ran = _start(place, "survey", plan, command)
    said, _ = ran.communicate()
    found = json.loads(out.read_text(encoding="utf-8")) if out.is_file() else {"failed": 1}
    if found["failed"] or ran.returncode:
        raise CannotTryError(f"the tests must pass before mutants are tried on them:\n{said.decode()[-2000:]}")
    return read_sight(found)


def try_mutants(place: Place, sight: Sight, mutants: Sequence[Mutant], *, patience: float = _PATIENCE) -> Verdicts:
    """Try every mutant; those that no test executes survive, and those that never end are stopped."""
    mentions = find_mentions(place.root, sight, (mutant.constant for mutant in mutants))
    tests = {_key(mutant): choose_tests(sight, mutant, mentions) for mutant in mutants}
    verdicts: Verdicts = dict.fromkeys(tests, ("survived", ""))
    loaded = [mutant for mutant in mutants if not is_at_import(sight, mutant) and tests[_key(mutant)]]
    limits = {test: patience + 10 * seconds for test, seconds in sight.seconds.items()}
    verdicts |= _share(place, limits, "loaded", loaded, tests)
    left = [mutant for mutant in loaded if verdicts[_key(mutant)][0] == "survived" and is_also_at_import(sight, mutant)]
    fresh = [mutant for mutant in mutants if is_at_import(sight, mutant) and tests[_key(mutant)]]
    return verdicts | _share(place, limits, "fresh", [*fresh, *left], tests)


def _share(
    place: Place,
    limits: Mapping[str, float],
    kind: str,
    mutants: Sequence[Mutant],
    tests: Mapping[tuple[str, int], list[str]],
) -> Verdicts:
    workers, outs = [], []
    for number in range(_WORKERS):
        share: list[dict[str, Any]] = [
            {"path": mutant.path, "number": mutant.number, "function": mutant.function, "tests": tests[_key(mutant)]}
            for mutant in mutants[number::_WORKERS]
        ]
        if not share:
            continue
        name = f"{kind}-{number}"
        out, folder = place.scratch / f"{name}.jsonl", place.scratch / f"{name}.tmp"
        plan = {"mutants": share, "limits": limits, "out": str(out), "folder": str(folder), "patience": 60}
        asked = sorted({test.partition("::")[0] for mutant in share for test in mutant["tests"]})
        command = [*_PYTEST, f"--basetemp={folder}", "-p", "torture.mutants.loaded", *asked]
        workers.append(_start(place, name, plan, command if kind == "loaded" else ["-m", "torture.mutants.fresh"]))
        outs.append(out)
    for worker in workers:
        said, _ = worker.communicate()
        if worker.returncode:
            raise CannotTryError(
                f"a worker must end well, found exit code {worker.returncode}:\n{said.decode()[-2000:]}"
            )
    return {key: verdict for out in outs for key, verdict in _read_verdicts(out)}


def _read_verdicts(out: Path) -> Iterator[tuple[tuple[str, int], tuple[str, str]]]:
    for line in out.read_text(encoding="utf-8").splitlines():
        path, number, verdict, test = json.loads(line)
        yield (path, number), (verdict, test)


def _start(place: Place, name: str, plan: Mapping[str, Any], command: Sequence[str]) -> subprocess.Popen[bytes]:
    path = place.scratch / f"{name}.json"
    path.write_text(json.dumps(plan), encoding="utf-8")
    environment = {**os.environ, PLAN: str(path), "PYTHONHASHSEED": "0"}
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=place.root,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _find_left_out(root: Path) -> Iterator[str]:
    for path in list_tests(root):
        text = (root / path).read_text(encoding="utf-8")
        yield from (f"{path}::{test}" for test in LEFT_OUT if f"def {test}(" in text)


def _key(mutant: Mutant) -> tuple[str, int]:
    return mutant.path, mutant.number
