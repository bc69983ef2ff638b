"""Reads and writes the digests of a site's files, as `sha256sum` does, and compares a site with them."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from generator.ledger import list_stamps

SUMS = "SHA256SUMS"
"""At the top of a site: the digests of all its files but this one and the files at the top that begin with a dot."""
_DIGITS = 64
"""Of a digest."""
_PART = 1 << 16
"""Bytes of a file that are read at once."""
_LINE = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
"""Of sha256sum, in paths; a line that has one begins with a backslash."""
_UNUSUAL = re.compile(r"[\\\n\r]")


class NoSumsError(Exception):
    """What should tell digests doesn't; the message says why."""


class Difference(Struct, frozen=True):
    """A file of a copy that isn't as it was published."""

    path: str
    found: Literal["missing", "changed", "surplus"]

    def __str__(self) -> str:
        """Write it as a line of `asreported verify`."""
        return f"{self.found}: {self.path}"


def digest_file(path: Path | str) -> str:
    """Give a file's SHA-256, in hexadecimal. Raises OSError."""
    # Not hashlib.file_digest, which makes a quarter of a megabyte ready for each of ten thousand small files.
    digest = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - there are tens of thousands
        while part := file.read(_PART):
            digest.update(part)
    return digest.hexdigest()


def write_sums(digests: Mapping[str, str]) -> str:
    """Give what SHA256SUMS holds, sorted by path."""
    return "".join(_write_line(path, digests[path]) for path in sorted(digests))


def replace_sums(text: str, digests: Mapping[str, str]) -> str | None:
    """Give what SHA256SUMS holds with the digests of some files replaced; none where it doesn't list each of them.

    Its other lines, of which there may be tens of thousands, are not read.
    """
    parts: list[str] = []
    done = 0
    for path, digest in sorted(digests.items()):
        end = _find_path(text, path, done)
        if end < 0:
            return None
        parts += (text[done : end - len(digest)], digest)
        done = end
    return "".join((*parts, text[done:]))


def _find_path(text: str, path: str, start: int) -> int:
    """Give where, from a place on, what follows the digest of a path begins; -1 where that is nowhere."""
    written = _write_line(path, "")
    if written.startswith("\\"):
        return -1
    end = text.find(written, start)
    # Another path may end like this one.
    while end >= 0 and end != _DIGITS and text[end - _DIGITS - 1] != "\n":
        end = text.find(written, end + 1)
    return end


def read_sums(text: str) -> dict[str, str]:
    """Give the digests that SHA256SUMS holds, by path. Raises NoSumsError."""
    digests = {}
    for number, line in enumerate(text.split("\n")[:-1] if text else (), start=1):
        match = _LINE.fullmatch(line)
        if not match:
            raise NoSumsError(f"line {number} must be a digest and a path, found {line[:80]!r}")
        digests[_read_path(match[3]) if match[1] else match[3]] = match[2]
    if not digests or not text.endswith("\n"):
        raise NoSumsError("must hold a digest a line and end with a line break, found less")
    return digests


def _read_path(text: str) -> str:
    return re.sub(r"\\(.)", lambda sign: {"n": "\n", "r": "\r"}.get(sign[1], sign[1]), text)


def verify_site(folder: Path, against: Path | None = None) -> tuple[int, tuple[Difference, ...]]:
    """Compare a copy of a site with its own digests, or with trusted ones: those of a file or of another site.

    Gives how many files were published, and what differs. Raises NoSumsError, and OSError.
    """
    trusted = folder if against is None else against
    text = _read_text(trusted / SUMS if trusted.is_dir() else trusted)
    digests = read_sums(text)
    differences = list(compare_site(folder, digests))
    own = folder / SUMS
    if not own.is_file():
        differences.append(Difference(SUMS, "missing"))
    elif own.read_bytes() != text.encode():
        differences.append(Difference(SUMS, "changed"))
    return len(digests), tuple(sorted(differences, key=lambda one: one.path))


def compare_site(folder: Path, digests: Mapping[str, str]) -> Iterator[Difference]:
    """Give what differs in a folder from what was published, sorted by path. Raises OSError."""
    # What others keep at the top, such as .nojekyll or .git/, is left alone; .well-known/ was published.
    found = {path for path, _ in list_stamps(folder) if path in digests or not path.startswith(".")} - {SUMS}
    for path in sorted({*digests, *found}):
        if path not in found:
            yield Difference(path, "missing")
        elif path not in digests:
            yield Difference(path, "surplus")
        elif (folder / path).is_symlink() or digest_file(folder / path) != digests[path]:
            yield Difference(path, "changed")


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        raise NoSumsError("must be there, found none") from None
    except UnicodeDecodeError:
        raise NoSumsError("must be UTF-8, found other bytes") from None


def _write_line(path: str, digest: str) -> str:
    if not _UNUSUAL.search(path):
        return f"{digest}  {path}\n"
    return f"\\{digest}  {_UNUSUAL.sub(lambda sign: _ESCAPES[sign[0]], path)}\n"
