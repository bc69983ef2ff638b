"""Turns arguments into one audit, prints what it found, sets the exit code; the only module that prints."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from audit.model import LIGHTHOUSE, MEASURES, CannotAuditError
from audit.report import choose_exit_code, format_json, format_misses, format_table
from audit.run import audit_site

CANNOT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Audit the site and give the exit code: 0 all well, 1 a limit is missed, 2 it could not be audited."""
    parser = argparse.ArgumentParser(prog="audit", description="Audit the built site, kind of page by kind of page.")
    parser.add_argument("--site", type=Path, default=Path("site"), help="folder of the built site (default: site)")
    parser.add_argument("--kind", action="append", metavar="NAME", help="only this kind; may be given several times")
    parser.add_argument("--no-lighthouse", action="store_true", help="leave Lighthouse out, which takes longest")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was found to a file as well")
    options = parser.parse_args(arguments)
    try:
        rows, misses = audit_site(
            options.site, kinds=options.kind or (), with_lighthouse=not options.no_lighthouse, tell=_tell
        )
    except CannotAuditError as error:
        _tell(str(error))
        return CANNOT
    measured = [name for name in MEASURES if name != LIGHTHOUSE or not options.no_lighthouse]
    print(format_table(rows, measured))  # noqa: T201 (this is where the program speaks)
    if misses:
        print(f"\n{format_misses(misses)}")  # noqa: T201 (the same)
    if options.json:
        text = json.dumps(format_json(rows, misses), ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    return choose_exit_code(misses)


def _tell(message: str) -> None:
    print(f"audit: {message}", file=sys.stderr, flush=True)  # noqa: T201 (the same)
