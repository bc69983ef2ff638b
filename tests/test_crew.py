"""What a crew makes comes in the order of the tasks, whoever did them, and nobody waits where there is work."""

import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

from generator.crew import list_batches, work_ahead


class Sluggards(Executor):
    """Processes that never begin anything."""

    def submit(self, _: Callable[..., object], /, *__: object, **___: object) -> "Future[object]":  # type: ignore[override]
        """Take a task, and leave it."""
        return Future()


@pytest.mark.parametrize("window", [1, 2, 7, 100])
def test_what_comes_is_in_order(window: int) -> None:
    with ThreadPoolExecutor(3) as crew:
        assert list(work_ahead(lambda number: number * number, range(50), crew, window)) == [n * n for n in range(50)]


def test_without_a_crew_each_task_is_done_when_it_is_asked_for() -> None:
    begun: list[int] = []
    made = work_ahead(begun.append, range(3), None)
    assert begun == []
    next(made)
    assert begun == [0]


def test_tasks_that_nobody_begins_are_done_here() -> None:
    assert list(work_ahead(str, range(5), Sluggards(), 2)) == ["0", "1", "2", "3", "4"]


def test_this_process_works_while_another_does_the_first_task() -> None:
    has_begun, is_over, here = threading.Event(), threading.Event(), threading.get_ident()
    done: list[tuple[int, bool]] = []

    def work(number: int) -> int:
        if number == 0:
            has_begun.set()
            assert is_over.wait(20), "nobody did the other tasks meanwhile"
        assert has_begun.wait(20)
        done.append((number, threading.get_ident() == here))
        if len(done) == 3:
            is_over.set()
        return number

    with ThreadPoolExecutor(1) as crew:
        assert list(work_ahead(work, range(4), crew, 4)) == [0, 1, 2, 3]
    assert done == [(3, True), (2, True), (1, True), (0, False)]


def test_no_more_tasks_are_taken_than_the_window_holds() -> None:
    taken = 0

    def take() -> int:
        nonlocal taken
        taken += 1
        return taken

    made = work_ahead(str, iter(take, None), Sluggards(), 3)
    assert next(made) == "1"
    assert taken == 3
    assert next(made) == "2"
    assert taken == 4


def test_what_a_task_raises_is_raised_where_its_turn_is() -> None:
    with ThreadPoolExecutor(1) as crew, pytest.raises(ZeroDivisionError):
        list(work_ahead(lambda number: 1 // number, [2, 1, 0], crew, 2))


def test_batches_have_a_size_but_for_the_last() -> None:
    assert list(list_batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
