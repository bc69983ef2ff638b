"""Kills commands at any moment, and looks whether what was there is whole."""

import random
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from torture.killer import STEPS
from torture.model import CannotTryError, Effort, Outcome, Trial
from torture.stage import (
    change,
    copy_bare,
    copy_orlan,
    end,
    kill,
    must,
    read_tree,
    run,
    start,
    start_counting,
    tell_difference,
)

BUILDS, LOCKS, RENAMES = 60, 25, 40
"""Kills of each command in a full run at moments by chance; as many again at steps by chance."""
_MEASURED = 20
"""Tries after which it is measured again how long a command takes."""


@dataclass
class _Seen:
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    lengths: dict[str, tuple[float, int]] = field(default_factory=dict)
    """Seconds and steps that a command took when nothing killed it."""

    def check(self, told: str, *, holds: bool) -> None:
        if not holds:
            self.failures.append(told)


@dataclass(frozen=True)
class _Tried:
    number: int
    chance: random.Random
    seen: _Seen


def kill_commands(effort: Effort) -> Outcome:
    """Kill builds, locks and renamings. A full run takes about 15 minutes on two cores."""
    counts: Counter[str] = Counter()
    failures: list[str] = []
    for number, part in enumerate((kill_builds, kill_locks, kill_renames)):
        scratch = effort.scratch / str(number)
        scratch.mkdir()
        outcome = part(replace(effort, scratch=scratch))
        counts.update(outcome.counts)
        failures += outcome.failures
    return Outcome(counts, tuple(failures))


def kill_builds(effort: Effort) -> Outcome:
    """Let the content change each time: the site must be the one before or the one after, whatever happens."""
    seen, chance, project = _set_out(effort)
    old = read_tree(project / "site")
    for number in range(2 * effort.tries(BUILDS)):
        what = change(project, number, chance)
        must(project, "asreported", "lock")
        lock = (project / "content/evidence.lock").read_bytes()
        scratch = copy_bare(project, effort.scratch / "scratch")
        must(scratch, "asreported", "build")
        new = read_tree(scratch / "site")
        moment = _pick_moment(effort, project, _Tried(number, chance, seen), "build")
        how = f"seed {effort.seed}, change {number} ({what}), build killed at {moment}"
        was_killed = _run_killed(project, moment, "build")
        found = read_tree(project / "site")
        seen.counts["builds killed" if was_killed else "builds that ended before"] += 1
        seen.counts["new sites after a kill"] += was_killed and found == new != old
        seen.check(f"{how}: neither site: {tell_difference(found, old)}", holds=found in (old, new))
        seen.check(f"{how}: the lock changed", holds=(project / "content/evidence.lock").read_bytes() == lock)
        done = run(project, "asreported", "build")
        after = read_tree(project / "site")
        seen.check(f"{how}: the next build failed: {done.said}", holds=done.code == 0)
        seen.check(f"{how}: the next build differs: {tell_difference(after, new)}", holds=after == new)
        left = [path.name for path in project.glob(".*") if path.name != ".site.spare"]
        seen.check(f"{how}: left behind {left}", holds=not left)
        old = after
    return Outcome(seen.counts, tuple(seen.failures))


def kill_locks(effort: Effort) -> Outcome:
    """Let a name be new each time: the lock must be the one before or the one after."""
    seen, chance, project = _set_out(effort)
    path = project / "content" / "evidence.lock"
    for number in range(2 * effort.tries(LOCKS)):
        old = path.read_bytes()
        change(project, 1000 + number, random.Random(2))
        names = project / "content" / "actors" / "extra.yml"
        names.write_text(f"{{type: person, name: Extra Number {number}}}\n", encoding="utf-8")
        copy = copy_bare(project, effort.scratch / "scratch")
        must(copy, "asreported", "lock")
        new = (copy / "content" / "evidence.lock").read_bytes()
        moment = _pick_moment(effort, project, _Tried(number, chance, seen), "lock")
        how = f"seed {effort.seed}, lock {number} killed at {moment}"
        was_killed = _run_killed(project, moment, "lock")
        seen.counts["locks killed" if was_killed else "locks that ended before"] += 1
        found = path.read_bytes()
        seen.check(f"{how}: neither lock, but {len(found)} bytes", holds=found in (old, new))
        done = run(project, "asreported", "lock")
        seen.check(f"{how}: the next one failed: {done.said}", holds=done.code == 0 and path.read_bytes() == new)
        seen.check(f"{how}: left behind {_list_left(project)}", holds=not _list_left(project))
    return Outcome(seen.counts, tuple(seen.failures))


