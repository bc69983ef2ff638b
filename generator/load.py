"""Reads `content/`, `templates/` and the source texts into memory; the only reader."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.file_problems import (
    Sort,
    explain_encoding,
    explain_unreadable,
    refuse_path,
    refuse_root,
    refuse_size,
    refuse_sort,
)
from generator.history import Edition, list_revisions, read_changes, read_commit_time, read_editions
from generator.problems import InvalidContent, Place, Problem
from generator.quoting.quotes import TextFormat

_MOST_PAGE_BYTES = 20_000_000
"""Of a saved page, which is mostly not text."""
_FORMATS: Mapping[str, TextFormat] = {".txt": "plain", ".md": "markdown"}
_DOCUMENTS = ("content.md", "first-source.md", "languages.md", "problems.md", "upkeep.md")
_MOST_EDITIONS = 20
TEXTS_VARIABLE = "ASREPORTED_TEXTS"


class TextFile(Struct, frozen=True):
    """The text of a source, as it lies in the file."""

    raw: str
    format: TextFormat
    sha256: str
    """Of the file's bytes, in hexadecimal."""


class Content(Struct, frozen=True):
    """Everything that a build reads."""

    files: Mapping[str, str]
    """YAML and Markdown of `content/`, by path from the project's root."""
    templates: Mapping[str, str]
    texts: Mapping[str, TextFile]
    """By the source's id; only those that are on this machine."""
    lock: str | None
    """`content/evidence.lock`; none where it was never written."""
    catalogues: Mapping[str, str] = field(default_factory=dict)
    """Translations of the interface that came with the package, then the corpus's own, by path: LANGUAGE.po."""
    changes: Mapping[str, str] = field(default_factory=dict)
    """The day on which each file was last changed, by path, such as 2026-11-22; none outside a checkout."""
    committed: str = ""
    """When the last commit was made, in seconds; empty outside a checkout."""
    documents: Mapping[str, str] = field(default_factory=dict)
    """What the program's maintainers' guide is made from, by file name, such as problems.md."""
    unread: frozenset[str] = frozenset()
    """Paths of files and folders that are there and can't be used: what refers to them isn't reported again."""


def load_content(root: Path) -> tuple[Content, tuple[Problem, ...]]:
    """Read a project: its `content/`, its texts and the templates."""
    problems: list[Problem] = []
    content_dir = root / "content"
    files: dict[str, str] = {}
    catalogues = _load_catalogues()
    lock = None
    unread: set[str] = set()
    if not content_dir.is_dir():
        problems.append(refuse_root())
    refused: list[OSError] = []
    for path in _list_paths(content_dir, refused.append):
        inside = path[len(str(content_dir)) + 1 :].replace(os.sep, "/")
        name = f"content/{inside}"
        looked = _look_at(path)
        problem = refuse_path(name, inside, looked[0])
        text = None if problem else _read_text(path, name, problems, looked)
        if text is None:
            unread.add(name)
            problems.extend([problem] if problem else [])
        elif inside == "evidence.lock":
            lock = text
        elif name.endswith(".po"):
            catalogues[name] = text
        else:
            files[name] = text.removeprefix("\ufeff")
    for error in refused:
        name = Path(error.filename).relative_to(root).as_posix()
        problems.append(explain_unreadable(name, error.strerror or str(error)))
        unread.add(name)
    texts, templates = _load_texts(root, (*files, *unread), problems), _load_templates(root)
    changes, documents = read_changes(root), _load_documents()
    content = Content(
        files, templates, texts, lock, catalogues, changes, read_commit_time(root) or "", documents, frozenset(unread)
    )
    return content, tuple(problems)


def load_editions(root: Path) -> tuple[Edition, ...] | None:
    """Read the content as it was at the newest publications; none where the history isn't known."""
    revisions = list_revisions(root)
    if revisions is None:
        return None
    return read_editions(root, revisions[: _MOST_EDITIONS + 1], is_whole=len(revisions) <= _MOST_EDITIONS)


def find_texts_dir(root: Path) -> Path:
    """Give the folder of the source texts: the one that ASREPORTED_TEXTS names, else content/texts."""
    named = os.environ.get(TEXTS_VARIABLE)
    return (root / named) if named else root / "content" / "texts"


def list_text_files(folder: Path, source: str) -> tuple[Path, ...]:
    """Give the files in the folder of the texts that are a source's; more than one is a mistake."""
    return tuple(Path(path) for suffix in _FORMATS if os.path.lexists(path := f"{folder}{os.sep}{source}{suffix}"))


def read_saved_file(path: Path) -> bytes:
    """Give a file that a maintainer saved, from wherever it lies.

    Raises InvalidContent where it is missing, is no file or is too large.
    """
    place = Place(path.as_posix())
    hint = "name a file that you saved"
    try:
        found = path.stat()
        # What isn't a file may never end.
        if not stat.S_ISREG(found.st_mode):
            what = "a folder" if stat.S_ISDIR(found.st_mode) else "something else"
            message = f"a saved page must be a file, found {what}"
            raise InvalidContent([Problem(place, "file-unreadable", message, hint)])
        if found.st_size <= _MOST_PAGE_BYTES:
            return path.read_bytes()
    except (OSError, ValueError) as error:
        message = f"a file must be readable, found: {error.strerror if isinstance(error, OSError) else error}"
        raise InvalidContent([Problem(place, "file-unreadable", message, hint)]) from None
    message = f"a saved page must hold at most {_MOST_PAGE_BYTES:,} bytes, found {found.st_size:,}"
    raise InvalidContent([Problem(place, "file-too-large", message, "save the page without pictures, or a part of it")])


