"""Shows on a terminal what goes on and how far it is, in one line that is gone afterwards."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from generator.progress import Tell

_PAUSE = 0.1
"""Seconds between two numbers: fewer can't be read."""
_CLEAR = "\r\x1b[K"
"""Source: ECMA-48, EL (erase in line)."""


@contextmanager
def show_progress(stream: TextIO) -> Iterator[Tell]:
    """Give what shows progress, until all is done; it says nothing where nobody sits before the stream."""
    meter = _Meter(stream)
    try:
        yield meter.tell
    finally:
        meter.clear()


class _Meter:
    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.is_watched = stream.isatty()
        self.what = ""
        self.told = 0.0

    def tell(self, what: str, done: int, total: int) -> None:
        """Show it, but for a number that follows another at once."""
        if not self.is_watched or (what == self.what and time.monotonic() - self.told < _PAUSE):
            return
        self.what, self.told = what, time.monotonic()
        number = f" {done:,} of {total:,}" if total else " …"
        self.stream.write(f"{_CLEAR}{what}{number}")
        self.stream.flush()

    def clear(self) -> None:
        """Leave the line as it was before."""
        if self.what:
            self.stream.write(_CLEAR)
            self.stream.flush()
