"""Builds the same commit in all kinds of surroundings, and compares the bytes."""

import os
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from torture.model import CannotTryError, Effort, Outcome, Trial
from torture.stage import BIN, Tree, change, copy_orlan, make_environment, must, read_tree, tell_difference

_FAKETIME = (
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
)
_HOSTILE = """\
[log]
\tshowSignature = true
\tshowRoot = false
\tdate = relative
[color]
\tui = always
[core]
\tquotePath = true
[diff]
\trenames = false
[i18n]
\tlogOutputEncoding = latin1
"""
"""What somebody may have configured for git."""


_OFFLINE = (("asreported", "offline"),)


@dataclass(frozen=True)
class _Setting:
    """Surroundings in which a site is built."""

    name: str
    environment: Mapping[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    """Of `torture.elsewhere`, which runs the commands."""
    commands: tuple[tuple[str, ...], ...] = (("asreported", "build"),)
    prepare: Callable[[Path], object] = str
    """What is done to the clone before."""
    folder: str = "project"
    umask: int = 0o022
    clock: str = ""
    """When the build seems to run."""
    has_odd_git: bool = False
    """Whether its user has configured git otherwise."""
    is_other_user: bool = False

    @property
    def made(self) -> str:
        """The folder that is compared."""
        return "build/offline" if self.commands[-1] in _OFFLINE else "site"


def _age_files(project: Path) -> None:
    for path in (project / "content").rglob("*"):
        os.utime(path, (1, 1))


def _build_another_first(project: Path) -> None:
    """Fill the caches with another state of the content, and go back."""
    kept = project.parent / "kept"
    shutil.copytree(project / "content", kept)
    for number in range(3):
        change(project, number, random.Random(number))
    must(project, "asreported", "lock")
    must(project, "asreported", "build")
    shutil.rmtree(project / "content")
    kept.rename(project / "content")


def _drop_texts(project: Path) -> None:
    shutil.rmtree(project / "content" / "texts", ignore_errors=True)


_ALL_AT_ONCE = _Setting(
    "all at once",
    {"PYTHONHASHSEED": "9", "TZ": "Asia/Almaty", "LC_ALL": "C"},
    ("--shuffle", "3", "--cores", "3"),
    prepare=_drop_texts,
    folder="x/y",
    umask=0o077,
    clock="@2001-02-03 04:05:06",
    has_odd_git=True,
)
SETTINGS = (
    _Setting("another folder", folder="a longer name/Қазақ"),
    _Setting("another order of sets", {"PYTHONHASHSEED": "1"}),
    _Setting("yet another order of sets", {"PYTHONHASHSEED": "4711"}),
    _Setting("another time zone", {"TZ": "Asia/Almaty"}),
    _Setting("a time zone on the other side", {"TZ": "Pacific/Honolulu"}),
    _Setting("no locale", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    _Setting("another language", {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "ru"}),
    _Setting("another time and no SOURCE_DATE_EPOCH", clock="@2001-02-03 04:05:06"),
    _Setting("a time to come", clock="@2037-12-31 23:59:59"),
    _Setting("files in another order", options=("--shuffle", "1")),
    _Setting("files in yet another order", options=("--shuffle", "2")),
    _Setting("one core", options=("--cores", "1")),
    _Setting("many processes", options=("--cores", "5")),
    _Setting("nothing for others", umask=0o077),
    _Setting("everything for others", umask=0),
    _Setting("without the texts", prepare=_drop_texts),
    _Setting("old files", prepare=_age_files),
    _Setting("caches of another state", prepare=_build_another_first),
    _Setting("twice", commands=(("asreported", "build"), ("asreported", "build"))),
    _Setting("plain MkDocs", commands=(("mkdocs", "build", "--strict"),)),
    _Setting("MkDocs after the program", commands=(("asreported", "build"), ("mkdocs", "build"))),
    _Setting("another user's git", has_odd_git=True),
    _Setting("another user", is_other_user=True),
    _Setting("offline edition", commands=_OFFLINE),
    _Setting("offline edition after the site", {"TZ": "Asia/Almaty"}, commands=(("asreported", "build"), *_OFFLINE)),
    _ALL_AT_ONCE,
)


_REAL = (_Setting("many processes", options=("--cores", "5")), _ALL_AT_ONCE)
"""For content that takes longer to build."""
_NOBODY = 65534


class _Left(Exception):  # noqa: N818 - nothing failed
    """A setting can't be had here; the message says why."""


def compare_builds(effort: Effort) -> Outcome:
    """Build the fixture in every setting, and the project's own content in two; about 8 minutes on two cores."""
    counts: Counter[str] = Counter()
    failures: list[str] = []
    remarks = ["other versions of Python are built with in the workflow's matrix only, not here"]
    chosen = [
        SETTINGS[int(number * len(SETTINGS) / tries)]
        for tries in (effort.tries(len(SETTINGS)),)
        for number in range(tries)
    ]
    origins = [("fixture", _commit(effort.scratch / "fixture"), chosen)]
    if effort.scale >= _WHOLE:
        origins.append(("own content", effort.root, list(_REAL)))
    for name, origin, settings in origins:
        wanted: dict[str, Tree] = {}
        for setting in settings:
            if setting.made not in wanted:
                first = replace(_PLAIN, commands=setting.commands[-1:])
                wanted[setting.made] = read_tree(_build(origin, effort.scratch / "first", first) / setting.made)
            try:
                project = _build(origin, effort.scratch / "other", setting)
            except _Left as reason:
                remarks.append(f"{setting.name}: {reason}")
                continue
            found = read_tree(project / setting.made)
            counts["builds compared"] += 1
            counts["files compared"] += len(found)
            counts["bytes compared"] += sum(path.stat().st_size for path in (project / setting.made).rglob("*"))
            if found != wanted[setting.made]:
                failures.append(f"{name}, {setting.name}: {tell_difference(found, wanted[setting.made])}")
    return Outcome(counts, tuple(failures), tuple(remarks))


_WHOLE = 0.5
"""The scale from which the project's own content is built as well."""
_PLAIN = _Setting("first")


def _commit(folder: Path) -> Path:
    """Give the fixture as a repository with a history: two publications and a tag."""
    copy_orlan(folder)
    (folder / ".gitignore").write_text("/build/\n/site/\n/.site*\n/content/texts/\n", encoding="utf-8")
    for number, day in enumerate(("2040-06-01", "2040-07-01")):
        (folder / "content" / "pages" / "method.md").open("a", encoding="utf-8").write(f"\nEdition {number}.\n")
        stamp = f"{day}T23:30:00+05:00"
        dates = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
        for command in (
            ("init", "--quiet"),
            ("add", "."),
            ("commit", "--quiet", "--message", "Edition"),
            ("tag", f"v{number}"),
        ):
            _run_git(folder, *command, **dates)
    return folder


def _run_git(folder: Path, *command: str, **environment: str) -> None:
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *command], cwd=folder, env={**os.environ, **environment}, check=True)


