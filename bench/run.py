"""Measures everything, one size of corpus after another, all contenders in turn."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.machine import describe_machine, list_versions
from bench.measure import count_files, find_heaviest, weigh_folder
from bench.peers import PEERS, Bench
from bench.project import Project
from bench.results import CannotMeasureError, Measure, Results, Scale, write_results
from bench.scenarios import SCENARIOS, measure_scenario
from bench.searches import measure_queries

FULL, PUBLISH, CHECK = OURS = ("full", "publish", "check")
"""Our whole build, our publishing alone, and `asreported check`."""
_SMALL = 1_000
"""Up to so many pages, slow contenders are repeated too."""
_LARGE = 20_000
"""Beyond so many pages, only ours and Hugo are measured, once."""
_SLOW = 60.0
"""What takes so many seconds is not repeated."""
_TOO_LATE = "the time was up"
_LIMIT = 1_800.0
"""After so many seconds a command is stopped."""


@dataclass(frozen=True)
class Options:
    """What one run of the benchmark is to do."""

    pages: tuple[int, ...]
    folder: Path
    """Where corpora and sites are written."""
    results: Path
    rounds: int
    minutes: float
    """After which nothing new is begun."""
    seed: int = 1
    is_kept: bool = False
    """Whether what was written stays."""


@dataclass(frozen=True)
class _Contender:
    name: str
    measure: Callable[[], Measure]
    rounds: int


class _Session:
    """One run of the benchmark: its results so far, and how much time is left."""

    def __init__(self, options: Options, tell: Callable[[str], None]) -> None:
        self.options, self.tell = options, tell
        self.end = time.monotonic() + options.minutes * 60
        day = datetime.now(UTC).date().isoformat()
        self.results = Results(day, describe_machine(options.folder), list_versions())

    def measure_scale(self, asked: int) -> None:
        scale = Scale(asked)
        self.results.scales.append(scale)
        folder = self.options.folder / str(asked)
        project = Project(folder / "ours", _LIMIT)
        self.tell(f"{asked:,} pages: writing a corpus")
        # A run that was killed leaves folders in which the others would find themselves set up.
        shutil.rmtree(folder, ignore_errors=True)
        project.set_up(asked, self.options.seed)
        contenders = list(self._list_contenders(scale, project, folder))
        try:
            self.repeat(scale, contenders, 1)
            # Before the other rounds: where time runs short, it is better to know everything once.
            self._time_stages(scale, project)
            self._measure_queries(scale, project)
            self._measure_scenarios(scale, project)
            self.repeat(scale, contenders, self.options.rounds)
        finally:
            write_results(self.results, self.options.results)
            if not self.options.is_kept:
                shutil.rmtree(folder, ignore_errors=True)

    def repeat(self, scale: Scale, contenders: list[_Contender], last: int) -> None:
        """Let all have their turn, round after round, so that whatever else the machine does hits all alike."""
        for number in range(1, last + 1):
            for one in contenders:
                before = scale.runs.get(one.name, [])
                is_due = number == len(before) + 1 <= one.rounds and one.name not in scale.failures
                if is_due and (not before or before[-1].wall < _SLOW):
                    self.take(scale, one.name, one.measure)

    def take(self, scale: Scale, name: str, measure: Callable[[], Measure]) -> bool:
        """Measure once, unless the time is up; say whether it was done."""
        runs = scale.runs.get(name, [])
        if time.monotonic() + self._foresee(scale, name) > self.end:
            if not runs:
                scale.failures[name] = _TOO_LATE
            return False
        try:
            taken = measure()
        except CannotMeasureError as error:
            scale.failures[name] = str(error)
            self.tell(f"{scale.asked:,} pages: {name}: {error}")
            return False
        scale.runs.setdefault(name, []).append(taken)
        self.tell(
            f"{scale.asked:,} pages: {name}: {taken.cpu:.2f} s CPU, {taken.wall:.2f} s, {taken.memory / 2**20:.0f} MB"
        )
        return True

    def _foresee(self, scale: Scale, name: str) -> float:
        """Give the seconds that a run will take: as the last one, or as at another size, in proportion."""
        known = [one for one in self.results.scales if one.runs.get(name)]
        return max((one.runs[name][-1].wall * scale.asked / one.asked for one in known[-1:]), default=0.0)

    def _list_contenders(self, scale: Scale, project: Project, folder: Path) -> Iterator[_Contender]:
        is_large = scale.asked > _LARGE
        rounds = 1 if is_large else self.options.rounds
        few = rounds if scale.asked <= _SMALL else 1

        def build_afresh() -> Measure:
            measure = project.build_afresh()
            scale.facts = scale.facts or _count_facts(project)
            scale.heaviest = scale.heaviest or find_heaviest(project.root / "site")
            return measure

        yield _Contender(FULL, build_afresh, rounds)
        yield _Contender(PUBLISH, project.publish, rounds)
        yield _Contender(CHECK, lambda: project.run("check"), rounds)
        for peer in PEERS:
            if is_large and not peer.name.startswith("hugo"):
                scale.failures[peer.name] = "left out at this size"
                continue
            bench = Bench(peer, folder / peer.name, _LIMIT)
            yield _Contender(peer.name, _set_up_first(bench, project), few if peer.is_slow else rounds)

    def _time_stages(self, scale: Scale, project: Project) -> None:
        if FULL not in scale.runs or time.monotonic() > self.end:
            return
        try:
            for _ in range(1 if scale.asked > _SMALL else self.options.rounds):
                for stage, seconds in project.time_stages().items():
                    scale.stages.setdefault(stage, []).append(seconds)
        except CannotMeasureError as error:
            scale.failures["stages"] = str(error)
            self.tell(f"{scale.asked:,} pages: {error}")

    def _measure_queries(self, scale: Scale, project: Project) -> None:
        if FULL not in scale.runs or time.monotonic() > self.end:
            return
        self.tell(f"{scale.asked:,} pages: searching")
        try:
            scale.queries = measure_queries(project.root)
        except CannotMeasureError as error:
            scale.failures["search"] = str(error)
            self.tell(f"{scale.asked:,} pages: {error}")

    def _measure_scenarios(self, scale: Scale, project: Project) -> None:
        if FULL not in scale.runs:
            return
        rounds = 1 if scale.asked > _LARGE else self.options.rounds
        for name in SCENARIOS:
            if time.monotonic() + self._foresee(scale, FULL) > self.end:
                scale.failures[name] = _TOO_LATE
                continue
            try:
                project.build()
            except CannotMeasureError as error:
                scale.failures[name] = f"the build before it failed: {error}"
                continue
            measures = measure_scenario(name, project)
            while len(scale.runs.get(name, ())) < rounds and self.take(scale, name, measures.__next__):
                if scale.runs[name][-1].wall > _SLOW:
                    break
            project.restore()


def measure_all(options: Options, tell: Callable[[str], None]) -> Results:
    """Measure corpora of all sizes. After each, what was found so far is written as JSON."""
    session = _Session(options, tell)
    for pages in sorted(options.pages):
        session.measure_scale(pages)
    return session.results


def _set_up_first(bench: Bench, project: Project) -> Callable[[], Measure]:
    """Let a peer copy the pages in its first turn, when our first build has written them."""

    def measure() -> Measure:
        if not count_files(project.pages, ".md"):
            raise CannotMeasureError("there are no pages, since our own build failed")
        if not bench.folder.is_dir():
            bench.set_up(project.pages)
        return bench.build()

    return measure


def _count_facts(project: Project) -> dict[str, int]:
    content, site = project.root / "content", project.root / "site"
    crowds = [len(files) for _, _, files in os.walk(site)]
    whole = {
        "the lock": content / "evidence.lock",
        "data/claims.json": site / "data" / "claims.json",
    }
    texts = [path.read_text(encoding="utf-8") for path in (content / "claims").glob("*.yml")]
    return {
        "pages": count_files(project.pages, ".md"),
        "claims": sum(text.count("\n    quote: ") for text in texts),
        "sources": len(texts),
        "bytes of content": weigh_folder(content)[1],
        "bytes of Markdown": sum(path.stat().st_size for path in project.pages.rglob("*.md")),
        "folders": len(crowds),
        "most files in a folder": max(crowds),
        **{f"bytes of {Path(name).name}": path.stat().st_size for name, path in whole.items() if path.is_file()},
    }
