"""Asks git when files were last changed, and what they were at earlier publications."""

import errno
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from msgspec import Struct

_SIGN = "@"
"""Begins a line that holds a commit's day; no path that git prints alone on a line begins so here."""
_PLAIN = ("color.ui=false", "core.quotePath=false", "diff.renames=true", "log.showRoot=true", "log.showSignature=false")
"""What a user may have configured otherwise, and must not change what is published."""
_READ = ("content/", "generator/", "templates/", "mkdocs")
"""How the paths of files begin that a build may read, from the project's root."""
_LOG = ("log", "--first-parent", "--format=%H%x00%cI%x00%D", "--decorate=full", "--decorate-refs=refs/tags/*")


class Revision(Struct, frozen=True):
    """A commit at which the content was published."""

    name: str
    """The commit's whole name."""
    moment: str
    """When it was committed, such as 2026-11-22T08:06:00+01:00."""
    tag: str = ""
    """Its tag; empty where it has none."""

    @property
    def day(self) -> str:
        """The day of the commit where it was made, such as 2026-11-22."""
        return self.moment[:10]


class State(Struct, frozen=True):
    """What is checked out."""

    commit: str
    """Its whole name."""
    moment: str
    """When it was committed, in universal time, such as 2026-11-22T07:06:00Z."""
    has_changes: bool
    """Whether a file that a build may read differs from the commit, or isn't in it."""


class Edition(Struct, frozen=True):
    """The content as it was at a revision."""

    revision: Revision
    files: Mapping[str, str]
    """Texts of content/, with the lock, by path from the project's root."""
    is_first: bool = False
    """Whether there was none before."""


def list_revisions(root: Path) -> tuple[Revision, ...] | None:
    """Give the revisions at which the content was published, the newest first; none where the history isn't known.

    These are the tagged ones, and the last one where it goes beyond them; without tags, the last one of each day.
    Only the line of first parents counts: what was on the main branch.
    """
    if not _is_whole_checkout(root):
        return None
    touching = list_commits(root)
    every = list(_read_log(_ask(root, *_LOG)))
    if not any(revision.tag for revision in every):
        return tuple(next(day) for _, day in groupby(touching, key=lambda revision: revision.day))
    names = {revision.name for revision in touching}
    chosen: list[Revision] = []
    is_changed = False
    for revision in reversed(every):
        is_changed = is_changed or revision.name in names
        if is_changed and revision.tag:
            chosen.append(revision)
            is_changed = False
    if is_changed:
        chosen.append(touching[0])
    return tuple(reversed(chosen))


def list_commits(root: Path) -> tuple[Revision, ...]:
    """Give all commits that touched the content, the newest first."""
    return tuple(_read_log(_ask(root, *_LOG, "--", "content")))


def find_revision(root: Path, name: str) -> Revision | None:
    """Give the revision of a name, such as v1.2 or HEAD~3; none where there is no such commit."""
    found = _ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").strip()
    return next(_read_log(_ask(root, *_LOG, "-1", found)), None) if found else None


def read_editions(root: Path, revisions: Sequence[Revision], *, is_whole: bool = False) -> tuple[Edition, ...]:
    """Give the content at each revision. Texts that several share are read once; whole, where the last is the first."""
    trees = [dict(_list_tree(_ask(root, "ls-tree", "-r", "-z", revision.name, "content"))) for revision in revisions]
    texts = _read_blobs(root, {blob for tree in trees for blob in tree.values()})
    return tuple(
        Edition(
            revision,
            {path: texts[blob] for path, blob in tree.items() if blob in texts},
            is_whole and number == len(revisions) - 1,
        )
        for number, (revision, tree) in enumerate(zip(revisions, trees, strict=True))
    )


def is_checkout(root: Path) -> bool:
    """Say whether a folder is the top of a git checkout."""
    return _ask(root, "rev-parse", "--show-prefix", "--is-inside-work-tree") == "\ntrue\n"


