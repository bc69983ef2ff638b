"""Builds a release into dist/, and prints its digests; the only module that prints."""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from release.dist import build_dist, find_faults, list_sdist, list_wheel, read_epoch
from release.licences import make_list
from release.sbom import make_sbom


def main(arguments: Sequence[str] | None = None) -> int:
    """Build everything and give the exit code: 0 built, 1 something must not be published."""
    parser = argparse.ArgumentParser(prog="release", description="Build what is published of the program.")
    parser.add_argument("--out", type=Path, default=Path("dist"), help="an empty folder (default: dist)")
    parser.add_argument("--licences", action="store_true", help="only write docs/licences.md")
    options = parser.parse_args(arguments)
    root = Path.cwd()
    if options.licences:
        (root / "docs" / "licences.md").write_text(make_list(root), encoding="utf-8")
        return 0
    out = options.out
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()):
        print(f"release: {out} must be empty", file=sys.stderr)  # noqa: T201 (this is where the program speaks)
        return 1
    dist = build_dist(root, out, read_epoch(root))
    faults = tuple(find_faults(root, list_wheel(dist.wheel), list_sdist(dist.sdist)))
    for fault in faults:
        print(f"release: {fault}", file=sys.stderr)  # noqa: T201 (the same)
    (out / "sbom.cdx.json").write_text(make_sbom(root), encoding="utf-8")
    digests = "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(out.iterdir())
    )
    (out / "SHA256SUMS").write_text(digests, encoding="utf-8")
    print(digests, end="")  # noqa: T201 (the same)
    return 1 if faults else 0
