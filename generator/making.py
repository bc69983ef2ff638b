"""Makes the files of build/pages whose facts have changed since they were made, and keeps the others."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from generator.crew import BATCH, MUCH, list_batches, open_crew, work_ahead
from generator.leaves import Bundle, Leaf
from generator.ledger import Folder, Stamp, remove_files
from generator.output import Output
from generator.portions import Portions
from generator.progress import Tell, count_steps, tell_nobody
from generator.publication import CACHE, digest_tool
from generator.publish import write_file
from generator.reads import Fact, Notebook, digest_text
from generator.reads_record import Reads, ReadsRecord

_LARGE = 5_000
"""Files of a corpus in which even a small change is so much work that it pays to start processes."""
_WINDOW = 32
"""Batches that are under way: what comes of one is small, and a bundle may be as much work as a hundred others."""
Written = Mapping[str, tuple[str, Stamp]]
"""The digests and stamps of files that were written, by path."""


class _Planned(Struct, frozen=True):
    """A leaf as it was planned now."""

    name: str
    entry: tuple[str, str] | None
    described: str
    """The digest of what was settled."""
    made: tuple[Written, Reads] | None
    """None where it stands as it must be."""


class _Done(Struct, frozen=True):
    """A bundle that was planned now, and its leaves."""

    reads: Reads
    leaves: tuple[_Planned, ...]


def make_pages(
    output: Output, root: Path, pages: Folder, tell: Tell = tell_nobody, stand: Callable[[], None] = lambda: None
) -> bool:
    """Make build/pages hold all that is published of an output, given what stands there; say whether it was much.

    `stand` is called as soon as all stands there, before what it was made from is written down.
    """
    pages.root.mkdir(parents=True, exist_ok=True)
    cache = root / "build" / CACHE
    tell("planning pages", 0, 0)
    record = ReadsRecord(cache / "reads.ledger", f"{digest_tool()} {output.ground}", output.facts, pages)
    portions = Portions(cache / "portions", output.notebook, record.find_portion)
    bundles = list(output.list_bundles(portions.open))
    stale = [bundle for bundle in bundles if not record.is_sound(bundle.name)]
    if stale:
        output.prepare(is_much=len(stale) >= MUCH)
    made = _make_all(_Bench(stale, output.notebook, portions, pages, record))
    for bundle, (numbers, done) in zip(stale, count_steps("making pages", made, len(stale), tell), strict=True):
        _note(bundle, done, numbers, pages, record)
    names = [bundle.name for bundle in bundles]
    record.keep(names)
    sitemaps = output.write_sitemaps(record.list_entries(names))
    for file, text in sitemaps.items():
        write_file(file, text.encode(), pages)
    files = {*record.list_files(), *sitemaps}
    remove_files([path for path in pages.stamps if path not in files], pages)
    stand()
    # In this order: the record counts for the folder as its own record tells it.
    pages.save()
    record.commit()
    return len(stale) >= MUCH


def _note(bundle: Bundle, done: _Done, numbers: list[int], pages: Folder, record: ReadsRecord) -> None:
    """Note what a bundle became, given the record's number for each of its own."""
    record.note_bundle(bundle.name, _renumber(done.reads, numbers), [leaf.name for leaf in done.leaves])
    for leaf in done.leaves:
        if leaf.made is None:
            record.note_entry(leaf.name, leaf.entry)
            continue
        written, reads = leaf.made
        for file, (digest, stamp) in written.items():
            pages.note(file, digest, stamp)
        record.note_leaf(leaf.name, leaf.described, _renumber(reads, numbers), written, leaf.entry)


class _Bench(Struct, frozen=True):
    """What bundles are made with."""

    bundles: Sequence[Bundle]
    notebook: Notebook
    portions: Portions
    pages: Folder
    record: ReadsRecord


class _Crew:
    """What lies before each process of a crew: bundles are made of functions, which can't be sent to it."""

    bench: _Bench


def _make_all(bench: _Bench) -> Iterator[tuple[list[int], _Done]]:
    """Make what is stale of bundles, and tell of it in order; several processes work, and each writes what it makes."""
    _Crew.bench = bench
    count = len(bench.bundles)
    # What a small change touches in a large corpus are a few bundles that look at all of it.
    is_heavy = count > 1 and len(bench.pages.digests) >= _LARGE
    is_much = count >= MUCH
    batches = list(list_batches(range(count), BATCH if is_much else 1))
    try:
        with open_crew(is_much=is_much or is_heavy) as crew:
            for facts, made in work_ahead(_make_batch, batches, crew, _WINDOW):
                numbers = bench.record.number_facts(facts)
                yield from ((numbers, done) for done in made)
    finally:
        # It would outlive the build, with the whole library behind it.
        del _Crew.bench


def _make_batch(numbers: list[int]) -> tuple[list[Fact], list[_Done]]:
    """Make bundles; give what was read, once for all of them, which read much the same, and by its numbers for each."""
    facts: dict[Fact, int] = {}
    made = [_make_bundle(_Crew.bench.bundles[number], _Crew.bench, facts) for number in numbers]
    return list(facts), made


def _make_bundle(bundle: Bundle, bench: _Bench, facts: dict[Fact, int]) -> _Done:
    with bench.notebook.noting() as noted:
        leaves = list(bundle.plan())
    reads = _tell_reads(noted, bench, facts)
    return _Done(reads, tuple(_make_leaf(leaf, bench, facts) for leaf in leaves))


def _make_leaf(leaf: Leaf, bench: _Bench, facts: dict[Fact, int]) -> _Planned:
    before, described = bench.record.find_leaf(leaf.name), digest_text(repr(leaf.describe()))
    if before is not None and before.described == described and before.is_sound:
        return _Planned(leaf.name, leaf.entry, described, None)
    with bench.notebook.noting() as noted:
        contents = {path: _encode(make()) for path, make in leaf.files.items()}
    reads = _tell_reads(noted, bench, facts)
    digests = {path: write_file(path, content, bench.pages) for path, content in contents.items()}
    made = {path: (digest, bench.pages.stamps[path]) for path, digest in digests.items()}
    return _Planned(leaf.name, leaf.entry, described, (made, reads))


def _tell_reads(noted: Iterable[Fact], bench: _Bench, facts: dict[Fact, int]) -> Reads:
    """Tell what was read by its number among the facts of a batch, also that of the portions that were just used."""

    def number(reads: Iterable[Fact]) -> "array[int]":
        return array("I", [facts.setdefault(fact, len(facts)) for fact in reads])

    portions = {
        file: {name: (one.digest, None if one.reads is None else number(one.reads)) for name, one in used.items()}
        for file, used in bench.portions.take().items()
    }
    return Reads(number(noted), portions)


def _renumber(reads: Reads, numbers: list[int]) -> Reads:
    """Give the same with the record's numbers, given the one for each of the batch's."""

    def swap(facts: "array[int]") -> "array[int]":
        return array("I", [numbers[fact] for fact in facts])

    portions = {
        file: {name: (digest, None if made is None else swap(made)) for name, (digest, made) in used.items()}
        for file, used in reads.portions.items()
    }
    return Reads(swap(reads.facts), portions)


def _encode(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()
