"""`asreported check --watch`: prints a result when it changes, and ends quietly."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.load import TEXTS_VARIABLE, stamp_project
from generator.problems import Place, Problem
from generator.watch import sum_up, watch_project
from tests.helpers import Project

CLAIMS = "content/claims/ferry-2040.yml"
PATIENCE = 30
"""Seconds; two cores may be busy."""
WARNING = Problem(Place("content"), "a-code", "it must be so", severity="warning")
ERROR = Problem(Place("content"), "a-code", "it must be so")


@contextmanager
def watching(project: Project, output: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Let the real command watch a project; what it prints goes into a file."""
    environment = {name: value for name, value in os.environ.items() if name != TEXTS_VARIABLE}
    command = [str(Path(sys.executable).with_name("asreported")), "check", "--watch", *options]
    with output.open("wb") as sink:
        # Tests that run in the background of a shell ignore the signal of Ctrl-C, and so would what they start.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        process = subprocess.Popen(command, cwd=project.root, env=environment, stdout=sink, stderr=sink)
        signal.signal(signal.SIGINT, before)
    with process:
        try:
            yield process
        finally:
            process.kill()


def await_text(output: Path, wanted: str, times: int = 1) -> None:
    deadline = time.monotonic() + PATIENCE
    while output.read_text(encoding="utf-8").count(wanted) < times:
        assert time.monotonic() < deadline, output.read_text(encoding="utf-8")
        time.sleep(0.05)


def test_watch_tells_that_something_broke_and_that_it_is_sound_again(orlan: Project, tmp_path: Path) -> None:
    output = tmp_path / "output"
    with watching(orlan, output) as process:
        await_text(output, "all sound but for 3 warnings\n")
        orlan.edit(CLAIMS, "turnout at 58.2", "turnout at 58.3")
        await_text(output, "[number-differs]")
        await_text(output, "1 error and 1 warning\n")
        orlan.edit(CLAIMS, "turnout at 58.3", "turnout at 58.2")
        await_text(output, "all sound but for 3 warnings\n", times=2)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert "Aborted" not in output.read_text(encoding="utf-8")


def test_watch_ends_with_the_exit_code_of_the_last_result(orlan: Project, tmp_path: Path) -> None:
    output = tmp_path / "output"
    orlan.edit(CLAIMS, "turnout at 58.2", "turnout at 58.3")
    with watching(orlan, output, "--format", "json") as process:
        await_text(output, "number-differs")
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 1
    printed = output.read_text(encoding="utf-8")
    assert printed.count("\n") == 1
    assert printed.startswith("[{")


def test_a_change_that_changes_no_result_tells_nothing(orlan: Project) -> None:
    pauses: list[int] = []

    def pause() -> None:
        """Stand for the time between two looks, in which the maintainer writes."""
        pauses.append(len(pauses))
        if len(pauses) == 1:
            orlan.write("content/pages/extra.md", "# Extra\n")
        if len(pauses) == 4:
            orlan.edit(CLAIMS, "turnout at 58.2", "turnout at 58.3")

    results = watch_project(orlan.root, pause)
    assert [problem.severity for problem in next(results)] == ["warning"] * 3
    assert "number-differs" in {problem.code for problem in next(results)}
    assert len(pauses) == 5


@pytest.mark.parametrize(
    "path", [CLAIMS, "content/texts/ferry-2040.txt", "content/pages/home.md", "templates/claim.md.j2"]
)
def test_every_file_that_a_check_reads_is_watched(orlan: Project, path: str) -> None:
    before = stamp_project(orlan.root)
    assert stamp_project(orlan.root) == before
    orlan.write(path, "other\n")
    assert stamp_project(orlan.root) != before


def test_texts_in_another_folder_are_watched(orlan: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv(TEXTS_VARIABLE, str(tmp_path / "elsewhere"))
    before = stamp_project(orlan.root)
    (tmp_path / "elsewhere" / "ferry-2040.txt").write_text("other\n", encoding="utf-8")
    assert stamp_project(orlan.root) != before


@pytest.mark.parametrize(
    ("problems", "line"),
    [
        pytest.param((), "all sound", id="nothing"),
        pytest.param((WARNING,), "all sound but for 1 warning", id="a warning"),
        pytest.param((ERROR, ERROR), "2 errors", id="errors"),
        pytest.param((ERROR, WARNING, WARNING), "1 error and 2 warnings", id="both"),
    ],
)
def test_one_line_sums_up(problems: tuple[Problem, ...], line: str) -> None:
    assert sum_up(problems) == line
