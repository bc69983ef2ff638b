"""Looks at large folders in a process of its own, while this one imports, reads and checks."""

import marshal
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from io import BufferedReader
from pathlib import Path

from generator.cores import count_cores
from generator.ledger import Look, Stamp, list_stamps

_LENGTH = 8
"""Bytes that tell how many follow."""


@contextmanager
def look_ahead(folders: Sequence[Path], *, is_much: bool) -> Iterator[Sequence[Look]]:
    """Give a look at each folder, to be taken in this order; what goes wrong over there is done here.

    Where there isn't much to look at, or nobody who could, each is taken when it is asked for.
    """
    here = [partial(_list, folder) for folder in folders]
    begun = _begin(folders) if is_much and count_cores() > 1 and hasattr(os, "fork") else None
    if begun is None:
        yield here
        return
    process, source = begun
    with open(source, "rb") as told:  # noqa: PTH123 - a pipe
        try:
            yield [partial(_hear, told, look) for look in here]
        finally:
            # Nobody may want to know any more; and where nobody waits for children, there is none to wait for.
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)


def _begin(folders: Sequence[Path]) -> tuple[int, int] | None:
    """Give the process that looks, and where it tells what it sees; none where the system has no room for one."""
    source, sink = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(source)
        os.close(sink)
        return None
    if not process:
        try:
            # Whoever kills this command frees what it has locked, which is as long locked as anybody has it open.
            os.closerange(3, sink)
            os.closerange(sink + 1, os.sysconf("SC_OPEN_MAX"))
            _tell(folders, sink)
        finally:
            os._exit(0)
    os.close(sink)
    return process, source


def _list(folder: Path) -> Mapping[str, Stamp]:
    return dict(list_stamps(folder))


def _tell(folders: Sequence[Path], sink: int) -> None:
    """Write what stands in folders, each as soon as it is known."""
    with open(sink, "wb") as telling:
        for folder in folders:
            stamps = marshal.dumps(dict(list_stamps(folder)))
            telling.write(len(stamps).to_bytes(_LENGTH) + stamps)
            telling.flush()


def _hear(told: BufferedReader, look: Look) -> Mapping[str, Stamp]:
    length = int.from_bytes(told.read(_LENGTH))
    written = told.read(length)
    if not length or len(written) < length:
        return look()
    stamps: Mapping[str, Stamp] = marshal.loads(written)  # noqa: S302 - from our own process
    return stamps
