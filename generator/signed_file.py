"""Keeps values in signed files, each written in one step; what is damaged or from elsewhere is as good as none."""

import marshal
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.signature import SIGNATURE, is_signed, sign


class Signed(Struct, frozen=True):
    """What a file held."""

    value: Any
    """What `marshal` can hold: texts, numbers, bytes, and rows and tables of such."""
    mark: bytes
    """Its signature, which no other value has."""


def read_signed_file(path: Path, version: str) -> Signed | None:
    """Read a value; none where it is missing, damaged, another version's, another file's or not signed here."""
    try:
        signed = path.read_bytes()
    except OSError:
        return None
    mark, packed = signed[:SIGNATURE], memoryview(signed)[SIGNATURE:]
    if not is_signed(mark, *_name(path, version), packed):
        return None
    # Of tens of thousands of files JSON would take longer than all else of a build in which nothing has changed.
    return Signed(marshal.loads(packed), mark)  # noqa: S302 - it is ours


def write_signed_file(path: Path, version: str, value: Any) -> bytes:
    """Write a value, in one step; give its mark."""
    packed = marshal.dumps(value)
    mark = sign(*_name(path, version), packed)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    with beside.open("wb") as file:
        file.write(mark)
        file.write(packed)
    beside.replace(path)
    return mark


def _name(path: Path, version: str) -> tuple[bytes, bytes]:
    """Give what a value is for: under another name, or for another version, nobody believes it."""
    return path.name.encode(), version.encode()
