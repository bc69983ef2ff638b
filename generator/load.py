"""Reads `content/`, `templates/` and the source texts into memory; the only reader."""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.history import read_changes
from generator.problems import InvalidContent, Place, Problem
from generator.quoting.quotes import TextFormat

MOST_TEXT_BYTES = 5_000_000
"""Of one file; the largest book-length source stays below it."""
_MOST_PAGE_BYTES = 20_000_000
"""Of a saved page, which is mostly not text."""
_ONE_FILE = ("corpus.yml", "topics.yml", "actors.yml", "disputes.yml")
_FORMATS: Mapping[str, TextFormat] = {".txt": "plain", ".md": "markdown"}
TEXTS_VARIABLE = "ASREPORTED_TEXTS"


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a source, as it lies in the file."""

    raw: str
    format: TextFormat
    sha256: str
    """Of the file's bytes, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Content:
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


def load_content(root: Path) -> tuple[Content, tuple[Problem, ...]]:
    """Read a project: its `content/`, its texts and the templates."""
    problems: list[Problem] = []
    content_dir = root / "content"
    files: dict[str, str] = {}
    catalogues = _load_catalogues()
    lock = None
    if not content_dir.is_dir():
        problems.append(
            Problem(
                Place("content"),
                "content-missing",
                "a project must have a folder content/, found none",
                "go to the project's root",
            )
        )
    for path in _list_files(content_dir):
        name = path.relative_to(root).as_posix()
        inside = path.relative_to(content_dir).as_posix()
        if inside.startswith("texts/"):
            continue
        if not _is_expected(inside):
            problems.append(_refuse_file(name, inside))
            continue
        text = _read_text(path, name, problems)
        if text is None:
            continue
        if inside == "evidence.lock":
            lock = text
        elif name.endswith(".po"):
            catalogues[name] = text
        else:
            files[name] = text.removeprefix("\ufeff")
    texts = _load_texts(root, files, problems)
    return Content(files, _load_templates(root), texts, lock, catalogues, read_changes(root)), tuple(problems)


def find_texts_dir(root: Path) -> Path:
    """Give the folder of the source texts: the one that ASREPORTED_TEXTS names, else content/texts."""
    named = os.environ.get(TEXTS_VARIABLE)
    return (root / named) if named else root / "content" / "texts"


def list_text_files(folder: Path, source: str) -> tuple[Path, ...]:
    """Give the files in the folder of the texts that are a source's; more than one is a mistake."""
    return tuple(path for suffix in _FORMATS if (path := folder / f"{source}{suffix}").is_file())


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
        for path in _list_files(folder):
            try:
                state = path.stat()
            except OSError:
                # It was removed meanwhile, or can't be read: the next check says so.
                stamps.add((str(path), 0, 0))
            else:
                stamps.add((str(path), state.st_mtime_ns, state.st_size))
    return frozenset(stamps)


def read_raw_text(path: Path) -> str:
    """Give a text as it lies in the file, so that offsets count its code points: line ends and BOM stay.

    Raises OSError or UnicodeDecodeError.
    """
    return path.read_bytes().decode("utf-8")


def _list_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent) / name for name in sorted(names) if not name.startswith("."))


def _is_expected(inside: str) -> bool:
    folder, _, name = inside.rpartition("/")
    if not folder:
        return name in _ONE_FILE or name == "evidence.lock"
    return "/" not in folder and name.endswith({"pages": ".md", "locale": ".po"}.get(folder, ".yml"))


def _refuse_file(name: str, inside: str) -> Problem:
    hint = "rename it to end in .yml" if inside.endswith(".yaml") else "move it out of content/"
    expected = ", ".join(_ONE_FILE)
    message = f"content/ must hold {expected}, FOLDER/ID.yml, pages/NAME.md and locale/LANGUAGE.po only, found {inside}"
    return Problem(Place(name), "unknown-file", message, hint)


def _read_text(path: Path, name: str, problems: list[Problem]) -> str | None:
    try:
        if path.is_symlink():
            problems.append(
                Problem(
                    Place(name),
                    "file-unreadable",
                    "a file must lie in the project itself, found a link",
                    "copy the file here",
                )
            )
            return None
        if path.stat().st_size > MOST_TEXT_BYTES:
            problems.append(
                Problem(
                    Place(name),
                    "file-too-large",
                    f"a file must hold at most {MOST_TEXT_BYTES:,} bytes, found {path.stat().st_size:,}",
                )
            )
            return None
        return read_raw_text(path)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        column = error.start - (error.object.rfind(b"\n", 0, error.start) + 1) + 1
        message = f"a file must be UTF-8, found the byte 0x{error.object[error.start]:02X}"
        problems.append(Problem(Place(name, line, column), "encoding", message, "save the file as UTF-8"))
    except OSError as error:
        problems.append(
            Problem(
                Place(name),
                "file-unreadable",
                f"a file must be readable, found: {error.strerror}",
                "check its permissions",
            )
        )
    return None


def _load_templates(root: Path) -> Mapping[str, str]:
    """Read the project's own templates where it has some, else those that came with the package."""
    packaged = Path(__file__).parent / "templates"
    beside = Path(__file__).parent.parent / "templates"
    folder = next(path for path in (root / "templates", packaged, beside) if path.is_dir())
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.j2"))}


def _load_catalogues() -> dict[str, str]:
    folder = Path(__file__).parent / "locale"
    return {f"generator/locale/{path.name}": path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.po"))}


def _load_texts(root: Path, files: Mapping[str, str], problems: list[Problem]) -> Mapping[str, TextFile]:
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
            raw = _read_text(path, f"texts/{path.name}", problems)
            if raw is not None:
                texts[stem] = TextFile(raw, _FORMATS[path.suffix], hashlib.sha256(path.read_bytes()).hexdigest())
    return texts
