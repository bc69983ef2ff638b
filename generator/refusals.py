"""Words what the system refused: what could not be read or written, and the cure."""

import errno
import os
import sqlite3
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from generator.problems import Place, Problem

_REFUSALS = (OSError, sqlite3.OperationalError, BrokenProcessPool, MemoryError)
_ROOM = "free some room on its disk"
_RIGHTS = "check the owner and the permissions of the path and of its folder"
_ORDINARY = "let build/, site/ and the folder of each be ordinary folders on one disk"
_OPEN_FILES = "let more files be open at once (ulimit -n)"
_POWER = "end other programs, or let there be more memory and processes"
_CURES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "let files be larger (ulimit -f)",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: "make its file system writable, or work in a copy of the project",
    errno.EMFILE: _OPEN_FILES,
    errno.ENFILE: _OPEN_FILES,
    errno.EXDEV: _ORDINARY,
    errno.EBUSY: _ORDINARY,
    errno.EAGAIN: _POWER,
    errno.ENOMEM: _POWER,
    errno.ENOTDIR: "move away what stands where a folder should be",
    errno.EEXIST: "move away what stands where a folder should be",
    errno.EISDIR: "move away what stands where a file should be",
    errno.EIO: "check the disk",
}
_OF_TABLES = {"SQLITE_FULL": errno.ENOSPC, "SQLITE_READONLY": errno.EACCES, "SQLITE_PERM": errno.EACCES}
"""What SQLite's names of errors come to; it tells no path."""
_CACHE = "build/cache"
_WHOLE = "and run the command again; the site that was published and the content are whole"


def is_refusal(error: BaseException) -> bool:
    """Say whether an error means that the system refused something: no mistake in the content or the program."""
    # Jinja's error of a template that isn't there is an OSError, too; what the system says has a number.
    return isinstance(error, _REFUSALS) and not (isinstance(error, OSError) and error.errno is None)


def explain_refusal(error: BaseException, root: Path) -> Problem:
    """Give the problem of something that the system refused."""
    code, path = getattr(error, "errno", None), getattr(error, "filename", None)
    found = getattr(error, "strerror", None) or str(error)
    if isinstance(error, sqlite3.OperationalError):
        path = _CACHE
        code = _OF_TABLES.get("_".join(getattr(error, "sqlite_errorname", "").split("_")[:2]), errno.EIO)
        found = str(error)
    elif not isinstance(error, OSError):
        code, found = errno.ENOMEM, "a process that was ended, or no memory left"
    message = f"the system must let this be read and written, found: {found}"
    cure = _CURES.get(code or 0, "mend what the system tells")
    return Problem(Place(_show(path, root)), "system-refused", message, f"{cure}, {_WHOLE}")


def _show(path: object, root: Path) -> str:
    """Give a path from the project's root, where it lies below it; the folder of what is built where there is none."""
    if not isinstance(path, str | bytes | os.PathLike):
        return "build"
    whole, top = Path(os.fsdecode(path)).absolute(), root.absolute()
    return (whole.relative_to(top) if whole.is_relative_to(top) else whole).as_posix()