def stamp_project(root: Path) -> frozenset[tuple[str, int, int]]:
    """Give the path, time of change (nanoseconds) and size (bytes) of all that a check reads; cheap enough to poll."""
    stamps: set[tuple[str, int, int]] = set()
    for folder in dict.fromkeys((root / "content", root / "templates", find_texts_dir(root))):
        for path in _list_paths(folder):
            try:
                state = os.stat(path)  # noqa: PTH116 - as in _list_paths
            except OSError:
                # It was removed meanwhile, or can't be read: the next check says so.
                stamps.add((path, 0, 0))
            else:
                stamps.add((path, state.st_mtime_ns, state.st_size))
    return frozenset(stamps)


def find_text(root: Path, source: str) -> Path | None:
    """Give the file of a source's text; none where it is away."""
    return next((path for path in list_text_files(find_texts_dir(root), source) if path.is_file()), None)


def read_raw_text(path: Path | str) -> str:
    """Give a text as it lies in the file, so that offsets count its code points: line ends and BOM stay.

    Raises OSError or UnicodeDecodeError.
    """
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as in _list_paths
        return file.readall().decode("utf-8")


def _list_paths(content_dir: Path, tell: Callable[[OSError], object] = str) -> Iterator[str]:
    """Give all files, and the folders that must not be: links, and those named like a file.

    Tells of folders that can't be looked into. Paths are texts: there are thousands, in every run.
    """
    top = str(content_dir)
    for here, folders, names in os.walk(top, onerror=tell if content_dir.is_dir() else None):
        if here == top and "texts" in folders:
            folders.remove("texts")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        odd = [name for name in folders if _is_odd(f"{here}{os.sep}{name}")]
        folders[:] = [name for name in folders if name not in odd]
        plain = sorted(name for name in names if not name.startswith("."))
        yield from (f"{here}{os.sep}{name}" for name in (*odd, *plain))


def _is_odd(folder: str) -> bool:
    return os.path.islink(folder) or folder.endswith((".yml", ".yaml", ".md"))  # noqa: PTH114 - as above


def _look_at(path: Path | str) -> tuple[Sort, int]:
    """Say what lies at a path, and its bytes. Anything but a file is not opened: a pipe would never end."""
    try:
        found = os.lstat(path)
    except FileNotFoundError:  # it was removed meanwhile
        return "device", 0
    if stat.S_ISLNK(found.st_mode):
        return "link", 0
    if stat.S_ISDIR(found.st_mode):
        return "folder", 0
    return "file" if stat.S_ISREG(found.st_mode) else "device", found.st_size


def _read_text(
    path: Path | str, name: str, problems: list[Problem], looked: tuple[Sort, int] | None = None
) -> str | None:
    """Give a file's text, or say why it can't be had; what lies there is known where somebody has looked."""
    try:
        sort, size = looked or _look_at(path)
        problem = refuse_sort(name, sort) or refuse_size(name, size)
        if problem is None:
            return read_raw_text(path)
    except UnicodeDecodeError as error:
        problem = explain_encoding(name, error)
    except OSError as error:
        problem = explain_unreadable(name, error.strerror or "no reason given")
    problems.append(problem)
    return None


def _load_templates(root: Path) -> Mapping[str, str]:
    """Read the templates that came with the program and, in the place of those of the same name, the project's own."""
    packaged = Path(__file__).parent / "templates"
    beside = Path(__file__).parent.parent / "templates"
    folders = (packaged if packaged.is_dir() else beside, root / "templates")
    found = {path.name: path for folder in folders for path in folder.glob("*.j2")}
    return {name: found[name].read_text(encoding="utf-8") for name in sorted(found)}


def _load_documents() -> Mapping[str, str]:
    """Read what came with the program, since it documents the program and not the corpus."""
    folders = (Path(__file__).parent / "docs", Path(__file__).parent.parent / "docs")
    folder = next(path for path in folders if (path / _DOCUMENTS[0]).is_file())
    return {name: (folder / name).read_text(encoding="utf-8") for name in _DOCUMENTS}


def _load_catalogues() -> dict[str, str]:
    folder = Path(__file__).parent / "locale"
    return {f"generator/locale/{path.name}": path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.po"))}


def _load_texts(root: Path, files: Iterable[str], problems: list[Problem]) -> Mapping[str, TextFile]:
    folder = find_texts_dir(root)
    if not folder.is_dir():
        if os.environ.get(TEXTS_VARIABLE):
            message = f"{TEXTS_VARIABLE} must name a folder, found {os.environ[TEXTS_VARIABLE]}"
            problems.append(
                Problem(
                    Place("content"),
                    "texts-missing",
                    message,
                    "correct the variable, or unset it to build from the lock",
                )
            )
        return {}
    texts: dict[str, TextFile] = {}
    for name in files:
        if not name.startswith("content/sources/"):
            continue
        stem = Path(name).stem
        found = list_text_files(folder, stem)
        if len(found) > 1:
            problems.append(
                Problem(
                    Place(name),
                    "text-twice",
                    f"a source must have one text, found {found[0].name} and {found[1].name}",
                    "remove one",
                )
            )
        for path in found[:1]:
            raw = _read_text(path, _show_path(path, root), problems)
            if raw is not None:
                texts[stem] = TextFile(raw, _FORMATS[path.suffix], hashlib.sha256(raw.encode()).hexdigest())
    return texts


def _show_path(path: Path, root: Path) -> str:
    """Give a path from the project's root, or the whole of one that lies elsewhere."""
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
