"""Runs a command of the program and kills it at a step on the disk: `python -m torture.killer STEP ARGUMENTS`."""

import os
import signal
import sys
from collections.abc import Callable

STEPS = "STEPS"
"""The variable that names the file in which a run to the end writes how many steps it took."""
_EVENTS = frozenset(
    {"os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "shutil.copyfile", "sqlite3.connect"}
)
"""Of Python, each told just before the system is asked to do it. Source: docs.python.org, audit events table."""


class _Count:
    steps = 0


def die_at(step: int, kill: Callable[[], object]) -> None:
    """Kill this process just before its next so many steps on the disk are done; at step 0 never, but count them."""
    _Count.steps = 0

    def look(event: str, arguments: tuple[object, ...]) -> None:
        # The exchange of two folders has no event of its own; its function is looked up just before.
        is_exchange = event == "ctypes.dlsym"
        is_written = event == "open" and isinstance(arguments[1], str) and arguments[1][:1] in {"w", "a", "x"}
        if event in _EVENTS or is_written or is_exchange:
            _Count.steps += 1
            if _Count.steps == step:
                kill()

    sys.addaudithook(look)


def main() -> None:
    """Run `asreported`, and die at the wanted step; at step 0 write down how many there were."""
    step = int(sys.argv[1])
    sys.argv = ["asreported", *sys.argv[2:]]
    # What is imported before is no part of what a command does.
    from generator.cli import main as run  # noqa: PLC0415

    die_at(step, lambda: os.killpg(0, signal.SIGKILL))
    try:
        run()
    finally:
        if not step:
            with open(os.environ[STEPS], "w", encoding="utf-8") as file:  # noqa: PTH123 - counted before it is opened
                file.write(str(_Count.steps))


if __name__ == "__main__":
    main()
