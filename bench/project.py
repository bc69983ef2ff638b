"""Sets up a project of a synthetic corpus, and runs our program in it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measure import count_files, run_measured, weigh_folder
from bench.results import CannotMeasureError, Measure

_ROOT = Path(__file__).parent.parent
_PROGRAM = Path(sys.executable).parent / "asreported"
_EPOCH = "1767225600"
"""The same time in all builds, as in a checkout, where it is that of the last commit."""


@dataclass(frozen=True)
class Project:
    """A folder with a corpus, and what it takes to build it."""

    root: Path
    limit: float
    """Seconds after which a command is stopped."""

    @property
    def pages(self) -> Path:
        """The Markdown that our program writes."""
        return self.root / "build" / "pages"

    @property
    def _log(self) -> Path:
        return self.root / "log.txt"

    @property
    def environment(self) -> dict[str, str]:
        """The same wherever the folder lies: neither the caller's texts nor a git checkout around it count."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ASREPORTED")}
        return {**kept, "GIT_CEILING_DIRECTORIES": str(self.root.parent), "SOURCE_DATE_EPOCH": _EPOCH, "NO_COLOR": "1"}

    def set_up(self, pages: int, seed: int) -> None:
        """Write the corpus and its lock, with templates of its own."""
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        # In another process: what a process holds counts as the memory of what it starts.
        writer = (sys.executable, "-m", "bench", "--write", str(self.root), "--pages", str(pages), "--seed", str(seed))
        if subprocess.run(writer, cwd=_ROOT, check=False).returncode:
            raise CannotMeasureError("the corpus could not be written")
        shutil.copytree(_ROOT / "templates", self.root / "templates")
        # The hook is named by its path in the project, and lies in ours.
        settings = (_ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("generator/", f"{_ROOT}/generator/")
        (self.root / "mkdocs.yml").write_text(settings, encoding="utf-8")
        self.run("lock")
        self.keep()

    def run(self, *arguments: str) -> Measure:
        """Run one of our commands in the project."""
        return self._run([_PROGRAM, *arguments])

    def build(self) -> Measure:
        """Build the site from what is there, and weigh it."""
        return self._weigh(self.run("build"))

    def build_afresh(self) -> Measure:
        """Build the site as in a fresh checkout."""
        for path in (self.root / "build", *self.root.glob("site"), *self.root.glob(".site*")):
            shutil.rmtree(path, ignore_errors=True)
        return self.build()

    def publish(self) -> Measure:
        """Build the site from the Markdown that was written before, and from nothing else."""
        for path in (*self.root.glob("site"), *self.root.glob(".site*"), *(self.root / "build").iterdir()):
            if path.is_dir() and path != self.pages:
                shutil.rmtree(path)
        command = (sys.executable, "-m", "mkdocs", "build", "--strict")
        return self._weigh(self._run(command, ASREPORTED_PAGES_READY="1"))

    def time_stages(self) -> dict[str, float]:
        """Run all stages in one process, and give the seconds of CPU that each takes."""
        self._run((sys.executable, "-m", "bench.stages", self.root), PYTHONPATH=str(_ROOT))
        spent: dict[str, float] = json.loads(self._log.read_text(encoding="utf-8"))
        return spent

    def keep(self) -> None:
        """Remember the content and the templates as they are."""
        for name in ("content", "templates"):
            shutil.copytree(self.root / name, self.root / "kept" / name)

    def restore(self) -> None:
        """Give all that was changed since the same bytes again, and leave the rest alone."""
        for name in ("content", "templates"):
            restore_folder(self.root / "kept" / name, self.root / name)

    def _run(self, command: Sequence[str | Path], **more: str) -> Measure:
        return run_measured(command, self.root, {**self.environment, **more}, self._log, self.limit)

    def _weigh(self, measure: Measure) -> Measure:
        wanted, made = count_files(self.pages, ".md"), count_files(self.root / "site", ".html")
        if made < wanted:
            raise CannotMeasureError(f"our build made {made} pages of {wanted}")
        files, size = weigh_folder(self.root / "site")
        return Measure(measure.wall, measure.cpu, measure.memory, files, size)


def restore_folder(kept: Path, live: Path) -> None:
    """Make a folder hold what another one holds; files that are the same are not touched."""
    wanted = {path.relative_to(kept) for path in kept.rglob("*") if path.is_file()}
    for path in [path for path in live.rglob("*") if path.is_file() and path.relative_to(live) not in wanted]:
        path.unlink()
    for path in sorted(wanted):
        before = (kept / path).read_bytes()
        if not (live / path).is_file() or (live / path).read_bytes() != before:
            (live / path).parent.mkdir(parents=True, exist_ok=True)
            (live / path).write_bytes(before)