def _build(origin: Path, folder: Path, setting: _Setting) -> Path:
    """Clone a project, and build it in a setting; give its folder. Raises _Left."""
    shutil.rmtree(folder, ignore_errors=True)
    project = folder / setting.folder
    project.parent.mkdir(parents=True)
    _run_git(folder, "clone", "--quiet", "--no-hardlinks", str(origin), str(project))
    own = origin / "content" / "texts"
    texts = own if own.is_dir() else origin / os.environ.get("ASREPORTED_TEXTS", "no texts")
    if texts.is_dir():
        shutil.copytree(texts, project / "content" / "texts")
    (project / "build" / "pages").mkdir(parents=True, exist_ok=True)
    setting.prepare(project)
    environment = {**make_environment(), **setting.environment}
    del environment["SOURCE_DATE_EPOCH"]
    if setting.has_odd_git:
        (folder / "gitconfig").write_text(_HOSTILE, encoding="utf-8")
        environment["GIT_CONFIG_GLOBAL"] = str(folder / "gitconfig")
    if setting.clock:
        environment |= {"LD_PRELOAD": _find_clock(), "FAKETIME": setting.clock, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    prefix = _become_other(folder) if setting.is_other_user else []
    for command in setting.commands:
        line = [*prefix, str(BIN / "python"), "-P", "-m", "torture.elsewhere", *setting.options, "--", *command]
        done = subprocess.run(
            line, cwd=project, env=environment, umask=setting.umask, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise CannotTryError(f"{setting.name}: {command} must work, found: {done.stdout}{done.stderr}")
    return project


def _find_clock() -> str:
    found = next((path for path in _FAKETIME if Path(path).exists()), None)
    if found is None:
        raise _Left("libfaketime is not here (Debian: apt-get install faketime)")
    return found


def _become_other(folder: Path) -> list[str]:
    """Give a project to another user, and what lets a command run as that user."""
    prefix = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups"]
    if os.geteuid() or shutil.which("setpriv") is None:
        raise _Left("only root can become another user")
    if subprocess.run([*prefix, str(BIN / "python"), "-c", ""], capture_output=True, check=False).returncode:
        raise _Left("another user can't run this Python, which lies in a folder of root's")
    # The folders of the trial are closed to others.
    folder.parent.chmod(0o755)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, _NOBODY, _NOBODY, follow_symlinks=False)
    return prefix


TRIAL = Trial(
    "sameness", "The same commit gives the same bytes, wherever, whenever and by whomever it is built.", compare_builds
)
