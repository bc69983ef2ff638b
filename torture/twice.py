"""Starts two commands at once, and looks whether they mix."""

import random
from collections import Counter
from itertools import cycle, islice
from pathlib import Path

from torture.model import Effort, Outcome, Trial
from torture.stage import Done, change, copy_bare, copy_orlan, end, must, read_tree, start, tell_difference

ROUNDS = 20
_PAIRS = (
    (("asreported", "build"), ("asreported", "build")),
    (("asreported", "build"), ("mkdocs", "build", "--strict")),
    (("asreported", "build"), ("asreported", "offline")),
    (("asreported", "lock"), ("asreported", "lock")),
    (
        ("asreported", "rename", "actor", "mira-oss", "mira-one"),
        ("asreported", "rename", "actor", "mira-oss", "mira-two"),
    ),
    (("asreported", "new", "topic", "one", "--label", "One"), ("asreported", "new", "topic", "two", "--label", "Two")),
)
"""Commands that write into the same project."""
_HOLD = """\
import time
from pathlib import Path
from generator.turn import take_turn

with take_turn(Path()):
    time.sleep(60)
"""


def run_twice(effort: Effort) -> Outcome:
    """Start pairs of commands at once. A full run takes about 4 minutes on two cores."""
    counts: Counter[str] = Counter()
    failures: list[str] = []
    model = copy_orlan(effort.scratch / "model")
    must(model, "asreported", "build")
    for number, pair in enumerate(islice(cycle(_PAIRS), max(len(_PAIRS), effort.tries(ROUNDS)))):
        chance = random.Random(effort.seed + number)
        project = copy_bare(model, effort.scratch / "project")
        must(project, "asreported", "build")
        change(project, number, chance)
        if "lock" not in pair[0]:
            must(project, "asreported", "lock")
        processes = [start(project, *command) for command in pair]
        ended = [end(process) for process in processes]
        how = f"seed {effort.seed}, round {number}: {' and '.join(' '.join(command) for command in pair)}"
        counts["pairs of commands at once"] += 1
        failures += [f"{how}: {fault}" for fault in _list_faults(project, effort.scratch / "scratch", pair, ended)]
    failures += _meet_holder(model)
    counts["commands told who was at work"] += 1
    return Outcome(counts, tuple(failures))


def _list_faults(project: Path, scratch: Path, pair: tuple[tuple[str, ...], ...], ended: list[Done]) -> list[str]:
    faults = [done.said for done in ended if "Traceback" in done.said]
    faults += [f"exit code {done.code}: {done.said}" for done in ended if done.code not in {0, 1, 2}]
    if not any(done.code == 0 for done in ended):
        faults.append(f"both failed: {ended}")
    is_edit = pair[0][1] in {"rename", "new"}
    if is_edit and pair[0][1] == "rename" and sorted(done.code for done in ended) != [0, 1]:
        faults.append(f"one renaming of the two must be refused, found {ended}")
    if pair[0][1] == "new":
        topics = (project / "content/topics.yml").read_text(encoding="utf-8")
        faults += [f"the topic {name} was lost: {ended}" for name in ("one:", "two:") if name not in topics]
    must(project, "asreported", "lock")
    must(project, "asreported", "build")
    must(copy_bare(project, scratch), "asreported", "build")
    found, wanted = read_tree(project / "site"), read_tree(scratch / "site")
    return faults if found == wanted else [*faults, f"the site is mixed: {tell_difference(found, wanted)}"]


def _meet_holder(project: Path) -> list[str]:
    """Run a build while another command is at work for long."""
    holder = start(project, "python", "-c", _HOLD)
    try:
        while not (turn := project / "build" / "turn").exists() or not turn.read_text(encoding="utf-8"):
            assert holder.poll() is None, "what holds the turn must run"
        done = end(start(project, "asreported", "build"))
    finally:
        holder.kill()
        holder.communicate()
    is_told = done.code == 2 and f"(process {holder.pid}, since " in done.said and "hint: wait until" in done.said
    return [] if is_told else [f"a build beside another command must say so, found {done}"]


TRIAL = Trial("twice", "Two commands at once don't mix: one waits, or is told who is at work.", run_twice)
