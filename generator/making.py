"""Makes the files of build/pages whose facts have changed since they were made, and keeps the others."""

from pathlib import Path

from generator.edition import SITEMAP, Edition
from generator.leaves import Leaf
from generator.ledger import Folder, remove_files
from generator.publication import CACHE, digest_tool, open_pages
from generator.publish import write_file
from generator.reads import digest_text
from generator.reads_record import KnownLeaf, ReadsRecord


def make_pages(edition: Edition, root: Path) -> None:
    """Make build/pages hold all that is published of an edition."""
    pages = open_pages(root)
    pages.root.mkdir(parents=True, exist_ok=True)
    facts = edition.facts
    record = ReadsRecord(root / "build" / CACHE / "reads.sqlite", digest_tool(), edition.ground, facts)
    try:
        _make(edition, pages, record)
        record.commit()
    finally:
        record.close()


def _make(edition: Edition, pages: Folder, record: ReadsRecord) -> None:
    wanted: set[str] = set()
    entries: list[tuple[str, str]] = []
    bundles: list[str] = []
    leaves: list[str] = []

    def take(files: set[str], entry: tuple[str, str] | None) -> None:
        wanted.update(files)
        if entry:
            entries.append(entry)

    for bundle in edition.list_bundles():
        bundles.append(bundle.name)
        planned = record.find_bundle(bundle.name)
        known = [record.find_leaf(name) for name in planned or ()]
        if planned is not None and all(leaf and _is_sound(leaf, pages) for leaf in known):
            leaves.extend(planned)
            for leaf in known:
                take(set(leaf.files) if leaf else set(), leaf.entry if leaf else None)
            continue
        with edition.notebook.noting() as reads:
            plan = list(bundle.plan())
        record.note_bundle(bundle.name, reads, [leaf.name for leaf in plan])
        for leaf in plan:
            leaves.append(leaf.name)
            take(set(leaf.files), leaf.entry)
            _make_leaf(leaf, edition, pages, record)
    if edition.library.corpus.settings.address:
        wanted.add(SITEMAP)
        write_file(SITEMAP, edition.write_sitemap(entries).encode(), pages)
    remove_files([path for path in pages.stamps if path not in wanted], pages)
    record.keep(bundles, leaves)
    pages.save()


def _make_leaf(leaf: Leaf, edition: Edition, pages: Folder, record: ReadsRecord) -> None:
    described = digest_text(repr(leaf.describe()))
    known = record.find_leaf(leaf.name)
    if known and known.described == described and _is_sound(known, pages):
        return
    files: dict[str, str] = {}
    with edition.notebook.noting() as reads:
        for path, make in leaf.files.items():
            made = make()
            files[path] = write_file(path, made if isinstance(made, bytes) else made.encode(), pages)
    record.note_leaf(leaf.name, described, reads, files, leaf.entry)


def _is_sound(leaf: KnownLeaf, pages: Folder) -> bool:
    return not leaf.is_stale and all(pages.digests.get(path) == digest for path, digest in leaf.files.items())
