"""Lists what the program is built from as a CycloneDX document, the same bytes from the same lock."""

import json
import subprocess
from pathlib import Path
from typing import Any

TOOL = Path("release/.venv/bin/cyclonedx-py")


def make_sbom(root: Path) -> str:
    """Give the list of what requirements.lock names, with versions and hashes, as CycloneDX 1.6 JSON."""
    command = [
        *(str(root / TOOL), "requirements", "requirements.lock", "--pyproject", "pyproject.toml"),
        *("--mc-type", "application", "--output-reproducible", "--of", "JSON", "--sv", "1.6"),
    ]
    ran = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    return trim_sbom(json.loads(ran.stdout))


def trim_sbom(document: dict[str, Any]) -> str:
    """Leave out the lines of the lock, which every entry repeats with their place in it."""
    for component in document["components"]:
        component.pop("description", None)
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
