"""Takes rights away from who runs a command, and looks whether it says so and leaves all as it was."""

import os
import shutil
import stat
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from torture.disk import judge
from torture.model import CannotTryError, Effort, Outcome, Trial
from torture.stage import BIN, Done, Tree, copy_orlan, make_environment, must, read_tree, tell_difference

PLACES = (
    ".",
    "site",
    "site/actors",
    "build",
    "build/pages",
    "build/pages/actors",
    "build/cache",
    "build/cache/mkdocs",
    ".site.spare",
    "content",
    "content/actors",
    "content/claims",
    "content/claims/ferry-2040.yml",
    "content/corpus.yml",
    "content/evidence.lock",
    "content/texts",
    "content/texts/ferry-2040.txt",
)
COMMANDS = (
    ("asreported", "build"),
    ("mkdocs", "build"),
    ("asreported", "check"),
    ("asreported", "lock"),
    ("asreported", "rename", "actor", "mira-oss", "mira-ossa"),
    ("asreported", "new", "topic", "ferries", "--label", "Ferries"),
)


_OF_MKDOCS = (".", "read", ("mkdocs", "build"))
_REMARK = "mkdocs build that may not read mkdocs.yml was left out: MkDocs fails by itself, before it knows of us"


def take_rights(effort: Effort) -> Outcome:
    """Let somebody without rights run every command. A full run takes about 6 minutes on two cores."""
    counts: Counter[str] = Counter()
    failures: list[str] = []
    model = copy_orlan(effort.scratch / "model")
    must(model, "asreported", "build")
    (model / "content/actors/extra.yml").write_text("{type: person, name: Extra One}\n", encoding="utf-8")
    must(model, "asreported", "lock")
    cases: list[Case] = [
        (place, right, command)
        for place in PLACES
        for right in ("read", "write")
        for command in COMMANDS
        if (place, right, command) != _OF_MKDOCS
    ]
    step = len(cases) / effort.tries(len(cases))
    for number in range(effort.tries(len(cases))):
        failures += _try_without(cases[int(number * step)], model, effort.scratch / "project", counts)
    return Outcome(counts, tuple(failures), (_REMARK,))


Case = tuple[str, str, tuple[str, ...]]
"""A path, the right to it that is taken away, and a command."""


def _try_without(case: Case, model: Path, project: Path, counts: Counter[str]) -> Iterator[str]:
    place, right, command = case
    shutil.copytree(model, project, symlinks=True)
    try:
        before: dict[str, Tree] = {name: read_tree(project / name) for name in ("site", "content")}
        path = project / place
        mode = path.stat().st_mode
        lost = 0o222 if right == "write" else 0o777
        path.chmod(stat.S_IMODE(mode) & ~lost)
        done = run_without_rights(project, *command)
        path.chmod(stat.S_IMODE(mode))
        how = f"{' '.join(command)} without the right to {right} {place}"
        yield from judge(how, done, counts)
        for name, wanted in before.items():
            found = read_tree(project / name)
            if done.code and found != wanted:
                yield f"{how}: {name} changed: {tell_difference(found, wanted)}"
        if done.code and place not in done.said and place != "." and "content/" not in done.said:
            yield f"{how}: the message names no path: {done.said[-1000:]}"
    finally:
        shutil.rmtree(project)


def run_without_rights(project: Path, *command: str) -> Done:
    """Run a command for which the modes of files count; for root they don't, unless it gives that privilege up."""
    prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    if prefix and shutil.which(prefix[0]) is None:
        raise CannotTryError("setpriv must be there, or the trial be run by another user than root")
    process = subprocess.run(
        [*prefix, str(BIN / command[0]), *command[1:]],
        cwd=project,
        env=make_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )
    return Done(process.returncode, process.stdout)


TRIAL = Trial(
    "permissions", "Who may not read or write something is told so with its path, and nothing changes.", take_rights
)
