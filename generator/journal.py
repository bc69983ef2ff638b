"""Changes several files of a project as one: what is broken off, the next command undoes or finishes."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import asdict

JOURNAL = "change.json"
"""Below build/: there only while files are being changed, or where that was broken off."""


class _Steps(Struct, frozen=True):
    """What a change does, by paths from the project's root, or whole ones of what lies elsewhere."""

    puts: tuple[str, ...] = ()
    """Files that get new bytes, which wait beside them."""
    removals: tuple[str, ...] = ()
    moves: Mapping[str, str] = field(default_factory=dict)
    is_ready: bool = False
    """Whether all bytes wait beside their places: from then on the change is finished, before that it is undone."""


def change_files(root: Path, files: Mapping[Path, bytes | None], moves: Mapping[Path, Path] | None = None) -> None:
    """Give files their new bytes, remove those that have none, and move some; all of it, or nothing.

    Where the process is killed or the power fails, `settle_change` of the next command undoes or finishes what was
    begun. Raises OSError, and leaves everything as it was, where something can't be written.
    """
    puts = {_name(path, root): content for path, content in files.items() if content is not None}
    removals = tuple(_name(path, root) for path, content in files.items() if content is None)
    moved = {_name(old, root): _name(new, root) for old, new in (moves or {}).items()}
    steps = _Steps(tuple(puts), removals, moved)
    before = {path: (root / path).read_bytes() if (root / path).is_file() else None for path in (*puts, *removals)}
    journal = root / "build" / JOURNAL
    journal.parent.mkdir(parents=True, exist_ok=True)
    try:
        _save(journal, steps)
        for path, content in puts.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            write_through(_name_beside(root / path), content)
        _save(journal, _Steps(tuple(puts), removals, moved, is_ready=True))
        _finish(root, steps)
    except OSError:
        # What can't be undone either stays written down; the first error tells why.
        with suppress(OSError):
            _undo(root, steps, before)
            _remove(journal)
            _remove(_name_beside(journal))
        raise
    journal.unlink()


def is_unsettled(root: Path) -> bool:
    """Say whether a change was broken off, or is being made by another process."""
    journal = root / "build" / JOURNAL
    return journal.exists() or _name_beside(journal).exists()


def settle_change(root: Path) -> tuple[str, ...]:
    """Undo or finish a change that was broken off; give the files that it changed. Raises OSError.

    No other process may be changing files.
    """
    journal = root / "build" / JOURNAL
    _remove(_name_beside(journal))
    try:
        steps = _Steps(**json.loads(journal.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return ()
    if steps.is_ready:
        _finish(root, steps)
    else:
        for path in steps.puts:
            _remove(_name_beside(root / path))
    journal.unlink()
    return (*steps.puts, *steps.removals, *steps.moves) if steps.is_ready else ()


def write_through(path: Path, content: bytes) -> None:
    """Write a file down to the disk itself, so that a power cut doesn't leave it empty."""
    try:
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def _finish(root: Path, steps: _Steps) -> None:
    """Do what is not done yet."""
    for path in steps.puts:
        with suppress(FileNotFoundError):
            _name_beside(root / path).replace(root / path)
    for old, new in steps.moves.items():
        with suppress(FileNotFoundError):
            (root / old).rename(root / new)
    for path in steps.removals:
        _remove(root / path)
    for folder in {(root / path).parent for path in (*steps.puts, *steps.removals, *steps.moves.values())}:
        _sync_folder(folder)


def _undo(root: Path, steps: _Steps, before: Mapping[str, bytes | None]) -> None:
    for old, new in steps.moves.items():
        if not (root / old).exists() and (root / new).exists():
            (root / new).rename(root / old)
    for path, content in before.items():
        _remove(_name_beside(root / path))
        if content is None:
            _remove(root / path)
        elif not (root / path).is_file() or (root / path).read_bytes() != content:
            write_through(root / path, content)


def _remove(path: Path) -> None:
    with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
        path.unlink()


def _save(journal: Path, steps: _Steps) -> None:
    write_through(_name_beside(journal), json.dumps(asdict(steps)).encode())
    _name_beside(journal).replace(journal)
    _sync_folder(journal.parent)


def _sync_folder(folder: Path) -> None:
    """Let names that were given in a folder last, where the system can do that for folders."""
    with suppress(OSError):
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)


def _name(path: Path, root: Path) -> str:
    whole, top = path.absolute(), root.absolute()
    return (whole.relative_to(top) if whole.is_relative_to(top) else whole).as_posix()


def _name_beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")
