"""Tells MkDocs where the theme lies, by the name as-reported: an entry point of mkdocs.themes."""

from pathlib import Path

_HERE = Path(__file__).parent
_FOLDER = next(path for path in (_HERE / "templates" / "theme", _HERE.parent / "templates" / "theme") if path.is_dir())
# MkDocs asks a theme's module for its file and takes the folder; in a checkout the theme lies beside the package.
__file__ = str(_FOLDER / "theme.py")