def read_changes(root: Path) -> Mapping[str, str]:
    """Give the day of the last commit of each file below content/, by its path, such as 2026-11-22.

    Nothing outside a checkout, and nothing in a shallow clone, where every file seems as young as the last commit.
    """
    if not _is_whole_checkout(root):
        return {}
    days: dict[str, str] = {}
    day = ""
    listed = _ask(root, "log", f"--format={_SIGN}%cs", "--name-only", "--", "content")
    for line in listed.splitlines():
        if line.startswith(_SIGN):
            day = line[len(_SIGN) :]
        elif line:
            days.setdefault(line, day)
    return days


def read_head(root: Path) -> str:
    """Give the names of the commit that is checked out and of all tags; nothing outside a checkout."""
    return f"{_ask(root, 'show-ref', '--head', '--tags')} {_is_whole_checkout(root)}" if is_checkout(root) else ""


def read_commit_time(root: Path) -> str | None:
    """Give the time of the last commit in seconds, as SOURCE_DATE_EPOCH wants it; none outside a checkout."""
    return _ask(root, "log", "-1", "--format=%ct").strip() or None


def read_state(root: Path) -> State | None:
    """Give what is checked out; none outside a checkout, and before the first commit."""
    shown = _ask(root, "log", "-1", "--format=%H %cd", "--date=format-local:%Y-%m-%dT%H:%M:%SZ").strip()
    if not shown or not is_checkout(root):
        return None
    commit, _, moment = shown.partition(" ")
    # What git doesn't know counts where a build reads it; elsewhere it may be anything, such as a site in a new folder.
    listed = _ask(root, "status", "--porcelain", "-z", "--no-renames").split("\0")
    changed = [line for line in listed if line and (line[:2] != "??" or line[3:].startswith(_READ))]
    return State(commit, moment, bool(changed))


def _is_whole_checkout(root: Path) -> bool:
    return _ask(root, "rev-parse", "--is-shallow-repository", "--show-prefix") == "false\n\n"


def _read_log(listed: str) -> Iterator[Revision]:
    for line in listed.splitlines():
        name, moment, names = line.split("\0")
        tags = [tag.removeprefix("tag: refs/tags/") for tag in names.split(", ") if tag.startswith("tag: ")]
        yield Revision(name, moment, tags[0] if tags else "")


def _list_tree(listed: str) -> Iterator[tuple[str, str]]:
    """Give the path and the blob of each file that a build reads."""
    for line in listed.split("\0"):
        about, _, path = line.partition("\t")
        # Links and submodules are no files of the content; the source texts are not in it.
        is_read = path.endswith((".yml", ".md", ".lock")) and not path.startswith("content/texts/")
        if is_read and about.startswith(("100644 ", "100755 ")):
            yield path, about.split(" ")[2]


def _read_blobs(root: Path, names: Iterable[str]) -> Mapping[str, str]:
    """Give the texts of blobs, in one go; those that are no UTF-8 are left out."""
    asked = "".join(f"{name}\n" for name in sorted(names)).encode()
    command = ["git", "cat-file", "--batch"]
    try:
        answer = subprocess.run(command, cwd=root, input=asked, capture_output=True, check=False)
    except FileNotFoundError:
        return {}
    texts: dict[str, str] = {}
    position = 0
    while (end := answer.stdout.find(b"\n", position)) >= 0:
        name, kind, size = (*answer.stdout[position:end].decode().split(" "), "0")[:3]
        position = end + 1 if kind == "missing" else end + 2 + int(size)
        try:
            texts[name] = answer.stdout[end + 1 : position - 1].decode().removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    return texts


def _ask(root: Path, *arguments: str) -> str:
    """Give what git prints; nothing where it fails or isn't there.

    Raises OSError where git may not read a checkout: without its history, a build would give other bytes.
    """
    # The server's locale and time zone must not show in what git says.
    environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC"}
    settings = (part for setting in _PLAIN for part in ("-c", setting))
    command = ["git", "--no-optional-locks", *settings, *arguments]
    try:
        answer = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        return ""
    if b"dubious ownership" in answer.stderr:
        reason = "git doesn't trust another user's checkout: git config --global --add safe.directory"
        raise PermissionError(errno.EACCES, f"{reason} {root.absolute()}", str(root / ".git"))
    return answer.stdout.decode(errors="replace") if answer.returncode == 0 else ""
