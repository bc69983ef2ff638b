"""Builds the wheel and the sdist, and says what in them must not be, or is missing."""

import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_READ = {
    "templates": "generator/templates",
    "generator/locale": "generator/locale",
    "generator/fonts": "generator/fonts",
    "generator/starter": "generator/starter",
}
"""Folders of which every file is read by the program: where they are in the checkout, and where in the wheel."""
_FOR_WORK = ("Makefile", "requirements.lock", "requirements-dev.lock", "tests/conftest.py", "build/pages/.gitkeep")
"""Without which the sdist could be neither installed nor tested."""
_STARTER_TEXTS = "generator/starter/content/texts/"
_WASTE = (".pyc", ".pyo", ".orig", ".rej", ".swp", ".sqlite")


@dataclass(frozen=True)
class Dist:
    """What was built."""

    wheel: Path
    sdist: Path


def build_dist(root: Path, out: Path, epoch: str) -> Dist:
    """Build both from a checkout or an unpacked sdist; the same files and time give the same bytes."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": epoch}
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(out.absolute())]
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    (wheel,), (sdist,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return Dist(wheel, sdist)


def read_epoch(root: Path) -> str:
    """Give the time of the last commit, in seconds; that of the Unix epoch's day 1 where there is no history."""
    command = ["git", "log", "-1", "--format=%ct"]
    ran = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    return ran.stdout.strip() or "86400"


def list_wheel(wheel: Path) -> tuple[str, ...]:
    """Give the paths of a wheel's files, sorted."""
    with zipfile.ZipFile(wheel) as packed:
        return tuple(sorted(packed.namelist()))


def list_sdist(sdist: Path) -> tuple[str, ...]:
    """Give the paths of an sdist's files, sorted, without the folder around them."""
    with tarfile.open(sdist) as packed:
        return tuple(sorted(name.partition("/")[2] for name in packed.getnames()))


def find_faults(root: Path, wheel: Iterable[str], sdist: Iterable[str]) -> Iterator[str]:
    """Say what is in them that must not be, and what is missing."""
    packed = {"wheel": frozenset(wheel), "sdist": frozenset(sdist)}
    for kind, names in packed.items():
        yield from (f"the {kind} holds {fault}" for name in sorted(names) for fault in _refuse(name, kind))
        yield from (f"the {kind} lacks {name}" for name in sorted(_list_wanted(root, kind) - names))


def _refuse(name: str, kind: str) -> Iterator[str]:
    if "content/texts/" in name and not name.startswith((_STARTER_TEXTS, "tests/")):
        yield f"the text of a source: {name}"
    if "__pycache__" in name or name.endswith(_WASTE) or name.startswith("build/cache"):
        yield f"what is made by running: {name}"
    if kind == "wheel" and not name.startswith(("generator/", "as_reported-")):
        yield f"what is no part of the program: {name}"


def _list_wanted(root: Path, kind: str) -> set[str]:
    """Give the files that must be there: all of the program and of what it reads."""
    wanted = {path.relative_to(root).as_posix() for path in (root / "generator").rglob("*.py")}
    for folder, place in _READ.items():
        inside = [path.relative_to(root / folder).as_posix() for path in (root / folder).rglob("*") if path.is_file()]
        wanted |= {f"{place if kind == 'wheel' else folder}/{name}" for name in inside}
    wanted = {name for name in wanted if "__pycache__" not in name}
    return wanted if kind == "wheel" else wanted | set(_FOR_WORK)
