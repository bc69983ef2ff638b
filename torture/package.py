"""Builds, installs and uses the package as a stranger would; about a minute and a half, most of it pip's."""

import filecmp
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

from release.dist import Dist, build_dist, find_faults, list_sdist, list_wheel, read_epoch
from torture.model import CannotTryError, Effort, Outcome, Trial

_SAMPLE = ("test_anchor", "test_lock", "test_quote_vectors", "test_newcomer", "test_starter")
"""Test files that are run from the sdist alone, but for what starts the installed command."""


def try_package(effort: Effort) -> Outcome:
    """Build twice, install with locked dependencies, begin a corpus in an empty folder, and test the sdist alone."""
    dist, failures = _build_everywhere(effort)
    files = list_wheel(dist.wheel), list_sdist(dist.sdist)
    failures += find_faults(effort.root, *files)
    python = _install(effort, dist)
    published = 0
    for failure, pages in _use(effort, python):
        published += pages
        failures += [failure] if failure else []
    tests, broken = _test_sdist(effort)
    counts = {
        "files in the wheel": len(files[0]),
        "files in the sdist": len(files[1]),
        "builds of the same bytes": 3,
        "files of sites built from an empty folder": published,
        "tests passed from the sdist alone": tests,
    }
    return Outcome(counts, (*failures, *broken))


def _build_everywhere(effort: Effort) -> tuple[Dist, list[str]]:
    """Build twice here, and once more from the sdist in another folder; give the first, and what differs."""
    epoch = read_epoch(effort.root)
    first, second, third = (effort.scratch / name for name in ("first", "second", "third"))
    dist = build_dist(effort.root, first, epoch)
    again = build_dist(effort.root, second, epoch)
    with tarfile.open(dist.sdist) as packed:
        packed.extractall(effort.scratch / "sdist", filter="data")
    derived = build_dist(_find_unpacked(effort), third, epoch)
    failures = []
    for one, other, what in (
        (dist.wheel, again.wheel, "a second wheel"),
        (dist.sdist, again.sdist, "a second sdist"),
        (dist.wheel, derived.wheel, "a wheel from the sdist"),
    ):
        if one.read_bytes() != other.read_bytes():
            failures.append(f"{what} has other bytes: python -m hatchling build, SOURCE_DATE_EPOCH={epoch}")
    return dist, failures


def _install(effort: Effort, dist: Dist) -> Path:
    venv = effort.scratch / "venv"
    python = venv / "bin" / "python"
    lock = ("--require-hashes", "--no-deps", "--requirement", str(effort.root / "requirements.lock"))
    _must([sys.executable, "-m", "venv", str(venv)], effort.scratch)
    _must([str(python), "-m", "pip", "install", "--quiet", *lock], effort.scratch)
    _must([str(python), "-m", "pip", "install", "--quiet", "--no-deps", str(dist.wheel)], effort.scratch)
    return python


def _use(effort: Effort, python: Path) -> Iterator[tuple[str, int]]:
    """Begin a corpus where nothing is, publish it by both doors, and give what failed and how many files there are."""
    folder = effort.scratch / "empty"
    folder.mkdir()
    asreported, mkdocs = (str(python.parent / name) for name in ("asreported", "mkdocs"))
    sites = []
    for name, commands in (
        ("asreported build", ([asreported, "init"], [asreported, "check"], [asreported, "build"])),
        ("mkdocs build", ([mkdocs, "build", "--strict"],)),
    ):
        for command in commands:
            ran = _run(command, folder)
            if ran.returncode:
                yield f"{Path(command[0]).name} {' '.join(command[1:])} in an empty folder:\n{ran.stdout}", 0
                return
        kept = effort.scratch / name.replace(" ", "-")
        shutil.move(folder / "site", kept)
        shutil.rmtree(folder / "build" / "cache")
        for path in (folder / "build" / "pages").rglob("*.md"):
            path.unlink()
        sites.append(kept)
        yield "", sum(path.is_file() for path in kept.rglob("*"))
    if _differ(*sites):
        yield "asreported build and mkdocs build publish other bytes from the same corpus", 0


def _test_sdist(effort: Effort) -> tuple[int, list[str]]:
    unpacked = _find_unpacked(effort)
    where = _must([sys.executable, "-c", "import generator; print(generator.__file__)"], unpacked).strip()
    if not Path(where).is_relative_to(unpacked):
        return 0, [f"what is tested must be the sdist's own, found another program in {where}"]
    names = [f"tests/{name}.py" for name in _SAMPLE]
    ran = _run([sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "not built_site", *names], unpacked)
    last = ran.stdout.strip().splitlines()[-1]
    passed = last.split(" passed")[0].split()[-1] if " passed" in last else "0"
    return int(passed), [f"tests from the sdist alone fail:\n{ran.stdout[-3000:]}"] if ran.returncode else []


def _find_unpacked(effort: Effort) -> Path:
    (folder,) = (effort.scratch / "sdist").iterdir()
    return folder


def _differ(one: Path, other: Path) -> bool:
    names = [sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) for folder in (one, other)]
    files = [name for name in names[0] if (one / name).is_file()]
    return names[0] != names[1] or bool(filecmp.cmpfiles(one, other, files, shallow=False)[1])


def _must(command: list[str], folder: Path) -> str:
    ran = _run(command, folder)
    if ran.returncode:
        raise CannotTryError(f"{' '.join(command[:4])} must end well, found:\n{ran.stdout[-2000:]}")
    return ran.stdout


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command without whatever of this machine could help it."""
    known = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "ASREPORTED", "SOURCE_DATE"))
    }
    return subprocess.run(
        command, cwd=folder, env=known, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


TRIAL = Trial(
    "package", "What is released installs, begins a corpus in an empty folder, and is the same twice.", try_package
)
