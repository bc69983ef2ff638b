"""Makes the files of build/pages whose facts have changed since they were made, and keeps the others."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.crew import BATCH, MUCH, list_batches, open_crew, work_ahead
from generator.leaves import Bundle, Leaf
from generator.ledger import Folder, Stamp, remove_files
from generator.output import Output
from generator.progress import Tell, count_steps, tell_nobody
from generator.publication import CACHE, digest_tool
from generator.publish import write_file
from generator.reads import Fact, Notebook, digest_text
from generator.reads_record import KnownLeaf, ReadsRecord

_LARGE = 5_000
"""Files of a corpus in which even a small change is so much work that it pays to start processes."""
_WINDOW = 32
"""Batches that are under way: what comes of one is small, and a bundle may be as much work as a hundred others."""
Written = Mapping[str, tuple[str, Stamp]]
"""The digests and stamps of files that were written, by path."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """A leaf as it was planned now."""

    name: str
    entry: tuple[str, str] | None
    described: str
    """The digest of what was settled."""
    made: Written | None
    """None where it stands as it must be."""
    reads: "array[int]"
    """The numbers of the facts from which it was made."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A bundle that was planned now, and its leaves."""

    reads: "array[int]"
    leaves: tuple[_Planned, ...]


@dataclass(slots=True)
class _Plan:
    """What build/pages must hold."""

    bundles: list[str] = field(default_factory=list)
    leaves: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    entries: list[tuple[str, str]] = field(default_factory=list)
    """Of the sitemaps."""
    planned: int = 0
    """Bundles that were planned again."""

    def add(self, name: str, files: Iterable[str], entry: tuple[str, str] | None) -> None:
        self.leaves.append(name)
        self.files.update(files)
        self.entries.extend([entry] if entry else [])


def make_pages(output: Output, root: Path, pages: Folder, tell: Tell = tell_nobody) -> bool:
    """Make build/pages hold all that is published of an output, given what stands there; say whether it was much."""
    pages.root.mkdir(parents=True, exist_ok=True)
    path = root / "build" / CACHE / "reads.sqlite"
    record = ReadsRecord(path, digest_tool(), output.ground, output.facts)
    try:
        tell("planning pages", 0, 0)
        plan = _make_stale(output, pages, record, tell)
        for file, text in output.write_sitemaps(plan.entries).items():
            plan.files.add(file)
            write_file(file, text.encode(), pages)
        remove_files([path for path in pages.stamps if path not in plan.files], pages)
        record.keep(plan.bundles, plan.leaves)
        pages.save()
        record.commit()
        return plan.planned >= MUCH
    finally:
        record.close()


def _make_stale(output: Output, pages: Folder, record: ReadsRecord, tell: Tell) -> _Plan:
    """Plan again each bundle of which what it was planned from has changed, and make its leaves that are stale."""
    bundles = list(output.list_bundles())
    known = [_find_sound(bundle, pages, record) for bundle in bundles]
    stale = [bundle for bundle, leaves in zip(bundles, known, strict=True) if leaves is None]
    if stale:
        output.prepare(is_much=len(stale) >= MUCH)
    made = count_steps("making pages", _make_all(stale, output.notebook, pages, record), len(stale), tell)
    plan = _Plan(planned=len(stale))
    for bundle, leaves in zip(bundles, known, strict=True):
        plan.bundles.append(bundle.name)
        if leaves is None:
            _note(bundle, next(made), plan, pages, record)
            continue
        for leaf in leaves:
            plan.add(leaf.name, leaf.files, leaf.entry)
    return plan


def _find_sound(bundle: Bundle, pages: Folder, record: ReadsRecord) -> list[KnownLeaf] | None:
    """Give the leaves of a bundle; none where it must be planned again."""
    known = record.find_bundle(bundle.name)
    return known if known is not None and all(_is_sound(leaf, pages) for leaf in known) else None


