"""Lists the licence of everything that the program is built from, and says which of them are sound for it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

SOUND: Mapping[str, str] = {
    "MIT": "permissive",
    "MIT-CMU": "permissive",
    "BSD-2-Clause": "permissive",
    "BSD-3-Clause": "permissive",
    "Apache-2.0": "permissive",
    "PSF-2.0": "permissive",
    "CNRI-Python": "permissive",
    "ISC": "permissive",
    "0BSD": "permissive",
    "Python-2.0": "permissive",
    "Unlicense": "permissive",
    "CC0-1.0": "permissive",
    "CC-BY-4.0": "permissive, for data, with the authors named",
    "BlueOak-1.0.0": "permissive",
    "OFL-1.1": "for fonts: may be bundled, not sold alone",
    "MPL-2.0": "copyleft of its own files, which we don't change",
    "LGPL-2.1-or-later": "copyleft of the library, which stays one that can be exchanged",
}
"""Licences under which a part may be used by a program under MIT, and why."""
_CHOSEN = {"MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later": "LGPL-2.1-or-later"}
"""What is chosen where a package leaves the choice and the first is not ours."""
_STATED: Mapping[str, str] = {
    "atheris": "Apache-2.0",
    "colorama": "BSD-3-Clause",
    "parse-cache-control": "BSD-3-Clause",
    "pyromark": "MIT",
}
"""Of packages that are not installed everywhere, or name their licence in its text only."""
_WORDS: Mapping[str, str] = {
    "mit license": "MIT",
    "the mit license (mit)": "MIT",
    "mit": "MIT",
    "bsd 2-clause license": "BSD-2-Clause",
    "the bsd 2-clause license": "BSD-2-Clause",
    "bsd-2-clause": "BSD-2-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "apache-2.0": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "mpl-2.0": "MPL-2.0",
}
"""What older packages call their licences, in lower case."""
_PIN = re.compile(r"^([\w.-]+)==([\w.+!-]+)", re.MULTILINE)
_HEAD = """\
# Licences

What the program is built from, and under which licence each part is. Written by `make licences` from the locks and \
from what each package says of itself; a test compares. Every licence here allows use in a program under MIT: {reasons}.

None of it is copied into the wheel but the fonts; pip installs the rest from its makers.
"""


@dataclass(frozen=True)
class Part:
    """Something that the program, or the work on it, rests on."""

    name: str
    version: str
    licence: str
    """As an SPDX expression; empty where it isn't known."""


def list_pins(text: str) -> dict[str, str]:
    """Give the versions that a lock pins, by name."""
    return dict(_PIN.findall(text))


def name_licence(name: str) -> str:
    """Give the licence of a package as an SPDX expression, by what it says of itself; empty where it says nothing."""
    if name in _STATED:
        return _STATED[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    if expression := _read(said, "License-Expression"):
        return expression
    # Some put the whole text there; its first line names it.
    first = _read(said, "License").strip().partition("\n")[0].strip()
    classed = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith("License ::")]
    known = (_WORDS.get(words.lower(), "") for words in (first, *classed))
    return next(filter(None, known), "")


def is_sound(licence: str) -> bool:
    """Say whether a part under a licence may be used: under all that are joined by AND, and one that OR offers."""
    if not licence:
        return False
    if licence in _CHOSEN:
        return _CHOSEN[licence] in SOUND
    plain = licence.replace("(", " ").replace(")", " ")
    return any(all(part.strip() in SOUND for part in choice.split(" AND ")) for choice in plain.split(" OR "))


def list_parts(root: Path) -> dict[str, list[Part]]:
    """Give what each of the locks names, by what it is for."""
    ours = list_pins((root / "requirements.lock").read_text(encoding="utf-8"))
    work = list_pins((root / "requirements-dev.lock").read_text(encoding="utf-8"))
    return {
        "The program": [Part(name, version, name_licence(name)) for name, version in ours.items()],
        "Tests and checks": [
            Part(name, version, name_licence(name)) for name, version in work.items() if name not in ours
        ],
        "The audit's tools": list(_list_npm(root / "audit" / "package-lock.json")),
        "The benchmark's tools": list(_list_npm(root / "bench" / "package-lock.json")),
        "Fonts": [Part("Noto Sans", "", "OFL-1.1")],
    }


def make_list(root: Path) -> str:
    """Give docs/licences.md."""
    groups = list_parts(root)
    used = {part.licence for parts in groups.values() for part in parts}
    named = sorted({name for licence in used for name in re.split(r" AND | OR |[()]", licence)} & SOUND.keys())
    blocks = [_HEAD.format(reasons="; ".join(f"{name} ({SOUND[name]})" for name in named))]
    for heading, parts in groups.items():
        rows = "\n".join(f"| {part.name} | {part.version} | {part.licence} |" for part in parts)
        blocks.append(f"## {heading}\n\n| Part | Version | Licence |\n|---|---|---|\n{rows}\n")
    return "\n".join(blocks)


def _read(said: PackageMetadata, field: str) -> str:
    return said[field] if field in said else ""  # noqa: SIM401 - it has no get


def _list_npm(path: Path) -> Iterator[Part]:
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    for place, package in packages.items():
        if place:
            name = place.rpartition("node_modules/")[2]
            yield Part(name, package["version"], package.get("license") or _STATED.get(name, ""))
