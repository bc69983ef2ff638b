"""Remembers what was written into a folder, so that what stands there is known without reading it."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.signature import sign
from generator.signed_file import read_signed_file, write_signed_file

Stamp = tuple[int, int]
"""Size (bytes) and time of change (nanoseconds)."""
Look = Callable[[], Mapping[str, Stamp]]
"""Gives all files of a folder with their stamps, by path."""


class Changes(Struct, frozen=True):
    """What became of a folder since its record was read or written."""

    mark: bytes
    """Of that record."""
    files: Mapping[str, tuple[str, Stamp] | None]
    """The digest and the stamp of each file that was written, by path; none of one that is gone."""


class Folder(Struct):
    """A folder with the digests of the files that were written into it and have not been touched since."""

    root: Path
    record: Path
    """The file that remembers."""
    version: str
    """Of what wrote the folder: what another version wrote counts as unknown."""
    digests: dict[str, str] = field(default_factory=dict)
    """Of what each file was made from, by path."""
    stamps: dict[str, Stamp] = field(default_factory=dict)
    """Of all files that stand there, known or not."""
    lost: tuple[str, ...] = ()
    """The files that were written and are gone, or were touched since."""
    is_changed: bool = True
    """Whether the record doesn't tell all this."""
    touched: set[str] = field(default_factory=set)
    """The files that were written, removed or found lost since the record was read or written."""
    mark: bytes = b""
    """Of the record as it was read or written last, which no other record has; nothing where there is none."""

    @property
    def strangers(self) -> tuple[str, ...]:
        """The files that stand there and are not known."""
        return tuple(path for path in self.stamps if path not in self.digests)

    @property
    def changes(self) -> Changes:
        """What whoever knows the record must be told."""
        files = {
            path: (self.digests[path], self.stamps[path]) if path in self.digests else None for path in self.touched
        }
        return Changes(self.mark, files)

    def name(self, path: str) -> str:
        """Give the whole path of a file, as a text: there are tens of thousands."""
        return f"{self.root}/{path}"

    def read(self, path: str) -> bytes:
        """Give what a file holds."""
        with open(self.name(path), "rb", buffering=0) as file:  # noqa: PTH123 - as above
            return file.readall()

    def note(self, path: str, digest: str, stamp: Stamp | None = None) -> None:
        """Remember a file that was just written; its stamp is looked up unless it is known."""
        if stamp is None:
            found = os.stat(self.name(path))  # noqa: PTH116 - the same
            stamp = (found.st_size, found.st_mtime_ns)
        self.digests[path], self.stamps[path] = digest, stamp
        self._touch(path)

    def forget(self, path: str) -> None:
        """Forget a file that was just removed."""
        self.digests.pop(path, None)
        self.stamps.pop(path, None)
        self._touch(path)

    def follow(self, changes: Changes) -> "Folder | None":
        """Give what became of the folder, of which whoever tells it writes the record; none if that is another one."""
        if changes.mark != self.mark:
            return None
        followed = replace(self, digests=dict(self.digests), stamps=dict(self.stamps), touched=set())
        for path, written in changes.files.items():
            if written:
                followed.note(path, *written)
            else:
                followed.forget(path)
        followed.is_changed = False
        return followed

    def swap(self, other: "Folder") -> None:
        """Let two folders hold what the other one holds; neither's record, nor its changes, tells of that."""
        self.digests, other.digests = other.digests, self.digests
        self.stamps, other.stamps = other.stamps, self.stamps
        self.is_changed = other.is_changed = True

    def save(self) -> None:
        """Write the record, in one step, unless it tells all this already."""
        if not self.is_changed:
            return
        # There are tens of thousands, and strangers hardly ever.
        is_known = self.stamps.keys() == self.digests.keys()
        stamps = self.stamps if is_known else {path: self.stamps[path] for path in self.digests}
        self.mark = write_signed_file(self.record, self.version, (self.digests, stamps))
        self.is_changed = False
        self.touched.clear()

    def _touch(self, path: str) -> None:
        self.touched.add(path)
        self.is_changed = True


def open_folder(root: Path, record: Path, version: str, look: Look | None = None) -> Folder:
    """Look what stands in a folder, unless somebody else has looked, and say what of it is known."""
    # Before anybody looks: who waits for the look may then write another record.
    known, left, mark = _read_record(record, version)
    stamps = dict(look() if look else list_stamps(root))
    if left == stamps:
        return Folder(root, record, version, known, stamps, is_changed=False, mark=mark)
    digests = {path: digest for path, digest in known.items() if stamps.get(path) == left[path]}
    lost = tuple(known.keys() - digests.keys())
    return Folder(root, record, version, digests, stamps, lost, is_changed=bool(lost), touched=set(lost), mark=mark)


def read_folder(root: Path, record: Path, version: str) -> Folder:
    """Believe what the record of a folder says, if the folder is there at all."""
    digests, stamps, mark = _read_record(record, version) if root.is_dir() else ({}, {}, b"")
    return Folder(root, record, version, digests, stamps, is_changed=not mark, mark=mark)


def list_stamps(root: Path) -> Iterator[tuple[str, Stamp]]:
    """Give all files below a folder but for those at its top that begin with a dot, with their stamps."""
    waiting, top = [""] if root.is_dir() else [], str(root)
    while waiting:
        parent = waiting.pop()
        # Paths as texts: a site has a folder a page.
        with os.scandir(f"{top}/{parent}") as entries:
            for entry in entries:
                path = f"{parent}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                elif parent or not entry.name.startswith("."):
                    found = entry.stat(follow_symlinks=False)
                    yield path, (found.st_size, found.st_mtime_ns)


def remove_files(paths: Iterable[str], folder: Folder) -> None:
    """Remove files from a folder, and the folders that they leave empty."""
    for path in paths:
        with suppress(FileNotFoundError):
            os.unlink(folder.name(path))  # noqa: PTH108 - as in Folder
        folder.forget(path)
        parent = path.rpartition("/")[0]
        with suppress(OSError):
            while parent:
                os.rmdir(folder.name(parent))  # noqa: PTH106
                parent = parent.rpartition("/")[0]


def seal(path: Path) -> None:
    """Note beside a file how we left it."""
    _name_seal(path).write_text(_describe(path), encoding="utf-8")


def is_sealed(path: Path) -> bool:
    """Tell whether a file is as we left it."""
    try:
        return _name_seal(path).read_text(encoding="utf-8") == _describe(path)
    except (OSError, UnicodeDecodeError):
        return False


def digest_bytes(content: bytes) -> str:
    """Give the digest of a content: 128 bits, in hexadecimal."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _read_record(path: Path, version: str) -> tuple[dict[str, str], dict[str, Stamp], bytes]:
    """Give the digests and stamps of a record, and its mark; one that isn't ours is as good as empty."""
    signed = read_signed_file(path, version)
    return (*signed.value, signed.mark) if signed else ({}, {}, b"")


def _name_seal(path: Path) -> Path:
    return path.with_name(f"{path.name}.seal")


def _describe(path: Path) -> str:
    found = path.stat()
    told = f"{found.st_size} {found.st_mtime_ns}"
    return f"{told} {sign(path.name.encode(), told.encode()).hex()}"
