"""Runs trials one after the other, each in an empty folder of its own."""

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from torture.model import Effort, Outcome, Trial


def run_trials(
    trials: Iterable[Trial], *, root: Path, seed: int, scale: float, tell: Callable[[str], None]
) -> Iterator[tuple[Trial, Outcome, float]]:
    """Give each trial with what it saw and how many seconds it took, as soon as it is done."""
    for trial in trials:
        tell(f"{trial.name}: {trial.promise}")
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="asreported-torture-") as scratch:
            outcome = trial.run(Effort(root, Path(scratch), seed, scale))
        yield trial, outcome, time.monotonic() - begun
