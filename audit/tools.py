"""Finds the programs that the audit needs, or says how to get them."""

import shutil
from pathlib import Path

from audit.model import CannotAuditError

_MODULES = Path(__file__).parent / "node_modules"

BROWSER_OPTIONS = (
    "--no-sandbox",  # Chromium as root starts no other way; all it opens is our own site
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page or the browser itself asks for, no name is looked up.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


def find_chromium() -> str:
    """Give the path of Chromium."""
    return _find(("chromium", "chromium-browser", "google-chrome"), "Chromium", "Debian's package chromium")


def find_java() -> str:
    """Give the path of Java, in which the Nu checker is written."""
    return _find(("java",), "Java", "Java 17 or later, such as Debian's package default-jre-headless")


def find_node() -> str:
    """Give the path of Node.js, in which Lighthouse is written."""
    return _find(("node",), "Node.js", "Node.js 20 or later, with npm")


def find_module(path: str) -> Path:
    """Give a file of an npm package that the lock names."""
    file = _MODULES / path
    if not file.is_file():
        raise CannotAuditError(f"{path} is missing: run `make audit`, or `npm ci` in audit/")
    return file


def _find(names: tuple[str, ...], title: str, package: str) -> str:
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    raise CannotAuditError(f"{title} is missing: install {package}")
