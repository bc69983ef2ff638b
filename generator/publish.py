"""Writes changed pages, removes stale ones, and writes files of the content in one step."""

import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from generator.journal import change_files
from generator.ledger import Folder, digest_bytes, remove_files

_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The first time that an archive can hold: no file in it tells when it was made."""


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
        if path not in folder.stamps:
            # Half of it would be known to no record, and made again.
            _write_new(folder.name(path), content, "xb")
        elif path in folder.digests or (folder.root / path).read_bytes() != content:
            # What the record doesn't know may be right all the same, such as after the record was lost.
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


def rewrite_files(
    root: Path,
    before: Mapping[str, str],
    after: Mapping[str, str | None],
    origins: Mapping[str, str] | None = None,
    moves: Mapping[Path, Path] | None = None,
) -> tuple[str, ...]:
    """Write files of the content anew, by path, and remove those without text; give those changed meanwhile.

    All is done as one change: if a file isn't as it was read, or can't be written, nothing is. A byte order mark stays,
    also where a file gets another path: origins give the old ones by the new. Other files are moved along.
    Raises OSError.
    """
    known = origins or {}
    found = {path: _read_marked(root / known.get(path, path)) for path in after}
    changed = tuple(path for path, (_, text) in found.items() if text != before.get(known.get(path, path)))
    if not changed:
        contents = {
            root / path: None if text is None else f"{found[path][0]}{text}".encode() for path, text in after.items()
        }
        change_files(root, contents, moves)
    return changed


def _read_marked(path: Path) -> tuple[str, str | None]:
    """Give a file's byte order mark, where it has one, and the rest; none where there is no file."""
    if not path.is_file():
        return "", None
    raw = path.read_bytes().decode("utf-8", errors="replace")
    text = raw.removeprefix("\ufeff")
    return raw[: len(raw) - len(text)], text


def _write_beside(path: str, content: bytes) -> None:
    """Write a file in one step. What shares the file's former content, such as a published site, keeps it."""
    folder, _, name = path.rpartition("/")
    beside = f"{folder or '.'}/.{name}.new"
    try:
        _write_new(beside, content, "wb")
    except OSError as error:
        error.filename = path
        raise
    os.replace(beside, path)  # noqa: PTH105


def _write_new(path: str, content: bytes, mode: Literal["wb", "xb"]) -> None:
    """Write a file, and make its folder if need be."""
    try:
        file = open(path, mode)  # noqa: PTH123, SIM115 - texts, as in Folder; closed below
    except FileNotFoundError:
        # Several processes write pages.
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        file = open(path, mode)  # noqa: PTH123, SIM115
    try:
        with file:
            file.write(content)
    except OSError as error:
        error.filename = error.filename or path
        raise
