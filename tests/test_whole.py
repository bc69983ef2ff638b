"""What is killed, refused or done twice at once leaves the site, the lock and the content whole."""

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound

from generator import site_folder
from generator.journal import change_files, is_unsettled, settle_change
from generator.ledger import open_folder
from generator.pipeline import build_pages
from generator.problems import InvalidContent
from generator.refusals import explain_refusal, is_refusal
from generator.site_folder import bring_back, update_site
from generator.turn import NotYourTurn, take_turn
from tests.sites import REPO, copy_orlan, snapshot
from torture.disk import run_limited
from torture.killer import die_at
from torture.kills import kill_builds, kill_renames
from torture.model import Effort
from torture.permissions import run_without_rights

AT_ONCE = 0.0001
"""The scale at which a trial tries once."""


def run_and_die(work: Callable[[], object], step: int) -> bool:
    """Do something in another process, which is killed at a step on the disk; give whether it was."""
    child = os.fork()
    if not child:
        die_at(step, lambda: os.kill(os.getpid(), signal.SIGKILL))
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


# --- Several files as one -----------------------------------------------------------------------------------------


def set_out(root: Path) -> dict[str, bytes]:
    root.mkdir()
    for name, text in {"a.yml": "a", "b.yml": "b", "c.yml": "c", "t.txt": "t"}.items():
        (root / name).write_text(text)
    return snapshot(root)


def rewrite(root: Path) -> None:
    files = {root / "a.yml": b"A", root / "b.yml": None, root / "new/d.yml": b"D", root / "c.yml": b"C"}
    change_files(root, files, {root / "t.txt": root / "u.txt"})


CHANGED = {"a.yml": b"A", "c.yml": b"C", "new/d.yml": b"D", "u.txt": b"t"}


def test_several_files_change_as_one(tmp_path: Path) -> None:
    root = tmp_path / "project"
    set_out(root)
    rewrite(root)
    assert snapshot(root) == CHANGED


def test_change_that_is_killed_at_any_step_is_undone_or_finished(tmp_path: Path) -> None:
    seen = []
    for step in range(1, 100):
        root = tmp_path / str(step)
        before = set_out(root)
        if not run_and_die(lambda root=root: rewrite(root), step):  # type: ignore[misc]
            break
        told = settle_change(root)
        assert snapshot(root) in (before, CHANGED), step
        assert bool(told) == (snapshot(root) == CHANGED)
        assert not is_unsettled(root)
        seen.append(snapshot(root) == CHANGED)
    assert seen == sorted(seen), "once a change is finished, it stays so"
    assert seen.count(False) > 5
    assert seen.count(True) > 5


def test_change_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    root = tmp_path / "project"
    before = set_out(root)
    for wrong in ("a.yml/x.yml", "folder"):
        (root / "folder").mkdir(exist_ok=True)
        with pytest.raises(OSError, match=r"File exists|Is a directory"):
            change_files(root, {root / "b.yml": b"B", root / "c.yml": None, root / wrong: b"x"})
        assert snapshot(root) == before


# --- The live site ------------------------------------------------------------------------------------------------

OLD = {"a.html": "1", "x/b.html": "1", "d.json": "1"}
NEW = {"a.html": "2", "y/c.html": "2", "d.json": "1"}


def publish(root: Path, files: dict[str, str]) -> None:
    live = open_folder(root / "site", root / "site.record", "1")
    for path, text in files.items():
        made = root / ".site.new" / path
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(text)
    update_site(live, root / ".site.new", root / "pages", files)


@pytest.mark.parametrize("is_one_step", [True, False], ids=["exchange", "two renamings"])
def test_update_that_is_killed_at_any_step_leaves_one_site_or_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_one_step: bool
) -> None:
    if not is_one_step:
        monkeypatch.setattr(site_folder, "exchange", lambda *_: False)
    (tmp_path / "model").mkdir()
    publish(tmp_path / "model", OLD)
    old = snapshot(tmp_path / "model/site")
    shutil.copytree(tmp_path / "model", tmp_path / "after")
    publish(tmp_path / "after", NEW)
    new = snapshot(tmp_path / "after/site")
    seen = []
    for step in range(1, 200):
        root = tmp_path / str(step)
        shutil.copytree(tmp_path / "model", root)
        was_killed = run_and_die(lambda root=root: publish(root, NEW), step)  # type: ignore[misc]
        if not is_one_step:
            bring_back(root / "site")
        assert snapshot(root / "site") in (old, new), step
        if not was_killed:
            break
        seen.append(snapshot(root / "site") == new)
        publish(root, NEW)
        assert snapshot(root / "site") == new, step
        assert not (root / ".site.old").exists()
    assert seen.count(False) > 10
    assert seen.count(True) > 1


