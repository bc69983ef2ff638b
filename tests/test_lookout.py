"""Large folders are looked at in a process of its own, and what it tells is what one sees."""

import errno
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator import lookout, publication
from generator.cli import main
from generator.ledger import Stamp, list_stamps
from generator.lookout import look_ahead
from tests.sites import copy_orlan, snapshot


@pytest.fixture(autouse=True)
def cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookout, "count_cores", lambda: 2)


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    for name in ("one", "two"):
        for number in range(3):
            path = tmp_path / name / f"{name}-{number}" / "index.html"
            path.parent.mkdir(parents=True)
            path.write_text(name * number, encoding="utf-8")
    return [tmp_path / name for name in ("one", "two", "none")]


@pytest.mark.parametrize("is_much", [True, False])
def test_looks_tell_what_stands_in_each_folder(folders: list[Path], *, is_much: bool) -> None:
    with look_ahead(folders, is_much=is_much) as looks:
        found = [look() for look in looks]
    assert found == [dict(list_stamps(folder)) for folder in folders]
    assert [len(stamps) for stamps in found] == [3, 3, 0]


def test_another_process_looks(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()
    monkeypatch.setattr(lookout, "list_stamps", lambda folder: [(f"{folder.name} {os.getpid() != here}", (1, 2))])
    with look_ahead(folders, is_much=True) as looks:
        assert [list(look()) for look in looks] == [["one True"], ["two True"], ["none True"]]


def test_where_there_is_one_core_nobody_else_looks(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookout, "count_cores", lambda: 1)
    monkeypatch.setattr(os, "fork", None)
    with look_ahead(folders, is_much=True) as looks:
        assert [len(look()) for look in looks] == [3, 3, 0]


def test_process_that_cannot_begin_is_done_without(folders: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    before = os.dup(0)
    os.close(before)
    with look_ahead(folders, is_much=True) as looks:
        assert [len(look()) for look in looks] == [3, 3, 0]
    after = os.dup(0)
    os.close(after)
    assert after == before, "nothing was left open"


def test_who_waits_for_no_children_gets_the_same(folders: list[Path]) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with look_ahead(folders, is_much=True) as looks:
            assert [len(look()) for look in looks] == [3, 3, 0]
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_process_that_looks_holds_nothing_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock is held by whoever has its file open, so the next command would wait for a process that only looks."""
    held = os.open(tmp_path / "held", os.O_RDWR | os.O_CREAT)

    def tell(_: Path) -> list[tuple[str, tuple[int, int]]]:
        try:
            os.fstat(held)
        except OSError as error:
            return [("closed", (error.errno or 0, 0))]
        return [("open", (0, 0))]

    monkeypatch.setattr(lookout, "list_stamps", tell)
    with look_ahead([tmp_path], is_much=True) as looks:
        assert looks[0]() == {"closed": (errno.EBADF, 0)}
    os.close(held)


def test_nobody_need_look(folders: list[Path]) -> None:
    with look_ahead(folders, is_much=True):
        pass
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("when", ["first", "second"])
def test_what_goes_wrong_over_there_is_done_here(
    folders: list[Path], monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    here = os.getpid()

    def fail(folder: Path) -> object:
        if os.getpid() != here and folder.name == {"first": "one", "second": "two"}[when]:
            raise MemoryError
        return list_stamps(folder)

    monkeypatch.setattr(lookout, "list_stamps", fail)
    with look_ahead(folders, is_much=True) as looks:
        assert [look() for look in looks] == [dict(list_stamps(folder)) for folder in folders]


def test_large_project_is_built_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = copy_orlan(tmp_path)
    looked: list[object] = []
    hear = lookout._hear  # noqa: SLF001 - nothing else tells that another process looked

    def listen(*given: Any) -> Mapping[str, Stamp]:
        looked.append(given)
        return hear(*given)

    monkeypatch.setattr(lookout, "_hear", listen)
    monkeypatch.setattr(publication, "_LARGE", 0)
    monkeypatch.chdir(corpus.root)

    def build() -> dict[str, bytes]:
        assert CliRunner().invoke(main, ["build"], catch_exceptions=False).exit_code == 0
        return snapshot(corpus.root / "site")

    before = build()
    assert looked == []  # there was no record yet
    assert build() == before
    assert len(looked) == 2
    (corpus.root / "site" / "topics" / "index.html").unlink()
    (corpus.root / "build" / "pages" / "timeline.md").unlink()
    assert build() == before
    corpus.edit("content/topics.yml", lambda topics: topics["results"].update(label="Outcomes"))
    assert b"Outcomes" in build()["topics/index.html"]
    assert len(looked) == 6
