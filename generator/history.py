"""Asks git when files were last changed."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

_SIGN = "@"
"""Begins a line that holds a commit's day; no path that git prints alone on a line begins so here."""


def read_changes(root: Path) -> Mapping[str, str]:
    """Give the day of the last commit of each file below content/, by its path, such as 2026-11-22.

    Nothing outside a checkout, and nothing in a shallow clone, where every file seems as young as the last commit.
    """
    if _ask(root, "rev-parse", "--is-shallow-repository", "--show-prefix") != "false\n\n":
        return {}
    days: dict[str, str] = {}
    day = ""
    listed = _ask(root, "-c", "core.quotePath=false", "log", f"--format={_SIGN}%cs", "--name-only", "--", "content")
    for line in listed.splitlines():
        if line.startswith(_SIGN):
            day = line[len(_SIGN) :]
        elif line:
            days.setdefault(line, day)
    return days


def read_commit_time(root: Path) -> str | None:
    """Give the time of the last commit in seconds, as SOURCE_DATE_EPOCH wants it; none outside a checkout."""
    return _ask(root, "log", "-1", "--format=%ct").strip() or None


def _ask(root: Path, *arguments: str) -> str:
    """Give what git prints; nothing where it fails or isn't there."""
    try:
        answer = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return answer.stdout if answer.returncode == 0 else ""
