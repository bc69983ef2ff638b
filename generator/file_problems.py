"""Says what files a project may hold, and words the problems of those that can't be read."""

from typing import Literal

from generator.problems import Place, Problem, suggest

Sort = Literal["file", "folder", "link", "device"]
"""What lies at a path."""
_LOCK = "content/evidence.lock"
_MOST_LOCK_BYTES = 200_000_000
MOST_TEXT_BYTES = 5_000_000
"""Of one file; the largest book-length source stays below it."""
_MOST_MARKDOWN_BYTES = 1_000_000
"""Of a Markdown file, where each sign may cost as much time as a hundred letters."""
_ONE_FILE = ("corpus.yml", "topics.yml", "actors.yml", "disputes.yml", "moved.yml")
_ENDINGS = {"pages": ".md", "locale": ".po"}
_MARKS = {0xFF: "UTF-16", 0xFE: "UTF-16"}
"""What a file that begins with such a byte is saved as."""


def refuse_root() -> Problem:
    """Say that there is no project here."""
    message = "a project must have a folder content/, found none"
    return Problem(Place("content"), "content-missing", message, "go to the project's root")


def refuse_path(name: str, inside: str, sort: Sort) -> Problem | None:
    """Give the problem of a path of content/ at which nothing may lie; the second is the path below content/."""
    if sort == "folder" or (sort == "link" and not inside.count("/") and "." not in inside):
        return refuse_sort(name, sort)
    folder, _, file = inside.rpartition("/")
    if not folder and file in (*_ONE_FILE, "evidence.lock"):
        return None
    if folder and "/" not in folder and file.endswith(_ENDINGS.get(folder, ".yml")):
        return None
    expected = ", ".join(_ONE_FILE)
    message = f"content/ must hold {expected}, FOLDER/ID.yml, pages/NAME.md and locale/LANGUAGE.po only, found {inside}"
    return Problem(Place(name), "unknown-file", message, _cure_name(folder, file))


def refuse_sort(name: str, sort: Sort) -> Problem | None:
    """Give the problem of what is no file."""
    if sort == "file":
        return None
    if sort == "link":
        message = "a file must lie in the project itself, found a link"
        return Problem(Place(name), "file-unreadable", message, "copy the file here")
    found = "a folder" if sort == "folder" else "a pipe or a device"
    return Problem(
        Place(name), "file-unreadable", f"a file must be readable, found {found}", "put the file itself here"
    )


def refuse_output(name: str) -> Problem:
    """Give the problem of a folder that a build writes and that is a link: what it leads to is not ours to remove."""
    message = "a folder that a build writes must lie in the project itself, found a link"
    return Problem(Place(name), "folder-link", message, "remove the link")


def refuse_size(name: str, size: int) -> Problem | None:
    """Give the problem of a file that is too large; the size counts bytes."""
    # Programs write the lock, and nobody can split it.
    most = _MOST_LOCK_BYTES if name == _LOCK else _MOST_MARKDOWN_BYTES if name.endswith(".md") else MOST_TEXT_BYTES
    if size <= most:
        return None
    message = f"a file must hold at most {most:,} bytes, found {size:,}"
    return Problem(Place(name), "file-too-large", message, "split the file, or move it out of the project")


def explain_encoding(name: str, error: UnicodeDecodeError) -> Problem:
    """Give the problem of a file that is no UTF-8, at the first byte that isn't."""
    before = error.object[: error.start]
    line_start = before.rfind(b"\n") + 1
    place = Place(name, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1)
    byte = error.object[error.start]
    found = f"the byte 0x{byte:02X}" if error.start else _MARKS.get(byte, f"the byte 0x{byte:02X}")
    return Problem(place, "encoding", f"a file must be UTF-8, found {found}", "save the file as UTF-8")


def explain_unreadable(name: str, reason: str) -> Problem:
    """Give the problem of a file that the system refuses to read."""
    return Problem(Place(name), "file-unreadable", f"a file must be readable, found: {reason}", "check its permissions")


def _cure_name(folder: str, file: str) -> str:
    wanted = _ENDINGS.get(folder, ".yml")
    stem, _, ending = file.rpartition(".")
    if ending.lower() in {"yaml", "yml"} and wanted == ".yml" and f".{ending}" != wanted:
        return "rename it to end in .yml"
    near = suggest(stem, [name.removesuffix(".yml") for name in _ONE_FILE]) if not folder and ending == "yml" else ""
    return near.replace("?", ".yml?") or "move it out of content/"
