"""Lets several processes work ahead on a long row of tasks; what they give comes in order."""

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

BATCH = 40
"""Pages in a task: enough to make up for sending it, few enough to hold in memory."""
_AHEAD = 4
"""Tasks for each process that wait or are done and not yet taken."""
_FEW = 8
"""Tasks for which starting processes takes longer than it saves."""


@contextmanager
def open_crew(tasks: int) -> Iterator[Executor | None]:
    """Give as many processes as there are cores, or none where they would not pay.

    Where tasks and what they give are values, any executor of `concurrent.futures` can take their place, such as
    Dask's, on other machines (docs/scale.md).
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if tasks < _FEW or cores == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield None
        return
    # What is here by now stays to the end, and processes share it as long as nobody looks through it for garbage.
    gc.freeze()
    try:
        with ProcessPoolExecutor(cores, multiprocessing.get_context("fork"), _follow_to_death) as crew:
            yield crew
    finally:
        gc.unfreeze()


def _follow_to_death() -> None:
    """Let a process end with the one that started it, even where that is killed; else it would wait for ever."""
    parent = multiprocessing.parent_process()
    assert parent, "only processes that were started do this"

    def follow() -> None:
        parent.join()
        os._exit(1)

    Thread(target=follow, daemon=True).start()


def work_ahead(work: Callable[[T], R], tasks: Iterable[T], crew: Executor | None) -> Iterator[R]:
    """Give what each task comes to, in order; only a few are under way or waiting to be taken."""
    if crew is None:
        yield from map(work, tasks)
        return
    waiting = iter(tasks)
    window = _AHEAD * (os.cpu_count() or 1)
    under_way: deque[Future[R]] = deque(crew.submit(work, task) for task in islice(waiting, window))
    while under_way:
        yield under_way.popleft().result()
        under_way.extend(crew.submit(work, task) for task in islice(waiting, 1))


def list_batches(members: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Give members in groups of a size."""
    rest = iter(members)
    while batch := list(islice(rest, size)):
        yield batch
