"""Writes changed pages, removes stale ones, and swaps a finished site for the one before."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

SITE_FILE = "site.json"
"""Below build/: what the theme shows on every page."""
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first time that an archive can hold: no file in it tells when it was made."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
PAGES_READY = "ASREPORTED_PAGES_READY"
"""Set for MkDocs where the pages were just written, so that its hook needn't write them again."""


def write_pages(pages: Mapping[str, str] | Mapping[str, str | bytes], folder: Path) -> None:
    """Make a folder hold exactly these pages; a page whose bytes are the same is left alone.

    The folder is this project's own: whatever else lies in it, but for dot files, is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path, text in pages.items():
        _write_changed(folder / path, text if isinstance(text, bytes) else text.encode())
    wanted = {folder / path for path in pages}
    for found in sorted(folder.rglob("*"), reverse=True):
        if found.is_dir() and not found.is_symlink():
            if not any(found.iterdir()):
                found.rmdir()
        elif found not in wanted and not found.name.startswith("."):
            found.unlink()


def build_site(root: Path, config: str = "mkdocs.yml") -> int:
    """Let MkDocs publish the pages that were just written; gives its exit code. A warning is an error."""
    environment = {**os.environ, PAGES_READY: "1"}
    # Not --quiet: it silences warnings before --strict can count them.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config]
    return subprocess.run(command, cwd=root, env=environment, check=False).returncode


def zip_folder(folder: Path, archive: Path) -> None:
    """Pack a folder into an archive, in one step; the same files give the same bytes."""
    beside = archive.with_name(f".{archive.name}.new")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{archive.stem}/{path.relative_to(folder).as_posix()}", _OLDEST)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    beside.replace(archive)


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


def write_files(files: Mapping[Path, str]) -> None:
    """Write all of some files or, where one of them can't be written, none. Raises OSError."""
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, text)
    except OSError:
        for path, content in before.items():
            # What can't be written can't be mended either; the first error tells why.
            with suppress(OSError):
                path.with_name(f".{path.name}.new").unlink(missing_ok=True)
                if content is None:
                    path.unlink(missing_ok=True)
                elif path.read_bytes() != content:
                    path.write_bytes(content)
        raise


def rewrite_files(root: Path, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """Write files of the content anew, by path, each in one step; give those that somebody changed meanwhile.

    If one was changed, or can't be written, none is: the repairs were judged together. A byte order mark stays.
    Raises OSError.
    """
    marks: dict[str, str] = {}
    for path in after:
        raw = (root / path).read_bytes().decode("utf-8") if (root / path).is_file() else ""
        marks[path] = raw[: len(raw) - len(raw.removeprefix("\ufeff"))]
        if raw.removeprefix("\ufeff") != before[path]:
            marks.pop(path)
    if len(marks) == len(after):
        write_files({root / path: marks[path] + text for path, text in after.items()})
    return tuple(path for path in after if path not in marks)


def move_files(root: Path, texts: Mapping[str, str], moved: Mapping[str, str | None]) -> None:
    """Write files of a project, and remove those that go or get another path; the marks of their encoding stay.

    All are written beside their places first, so that a full disk leaves everything as it was.
    """
    back = {new: old for old, new in moved.items() if new}
    written: list[tuple[Path, Path]] = []
    for path, text in texts.items():
        before = root / back.get(path, path)
        mark = _BYTE_ORDER_MARK if before.is_file() and before.read_bytes().startswith(_BYTE_ORDER_MARK) else b""
        beside = (root / path).with_name(f".{(root / path).name}.new")
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(mark + text.encode())
        written.append((beside, root / path))
    for beside, path_ in written:
        beside.replace(path_)
    for path in moved:
        (root / path).unlink()


def _write_changed(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
