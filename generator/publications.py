"""Says what changed between publications, from the content as it was at each."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from generator.comparison import Change, State, compare_states
from generator.evidence import Evidence
from generator.history import Edition, Revision
from generator.load import Content
from generator.lock import LOCK_PATH, read_lock
from generator.validate import validate_content

_SETTINGS = "content/corpus.yml"
_ALWAYS = (_SETTINGS, "content/moved.yml")
"""Files without which no other can be understood."""


class Publication(Struct, frozen=True):
    """One publication of the content, and what it changed."""

    revision: Revision
    changes: tuple[Change, ...] | None
    """None where the content before, or this one, can't be read any more."""
    is_first: bool = False


class Past(Struct, frozen=True):
    """The newest publications, as far as they are known here."""

    is_known: bool = False
    publications: tuple[Publication, ...] = ()
    """The newest first; without those that changed nothing for readers."""
    is_whole: bool = False
    """Whether the first one is among them."""


def list_publications(editions: Sequence[Edition] | None) -> Past:
    """Compare each edition with the one before it, the newest first; the last one is only compared with.

    Without editions, since the history isn't known, the past isn't either.
    """
    if editions is None:
        return Past()
    publications = [
        Publication(newer.revision, compare_files(older.files, newer.files)) for newer, older in pairwise(editions)
    ]
    is_whole = bool(editions) and editions[-1].is_first
    if is_whole:
        publications.append(Publication(editions[-1].revision, compare_files({}, editions[-1].files), is_first=True))
    told = tuple(one for one in publications if one.changes is None or one.changes)
    return Past(is_known=True, publications=told, is_whole=is_whole)


def compare_files(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Change, ...] | None:
    """Give what changed for readers between two states of the files of content/; none where one can't be read.

    Only files that differ are read, so that a small change of a large corpus costs little.
    """
    differing = {path for path in {*old, *new} if old.get(path) != new.get(path)}
    evidence = [_read_evidence(files) if LOCK_PATH in differing else Evidence() for files in (old, new)]
    refs = evidence[0].anchors.keys() | evidence[1].anchors.keys()
    shifted = {ref.partition("/")[0] for ref in refs if evidence[0].anchors.get(ref) != evidence[1].anchors.get(ref)}
    wanted = differing | {f"content/claims/{source}.yml" for source in shifted} | set(_ALWAYS)
    # A corpus that isn't there yet is an empty one of the same kind.
    states = [
        _read_state(
            {path: text for path, text in files.items() if path in wanted} or {_SETTINGS: new[_SETTINGS]}, known
        )
        if files or _SETTINGS in new
        else None
        for files, known in zip((old, new), evidence, strict=True)
    ]
    before, after = states
    return compare_states(before, after) if before and after else None


def _read_state(files: Mapping[str, str], evidence: Evidence) -> State | None:
    corpus, _ = validate_content(Content(files, {}, {}, None))
    return State(corpus, evidence) if corpus else None


def _read_evidence(files: Mapping[str, str]) -> Evidence:
    return read_lock(files[LOCK_PATH])[0] if LOCK_PATH in files else Evidence()
