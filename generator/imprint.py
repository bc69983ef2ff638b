"""Tells what a site was made from: programs, commit, lock and texts; nothing of who made it, where or when."""

import hashlib
import json
from functools import cache
from importlib.metadata import version
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
    "pillow",
    "pydantic",
    "pyromark",
    "pyyaml",
    "regex",
)
"""The libraries that bytes of a site may follow from."""


@cache
def list_versions() -> dict[str, str]:
    """Give the versions of the libraries that bytes of a site may follow from."""
    return {name: version(name) for name in _MACHINERY}


def write_imprint(root: Path, lock: str | None) -> str:
    """Give what `build.json` holds, given the lock's text; what isn't known is null."""
    from generator.lock import list_text_digests  # noqa: PLC0415 - with it comes the model, which takes 75 ms

    state = read_state(root)
    fields = {
        "form": _FORM,
        "program": {"name": _PROGRAM, "version": version(_PROGRAM)},
        "libraries": list_versions(),
        "commit": state.commit if state else None,
        "committed": state.moment if state else None,
        "uncommitted": state.has_changes if state else None,
        "lock": None if lock is None else hashlib.sha256(lock.encode()).hexdigest(),
        "texts": list_text_digests(lock or ""),
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"
