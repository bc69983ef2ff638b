"""Measures how many bytes of scripts the search page loads for a query: `python -m audit.search_cost`.

A browser shows the page, so that what counts is what it really asks for.
"""

import argparse
import dataclasses
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Request

from audit.browser import start_browser
from audit.model import CannotAuditError
from audit.server import serve
from audit.weights import compress

CANNOT = 2
_PAGE = "search/index.html"
_IS_READY = "() => !document.querySelector('#results[aria-busy=true]')"


@dataclass(frozen=True)
class Cost:
    """What a reader who opens the search page with a query loads in scripts, before scrolling."""

    query: str
    files: int
    bytes: int
    gzip_bytes: int
    """As static hosts send them."""
    paths: tuple[str, ...]
    """In the order in which they were asked for, from the site's root."""


class _Folder(Mapping[str, bytes]):
    """The files of a site, read when they are asked for: a large site need not fit into memory."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def __getitem__(self, path: str) -> bytes:
        file = (self.root / path).resolve()
        if not file.is_relative_to(self.root) or not file.is_file():
            raise KeyError(path)
        return file.read_bytes()

    def __iter__(self) -> Iterator[str]:
        return (path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file())

    def __len__(self) -> int:
        return sum(1 for _ in self)


def measure_search(root: Path, queries: Sequence[str]) -> list[Cost]:
    """Give what each query costs a reader who comes for the first time. Raises CannotAuditError."""
    files = _Folder(root)
    if _PAGE not in files:
        raise CannotAuditError(f"no search page in {root}/: build the site with `make site`")
    with serve(files) as address, start_browser() as browser:
        return [_measure(browser, address, query, files) for query in queries]


def _measure(browser: Browser, address: str, query: str, files: Mapping[str, bytes]) -> Cost:
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "script":
            asked.append(unquote(urlsplit(request.url).path).lstrip("/"))

    context = browser.new_context()
    page = context.new_page()
    page.on("request", note)
    page.goto(f"{address}/search/?q={quote(query)}", wait_until="load")
    page.wait_for_function(_IS_READY)
    # The end of the first results may be in view, and then asks for more.
    page.wait_for_load_state("networkidle")
    context.close()
    paths = tuple(dict.fromkeys(path for path in asked if path in files))
    contents = [files[path] for path in paths]
    return Cost(query, len(paths), sum(map(len, contents)), sum(len(compress(one)) for one in contents), paths)


def format_costs(costs: Sequence[Cost]) -> str:
    """Give a table."""
    rows = [("query", "files", "bytes", "gzip bytes")]
    rows += [(cost.query, f"{cost.files}", f"{cost.bytes}", f"{cost.gzip_bytes}") for cost in costs]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what queries cost, and give the exit code: 0 measured, 2 it could not be."""
    parser = argparse.ArgumentParser(prog="audit.search_cost", description="Measure what a search loads in scripts.")
    parser.add_argument("--site", type=Path, default=Path("site"), help="folder of the built site (default: site)")
    parser.add_argument("--json", action="store_true", help="print JSON, with the paths of the scripts")
    parser.add_argument("queries", nargs="+", metavar="QUERY", help="what a reader types")
    options = parser.parse_args(arguments)
    try:
        costs = measure_search(options.site, options.queries)
    except CannotAuditError as error:
        print(f"audit: {error}", file=sys.stderr)  # noqa: T201 (this is where the program speaks)
        return CANNOT
    table = [dataclasses.asdict(cost) for cost in costs]
    print(json.dumps(table, ensure_ascii=False, indent=1) if options.json else format_costs(costs))  # noqa: T201 (the same)
    return 0


if __name__ == "__main__":
    sys.exit(main())
