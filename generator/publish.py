"""Writes changed pages, removes stale ones, and swaps a finished site for the one before."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PAGES_READY = "ASREPORTED_PAGES_READY"
"""Set for MkDocs where the pages were just written, so that its hook needn't write them again."""


def write_pages(pages: Mapping[str, str], folder: Path) -> None:
    """Make a folder hold exactly these pages; a page whose bytes are the same is left alone.

    The folder is this project's own: whatever else lies in it, but for dot files, is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in pages.items():
        _write_changed(folder / path, text.encode())
    wanted = {folder / path for path in pages}
    for found in sorted(folder.rglob("*"), reverse=True):
        if found.is_dir() and not found.is_symlink():
            if not any(found.iterdir()):
                found.rmdir()
        elif found not in wanted and not found.name.startswith("."):
            found.unlink()


def build_site(root: Path) -> int:
    """Let MkDocs publish the pages that were just written; gives its exit code. A warning is an error."""
    environment = {**os.environ, PAGES_READY: "1"}
    # Not --quiet: it silences warnings before --strict can count them.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode


def swap_folders(fresh: Path, live: Path) -> None:
    """Put a finished folder in the place of the live one, with the live one's dot files."""
    for path in live.glob(".*") if live.is_dir() else ():
        if path.is_file():
            shutil.copy2(path, fresh / path.name)
    old = live.with_name(f".{live.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if live.exists():
        live.rename(old)
    fresh.rename(live)
    shutil.rmtree(old, ignore_errors=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file in one step, so that a reader never sees half of it."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(text.encode())
    beside.replace(path)


def read_commit_time(root: Path) -> str | None:
    """Give the time of the last commit in seconds, as SOURCE_DATE_EPOCH wants it; none outside a checkout."""
    try:
        answer = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return answer.stdout.strip() or None


def _write_changed(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
