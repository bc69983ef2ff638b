"""Tells what a site was made from: programs, commit, lock and texts; nothing of who made it, where or when."""

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from generator.history import read_state

IMPRINT = "build.json"
"""At the top of a site, and below build/."""
_FORM = 1
"""Of the imprint itself; another one means that a field has another sense."""
_PROGRAM = "as-reported"
_MACHINERY = (
    "babel",
    "jinja2",
    "markdown",
    "markdown-it-py",
    "mkdocs",
    "msgspec",
    "pillow",
    "pyromark",
    "pyyaml",
    "regex",
)
"""The libraries that bytes of a site may follow from."""
_FOLDER = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)\.dist-info")
"""Of what is installed. Source: PyPA, Recording installed projects, the .dist-info directory."""


@cache
def list_versions() -> dict[str, str]:
    """Give the versions of the libraries that bytes of a site may follow from."""
    return {name: _find_version(name) for name in _MACHINERY}


def _find_version(name: str) -> str:
    """Give the version of an installed library, by the name of its folder where it has one."""
    known = _list_installed().get(name)
    if known is None:
        # It would take a twentieth of a second to import, of half a second in which nothing has changed.
        from importlib.metadata import version  # noqa: PLC0415

        return version(name)
    return known


@cache
def _list_installed() -> dict[str, str]:
    """Give the versions of all that is installed, as far as folders tell them; what Python finds first counts."""
    installed: dict[str, str] = {}
    for folder in map(_FOLDER.fullmatch, _list_folders()):
        if folder:
            installed.setdefault(re.sub(r"[-_.]+", "-", folder["name"]).lower(), folder["version"])
    return installed


def _list_folders() -> Iterator[str]:
    for path in sys.path:
        with suppress(OSError):
            yield from os.listdir(path)  # noqa: PTH208 - names alone


def write_imprint(root: Path, lock: str | None) -> str:
    """Give what `build.json` holds, given the lock's text; what isn't known is null."""
    from generator.lock import list_text_digests  # noqa: PLC0415 - with it comes the model, which takes 75 ms

    state = read_state(root)
    fields = {
        "form": _FORM,
        "program": {"name": _PROGRAM, "version": _find_version(_PROGRAM)},
        "libraries": list_versions(),
        "commit": state.commit if state else None,
        "committed": state.moment if state else None,
        "uncommitted": state.has_changes if state else None,
        "lock": None if lock is None else hashlib.sha256(lock.encode()).hexdigest(),
        "texts": list_text_digests(lock or ""),
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"
