"""Lets several processes work on a long row of tasks, this one among them; what they give comes in order."""

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

from generator.cores import count_cores

T = TypeVar("T")
R = TypeVar("R")

MUCH = 300
"""Pages for which it pays to start processes."""
BATCH = 15
"""Pages in a task: enough to make up for sending it, few enough to hold in memory."""
_WINDOW = 4 * (os.cpu_count() or 1)
"""Tasks that are under way, or done and not yet taken."""


@contextmanager
def open_crew(*, is_much: bool) -> Iterator[Executor | None]:
    """Give a process for each core but this one's, or none where there isn't much to do and they would not pay.

    Where tasks and what they give are values, any executor of `concurrent.futures` can take their place, such as
    Dask's, on other machines (docs/scale.md).
    """
    cores = count_cores()
    if not is_much or cores == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield None
        return
    # What is here by now stays to the end, and processes share it as long as nobody looks through it for garbage.
    gc.freeze()
    try:
        with ProcessPoolExecutor(cores - 1, multiprocessing.get_context("fork"), _follow_to_death) as crew:
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


def work_ahead(work: Callable[[T], R], tasks: Iterable[T], crew: Executor | None, window: int = _WINDOW) -> Iterator[R]:
    """Give what each task comes to, in order; only so many are under way or waiting to be taken.

    This process works, too, where it would wait: one that only collects would take as much memory as the others.
    """
    if crew is None:
        yield from map(work, tasks)
        return
    waiting = iter(tasks)
    under_way = deque((task, crew.submit(work, task)) for task in islice(waiting, window))
    while under_way:
        if under_way[0][1].done() or not _help(work, under_way):
            yield under_way.popleft()[1].result()
            under_way.extend((task, crew.submit(work, task)) for task in islice(waiting, 1))


def _help(work: Callable[[T], R], under_way: deque[tuple[T, Future[R]]]) -> bool:
    """Do the last task that nobody has begun; say whether there was one."""
    for place, (task, future) in reversed(list(enumerate(under_way))):
        if not future.done() and future.cancel():
            own: Future[R] = Future()
            own.set_result(work(task))
            under_way[place] = (task, own)
            return True
    return False


def list_batches(members: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Give members in groups of a size."""
    rest = iter(members)
    while batch := list(islice(rest, size)):
        yield batch
