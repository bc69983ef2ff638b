"""Runs a command as on another machine: `python -m torture.elsewhere [--shuffle SEED] [--cores N] -- COMMAND`."""

import argparse
import os
import random
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self


def main() -> None:
    """Change what the machine tells, and run the command in this process."""
    parser = argparse.ArgumentParser(prog="torture.elsewhere")
    parser.add_argument("--shuffle", type=int, help="give what lies in a folder in another order")
    parser.add_argument("--cores", type=int, help="pretend to so many")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    if options.shuffle is not None:
        _shuffle_folders(random.Random(options.shuffle))
    if options.cores:
        _pretend_cores(options.cores)
    sys.argv = options.command
    runpy.run_path(str(Path(sys.executable).parent / sys.argv[0]), run_name="__main__")


def _shuffle_folders(chance: random.Random) -> None:
    """Let the system list folders in an order by chance."""
    list_names, scan = os.listdir, os.scandir

    def list_shuffled(path: Any = ".") -> list[Any]:
        names = list_names(path)
        return chance.sample(names, len(names))

    def scan_shuffled(path: Any = ".") -> _Shuffled:
        with scan(path) as entries:
            found = list(entries)
        return _Shuffled(chance.sample(found, len(found)))

    os.listdir, os.scandir = list_shuffled, scan_shuffled  # type: ignore[assignment]


class _Shuffled:
    """What `os.scandir` gives, in another order."""

    def __init__(self, entries: list[Any]) -> None:
        self._left = iter(entries)

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End nothing: the folder was read whole."""

    def __iter__(self) -> Iterator[Any]:
        """Give the entries."""
        return self._left

    def __next__(self) -> Any:
        """Give the next entry."""
        return next(self._left)

    def close(self) -> None:
        """End nothing, too."""


def _pretend_cores(number: int) -> None:
    """Let as many processes work as there would be on such a machine, even where there is little to do."""
    os.sched_getaffinity = lambda _: set(range(number))
    os.cpu_count = lambda: number
    from generator import crew  # noqa: PLC0415 - only now, as by the command, since it looks at once

    crew.MUCH, crew.BATCH = 1, 3
    crew.list_batches.__defaults__ = (crew.BATCH,)


if __name__ == "__main__":
    main()
