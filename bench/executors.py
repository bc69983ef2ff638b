"""Sets all pages of a project with one executor after another: `python -m bench.executors FOLDER [--dask]`."""

import argparse
import hashlib
import logging
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mkdocs.config import load_config

from generator.crew import list_batches, work_ahead
from generator.hypertext import Dialect, Hypertext, set_pages

_ROOT = Path(__file__).parent.parent
WORKERS = 2
"""Processes of each executor."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one executor took to set all pages."""

    title: str
    pages: int
    wall: float
    """Seconds, from the first page read to the last one taken and digested."""
    start: float
    """Seconds to start the executor, which a long run makes up for."""
    cpu: float
    """Seconds of processor time, of this process and of the executor's, from their start to their end."""
    digest: str
    """Of all that was made."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what each executor took, and give 1 where they do not give the same pages."""
    parser = argparse.ArgumentParser(prog="bench.executors", description="Set pages with one executor after another.")
    parser.add_argument("folder", type=Path, help="a project, with build/pages made")
    parser.add_argument("--dask", action="store_true", help="also with Dask; needs the interpreter of bench/.venv")
    options = parser.parse_args(arguments)
    pages = options.folder / "build" / "pages"
    paths = sorted(path.relative_to(pages).as_posix() for path in pages.rglob("*.md"))
    if not paths:
        sys.stderr.write("bench: there is nothing in build/pages: run `asreported build` there first\n")
        return 2
    crews: dict[str, AbstractContextManager[Executor | None]] = {
        "no executor": nullcontext(),
        "ProcessPoolExecutor": open_processes(),
    }
    if options.dask:
        crews["Dask"] = open_dask()
    return _compare(pages, paths, crews)


def set_all(title: str, pages: Path, paths: Sequence[str], crew: AbstractContextManager[Executor | None]) -> Run:
    """Set all pages below a folder with an executor that is started for it; as in a build, none is kept."""
    work, made = partial(set_pages, dialect=read_dialect()), hashlib.blake2b(digest_size=16)
    cpu, begin = _read_clock(), time.perf_counter()
    with crew as executor:
        ready = time.perf_counter()
        batches = list_batches((path, (pages / path).read_text(encoding="utf-8")) for path in paths)
        for batch in work_ahead(work, batches, executor):
            for page in batch:
                made.update(write_page(page).encode())
        wall = time.perf_counter() - ready
    return Run(title, len(paths), wall, ready - begin, _read_clock() - cpu, made.hexdigest())


def write_page(page: Hypertext) -> str:
    """Give all of a page as one text, the same in each process, where sets are in an order of their own."""
    return repr((page.path, page.meta, page.html, page.headings, sorted(page.ids), sorted(page.links)))


def read_dialect() -> Dialect:
    """Give how this repository's mkdocs.yml has Markdown read, without the hook, which the engines have no need of."""
    config = load_config(str(_ROOT / "mkdocs.yml"), hooks=[])
    return Dialect(tuple(config.markdown_extensions), dict(config.mdx_configs), config.use_directory_urls)


@contextmanager
def open_processes() -> Iterator[Executor]:
    """Start processes as a build does."""
    with ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("fork")) as crew:
        yield crew


@contextmanager
def open_dask() -> Iterator[Executor]:
    """Start a cluster of Dask on this machine; only `LocalCluster` would be another one for several machines."""
    from distributed import Client, LocalCluster  # noqa: PLC0415 - only bench/.venv has it

    # Its processes are new ones, which must find our package.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    size = {"n_workers": WORKERS, "threads_per_worker": 1, "processes": True}
    # What goes wrong comes out of a future; what would be logged is workers that outlive the scheduler for a moment.
    quiet = {"dashboard_address": None, "silence_logs": logging.CRITICAL}
    with (
        LocalCluster(host="127.0.0.1", **size, **quiet) as cluster,
        Client(cluster) as client,
        client.get_executor() as crew,
    ):
        yield crew


def write_runs(runs: Sequence[Run]) -> str:
    """Give a table in Markdown."""
    head = ("", "wall s", "start s", "CPU s", "pages a second", "wall to the first's")
    lines = [f"| {' | '.join(head)} |", "|---" + "|---:" * (len(head) - 1) + "|"]
    for run in runs:
        cells = (f"{run.wall:.2f}", f"{run.start:.2f}", f"{run.cpu:.2f}", f"{run.pages / run.wall:,.0f}")
        lines.append(f"| {run.title} | {' | '.join(cells)} | {run.wall / runs[0].wall:.2f} |")
    return "\n".join(lines)


def _compare(pages: Path, paths: Sequence[str], crews: dict[str, AbstractContextManager[Executor | None]]) -> int:
    runs: list[Run] = []
    for title, crew in crews.items():
        runs.append(set_all(title, pages, paths, crew))
        if runs[-1].digest != runs[0].digest:
            sys.stderr.write(f"bench: {title} gives other pages than {runs[0].title}\n")
            return 1
    sys.stdout.write(f"{len(paths):,} pages, the same from all, with {WORKERS} processes:\n\n{write_runs(runs)}\n")
    return 0


def _read_clock() -> float:
    """Give the seconds of processor time of this process and of those that it started and waited for."""
    usages = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


# Dask's processes import this module too.
if __name__ == "__main__":
    sys.exit(main())
