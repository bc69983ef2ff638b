"""Has Python look for garbage seldom, since a build keeps nearly all that it makes."""

import gc
import sys

_OBJECTS = 1_000_000
"""That are made before the collector looks at them: more than the records of ten thousand pages come to.

After every 700, as by itself, it takes a tenth of the time.
"""


def collect_seldom() -> None:
    """Let the collector of garbage wait longer, for the rest of this process."""
    gc.set_threshold(_OBJECTS)


def collect_now() -> None:
    """Collect what a part of the work has left, since the next would take as much memory once more."""
    import ctypes  # noqa: PLC0415 - as in exchange

    gc.collect()
    # Python frees it, but the C library of Linux keeps what it is given back, unless it is told.
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