def kill_renames(effort: Effort) -> Outcome:
    """Let the next command, whatever it is, find the content as it was or as it should be."""
    seen, chance, project = _set_out(effort)
    names = [("actor", "mira-oss", "mira-ossa"), ("source", "ferry-2040", "ferry-forty")]
    for number in range(2 * effort.tries(RENAMES)):
        kind, old_name, new_name = chance.choice(names)
        copy = copy_bare(project, effort.scratch / "scratch")
        old = read_tree(copy / "content")
        must(copy, "asreported", "rename", kind, old_name, new_name)
        new = read_tree(copy / "content")
        command = ("rename", kind, old_name, new_name)
        moment = _pick_moment(effort, project, _Tried(number, chance, seen), *command)
        how = f"seed {effort.seed}, renaming {number} of {old_name} killed at {moment}"
        was_killed = _run_killed(project, moment, *command)
        between = read_tree(project / "content")
        done = run(project, "asreported", "check")
        found = read_tree(project / "content")
        seen.counts["renamings killed" if was_killed else "renamings that ended before"] += 1
        seen.counts["renamings undone or finished by the next command"] += between != found
        seen.check(f"{how}: neither state: {tell_difference(found, old)}", holds=found in (old, new))
        seen.check(f"{how}: the next check failed: {done.said}", holds=done.code == 0)
        seen.check(f"{how}: left behind {_list_left(project)}", holds=not _list_left(project))
        if found == new:
            names = [(k, n, o) if o == old_name else (k, o, n) for k, o, n in names]
        shutil.rmtree(copy)
    return Outcome(seen.counts, tuple(seen.failures))


def _set_out(effort: Effort) -> tuple[_Seen, random.Random, Path]:
    project = copy_orlan(effort.scratch / "project")
    must(project, "asreported", "build")
    return _Seen(), random.Random(effort.seed), project


def _pick_moment(effort: Effort, project: Path, tried: _Tried, *command: str) -> float | int:
    """Give seconds after the start or, every other time, the number of a step on the disk."""
    if tried.number % _MEASURED == 0:
        tried.seen.lengths[command[0]] = _measure(effort, project, *command)
    seconds, steps = tried.seen.lengths[command[0]]
    return tried.chance.uniform(0, seconds) if tried.number % 2 else tried.chance.randint(1, steps)


def _measure(effort: Effort, project: Path, *command: str) -> tuple[float, int]:
    """Give the seconds and the steps of a run to the end, in a copy."""
    copy, steps = effort.scratch / "measured", effort.scratch / "steps"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project, copy)
    begun = time.monotonic()
    done = end(start_counting(copy, 0, *command, **{STEPS: str(steps)}))
    if done.code:
        raise CannotTryError(f"{command} must work before it is killed, found: {done.said}")
    return time.monotonic() - begun, int(steps.read_text(encoding="utf-8"))


def _run_killed(project: Path, moment: float, *command: str) -> bool:
    """Run a command and kill it; give whether it had not ended before."""
    if isinstance(moment, int):
        return end(start_counting(project, moment, *command)).code < 0
    process = start(project, "asreported", *command)
    time.sleep(moment)
    has_ended = process.poll() is not None
    kill(process)
    return not has_ended


def _list_left(project: Path) -> list[str]:
    """Give what no command leaves behind that ends well."""
    content = [path.name for path in (project / "content").rglob(".*")]
    return content + [name for name in ("change.json", ".change.json.new") if (project / "build" / name).exists()]


TRIAL = Trial(
    "kills",
    "A command that is killed at any moment leaves the last site, the lock and the content whole.",
    kill_commands,
)
