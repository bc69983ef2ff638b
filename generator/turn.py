"""Lets one command at a time write into a project."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

with suppress(ImportError):
    # Systems without it, such as Windows, have no such lock.
    import fcntl

TURN_FILE = "turn"
"""Below build/: locked by the command whose turn it is, and tells which that is."""
PATIENCE = 3.0
"""Seconds to wait for one's turn: enough for a server that publishes an edit."""
_PAUSE = 0.05


class NotYourTurn(Exception):  # noqa: N818 - it is no error of the program, and this is what it says
    """Another command writes into the project; the message says which, and what to do."""


@contextmanager
def take_turn(root: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Let no other command write into a project meanwhile. Raises NotYourTurn, and OSError.

    The system ends the turn of a process that dies, once those that it forked are gone, which follow it to death.
    """
    path = root / "build" / TURN_FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with _wait(path, time.monotonic() + patience) as file:
        with suppress(OSError):
            file.truncate(0)
            file.write(_describe_self().encode())
        try:
            yield
        finally:
            # Who waits for it notices that it is gone, and makes another.
            with suppress(OSError):
                path.unlink()


def _wait(path: Path, end: float) -> FileIO:
    """Give the file, locked, and open without anything in memory: a full disk must not stop the end of a turn."""
    while True:
        file = path.open("ab+", buffering=0)
        if _lock(file) and _is_same(file, path):
            return file
        holder = _read(file)
        file.close()
        if time.monotonic() > end:
            raise NotYourTurn(
                f"one command at a time must write into a project, found {holder or 'another command'} at work\n"
                "  hint: wait until it has ended, or end it, and run this one again; nothing was changed"
            )
        time.sleep(_PAUSE)


def _lock(file: FileIO) -> bool:
    if "fcntl" not in globals():
        return True
    try:
        # Of the open file, which the processes that it forks share: they write pages, and where it is killed, its turn
        # ends with the last of them.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_same(file: FileIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _read(file: FileIO) -> str:
    file.seek(0)
    return file.read().decode(errors="replace").strip()


def _describe_self() -> str:
    command = " ".join((Path(sys.argv[0]).name, *sys.argv[1:]))
    return f"{command!r} (process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC)"
