"""Asks the Nu HTML checker for the errors of pages."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from audit.model import HTML, CannotAuditError, Miss
from audit.tools import find_java, find_module


def find_html_errors(root: Path, paths: Sequence[str]) -> list[Miss]:
    """Give the errors in some pages of the site in a folder; what the checker only warns of does not count."""
    root = root.resolve()
    jar = find_module("vnu-jar/build/dist/vnu.jar")
    command = [find_java(), "-jar", str(jar), "--format", "json", "--errors-only", "--exit-zero-always"]
    done = subprocess.run(
        [*command, *(str(root / path) for path in paths)], capture_output=True, text=True, timeout=600, check=False
    )
    try:
        messages = json.loads(done.stderr)["messages"]
    except (ValueError, KeyError) as error:
        raise CannotAuditError(f"the Nu checker gave no report: {done.stderr[:400]}") from error
    return [_make_miss(root, message) for message in messages]


def _make_miss(root: Path, message: dict[str, Any]) -> Miss:
    page = Path(unquote(urlsplit(message["url"]).path)).relative_to(root).as_posix()
    element = " ".join(message.get("extract", "").split())
    return Miss(HTML, page, message["message"], element, f"line {message.get('lastLine', 1)}")
