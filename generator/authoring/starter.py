"""Plans what `asreported init` writes: a small corpus of an invented country, which builds as it is."""

from pathlib import Path

from generator.authoring.workbench import Draft
from generator.problems import InvalidContent, Place, Problem

STARTER = Path(__file__).parent.parent / "starter"
_NAMES = {"gitignore": ".gitignore"}
"""What a file is called where it could not lie in the package under that name: Git would obey it there."""
_EMPTY = "build/pages/.gitkeep"
"""MkDocs wants the folder to be there before anything is built."""


def plan_starter(folder: Path) -> Draft:
    """Give the files of a new corpus.

    Raises InvalidContent where one of them is there already, or the folder is something else.
    """
    packed = sorted(path for path in STARTER.rglob("*") if path.is_file())
    named = {path: path.relative_to(STARTER).as_posix() for path in packed}
    files = {_NAMES.get(name, name): path.read_text(encoding="utf-8") for path, name in named.items()} | {_EMPTY: ""}
    taken = [name for name in files if (folder / name).exists() or (folder / name).is_symlink()]
    if (folder.exists() or folder.is_symlink()) and not folder.is_dir():
        message = "a corpus must begin in a folder, found something else"
        raise InvalidContent([Problem(Place(folder.as_posix()), "file-unwritable", message, "choose another name")])
    if taken:
        message = f"a corpus must begin where none of its files is, found {', '.join(sorted(taken))}"
        hint = "choose an empty folder; nothing was written"
        raise InvalidContent([Problem(Place(folder.as_posix()), "file-exists", message, hint)])
    listed = "\n".join(f"{(folder / name).as_posix()}: written" for name in sorted(files) if name != _EMPTY)
    step = "" if folder == Path() else f"cd {folder.as_posix()}, then "
    return Draft({folder / name: text for name, text in files.items()}, f"{listed}\n\nNext: {step}asreported build")
