"""Lets the disk be full, files be too large or too many, and looks whether what was there is whole."""

import os
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from torture.model import Effort, Outcome, Trial
from torture.stage import Done, change, copy_bare, copy_orlan, must, read_tree, run, tell_difference

SIZES = 30
"""Amounts of room that are tried in a full run, from none to enough."""
_DISK = 24 << 20
_ROOM = 6 << 20
"""Bytes that are enough for every command."""
COMMANDS = (
    ("asreported", "build"),
    ("mkdocs", "build"),
    ("asreported", "lock"),
    ("asreported", "rename", "actor", "mira-oss", "mira-ossa"),
    ("asreported", "new", "topic", "ferries", "--label", "Ferries"),
    ("asreported", "offline"),
)


def fill_disk(effort: Effort) -> Outcome:
    """Try every command with less and less room. A full run takes about 10 minutes on two cores."""
    counts: Counter[str] = Counter()
    failures: list[str] = []
    remarks = []
    with _open_disk(effort.scratch) as disk:
        if disk is None:
            remarks.append("no full disk: only root may mount one; files that may not grow stand for it")
        project = _set_out(disk or effort.scratch, effort)
        tries = effort.tries(SIZES)
        for number in range(tries):
            # Most tries with little room.
            room = round(_ROOM * (number / tries) ** 3) if disk else 32 << (number * 12 // tries)
            for command in COMMANDS:
                failures += _try_room(_Try(project, effort.scratch, command, room, is_disk=disk is not None), counts)
    for number in range(effort.tries(20)):
        failures += _try_few_files(effort, 4 + number, counts)
    return Outcome(counts, tuple(failures), tuple(remarks))


def _set_out(folder: Path, effort: Effort) -> Path:
    project = copy_orlan(folder / "project")
    must(project, "asreported", "build")
    must(project, "asreported", "offline")
    # What is tried changes something each time.
    change(project, effort.seed, random.Random(effort.seed))
    (project / "content/actors/extra.yml").write_text("{type: person, name: Extra One}\n", encoding="utf-8")
    return project


def _try_room(trial: "_Try", counts: Counter[str]) -> Iterator[str]:
    project, kept, scratch = trial.project, trial.scratch / "kept", trial.scratch / "scratch"
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(project, kept, symlinks=True)
    try:
        if trial.command[1] != "lock":
            must(project, "asreported", "lock")
        site, content = read_tree(project / "site"), read_tree(project / "content")
        done = trial.run()
        how = f"{' '.join(trial.command)} with {trial.room:,} bytes of room"
        yield from judge(how, done, counts)
        if done.code:
            after = read_tree(project / "site"), read_tree(project / "content")
            for name, found, wanted in zip(("site", "content"), after, (site, content), strict=True):
                if found != wanted:
                    yield f"{how}: {name} changed: {tell_difference(found, wanted)}"
            if must(project, "asreported", "lock") and run(project, "asreported", "build").code:
                yield f"{how}: the next build failed"
            copy_bare(project, scratch)
            must(scratch, "asreported", "build")
            if read_tree(scratch / "site") != read_tree(project / "site"):
                yield f"{how}: the next build differs from one from scratch"
    finally:
        shutil.rmtree(project)
        shutil.copytree(kept, project, symlinks=True)


@dataclass(frozen=True)
class _Try:
    project: Path
    scratch: Path
    command: tuple[str, ...]
    room: int
    """Bytes that may be written."""
    is_disk: bool

    def run(self) -> Done:
        """Run the command with as much room as there is to be."""
        if not self.is_disk:
            return run_limited(self.project, "--fsize", self.room, *self.command)
        filler = self.project.parent / "filler"
        free = shutil.disk_usage(filler.parent).free
        with filler.open("wb") as file:
            file.write(bytes(max(0, free - self.room)))
        try:
            return run(self.project, *self.command)
        finally:
            filler.unlink()


def judge(how: str, done: Done, counts: Counter[str]) -> Iterator[str]:
    """Give what is wrong with how a command ended that the system refused something."""
    counts["commands that had what they needed" if done.code == 0 else "commands refused"] += 1
    if "Traceback" in done.said or done.code not in (0, 1, 2):
        yield f"{how}: exit code {done.code}, {done.said[-2000:]}"
    elif done.code == 2 and done.said.count("[system-refused]") != 1:
        yield f"{how}: no single clear message: {done.said[-2000:]}"


def _try_few_files(effort: Effort, limit: int, counts: Counter[str]) -> Iterator[str]:
    """Let few files be open at once."""
    project = effort.scratch / "few"
    if not project.exists():
        copy_orlan(project)
        must(project, "asreported", "build")
    change(project, limit, random.Random(limit))
    must(project, "asreported", "lock")
    site = read_tree(project / "site")
    done = run_limited(project, "--nofile", limit, "asreported", "build")
    how = f"build with {limit} files open at most"
    yield from judge(how, done, counts)
    if done.code and read_tree(project / "site") != site:
        yield f"{how}: the site changed"


def run_limited(project: Path, flag: str, most: int, *command: str) -> Done:
    """Run a command that may not have more than so much of something; see `torture.limited`."""
    return run(project, "python", "-m", "torture.limited", flag, str(most), *command)


@contextmanager
def _open_disk(scratch: Path) -> Iterator[Path | None]:
    """Give a small disk of its own, where this user may mount one."""
    disk = scratch / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "none", str(disk)]
    if (
        os.geteuid()
        or shutil.which("mount") is None
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        yield None
        return
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


TRIAL = Trial("disk", "A full disk, or any other limit, gives one clear message, and leaves all as it was.", fill_disk)
