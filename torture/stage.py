"""Sets up projects for trials, changes them, and runs commands in them."""

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from torture.model import CannotTryError

REPO = Path(__file__).parent.parent
ORLAN = REPO / "tests" / "orlan"
BIN = Path(sys.executable).parent
EPOCH = "1700000000"
_LONG = 300.0
"""Seconds after which a command counts as stuck."""
Tree = dict[str, str]
"""Digests of files, by path."""


@dataclass(frozen=True)
class Done:
    """What a command gave."""

    code: int
    """The exit code; negative where a signal ended it."""
    said: str
    """All that it printed."""


def copy_orlan(folder: Path) -> Path:
    """Copy the fixture corpus; theme and hook stay the repository's."""
    shutil.copytree(ORLAN / "content", folder / "content")
    config = (ORLAN / "mkdocs.yml").read_text(encoding="utf-8").replace("../..", str(REPO))
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    offline = (REPO / "mkdocs.offline.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.offline.yml").write_text(offline, encoding="utf-8")
    (folder / "build" / "pages").mkdir(parents=True)
    (folder / "site").mkdir()
    return folder


def copy_bare(project: Path, folder: Path) -> Path:
    """Copy a project as if nobody had ever built it."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("build", "site", ".site*"))
    (folder / "build" / "pages").mkdir(parents=True)
    return folder


def start(project: Path, *command: str, **environment: str) -> subprocess.Popen[str]:
    """Start a command of the virtual environment in a group of processes of its own."""
    return subprocess.Popen(
        [str(BIN / command[0]), *command[1:]],
        cwd=project,
        env=make_environment(**environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def start_counting(project: Path, step: int, *command: str, **environment: str) -> subprocess.Popen[str]:
    """Start a command of `asreported` that is killed at a step on the disk; see `torture.killer`."""
    return start(project, "python", "-m", "torture.killer", str(step), *command, **environment)


def end(process: subprocess.Popen[str]) -> Done:
    """Wait for a command. Raises TimeoutError where it is stuck."""
    try:
        said, _ = process.communicate(timeout=_LONG)
    except subprocess.TimeoutExpired:
        kill(process)
        raise TimeoutError(f"{process.args!r} was stuck for {_LONG:.0f} seconds") from None
    return Done(process.returncode, said)


def run(project: Path, *command: str, **environment: str) -> Done:
    """Run a command of the virtual environment."""
    return end(start(project, *command, **environment))


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a command with all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def must(project: Path, *command: str) -> Done:
    """Run a command on which a trial rests. Raises CannotTryError where it fails."""
    done = run(project, *command)
    if done.code:
        raise CannotTryError(f"{' '.join(command)} must work before anything is tried, found: {done.said}")
    return done


def make_environment(**more: str) -> dict[str, str]:
    """Give an environment that says nothing by chance."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    return {**kept, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONPATH": str(REPO), **more}


def read_tree(folder: Path, left_out: Sequence[str] = ()) -> Tree:
    """Give the digests of all files below a folder, but for those that git keeps, and some others."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".gitkeep" and path.name not in left_out
    }


def tell_difference(found: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    """Say in a few words how two trees differ."""
    missing, more = sorted(wanted.keys() - found.keys()), sorted(found.keys() - wanted.keys())
    changed = sorted(path for path in found.keys() & wanted.keys() if found[path] != wanted[path])
    return f"{len(missing)} missing {missing[:3]}, {len(more)} more {more[:3]}, {len(changed)} changed {changed[:3]}"


def change(project: Path, number: int, chance: random.Random) -> str:
    """Change some of the content of a copy of the fixture, soundly; give what was changed."""
    content = project / "content"
    what = chance.choice(["topics", "actor", "method", "election"])
    if what == "topics":
        _replace(content / "topics.yml", r"label: [^,}]*", f"label: Topic {number}")
    elif what == "actor":
        extra = content / "actors" / "extra.yml"
        if extra.exists() and chance.random() < 0.5:
            extra.unlink()
        else:
            extra.write_text(f"{{type: person, name: Extra Number {number}}}\n", encoding="utf-8")
    elif what == "method":
        with (content / "pages" / "method.md").open("a", encoding="utf-8") as file:
            file.write(f"\nParagraph {number}.\n")
    else:
        _replace(content / "elections" / "orlan-2040.yml", r"\A", f"# {number}\n")
        _replace(content / "corpus.yml", r"(?m)^title: .*", f"title: Elections, number {number}")
    return what


def _replace(path: Path, pattern: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, new, text, count=1), encoding="utf-8")
