"""Runs a command and measures its time, its memory and what it made."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from bench.results import CannotMeasureError, Measure

_INTERVAL = 0.03
"""Seconds between two looks at the memory, at least."""
_LOOK_SHARE = 30
"""A look that takes long is followed by a pause so many times as long, so that looking costs little."""
_TAIL = 1_500
"""Characters of a failed command's output that are shown."""


def run_measured(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str], log: Path, limit: float
) -> Measure:
    """Run a command to its end, in a process group of its own.

    Raises CannotMeasureError where it fails, or takes longer than the limit, in seconds.
    """
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watcher = _Watcher(process.pid, start + limit)
        watcher.start()
        try:
            # Not Popen.wait: only wait4 tells what the process used.
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            wall = time.perf_counter() - start
            watcher.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
    name = Path(str(command[0])).name
    if watcher.is_late:
        raise CannotMeasureError(f"{name} was stopped after {limit:.0f} seconds")
    if process.returncode:
        said = log.read_text(encoding="utf-8", errors="replace")[-_TAIL:].strip()
        raise CannotMeasureError(f"{name} gave exit code {process.returncode}: {said}")
    # The system counts in kibibytes; what it says of the largest process can't be missed between two looks.
    return Measure(wall, usage.ru_utime + usage.ru_stime, max(watcher.peak, usage.ru_maxrss * 1024))


def weigh_folder(folder: Path) -> tuple[int, int]:
    """Give the number of files below a folder and their bytes."""
    files = size = 0
    for entry in _walk(folder):
        files += 1
        size += entry.stat(follow_symlinks=False).st_size
    return files, size


def count_files(folder: Path, ending: str) -> int:
    """Give the number of files below a folder whose names end so."""
    return sum(entry.name.endswith(ending) for entry in _walk(folder))


def find_heaviest(site: Path) -> dict[str, int]:
    """Give the bytes of the heaviest HTML file below each folder at the top of a site, and of those beside them."""
    heaviest: dict[str, int] = {}
    for entry in _walk(site):
        if entry.name.endswith(".html"):
            folder = Path(entry.path).relative_to(site).parts[:-1][:1]
            name = f"{folder[0]}/" if folder else ""
            heaviest[name] = max(heaviest.get(name, 0), entry.stat(follow_symlinks=False).st_size)
    return dict(sorted(heaviest.items()))


class _Watcher(threading.Thread):
    """Looks at the memory of a process and of all below it until it is told to stop."""

    def __init__(self, process: int, deadline: float) -> None:
        super().__init__(daemon=True)
        self.process, self.deadline = process, deadline
        self.peak = 0
        self.is_late = False
        self._is_over = threading.Event()

    def run(self) -> None:
        pause = _INTERVAL
        while not self._is_over.wait(pause):
            start = time.perf_counter()
            self.peak = max(self.peak, sum(map(_read_memory, _list_tree(self.process))))
            pause = max(_INTERVAL, _LOOK_SHARE * (time.perf_counter() - start))
            if start > self.deadline:
                self.is_late = True
                with suppress(ProcessLookupError):
                    os.killpg(self.process, signal.SIGKILL)
                return

    def stop(self) -> None:
        self._is_over.set()
        self.join()


def _list_tree(process: int) -> Iterator[int]:
    """Give a process and all that it and its threads started."""
    yield process
    # Processes end while one looks at them.
    with suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            with suppress(OSError):
                children = (thread / "children").read_text(encoding="ascii")
                for child in children.split():
                    yield from _list_tree(int(child))


def _read_memory(process: int) -> int:
    """Give the bytes of a process; what several share is divided between them."""
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    entries: Iterable[os.DirEntry[str]] = os.scandir(folder) if folder.is_dir() else ()
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield entry
