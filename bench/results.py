"""Defines what the benchmark's parts tell one another, and keeps it as JSON."""

import json
import statistics
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


class CannotMeasureError(Exception):
    """Something that the benchmark needs is missing or went wrong; the message says what."""


@dataclass(frozen=True)
class Measure:
    """What one run of a command took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of processor time, user and system, of the command and all that it started and waited for."""
    memory: int
    """Bytes at the peak, of all its processes together."""
    files: int = 0
    """Files of what it made."""
    bytes: int = 0
    """Their bytes."""


@dataclass(frozen=True)
class Query:
    """What a reader loads in scripts who opens the search page with a query."""

    words: str
    files: int
    bytes: int
    gzip_bytes: int
    """As static hosts send them."""


@dataclass
class Scale:
    """All that was measured with one corpus."""

    asked: int
    """How many pages were asked for."""
    facts: dict[str, int] = field(default_factory=dict)
    """The corpus in numbers: pages, claims, bytes."""
    runs: dict[str, list[Measure]] = field(default_factory=dict)
    """By the contender or scenario."""
    stages: dict[str, list[float]] = field(default_factory=dict)
    """Seconds of processor time of each stage, by run."""
    queries: list[Query] = field(default_factory=list)
    heaviest: dict[str, int] = field(default_factory=dict)
    """Bytes of the heaviest HTML file in each folder at the top of the site; an empty name for those beside them."""
    failures: dict[str, str] = field(default_factory=dict)
    """Why there is no measure, by contender or scenario."""

    def middle(self, name: str) -> Measure | None:
        """Give the medians of all runs of a contender or scenario; none where it was not measured."""
        runs = self.runs.get(name)
        return take_middle(runs) if runs else None


@dataclass
class Results:
    """All that one run of the benchmark found."""

    day: str
    machine: dict[str, str]
    """In general terms: what makes the numbers comparable, and nothing that names a machine."""
    versions: dict[str, str]
    scales: list[Scale] = field(default_factory=list)

    def find_scale(self, asked: int) -> Scale | None:
        """Give what was measured with a corpus of so many pages."""
        return next((scale for scale in self.scales if scale.asked == asked), None)


def take_middle(runs: Iterable[Measure]) -> Measure:
    """Give the median of each value by itself."""
    columns = zip(*(asdict(run).values() for run in runs), strict=True)
    wall, cpu, memory, files, size = (statistics.median(column) for column in columns)
    return Measure(wall, cpu, round(memory), round(files), round(size))


def write_results(results: Results, path: Path) -> None:
    """Write everything, each run by itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(results), indent=1) + "\n", encoding="utf-8")


def read_results(path: Path) -> Results:
    """Read what was written."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CannotMeasureError(f"there is no {path.name} yet: run the benchmark first") from None
    return Results(**{**found, "scales": [_read_scale(scale) for scale in found["scales"]]})


def _read_scale(found: dict[str, Any]) -> Scale:
    runs = {name: [Measure(**run) for run in runs] for name, runs in found["runs"].items()}
    return Scale(**{**found, "runs": runs, "queries": [Query(**query) for query in found.get("queries", ())]})
