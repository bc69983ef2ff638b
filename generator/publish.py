"""Writes changed pages, removes stale ones, and writes files of the content in one step."""

import os
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.ledger import Folder, digest_bytes, remove_files

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first time that an archive can hold: no file in it tells when it was made."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write_pages(files: Mapping[str, str | bytes | Callable[[], str | bytes]], pages: Folder) -> None:
    """Make a folder hold exactly these files, given by path with their content or with what makes it.

    A file whose bytes are the same is left alone. The folder is this project's own: whatever else lies in it, but for
    dot files at its top, is removed. Each file is made when its turn comes, so that they never are all in memory.
    """
    pages.root.mkdir(parents=True, exist_ok=True)
    for path, made in files.items():
        content = made() if callable(made) else made
        write_file(path, content if isinstance(content, bytes) else content.encode(), pages)
    remove_files([path for path in pages.stamps if path not in files], pages)
    pages.save()


def write_file(path: str, content: bytes, folder: Folder) -> str:
    """Write a file into a folder, unless it has these bytes already; give their digest."""
    digest = digest_bytes(content)
    if folder.digests.get(path) != digest:
        # What the record doesn't know may be there all the same, such as after the record was lost.
        is_there = path in folder.stamps and path not in folder.digests
        if not is_there or (folder.root / path).read_bytes() != content:
            _write_beside(folder.name(path), content)
        folder.note(path, digest)
    return digest


def zip_folder(folder: Path, archive: Path) -> None:
    """Pack a folder into an archive, in one step; the same files give the same bytes."""
    beside = archive.with_name(f".{archive.name}.new")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{archive.stem}/{path.relative_to(folder).as_posix()}", _OLDEST)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    beside.replace(archive)


def write_whole(path: Path, text: str) -> None:
    """Write a file in one step, so that a reader never sees half of it."""
    _write_beside(str(path), text.encode())


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


def _write_beside(path: str, content: bytes) -> None:
    """Write a file in one step. What shares the file's former content, such as a published site, keeps it."""
    folder, _, name = path.rpartition("/")
    beside = f"{folder or '.'}/.{name}.new"
    try:
        file = open(beside, "wb")  # noqa: PTH123, SIM115 - texts, as in Folder; closed below
    except FileNotFoundError:
        Path(folder).mkdir(parents=True)
        file = open(beside, "wb")  # noqa: PTH123, SIM115
    with file:
        file.write(content)
    os.replace(beside, path)  # noqa: PTH105
