"""Says what `asreported diff` prints: what changed for readers since a publication."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from generator.comparison import Change
from generator.history import Edition, Revision, find_revision, is_checkout, list_commits, list_revisions, read_editions
from generator.load import Content, load_content
from generator.lock import LOCK_PATH
from generator.problems import InvalidContent, Place, Problem
from generator.publications import compare_files
from generator.views.changes import GROUPS


class Comparison(Struct, frozen=True):
    """What changed since a revision."""

    since: Revision
    changes: tuple[Change, ...]


def compare_project(root: Path, name: str | None) -> Comparison:
    """Compare a project as it lies here with a revision of it; without a name, with the last publication.

    Raises InvalidContent where there is no such revision, or one of the two can't be read.
    """
    if not is_checkout(root):
        raise _refuse("a project must be the top of a git checkout to be compared with what it was, found none")
    content, _ = load_content(root)
    files = _list_files(content)
    edition = _find_edition(root, name, files)
    changes = compare_files(edition.files, files)
    if changes is None:
        found = f"a corpus.yml that isn't, here or at {_name(edition.revision)}"
        raise _refuse(f"the content must be readable at both ends, found {found}", "name a later revision")
    return Comparison(edition.revision, changes)


def print_comparison(comparison: Comparison) -> Iterator[str]:
    """Give the lines of a comparison; none where nothing changed for readers."""
    if comparison.changes:
        yield f"Since {_name(comparison.since)} ({comparison.since.day}):"
    for key, group in groupby(comparison.changes, key=lambda change: (change.what, change.how)):
        changes = list(group)
        yield ""
        yield f"{GROUPS[key]} ({len(changes)})"
        for change in changes:
            yield f"  {change.id}: {change.label}" + (f" ({', '.join(change.fields)})" if change.fields else "")
            if change.before:
                yield f"    before: {change.before}"
                yield f"    after : {change.after}"
            elif change.after:
                yield f"    {change.after}"


def describe_comparison(comparison: Comparison) -> Mapping[str, object]:
    """Give a comparison as JSON holds it."""
    since = comparison.since
    return {
        "since": {"revision": since.name, "tag": since.tag or None, "date": since.moment},
        "changes": [asdict(change) for change in comparison.changes],
    }


def _find_edition(root: Path, name: str | None, files: Mapping[str, str]) -> Edition:
    """Give the edition to compare with: the named one, the newest tag, or the last that isn't what lies here."""
    if name is not None:
        revision = find_revision(root, name)
        if revision is None:
            raise _refuse(
                f"a revision must be a tag, a branch or a commit of this checkout, found {name}", "see `git log`"
            )
        return read_editions(root, [revision])[0]
    tagged = next((revision for revision in list_revisions(root) or () if revision.tag), None)
    if tagged:
        return read_editions(root, [tagged])[0]
    # One after the other: nearly always the first or the second is another.
    editions = (read_editions(root, [revision])[0] for revision in list_commits(root))
    edition = next((edition for edition in editions if edition.files != files), None)
    if edition is None:
        raise _refuse("there must be an earlier content to compare with, found none", "commit the content first")
    return edition


def _list_files(content: Content) -> Mapping[str, str]:
    return {**content.files, **({LOCK_PATH: content.lock} if content.lock is not None else {})}


def _name(revision: Revision) -> str:
    return revision.tag or revision.name[:12]


def _refuse(message: str, hint: str = "") -> InvalidContent:
    return InvalidContent([Problem(Place("content"), "revision-unknown", message, hint)])
