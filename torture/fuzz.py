"""Lets chance, led by the code that it reaches, break the laws of content, quotes and escaping (10 minutes)."""

import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Collection

from torture.confine import run_confined
from torture.fuzz_target import TARGETS
from torture.model import CannotTryError, Effort, Outcome, Trial

SECONDS = 600
"""Of a full run, for all targets together."""
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERED = re.compile(r"cov: (\d+)")


def try_fuzzing(effort: Effort, targets: Collection[str] = tuple(TARGETS)) -> Outcome:
    """Fuzz each target for its part of the time."""
    if importlib.util.find_spec("atheris") is None:
        raise CannotTryError("fuzzing needs atheris, which has no build for this Python: use 3.11, 3.12 or 3.13")
    counts: Counter[str] = Counter()
    failures, reached = [], []
    for name in targets:
        seconds = max(1, effort.tries(SECONDS) // len(targets))
        folder = effort.scratch / name
        folder.mkdir()
        arguments = (name, "--seconds", str(seconds), "--seed", str(effort.seed), "--artifacts", str(folder))
        # The limits of its own are closer: libFuzzer ends a run that takes a minute or two gigabytes.
        ran = run_confined(
            (sys.executable, "-m", "torture.fuzz_target", *arguments), effort.root, seconds=seconds + 180
        )
        runs = _RUNS.search(ran.told)
        counts[f"inputs to {name}"] = int(runs[1]) if runs else 0
        reached.append(f"{name} {(_COVERED.findall(ran.told) or ['?'])[-1]}")
        if ran.code or ran.is_late or not runs:
            found = [path.read_bytes()[:2000] for path in sorted(folder.iterdir())]
            failures.append(f"{name}: ended with {ran.code}, inputs {found}:\n{ran.told[-3000:]}")
    return Outcome(counts, tuple(failures), (f"places in the code reached: {', '.join(reached)}",))


TRIAL = Trial("fuzz", "No input breaks the laws of content, quotes and escaping.", try_fuzzing)
