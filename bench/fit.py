"""Fits lines to what was measured and writes them into docs/scale.md: `python -m bench.fit [--write]`."""

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.growth import write_growth, write_limits, write_stages
from bench.results import CannotMeasureError, Results, read_results

_ROOT = Path(__file__).parent.parent
_PART = re.compile(r"(<!-- bench\.fit: (\w+) -->\n).*?(<!-- end of \2 -->)", re.DOTALL)
"""Between two comments, what is written here."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, and write them into the page if asked to; give 2 where that can't be done."""
    parser = argparse.ArgumentParser(prog="bench.fit", description="Say how cost grows with pages.")
    parser.add_argument("--results", type=Path, default=_ROOT / "build" / "bench" / "results.json", metavar="FILE")
    parser.add_argument("--write", action="store_true", help="write the tables into the page")
    parser.add_argument("--page", type=Path, default=_ROOT / "docs" / "scale.md", metavar="FILE")
    options = parser.parse_args(arguments)
    try:
        tables = write_tables(read_results(options.results))
        if options.write:
            page = fill_page(options.page.read_text(encoding="utf-8"), tables)
            options.page.write_text(page, encoding="utf-8")
    except CannotMeasureError as error:
        sys.stderr.write(f"bench: {error}\n")
        return 2
    sys.stdout.write("\n\n".join(tables.values()) + "\n")
    return 0


def write_tables(results: Results) -> Mapping[str, str]:
    """Give the tables, by the name that marks their places."""
    return {"growth": write_growth(results), "stages": write_stages(results), "limits": write_limits(results)}


def fill_page(page: str, tables: Mapping[str, str]) -> str:
    """Put the tables into their places on a page, and leave the rest alone."""
    places = [name for _, name, _ in _PART.findall(page)]
    if sorted(places) != sorted(tables):
        raise CannotMeasureError(f"the page must have one place for each of {', '.join(tables)}")
    return _PART.sub(lambda found: f"{found[1]}\n{tables[found[2]]}\n\n{found[3]}", page)


if __name__ == "__main__":
    sys.exit(main())
