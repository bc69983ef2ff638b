"""Says on what was measured: in general terms, and with which versions."""

import os
import platform
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from bench.results import CannotMeasureError

_HERE = Path(__file__).parent
_PINNED = {"hugo": "Hugo", "mkdocs": "MkDocs", "mkdocs-material": "Material for MkDocs", "zensical": "Zensical"}


def describe_machine(folder: Path) -> dict[str, str]:
    """Give what makes numbers comparable, and nothing that tells one machine from another of its sort.

    The folder is where the benchmark works: what it costs to make a file is its file system's business.
    """
    found = re.search(r"MemTotal:\s+(\d+) kB", Path("/proc/meminfo").read_text(encoding="ascii"))
    memory = f"{round(int(found[1]) / 2**20)} GB" if found else "unknown"
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": memory,
        "system": f"{platform.system()} on {platform.machine()}",
        "disk": _find_file_system(folder),
    }


def _find_file_system(folder: Path) -> str:
    """Give the sort of file system on which a folder lies, or will lie."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    asked = subprocess.run(["df", "--output=fstype", there], capture_output=True, text=True, check=False)
    return asked.stdout.partition("\n")[2].strip() or "unknown"


def list_versions() -> dict[str, str]:
    """Give the version of each program that is measured, by its name."""
    pinned = read_pins((_HERE / "requirements.lock").read_text(encoding="utf-8"))
    eleventy = re.search(r'"@11ty/eleventy": "([^"]+)"', (_HERE / "package.json").read_text(encoding="utf-8"))
    return {
        "Python": platform.python_version(),
        **{title: pinned[name] for name, title in _PINNED.items()},
        "Eleventy": eleventy[1] if eleventy else "unknown",
        "Node.js": _ask_node(),
    }


def read_pins(lock: str) -> Mapping[str, str]:
    """Give the version of each package that a file of requirements pins, by its name."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock, re.MULTILINE))


def _ask_node() -> str:
    try:
        return subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip("v\n")
    except (OSError, subprocess.CalledProcessError):
        raise CannotMeasureError("Node.js is missing: install Node.js 20 or later, with npm") from None
