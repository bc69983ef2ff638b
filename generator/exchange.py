"""Lets two folders change places in one step, where the system can do that."""

import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Of Linux' renameat2."""
_RENAME_SWAP = 2
"""Of macOS' renamex_np."""
_REFUSALS = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM)
"""What systems and file systems answer that know no exchange; EPERM comes from filters of system calls."""


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places; give whether that was possible in one step, else nothing has changed.

    Raises OSError where it fails for any other reason. Source: renameat2(2), renamex_np(2).
    """
    import ctypes  # noqa: PLC0415 - it takes a while, and most commands need none of it

    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(*names, _RENAME_SWAP)
    else:
        return False
    code = ctypes.get_errno()
    if failed and code not in _REFUSALS:
        raise OSError(code, os.strerror(code), str(one), None, str(other))
    return not failed
