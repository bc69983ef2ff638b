"""Remembers from which facts every file was made, so that only those are made again whose facts have changed."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from sys import intern

from msgspec import Struct

from generator.dependents import Dependents
from generator.ledger import Folder
from generator.reads import Fact, Facts
from generator.signed_file import read_signed_file, write_signed_file

_Bundle = tuple[int, tuple[str, ...]]
"""Its number as a dependent, and the names of its leaves."""
_Leaf = tuple[int, str, tuple[str, ...], tuple[str, str] | None]
"""Its number as a dependent, the digest of what was settled, its files but for the first, its entry in the sitemap."""
_Portion = tuple[int, str]
"""Its number as a dependent, and its digest."""
_File = tuple[int, dict[str, _Portion]]
"""Whose portions they are, by the number of that dependent, and the portions by name."""


class Reads(Struct, frozen=True):
    """From what a bundle was planned, or a leaf was made."""

    facts: "array[int]"
    """By their numbers; without those from which portions were made."""
    portions: Mapping[str, Mapping[str, tuple[str, "array[int] | None"]]]
    """By file and name, each with its digest and the facts from which it was made; none where it is the known one."""


class KnownLeaf(Struct, frozen=True):
    """A leaf that was made."""

    described: str
    """The digest of what was settled when it was planned."""
    is_sound: bool
    """Whether its files stand as they were made, and no fact that was read for it has changed since."""


class ReadsRecord:
    """Knows facts and what was made from them; what is noted counts from `commit` on.

    Bundles, leaves and portions are the dependents of facts. Those of which a fact has changed are stale until they are
    noted again; so is whoever has a stale portion, and a leaf of which a file was lost.
    """

    def __init__(self, path: Path, version: str, facts: Facts, pages: Folder) -> None:
        """Open the record of a folder. One that is damaged, another version's or of another state begins anew.

        The version is that of all that files are made by, and of all that they are made from but for facts.
        """
        self._path, self._version, self._facts, self._pages = path, version, facts, pages
        self._numbers: dict[str, dict[str, int]] = {}
        self._digests: list[str] = []
        self._bundles: dict[str, _Bundle] = {}
        self._leaves: dict[str, _Leaf] = {}
        self._files: dict[str, _File] = {}
        packed, signed = None, read_signed_file(path, version)
        if signed is not None and signed.value[0] == pages.mark:
            _, self._numbers, self._digests, self._bundles, self._leaves, self._files, packed = signed.value
        self._dependents = Dependents(packed)
        self._changed = dict(self._list_changed())
        self._stale = self._dependents.find(self._changed) | set(self._list_lost())
        self._stale.update(self._list_owners())
        self._sound = {name for name, (number, *_) in self._leaves.items() if number not in self._stale}
        """Leaves that need not be made."""

    def is_sound(self, bundle: str) -> bool:
        """Say whether a bundle need not be planned again, nor any of its leaves be made."""
        if bundle not in self._bundles:
            return False
        number, leaves = self._bundles[bundle]
        return number not in self._stale and self._sound.issuperset(leaves)

    def find_leaf(self, name: str) -> KnownLeaf | None:
        """Give a leaf that was made before."""
        if name not in self._leaves:
            return None
        number, described, _, _ = self._leaves[name]
        return KnownLeaf(described, number not in self._stale)

    def find_portion(self, file: str, name: str) -> str | None:
        """Give the digest of a portion of a file, if all that was read for it is as it was."""
        _, portions = self._files.get(file, (0, {}))
        if name not in portions:
            return None
        number, digest = portions[name]
        return None if number in self._stale else digest

    def note_bundle(self, name: str, reads: Reads, leaves: Iterable[str]) -> None:
        """Remember what a bundle was planned from."""
        self._bundles[name] = (self._note(reads), tuple(leaves))

    def note_leaf(
        self, name: str, described: str, reads: Reads, files: Iterable[str], entry: tuple[str, str] | None
    ) -> None:
        """Remember what a leaf was made from."""
        others = tuple(file for file in files if file != name)
        self._leaves[name] = (self._note(reads), described, others, entry)

    def note_entry(self, name: str, entry: tuple[str, str] | None) -> None:
        """Remember what the sitemap says of a leaf that was planned again and stands as it was."""
        number, described, others, _ = self._leaves[name]
        self._leaves[name] = (number, described, others, entry)

    def number_facts(self, facts: Iterable[Fact]) -> list[int]:
        """Give the numbers of facts; new ones get one, and their digest of now."""
        return [self._number_fact(fact) for fact in facts]

    def keep(self, bundles: Iterable[str]) -> None:
        """Forget all others, and all leaves but theirs."""
        kept = set(bundles)
        for name in self._bundles.keys() - kept:
            del self._bundles[name]
        leaves = {leaf for _, named in self._bundles.values() for leaf in named}
        for name in self._leaves.keys() - leaves:
            del self._leaves[name]

    def list_files(self) -> Iterator[str]:
        """Give the files of all leaves."""
        for name, (_, _, others, _) in self._leaves.items():
            yield name
            yield from others

    def list_entries(self, bundles: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Give the entries of bundles in the sitemap, in order."""
        for bundle in bundles:
            for leaf in self._bundles[bundle][1]:
                entry = self._leaves[leaf][3]
                if entry is not None:
                    yield entry

    def commit(self) -> None:
        """Write what was noted to the disk. It counts as long as the folder's own record is the one of now."""
        self._drop_stale()
        for number, digest in self._changed.items():
            self._digests[number] = digest
        packed = self._dependents.pack(self._list_dependents())
        tables = (self._numbers, self._digests, self._bundles, self._leaves, self._files)
        write_signed_file(self._path, self._version, (self._pages.mark, *tables, packed))

    def _note(self, reads: Reads) -> int:
        """Give a number to what was just made."""
        number = self._dependents.note(reads.facts)
        for file, portions in reads.portions.items():
            _, known = self._files.get(file, (0, {}))
            rows = {
                name: (known[name][0] if made is None else self._dependents.note(made), digest)
                for name, (digest, made) in portions.items()
            }
            self._files[file] = (number, rows)
        return number

    def _number_fact(self, fact: Fact) -> int:
        table, key = fact
        keys = self._numbers.setdefault(table, {})
        if key not in keys:
            # One actor is the key of ten tables, and comes as another text from each process.
            keys[intern(key)] = len(self._digests)
            self._digests.append(self._facts.digest(fact))
        return keys[key]

    def _list_changed(self) -> Iterator[tuple[int, str]]:
        """Give the facts that are others than they were, by their numbers, with their digests of now."""
        digests = self._digests
        for table, keys in self._numbers.items():
            find = self._facts.open(table)
            for key, number in keys.items():
                digest = find(key)
                if digest != digests[number]:
                    yield number, digest

    def _list_lost(self) -> Iterator[int]:
        """Give the leaves of which a file is gone or was touched; all others stand as the folder's record says."""
        lost = set(self._pages.lost)
        if lost:
            for name, (number, _, others, _) in self._leaves.items():
                if name in lost or not lost.isdisjoint(others):
                    yield number

    def _list_owners(self) -> Iterator[int]:
        """Give who has a stale portion."""
        for owner, portions in self._files.values():
            if any(number in self._stale for number, _ in portions.values()):
                yield owner

    def _list_dependents(self) -> set[int]:
        """Give all numbers that are somebody's."""
        present = {number for number, _ in self._bundles.values()}
        present.update(number for number, *_ in self._leaves.values())
        present.update(number for _, portions in self._files.values() for number, _ in portions.values())
        return present

    def _drop_stale(self) -> None:
        """Forget what is stale and nobody has asked for: once its facts count as they are now, nothing tells it."""
        self._bundles = {name: row for name, row in self._bundles.items() if row[0] not in self._stale}
        self._leaves = {name: row for name, row in self._leaves.items() if row[0] not in self._stale}
        for _, portions in self._files.values():
            for name in [name for name, (number, _) in portions.items() if number in self._stale]:
                del portions[name]
