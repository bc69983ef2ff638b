"""Holds what every authoring command starts from: the project as it is, and what a command wants to write."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from generator.forms import is_id
from generator.load import Content, find_texts_dir, load_content
from generator.model import Corpus
from generator.problems import InvalidContent, Place, Problem, suggest
from generator.validate import validate_content

CHECK = "# check"
"""Marks what was guessed, until a maintainer has looked at it."""
_RESERVED = {"events": ("index", "compare")}
"""Ids that would take the address of a page that lists others, by kind; of every kind `index` would."""


class Workbench(Struct, frozen=True):
    """A project that is being written: its files, and the records in them that are sound."""

    root: Path
    content: Content
    corpus: Corpus
    texts: Path
    """The folder of the texts."""

    def show_path(self, path: Path) -> str:
        """Give a path from the project's root, or as it is where it lies elsewhere."""
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()


class Draft(Struct, frozen=True):
    """What a command wants to write, and what it says of it."""

    files: Mapping[Path, str]
    """Whole files by path."""
    said: str
    """For people; without a line break at its end."""


def open_workbench(root: Path) -> Workbench:
    """Read a project, in which other records may be unsound.

    Raises InvalidContent where there is no sound corpus.yml, or the folder that is to hold the texts isn't there.
    """
    content, loading = load_content(root)
    astray = [problem for problem in loading if problem.code == "texts-missing"]
    if astray:
        raise InvalidContent(astray)
    corpus, validating = validate_content(content)
    if corpus is None:
        raise InvalidContent((*loading, *validating))
    return Workbench(root, content, corpus, find_texts_dir(root))


def refuse(path: str, code: str, message: str, hint: str = "") -> InvalidContent:
    """Give the exception for one problem of a file as a whole."""
    return InvalidContent([Problem(Place(path), code, message, hint)])


def say_unsure(text: str) -> str:
    """Say how many lines of a text a maintainer must look at, or nothing."""
    unsure = sum(CHECK in line for line in text.splitlines())
    return f"; look at the {'line' if unsure == 1 else f'{unsure} lines'} marked {CHECK}" if unsure else ""


def require_fresh_id(bench: Workbench, kind: str, name: str, path: str) -> None:
    """Raise InvalidContent where an id is malformed, is reserved or is another record's of the same kind."""
    if not is_id(name):
        message = f"an id must be lowercase ASCII letters, digits and single hyphens, found {name}"
        raise InvalidContent([Problem(Place(path), "invalid-id", message, "choose another id")])
    if name in _RESERVED.get(kind, ("index",)):
        message = f"an id must not take the address of a page that lists others, found {name}"
        raise InvalidContent([Problem(Place(path), "path-collision", message, "choose another id")])
    folder = bench.corpus.settings.event.folder if kind == "events" else kind
    own = f"content/{folder}/{name}.yml"
    taken = bench.corpus.paths.get(f"{kind}/{name}") or (own if own in bench.content.files else None)
    if taken:
        message = f"an id must stand once, found {name} in {taken}"
        raise InvalidContent([Problem(Place(taken), "id-taken", message, "choose another id, or edit that record")])


def require_known(path: str, field: str, values: Iterable[str], known: Iterable[str]) -> None:
    """Raise InvalidContent where a value that was given is none of those that this corpus knows."""
    choices = tuple(known)
    for value in values:
        if value not in choices:
            message = f"{field} must be one of this corpus, found {value}"
            hint = suggest(value, choices) or (
                f"choose one of {', '.join(choices[:12])}" if choices else "add it first"
            )
            raise InvalidContent([Problem(Place(path), "unknown-id", message, hint)])
