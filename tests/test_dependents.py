"""Who was made from which fact is known by the fact."""

import marshal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import dependents
from generator.dependents import Dependents


def keep(known: Dependents, present: set[int]) -> Any:
    """Give what is written to the disk and read again."""
    return marshal.loads(marshal.dumps(known.pack(present)))  # noqa: S302 - our own


def test_fact_tells_who_was_made_from_it() -> None:
    known = Dependents()
    page, index = known.note([1, 2]), known.note([2, 3])
    again = Dependents(keep(known, {page, index}))
    assert [again.find([fact]) for fact in (1, 2, 3, 4)] == [{page}, {page, index}, {index}, set()]
    assert again.find([1, 3, 4]) == {page, index}


def test_dependent_that_is_made_again_is_another() -> None:
    known = Dependents()
    old = known.note([1, 2])
    again = Dependents(keep(known, {old}))
    new = again.note([2])
    assert new != old
    last = Dependents(keep(again, {new}))
    assert new in last.find([2])
    assert new not in last.find([1])


def test_dependents_that_are_gone_are_cleared_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependents, "_SPARE", 0)
    known, number = Dependents(), -1
    for _ in range(100):
        number = known.note(range(10))
        packed = keep(known, {number})
        assert len(packed[0][0]) <= 2 * 4 * 2
        known = Dependents(packed)
    assert known.note([1]) == number + 1


@given(st.lists(st.tuples(st.integers(0, 4), st.sets(st.integers(0, 9))), max_size=30))
def test_all_who_are_there_are_found_and_nobody_else_of_them(notes: list[tuple[int, set[int]]]) -> None:
    """Each name's last reading counts."""
    known, last, read = Dependents(), dict[int, int](), dict[int, set[int]]()
    for name, facts in notes:
        last[name], read[name] = known.note(facts), facts
        known = Dependents(keep(known, set(last.values())))
    for fact in range(10):
        wanted = {last[name] for name, facts in read.items() if fact in facts}
        assert known.find([fact]) & set(last.values()) == wanted
