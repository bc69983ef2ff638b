"""Whoever sits at a terminal sees how far a command is; nothing of it stays, and a file or a pipe gets none of it."""

import io
import os
import pty
import subprocess
from pathlib import Path

import pytest

from generator.cli_progress import show_progress
from generator.problems import InvalidContent
from generator.progress import count_steps
from tests.sites import BIN, copy_orlan, make_environment

CLEAR = "\r\x1b[K"


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_line_shows_what_goes_on_and_is_gone_afterwards() -> None:
    screen = Screen()
    with show_progress(screen) as tell:
        tell("checking", 0, 0)
        tell("making pages", 1200, 30000)
    assert screen.getvalue() == f"{CLEAR}checking …{CLEAR}making pages 1,200 of 30,000{CLEAR}"


def test_line_is_gone_after_a_mistake() -> None:
    screen = Screen()

    def fail() -> None:
        with show_progress(screen) as tell:
            tell("checking", 0, 0)
            raise InvalidContent([])

    with pytest.raises(InvalidContent):
        fail()
    assert screen.getvalue() == f"{CLEAR}checking …{CLEAR}"


def test_numbers_that_follow_at_once_are_left_out() -> None:
    screen = Screen()
    with show_progress(screen) as tell:
        assert list(count_steps("counting", range(100_000), 100_000, tell)) == list(range(100_000))
    assert screen.getvalue().startswith(f"{CLEAR}counting 0 of 100,000")
    assert screen.getvalue().count("counting") < 100


def test_nothing_is_said_where_nothing_goes_on() -> None:
    screen = Screen()
    with show_progress(screen):
        pass
    assert screen.getvalue() == ""


def test_file_gets_none_of_it() -> None:
    stream = io.StringIO()
    with show_progress(stream) as tell:
        tell("checking", 0, 0)
    assert stream.getvalue() == ""


def test_build_shows_each_stage_on_a_terminal(tmp_path: Path) -> None:
    root = copy_orlan(tmp_path).root
    ours, theirs = pty.openpty()
    command, environment = [str(BIN / "asreported"), "build"], make_environment()
    with subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=theirs) as build:
        os.close(theirs)
        said = read_all(ours)
        assert build.stdout is not None
        assert build.stdout.read() == b""
    assert build.returncode == 0
    shown = [line for line in said.split(CLEAR) if line]
    for stage in ("reading …", "checking …", "planning pages …", "making pages 0 of ", "publishing pages 0 of "):
        assert any(line.startswith(stage) for line in shown), stage
    assert said.endswith(CLEAR)


def read_all(terminal: int) -> str:
    """Give all that is written to a terminal, until nobody holds its other end."""
    parts = []
    try:
        while part := os.read(terminal, 1 << 16):
            parts.append(part)
    except OSError:  # what Linux gives at the end
        pass
    finally:
        os.close(terminal)
    return b"".join(parts).decode()
