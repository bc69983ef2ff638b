"""Turns arguments into one run of the benchmark, prints what it found, sets the exit code; the only one that prints."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.corpus import write_corpus
from bench.report import PICTURE, draw_report, write_report
from bench.results import CannotMeasureError, Results, read_results
from bench.run import Options, measure_all

_ROOT = Path(__file__).parent.parent
_PAGE = _ROOT / "docs" / "benchmarks.md"
_ROUNDS, _QUICK_ROUNDS = 5, 2
SOME_FAILED, CANNOT = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write the page, and give the exit code: 0 all was measured, 1 something wasn't, 2 nothing could be."""
    options = _make_parser().parse_args(arguments)
    if options.write:
        write_corpus(options.write, options.pages[0], options.seed)
        return 0
    folder = options.folder.resolve()
    try:
        if options.report:
            results = read_results(folder / "results.json")
        else:
            results = measure_all(_make_options(options, folder), _tell)
    except CannotMeasureError as error:
        _tell(str(error))
        return CANNOT
    page = write_report(results)
    options.page.write_text(page, encoding="utf-8")
    options.page.with_name(PICTURE).write_text(draw_report(results), encoding="utf-8")
    print(page.partition("## How it is measured")[0].rstrip())  # noqa: T201 - this is where the program speaks
    return SOME_FAILED if _list_failures(results) else 0


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description="Measure builds of synthetic corpora, beside others.")
    parser.add_argument(
        "--pages", type=int, nargs="+", metavar="N", default=[100, 1_000, 10_000], help="sizes of the corpora, in pages"
    )
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    parser.add_argument("--minutes", type=float, default=85, help="begin nothing new after so many (default: 85)")
    parser.add_argument("--seed", type=int, default=1, help="another corpus of the same shape")
    parser.add_argument("--folder", type=Path, default=_ROOT / "build" / "bench", help="where to work")
    parser.add_argument("--keep", action="store_true", help="leave corpora and sites in the folder")
    parser.add_argument("--report", action="store_true", help="write the page again from the folder's results.json")
    parser.add_argument("--page", type=Path, default=_PAGE, help="where to write the page; its picture lies beside it")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="only write a corpus into an empty folder")
    return parser


def _make_options(options: argparse.Namespace, folder: Path) -> Options:
    return Options(
        pages=tuple(options.pages),
        folder=folder,
        results=folder / "results.json",
        rounds=_QUICK_ROUNDS if options.quick else _ROUNDS,
        minutes=options.minutes,
        seed=options.seed,
        is_kept=options.keep,
    )


def _list_failures(results: Results) -> list[str]:
    """Give what was meant to be measured and wasn't."""
    return [name for scale in results.scales for name, why in scale.failures.items() if not why.startswith("left out")]


def _tell(message: str) -> None:
    print(f"bench: {message}", file=sys.stderr, flush=True)  # noqa: T201 - the same