def test_site_that_is_there_is_not_replaced_by_one_that_was_moved_aside(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/a.html").write_text("new")
    (tmp_path / ".site.old").mkdir()
    assert not bring_back(tmp_path / "site")
    assert snapshot(tmp_path) == {"site/a.html": b"new"}


# --- One at a time ------------------------------------------------------------------------------------------------

HOLD = """
import sys, time
from pathlib import Path
from generator.turn import take_turn
with take_turn(Path(sys.argv[1])):
    print("mine", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=REPO)
    assert process.stdout
    assert process.stdout.readline() == "mine\n"
    return process


def test_who_comes_second_is_told_who_is_at_work(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    with pytest.raises(NotYourTurn) as refused, take_turn(tmp_path, patience=0.1):
        pass
    holder.kill()
    holder.communicate()
    said = str(refused.value).splitlines()
    assert said[0].startswith("one command at a time must write into a project, found '-c ")
    assert f" (process {holder.pid}, since " in said[0]
    assert said[0].endswith(" UTC) at work")
    assert said[1] == "  hint: wait until it has ended, or end it, and run this one again; nothing was changed"


def test_turn_of_a_killed_command_is_over(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.communicate()
    assert (tmp_path / "build/turn").is_file()
    with take_turn(tmp_path, patience=0):
        pass
    assert list((tmp_path / "build").iterdir()) == []


CREW = """
import os, time
from generator import crew
os.sched_getaffinity = lambda _: {0, 1, 2}
with crew.open_crew(is_much=True) as workers:
    print(*[task.result() for task in [workers.submit(os.getpid) for _ in range(9)]], flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="where processes are not forked, none is left")
def test_processes_end_with_the_one_that_started_them() -> None:
    process = subprocess.Popen([sys.executable, "-c", CREW], stdout=subprocess.PIPE, text=True, cwd=REPO)
    assert process.stdout
    workers = {int(word) for word in process.stdout.readline().split()}
    assert workers
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    end = time.monotonic() + 20
    while any(map(is_alive, workers)):
        assert time.monotonic() < end, "a process waits for one that is dead"
        time.sleep(0.02)


def is_alive(process: int) -> bool:
    try:
        # A process that has ended and that nobody asked for is no more than an entry.
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


# --- Whole commands -----------------------------------------------------------------------------------------------


def test_builds_that_are_killed(tmp_path: Path) -> None:
    outcome = kill_builds(Effort(REPO, tmp_path, seed=3, scale=AT_ONCE))
    assert outcome.failures == ()
    assert sum(outcome.counts.values()) >= 2


def test_renamings_that_are_killed(tmp_path: Path) -> None:
    outcome = kill_renames(Effort(REPO, tmp_path, seed=3, scale=AT_ONCE))
    assert outcome.failures == ()
    assert sum(outcome.counts.values()) >= 2


def test_files_that_may_not_grow_stop_a_build_with_one_message(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path / "project")
    corpus.build()
    before = snapshot(corpus.root / "site")
    topics = (corpus.root / "content/topics.yml").read_text(encoding="utf-8")
    corpus.write("content/topics.yml", topics.replace("Results", "Outcomes"))
    for command in (("asreported", "build"), ("mkdocs", "build")):
        done = run_limited(corpus.root, "--fsize", 2000, *command)
        assert done.code == 2, done.said
        assert "Traceback" not in done.said
        problem = [line for line in done.said.splitlines() if line.endswith(" [system-refused]")]
        assert len(problem) == 1, done.said
        assert ", and run the command again; the site that was published and the content are whole\n" in done.said
        assert snapshot(corpus.root / "site") == before
    corpus.write("content/topics.yml", topics)


@pytest.mark.parametrize(
    ("place", "mode", "code", "told"),
    [
        ("content/claims", 0, 1, "content/claims:1:1: error: a file must be readable, found: Permission denied"),
        (
            "build/pages",
            0o500,
            2,
            ":1:1: error: the system must let this be read and written, found: Permission denied",
        ),
    ],
)
def test_missing_rights_are_told_with_their_path(tmp_path: Path, place: str, mode: int, code: int, told: str) -> None:
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("root has all rights, and setpriv, which takes them away, is not here")
    corpus = copy_orlan(tmp_path / "project")
    corpus.build()
    before = snapshot(corpus.root / "site")
    corpus.edit("content/topics.yml", lambda topics: topics.update(ferries={"label": "Ferries"}))
    kept = (corpus.root / place).stat().st_mode
    for folder in (corpus.root / place, *(corpus.root / place).glob("*/")):
        folder.chmod(mode)
    done = run_without_rights(corpus.root, "asreported", "build")
    for folder in (corpus.root / place, *(corpus.root / place).glob("*/")):
        folder.chmod(kept)
    assert done.code == code, done.said
    assert told in done.said
    assert f"{place}" in done.said
    assert "Traceback" not in done.said
    assert snapshot(corpus.root / "site") == before


@pytest.mark.parametrize(
    ("error", "told"),
    [
        pytest.param(
            OSError(errno.ENOSPC, "No space left on device", "site/a.html"),
            "site/a.html:1:1: error: the system must let this be read and written, found: No space left on device "
            "[system-refused]\n  hint: free some room on its disk, and run the command again; the site that was "
            "published and the content are whole",
            id="a full disk",
        ),
        pytest.param(
            sqlite3.OperationalError("database or disk is full"),
            "build/cache:1:1: error: the system must let this be read and written, found: database or disk is full "
            "[system-refused]\n  hint: check the disk, and run the command again; the site that was published and "
            "the content are whole",
            id="a table",
        ),
        pytest.param(
            MemoryError(),
            "build:1:1: error: the system must let this be read and written, found: a process that was ended, or no "
            "memory left [system-refused]\n  hint: end other programs, or let there be more memory and processes, and "
            "run the command again; the site that was published and the content are whole",
            id="no memory",
        ),
    ],
)
def test_refusal_is_worded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(explain_refusal(error, tmp_path)) == told


def test_missing_template_is_no_refusal_of_the_system() -> None:
    assert not is_refusal(TemplateNotFound("own.md.j2"))
    assert is_refusal(OSError(errno.ENOSPC, "No space left on device"))
    assert is_refusal(MemoryError())
    assert not is_refusal(ValueError())


def test_what_a_killed_build_wrote_beside_a_site_goes(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.build()
    (tmp_path / ".site.new" / "actors").mkdir(parents=True)
    assert corpus.run("asreported", "check").returncode == 0
    assert (tmp_path / ".site.new").is_dir(), "a build may be at work"
    corpus.build()
    assert not (tmp_path / ".site.new").exists()


def test_journal_that_was_never_finished_goes_with_the_next_command(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    (tmp_path / "build" / ".change.json.new").write_text('{"puts": [', encoding="utf-8")
    assert corpus.run("asreported", "check").returncode == 0
    assert not (tmp_path / "build" / ".change.json.new").exists()


def test_a_mistake_leaves_nothing_locked(tmp_path: Path) -> None:
    corpus = copy_orlan(tmp_path)
    corpus.relock()
    build_pages(corpus.root)
    topics = (corpus.root / "content/topics.yml").read_text(encoding="utf-8")
    corpus.write("content/topics.yml", f"{topics}\nbad: {{labl: x}}\n")
    # Who holds the exception, as a server that goes on may, holds all that the build had open.
    with pytest.raises(InvalidContent) as held:
        build_pages(corpus.root)
    corpus.write("content/topics.yml", f"{topics}\nnew-one: {{label: New}}\n")
    build_pages(corpus.root)
    assert (corpus.root / "build/pages/topics/new-one.md").is_file()
    assert held.value.problems
