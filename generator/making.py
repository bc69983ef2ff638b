"""Makes the files of build/pages whose facts have changed since they were made, and keeps the others."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.crew import list_batches, open_crew, work_ahead
from generator.leaves import Leaf
from generator.ledger import Folder, Stamp, remove_files
from generator.output import SITEMAP, Output
from generator.progress import Tell, count_steps, tell_nobody
from generator.publication import CACHE, digest_tool
from generator.publish import write_file
from generator.reads import Fact, Notebook, digest_text
from generator.reads_record import KnownLeaf, ReadsRecord

Written = Mapping[str, tuple[str, Stamp]]
"""The digests and stamps of files that were written, by path."""


@dataclass(slots=True)
class _Plan:
    """What build/pages must hold."""

    bundles: list[str] = field(default_factory=list)
    leaves: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    entries: list[tuple[str, str]] = field(default_factory=list)
    """Of the sitemap."""
    stale: list[tuple[Leaf, str]] = field(default_factory=list)
    """What must be made, with the digest of what was settled when it was planned."""

    def add(self, leaf: Leaf | KnownLeaf) -> None:
        self.leaves.append(leaf.name)
        self.files.update(leaf.files)
        self.entries.extend([leaf.entry] if leaf.entry else [])


def make_pages(output: Output, root: Path, pages: Folder, tell: Tell = tell_nobody) -> None:
    """Make build/pages hold all that is published of an output, given what stands there."""
    pages.root.mkdir(parents=True, exist_ok=True)
    path = root / "build" / CACHE / "reads.sqlite"
    record = ReadsRecord(path, digest_tool(), output.ground, output.facts)
    try:
        tell("planning pages", 0, 0)
        plan = _plan_pages(output, pages, record)
        if plan.stale:
            output.press.compile_templates()
        stale = count_steps("making pages", plan.stale, len(plan.stale), tell)
        for (leaf, described), (made, reads) in zip(stale, _make_all(plan, output.notebook, pages), strict=True):
            for file, (digest, stamp) in made.items():
                pages.note(file, digest, stamp)
            record.note_leaf(leaf.name, described, reads, {file: row[0] for file, row in made.items()}, leaf.entry)
        if output.library.corpus.settings.address:
            plan.files.add(SITEMAP)
            write_file(SITEMAP, output.write_sitemap(plan.entries).encode(), pages)
        remove_files([path for path in pages.stamps if path not in plan.files], pages)
        record.keep(plan.bundles, plan.leaves)
        pages.save()
        record.commit()
    finally:
        record.close()


def _plan_pages(output: Output, pages: Folder, record: ReadsRecord) -> _Plan:
    """Find what must be made. A bundle is planned again only where what it was planned from has changed."""
    plan = _Plan()
    for bundle in output.list_bundles():
        plan.bundles.append(bundle.name)
        known = record.find_bundle(bundle.name)
        if known is not None and all(_is_sound(leaf, pages) for leaf in known):
            for made in known:
                plan.add(made)
            continue
        with output.notebook.noting() as reads:
            planned = list(bundle.plan())
        record.note_bundle(bundle.name, reads, [leaf.name for leaf in planned])
        for leaf in planned:
            plan.add(leaf)
            before, described = record.find_leaf(leaf.name), digest_text(repr(leaf.describe()))
            if before is None or before.described != described or not _is_sound(before, pages):
                plan.stale.append((leaf, described))
    return plan


def _is_sound(leaf: KnownLeaf, pages: Folder) -> bool:
    return not leaf.is_stale and all(pages.digests.get(path) == digest for path, digest in leaf.files.items())


class _Bench:
    """What lies before each process of a crew: plans are made of functions, which can't be sent to it."""

    leaves: tuple[Leaf, ...] = ()
    notebook: Notebook
    pages: Folder


def _make_all(plan: _Plan, notebook: Notebook, pages: Folder) -> Iterator[tuple[Written, list[Fact]]]:
    """Make all that is stale and tell of it in order; several processes work ahead, and each writes what it makes."""
    _Bench.leaves, _Bench.notebook, _Bench.pages = tuple(leaf for leaf, _ in plan.stale), notebook, pages
    batches = list(list_batches(range(len(plan.stale))))
    try:
        with open_crew(len(batches)) as crew:
            for facts, made in work_ahead(_make_batch, batches, crew):
                for files, reads in made:
                    yield files, [facts[number] for number in reads]
    finally:
        _Bench.leaves = ()


def _make_batch(numbers: list[int]) -> tuple[list[Fact], list[tuple[Written, "array[int]"]]]:
    """Make leaves; give what was read, once for all of them, which read much the same, and by its numbers for each."""
    facts: dict[Fact, int] = {}
    made = []
    for number in numbers:
        files, reads = _make_leaf(_Bench.leaves[number], _Bench.notebook, _Bench.pages)
        made.append((files, array("I", [facts.setdefault(fact, len(facts)) for fact in reads])))
    return list(facts), made


def _make_leaf(leaf: Leaf, notebook: Notebook, pages: Folder) -> tuple[Written, set[Fact]]:
    with notebook.noting() as reads:
        made = {path: _encode(make()) for path, make in leaf.files.items()}
    digests = {path: write_file(path, content, pages) for path, content in made.items()}
    return {path: (digest, pages.stamps[path]) for path, digest in digests.items()}, reads


def _encode(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()