def _is_sound(leaf: KnownLeaf, pages: Folder) -> bool:
    return not leaf.is_stale and all(pages.digests.get(path) == digest for path, digest in leaf.files.items())


def _note(bundle: Bundle, done: tuple[list[int], _Done], plan: _Plan, pages: Folder, record: ReadsRecord) -> None:
    """Note what a bundle became, given the record's number for each of its own."""
    numbers, one = done
    record.note_bundle(bundle.name, _renumber(one.reads, numbers), [leaf.name for leaf in one.leaves])
    for leaf in one.leaves:
        if leaf.made is None:
            before = record.find_leaf(leaf.name)
            assert before, "what is not made again was made before"
            plan.add(leaf.name, before.files, leaf.entry)
            continue
        for file, (digest, stamp) in leaf.made.items():
            pages.note(file, digest, stamp)
        files = {file: digest for file, (digest, _) in leaf.made.items()}
        record.note_leaf(leaf.name, leaf.described, _renumber(leaf.reads, numbers), files, leaf.entry)
        plan.add(leaf.name, files, leaf.entry)


class _Bench:
    """What lies before each process of a crew: bundles are made of functions, which can't be sent to it."""

    bundles: Sequence[Bundle]
    notebook: Notebook
    pages: Folder
    record: ReadsRecord


def _make_all(
    bundles: list[Bundle], notebook: Notebook, pages: Folder, record: ReadsRecord
) -> Iterator[tuple[list[int], _Done]]:
    """Make what is stale of bundles, and tell of it in order; several processes work, and each writes what it makes."""
    _Bench.bundles, _Bench.notebook, _Bench.pages, _Bench.record = bundles, notebook, pages, record
    # What a small change touches in a large corpus are a few bundles that look at all of it.
    is_heavy = len(bundles) > 1 and len(pages.digests) >= _LARGE
    is_much = len(bundles) >= MUCH
    batches = list(list_batches(range(len(bundles)), BATCH if is_much else 1))
    try:
        with open_crew(is_much=is_much or is_heavy) as crew:
            for facts, made in work_ahead(_make_batch, batches, crew, _WINDOW):
                numbers = record.number_facts(facts)
                yield from ((numbers, done) for done in made)
    finally:
        # It would outlive the build, with the whole library behind it.
        del _Bench.bundles, _Bench.notebook, _Bench.pages, _Bench.record


def _make_batch(numbers: list[int]) -> tuple[list[Fact], list[_Done]]:
    """Make bundles; give what was read, once for all of them, which read much the same, and by its numbers for each."""
    facts: dict[Fact, int] = {}
    made = [_make_bundle(_Bench.bundles[number], facts) for number in numbers]
    return list(facts), made


def _make_bundle(bundle: Bundle, facts: dict[Fact, int]) -> _Done:
    with _Bench.notebook.noting() as reads:
        leaves = list(bundle.plan())
    return _Done(_number(reads, facts), tuple(_make_leaf(leaf, facts) for leaf in leaves))


def _make_leaf(leaf: Leaf, facts: dict[Fact, int]) -> _Planned:
    before, described = _Bench.record.find_leaf(leaf.name), digest_text(repr(leaf.describe()))
    if before is not None and before.described == described and _is_sound(before, _Bench.pages):
        return _Planned(leaf.name, leaf.entry, described, None, array("I"))
    with _Bench.notebook.noting() as reads:
        contents = {path: _encode(make()) for path, make in leaf.files.items()}
    digests = {path: write_file(path, content, _Bench.pages) for path, content in contents.items()}
    made = {path: (digest, _Bench.pages.stamps[path]) for path, digest in digests.items()}
    return _Planned(leaf.name, leaf.entry, described, made, _number(reads, facts))


def _renumber(reads: "array[int]", numbers: list[int]) -> "array[int]":
    return array("I", [numbers[number] for number in reads])


def _number(reads: Iterable[Fact], facts: dict[Fact, int]) -> "array[int]":
    return array("I", [facts.setdefault(fact, len(facts)) for fact in reads])


def _encode(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()
