"""Runs a command where it can take neither all memory nor all time, and measures what it took."""

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ASREPORTED = str(Path(sys.executable).parent / "asreported")
_MEMORY = 3 << 30
"""Bytes of address space, of which libraries take some without using them."""


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it took."""

    code: int
    """Negative: the signal that ended it."""
    told: str
    """On both outputs."""
    seconds: float
    peak: int
    """Bytes of memory, at most, as seen every hundredth of a second; 0 where /proc tells none."""
    is_late: bool
    """Whether it was ended because its time was up."""


def run_confined(
    command: Sequence[str], folder: Path, *, seconds: float, environment: Mapping[str, str] | None = None
) -> Ran:
    """Run a command in a folder, with an end to its memory and its time."""
    inherited = {name: value for name, value in os.environ.items() if name != "ASREPORTED_TEXTS"}
    told = folder.with_name(f"{folder.name}.told")
    begun = time.monotonic()
    with told.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**inherited, **(environment or {})},
            start_new_session=True,
            preexec_fn=_confine,  # noqa: PLW1509 - this program has no threads
        )
        is_late, peak = False, 0
        while process.poll() is None:
            # Not what the system counts of a child, which begins with what this process holds.
            peak = max(peak, _read_peak(process.pid))
            if not is_late and time.monotonic() - begun > seconds:
                is_late = True
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(0.01)
    text = told.read_bytes().decode("utf-8", "replace")
    told.unlink()
    return Ran(process.returncode, text, time.monotonic() - begun, peak, is_late)


def _read_peak(pid: int) -> int:
    """Give the most memory that a process has held, in bytes; nothing where it has ended."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
        return int(found[1]) * 1024 if found else 0
    return 0


def _confine() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
