"""Calls the six stages in order, and fits on one screen."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.link import Library, link_corpus
from generator.load import Content, load_content, load_editions
from generator.lock import LOCK_PATH, read_lock, write_lock
from generator.problems import (
    InvalidContent,
    Place,
    Problem,
    drop_consequences,
    gather_alike,
    has_errors,
    sort_problems,
)
from generator.publication import SITE_FILE
from generator.publications import Past, list_publications
from generator.publish import write_whole
from generator.validate import validate_content
from generator.verify import find_evidence
from generator.vouch import settle_evidence

if TYPE_CHECKING:
    from generator.edition import Edition


def check_project(root: Path, *, is_strict: bool = True) -> tuple[Library | None, Content, tuple[Problem, ...]]:
    """Run every stage that finds problems; the library is complete only where none of them is an error."""
    content, loading = load_content(root)
    library, problems = check_content(content, loading, is_strict=is_strict)
    return library, content, problems


def check_content(
    content: Content, loading: Iterable[Problem] = (), *, is_strict: bool = True
) -> tuple[Library | None, tuple[Problem, ...]]:
    """Do the same for what is in memory, given the problems with which it was loaded."""
    corpus, validating = validate_content(content)
    if corpus is None:
        return None, gather_alike(sort_problems((*loading, *validating)))
    locked, locking = read_lock(content.lock) if content.lock is not None else (None, ())
    evidence, anchoring = settle_evidence(corpus, find_evidence(corpus, content.texts), locked, is_strict=is_strict)
    library, linking = link_corpus(corpus, evidence)
    problems = sort_problems((*loading, *validating, *locking, *anchoring, *linking))
    is_partial = bool(corpus.set_aside) or any(
        problem.severity == "error" and problem.code != "lock-stale" for problem in (*anchoring, *linking)
    )
    return library, gather_alike(drop_consequences(problems, is_partial=is_partial))


def make_edition(
    root: Path, *, is_strict: bool = True, past: Past | None = None
) -> "tuple[Edition, tuple[Problem, ...]]":
    """Give all that a build publishes, and the warnings. Raises InvalidContent where there is an error.

    The past is read from the history unless it is given.
    """
    from generator.edition import Edition  # noqa: PLC0415 - what renders takes a tenth of a second, which no check needs

    library, content, problems = check_project(root, is_strict=is_strict)
    if library is None or has_errors(problems):
        raise InvalidContent(problems)
    if not is_strict and content.lock is not None and content.lock != write_lock(library.evidence):
        message = "the lock must hold what was found in the texts, found it behind"
        behind = Problem(
            Place(LOCK_PATH), "lock-behind", message, "run `asreported lock` before you publish", severity="warning"
        )
        problems = (*problems, behind)
    known = list_publications(load_editions(root)) if past is None else past
    return Edition(replace(library, past=known), content), problems


def build_pages(root: Path, *, is_strict: bool = True) -> tuple[Problem, ...]:
    """Write `build/pages` and give the warnings. Raises InvalidContent, and writes nothing, where there is an error."""
    from generator.making import make_pages  # noqa: PLC0415 - as above

    edition, problems = make_edition(root, is_strict=is_strict)
    make_pages(edition, root)
    write_whole(root / "build" / SITE_FILE, edition.site)
    return problems


def make_lock(root: Path) -> tuple[str, tuple[Problem, ...]]:
    """Give the text of a fresh lock. Raises InvalidContent where anything but the lock itself is wrong."""
    library, _, problems = check_project(root, is_strict=False)
    if library is None or has_errors(problems):
        raise InvalidContent(problems)
    return write_lock(library.evidence), problems
