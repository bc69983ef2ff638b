"""Tries to get more than text through the content, and to take more time and memory than a build may (about 15 min)."""

import random
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from generator.load import Content, load_content
from generator.memo import Memo
from generator.pipeline import check_content, make_lock
from generator.problems import has_errors
from torture.attack_files import list_refused, list_saved, list_shown
from torture.attack_texts import ATTACKS, REFUSED
from torture.confine import ASREPORTED, Ran, run_confined
from torture.model import Effort, Outcome, Trial
from torture.whole_corpus import Leaf, change, list_leaves, read_whole, write_project, write_yaml

TEXT = """The Herald heading with Ada Vale

She said the number of votes was large on Monday.

The counting went rather slowly. He thinks there shall be one more of them.

Teaser here

A comment here
"""
_SECONDS = 150
"""For one command; the slowest takes half of it on two busy cores."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TIED = frozenset(
    {"Claim.quote", "Claim.prefix", "Claim.suffix", "Name.name", "Actor.name", "Election.name", "Election.evidence"}
)
"""Texts that the source or the lock must hold, or that name a field."""


@dataclass
class Tally:
    """What was tried so far, and what came of it."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    peak: tuple[int, str] = (0, "")
    slowest: tuple[float, str] = (0, "")

    def note(self, name: str, ran: Ran) -> None:
        """Remember what a command took, where it is the most so far."""
        self.peak = max(self.peak, (ran.peak, name))
        self.slowest = max(self.slowest, (ran.seconds, name))


def try_attacks(effort: Effort) -> Outcome:
    """Attack every field, every kind of file, and what `add-source` reads."""
    tally = Tally()
    project = make_project(effort.scratch / "sound")
    chosen = random.Random(effort.seed)
    attack_fields(project, effort, tally)
    for name, (wanted, spoil) in _choose(list_refused(), effort, chosen):
        ran = _attack(project, effort.scratch / "spoilt", spoil, "check")
        tally.note(name, ran)
        tally.counts["files refused with their place"] += 1
        tally.failures.extend(f"{name}: {fault}" for fault in _judge_refusal(ran, wanted))
    for name, spoil in _choose(list_shown(), effort, chosen):
        ran = _attack(project, effort.scratch / "spoilt", spoil, "build")
        tally.note(name, ran)
        tally.counts["files published"] += 1
        tally.failures.extend(f"{name}: {fault}" for fault in _judge_ending(ran, {0}))
    for name, (file, content) in _choose(list_saved(), effort, chosen):
        ran = add_source(project, effort.scratch / "spoilt", file, content)
        tally.note(name, ran)
        tally.counts["saved pages read or refused"] += 1
        tally.failures.extend(f"{name}: {fault}" for fault in _judge_ending(ran, {0, 1}))
    remarks = (
        f"most memory: {tally.peak[0] / 2**20:,.0f} MB, {tally.peak[1]}",
        f"most time: {tally.slowest[0]:.1f} s, {tally.slowest[1]}",
    )
    return Outcome(tally.counts, tuple(tally.failures), remarks)


def make_project(root: Path) -> Path:
    """Write the corpus that uses every field, with its lock, so that it can be built."""
    write_project(root, read_whole(), TEXT)
    (root / "content" / "evidence.lock").write_text(make_lock(root)[0], encoding="utf-8")
    return root


def attack_fields(project: Path, effort: Effort, tally: Tally) -> None:
    """Put every attack into every field; each is a text of a sound corpus, or refused in its file."""
    content, values, memo = load_content(project)[0], read_whole(), Memo()
    tries = [(leaf, name) for leaf in list_leaves(values) for name in (*ATTACKS, *REFUSED)]
    chosen = random.Random(effort.seed).sample(tries, min(len(tries), effort.tries(len(tries))))
    for leaf, name in chosen:
        fault = _try_field(content, values, leaf, name, memo)
        text = name in ATTACKS and leaf.is_text
        tally.counts["texts taken as they stand" if text else "values refused with their place"] += 1
        if fault:
            tally.failures.append(f"{leaf.field} at {leaf.file} {leaf.path}: {name}: {fault}")


def _try_field(content: Content, values: dict[str, Any], leaf: Leaf, name: str, memo: Memo) -> str:
    text = ATTACKS.get(name) or REFUSED[name]
    written = write_yaml(change(values, leaf, text)[leaf.file])
    path = f"content/{leaf.file}"
    try:
        library, problems = check_content(replace(content, files={**content.files, path: written}), memo=memo)
        shown = [str(problem) for problem in problems if problem.severity == "error"]
    except Exception as error:  # noqa: BLE001 - no exception is right
        return f"{type(error).__name__}: {error}"
    if any(_CONTROL.search(one) for one in shown):
        return "a problem holds what it should tell"
    if leaf.is_text and name in ATTACKS and leaf.field not in _TIED:
        return "" if library is not None and not has_errors(problems) else f"refused: {shown[0]}"
    if leaf.field in _TIED and name in ATTACKS:
        return "" if library is not None else "no library"
    return "" if any(one.startswith(path) for one in shown) else f"not refused: {shown}"


def add_source(project: Path, folder: Path, name: str, content: bytes) -> Ran:
    """Let a saved file be added to a copy of a project."""
    shutil.copytree(project, folder, dirs_exist_ok=True)
    (folder / name).write_bytes(content)
    command = [ASREPORTED, "add-source", name, "--id", "added"]
    ran = run_confined(command, folder, seconds=_SECONDS)
    shutil.rmtree(folder)
    return ran


def _attack(project: Path, folder: Path, spoil: Any, command: str) -> Ran:
    shutil.copytree(project, folder)
    spoil(folder / "content")
    ran = run_confined([ASREPORTED, command], folder, seconds=_SECONDS)
    shutil.rmtree(folder)
    return ran


def _judge_refusal(ran: Ran, wanted: str) -> Iterator[str]:
    yield from _judge_ending(ran, {1})
    if not re.search(rf"{re.escape(wanted)}.*: error: ", ran.told):
        yield f"no error names {wanted}: {ran.told[:300]}"


def _judge_ending(ran: Ran, codes: set[int]) -> Iterator[str]:
    if ran.is_late:
        yield f"took more than {_SECONDS} s"
    elif ran.code not in codes:
        yield f"ended with {ran.code}: {ran.told[-500:]}"
    if "Traceback" in ran.told or "MemoryError" in ran.told:
        yield f"a traceback: {ran.told[-500:]}"
    if _CONTROL.search(ran.told):
        yield "printed signs that a terminal obeys"


def _choose(cases: Any, effort: Effort, chance: random.Random) -> list[Any]:
    listed = list(cases.items())
    return chance.sample(listed, min(len(listed), effort.tries(len(listed))))


TRIAL = Trial("attacks", "Content is data: what is hostile is refused with its place, or shown as text.", try_attacks)
