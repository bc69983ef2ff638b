"""Calls the six stages in order, and fits on one screen."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.file_problems import refuse_output
from generator.garbage import collect_now
from generator.history import read_head
from generator.imprint import IMPRINT, write_imprint
from generator.ledger import Folder
from generator.link import Library, link_corpus
from generator.load import Content, load_content, load_editions
from generator.lock import LOCK_PATH, list_anchors, read_lock, write_lock
from generator.memo import Memo, make_key
from generator.problems import (
    InvalidContent,
    Place,
    Problem,
    drop_consequences,
    gather_alike,
    has_errors,
    sort_problems,
)
from generator.progress import Tell, tell_nobody
from generator.publication import CACHE, SITE_FILE, Follower, digest_tool, open_pages
from generator.publications import Past, list_publications
from generator.publish import write_whole
from generator.validate import validate_content
from generator.verify import find_evidence
from generator.vouch import settle_evidence

if TYPE_CHECKING:
    from generator.output import Output


_WRITTEN = ("build", "build/pages", f"build/{CACHE}", "build/offline", "site", ".site.spare")
"""What a build writes into, and clears of what it doesn't know."""


def check_project(
    root: Path, *, is_strict: bool = True, memo: Memo | None = None
) -> tuple[Library | None, Content, tuple[Problem, ...]]:
    """Run every stage that finds problems; the library is complete only where none of them is an error."""
    content, loading = load_content(root)
    library, problems = check_content(content, loading, is_strict=is_strict, memo=memo)
    return library, content, problems


def check_content(
    content: Content, loading: Iterable[Problem] = (), *, is_strict: bool = True, memo: Memo | None = None
) -> tuple[Library | None, tuple[Problem, ...]]:
    """Do the same for what is in memory, given the problems with which it was loaded."""
    corpus, validating = validate_content(content, memo)
    if corpus is None:
        return None, gather_alike(sort_problems((*loading, *validating)))
    found = find_evidence(corpus, content.texts, memo)
    known = list_anchors(found.evidence.anchors)
    locked, locking = read_lock(content.lock, known, found.mentions) if content.lock is not None else (None, ())
    evidence, anchoring = settle_evidence(corpus, found, locked, is_strict=is_strict)
    library, linking = link_corpus(corpus, evidence, memo)
    problems = sort_problems((*loading, *validating, *locking, *anchoring, *linking))
    is_partial = bool(corpus.set_aside) or any(
        problem.severity == "error" and problem.code != "lock-stale" for problem in (*anchoring, *linking)
    )
    return library, gather_alike(drop_consequences(problems, is_partial=is_partial))


def make_output(
    root: Path, *, is_strict: bool = True, past: Past | None = None, memo: Memo | None = None
) -> "tuple[Output, tuple[Problem, ...]]":
    """Give all that a build publishes, and the warnings. Raises InvalidContent where there is an error.

    The past is read from the history unless it is given.
    """
    content, loading = load_content(root)
    return _compose(root, content, loading, is_strict=is_strict, past=past, memo=memo or Memo())


def build_pages(
    root: Path,
    *,
    is_strict: bool = True,
    tell: Tell = tell_nobody,
    follower: Follower | None = None,
) -> tuple[Folder, tuple[Problem, ...]]:
    """Write `build/pages`; give what stands there, and the warnings.

    Raises InvalidContent, and writes nothing, where there is an error. Where nothing has changed since it was last
    written, nothing is done but to say the warnings again. Somebody may follow, who publishes the pages.
    """
    follower = follower or Follower(root)
    tell("reading", 0, 0)
    links = [refuse_output(name) for name in _WRITTEN if (root / name).is_symlink()]
    if links:
        raise InvalidContent(links)
    content, loading = load_content(root)
    with closing(Memo(root / "build" / CACHE / "memo.sqlite", digest_tool())) as memo:
        key = make_key("build", *map(str, (is_strict, loading, read_head(root))), *_list_parts(content))
        known = memo.find(key)
        imprint = write_imprint(root, content.lock)
        if known and known[0] == _mark_state(root, pages := open_pages(root)):
            _save_imprint(root, imprint)
            follower.begin(pages.changes)
            return pages, known[1]
        follower.make_ready()
        from generator.making import make_pages  # noqa: PLC0415 - as below

        tell("checking", 0, 0)
        output, problems = _compose(root, content, loading, is_strict=is_strict, past=None, memo=memo)
        # The texts, of which pages quote what was found.
        del content
        pages = open_pages(root, follower.look)
        stand = partial(_tell_follower, follower, root, output.site, imprint, pages)
        is_much = make_pages(output, root, pages, tell, stand)
        memo.put(key, (_mark_state(root, pages), problems))
        memo.keep()
    del output
    if is_much:
        collect_now()
    return pages, problems


def _tell_follower(follower: Follower, root: Path, site: str, imprint: str, pages: Folder) -> None:
    """Write what is published besides the pages, which stand in their folder now."""
    write_whole(root / "build" / SITE_FILE, site)
    _save_imprint(root, imprint)
    follower.begin(pages.changes)


def _save_imprint(root: Path, text: str) -> None:
    path = root / "build" / IMPRINT
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_whole(path, text)


def _list_parts(content: Content) -> Iterator[str]:
    """Give all that was read, so that any difference shows."""
    for parts in (content.files, content.templates, content.catalogues, content.changes, content.documents):
        yield from (text for part in parts.items() for text in part)
    yield from (f"{name} {text.sha256} {text.format}" for name, text in content.texts.items())
    yield from (content.lock or "", content.committed, str(sorted(content.unread)))


def _mark_state(root: Path, pages: Folder) -> str:
    """Give the digest of what stands in build/pages, and of what the theme shows on every page."""
    site = root / "build" / SITE_FILE
    words = site.read_text(encoding="utf-8") if site.is_file() else ""
    # Where just the files of the record stand there, its mark tells them.
    return make_key(words, pages.mark.hex(), *sorted(pages.touched), *pages.strangers)


def _compose(  # noqa: PLR0913 - what an output is made from, and how
    root: Path,
    content: Content,
    loading: Iterable[Problem],
    *,
    is_strict: bool,
    past: Past | None,
    memo: Memo,
) -> "tuple[Output, tuple[Problem, ...]]":
    from generator.output import Output  # noqa: PLC0415 - what renders takes a tenth of a second, which no check needs

    library, problems = check_content(content, loading, is_strict=is_strict, memo=memo)
    if library is None or has_errors(problems):
        raise InvalidContent(problems)
    if not is_strict and content.lock is not None and content.lock != write_lock(library.evidence):
        message = "the lock must hold what was found in the texts, found it behind"
        behind = Problem(
            Place(LOCK_PATH), "lock-behind", message, "run `asreported lock` before you publish", severity="warning"
        )
        problems = (*problems, behind)
    if past is None:
        past = memo.recall(make_key("past", read_head(root)), lambda: list_publications(load_editions(root)))
    return Output(replace(library, past=past), replace(content, texts={}, lock=None), memo=memo), problems


def make_lock(root: Path) -> tuple[str, tuple[Problem, ...]]:
    """Give the text of a fresh lock. Raises InvalidContent where anything but the lock itself is wrong."""
    library, _, problems = check_project(root, is_strict=False)
    if library is None or has_errors(problems):
        raise InvalidContent(problems)
    return write_lock(library.evidence), problems
