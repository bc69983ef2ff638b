"""Publishes small changes from a second process, which makes MkDocs ready while this one reads, checks and makes."""

import os
import pickle
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

from generator.cores import count_cores
from generator.ledger import Changes, Folder, Stamp, list_stamps
from generator.mkdocs_run import Stage, build_site
from generator.progress import Tell
from generator.publication import PAGES, Follower, read_setting


class Publisher(Follower):
    """Publishes what stands in build/pages, in this process."""

    def __init__(self, root: Path, config: str) -> None:
        """Take the project's folder, and the file by which MkDocs publishes."""
        super().__init__(root)
        self._config = config

    def publish(self, pages: Folder, tell: Tell) -> tuple[str, ...]:
        """Publish the pages, given what stands in their folder; give MkDocs' words for what stopped it, if any did."""
        return build_site(self._root, pages, self._config, tell)


class _Aside(Publisher):
    """One that has a process of its own for it; what goes wrong over there, or is much, is done here."""

    def __init__(self, root: Path, config: str, asking: BinaryIO, told: BinaryIO) -> None:
        super().__init__(root, config)
        self._asking, self._told = asking, told

    def look(self) -> Mapping[str, Stamp]:
        return self._hear() or super().look()

    def make_ready(self) -> None:
        self._ask(None)

    def begin(self, changes: Changes) -> None:
        self._ask(changes)

    def publish(self, pages: Folder, tell: Tell) -> tuple[str, ...]:
        tell("publishing", 0, 0)
        words: tuple[str, ...] | None = self._hear()
        return super().publish(pages, tell) if words is None else words

    def _ask(self, asked: Changes | None) -> None:
        # Nobody may be there any more.
        with suppress(BrokenPipeError):
            _put(self._asking, asked)

    def _hear(self) -> Any:
        with suppress(EOFError, pickle.UnpicklingError):
            return pickle.load(self._told)  # noqa: S301 - from our own process
        return None


@contextmanager
def open_publisher(root: Path, config: str) -> Iterator[Publisher]:
    """Give who publishes until the end of the block: a second process where a site was published, else this one."""
    begun = _begin(root, config) if read_setting(root, config) and count_cores() > 1 and hasattr(os, "fork") else None
    if begun is None:
        yield Publisher(root, config)
        return
    process, asking, told = begun
    with open(told, "rb") as telling, open(asking, "wb", buffering=0) as sink:  # noqa: PTH123 - pipes
        try:
            yield _Aside(root, config, sink, telling)
        finally:
            # Nobody may want to know any more; and where nobody waits for children, there is none to wait for.
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)


def _begin(root: Path, config: str) -> tuple[int, int, int] | None:
    """Give the second process, where it is asked, and where it tells; none where the system has no room for one."""
    asked, asking = os.pipe()
    told, telling = os.pipe()
    try:
        process = os.fork()
    except OSError:
        for end in (asked, asking, told, telling):
            os.close(end)
        return None
    if process:
        os.close(asked)
        os.close(telling)
        return process, asking, told
    try:
        os.close(asking)
        os.close(told)
        # Whoever interrupts a command ends this process by ending the other one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with open(asked, "rb") as source, open(telling, "wb", buffering=0) as sink:  # noqa: PTH123 - the same
            _serve(root, config, _read_ahead(source), sink)
    finally:
        os._exit(0)


def _serve(root: Path, config: str, asked: "SimpleQueue[Changes | None]", telling: BinaryIO) -> None:
    """Look at the site that is published; look at the pages and make ready, and publish, when asked."""
    stage = Stage(root, config)
    while (changes := asked.get()) is None:
        # Nobody may want to know yet, and a pipe holds little.
        Thread(target=_tell, args=(telling, dict(list_stamps(root / PAGES))), daemon=True).start()
        stage.make_ready()
    _put(telling, stage.publish(changes))


def _read_ahead(source: BinaryIO) -> "SimpleQueue[Changes | None]":
    """Take what is asked as soon as it is, and follow the first process to death: the project is locked until then."""
    asked: SimpleQueue[Changes | None] = SimpleQueue()

    def read() -> None:
        try:
            while True:
                asked.put(pickle.load(source))  # noqa: S301 - from our own process
        finally:
            os._exit(0)

    Thread(target=read, daemon=True).start()
    return asked


def _tell(telling: BinaryIO, stamps: Mapping[str, Stamp]) -> None:
    """Tell the first process, or end this one: it would wait for what is asked by one that waits for it."""
    try:
        _put(telling, stamps)
    except (OSError, MemoryError):
        os._exit(1)


def _put(sink: BinaryIO, value: object) -> None:
    content = memoryview(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
    while content:
        content = content[sink.write(content) :]
