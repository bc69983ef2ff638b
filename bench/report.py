"""Writes docs/benchmarks.md and its picture from what was measured."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.peers import PEERS
from bench.plot import draw_plot
from bench.results import Measure, Query, Results, Scale
from bench.targets import AT, list_targets

PICTURE = "benchmarks.svg"
TITLES = {
    "full": "As Reported, full build (YAML to `site/`)",
    "publish": "As Reported, publishing alone (Markdown to `site/`)",
    **{peer.name: peer.title for peer in PEERS},
}
_SCENARIOS = {
    "full": "full build",
    "unchanged": "nothing changed",
    "claim": "one claim changed",
    "actor": "one actor renamed",
    "template": "one template changed",
}
_INTRODUCTION = (
    "# Benchmarks\n\nWritten by `make bench`: what was measured, on the day and the machine named here. "
    "Times differ from machine to machine and from run to run; the ratios within one run are what counts.\n"
)
_METHOD = Path(__file__).with_name("method.md")


def write_report(results: Results) -> str:
    """Give the page."""
    parts = [_INTRODUCTION, _describe(results), _write_targets(results), f"![CPU seconds by pages]({PICTURE})\n"]
    parts += [_write_scale(scale) for scale in results.scales]
    parts += [_write_changes(results.scales), _write_heaviest(results.scales), _write_searches(results.scales)]
    parts += [_write_stages(results.scales)]
    parts += [_METHOD.read_text(encoding="utf-8")]
    return "\n".join(part for part in parts if part)


def draw_report(results: Results) -> str:
    """Give the page's picture: a line for each contender."""
    lines = {}
    for name, title in TITLES.items():
        measured = [(scale, scale.middle(name)) for scale in sorted(results.scales, key=lambda scale: scale.asked)]
        points = [(float(scale.facts.get("pages", scale.asked)), middle.cpu) for scale, middle in measured if middle]
        lines[title.partition(" (")[0]] = points
    return draw_plot("CPU seconds by pages (less is better)", lines)


def _describe(results: Results) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in results.versions.items())
    machine = results.machine
    return (
        f"Measured on {results.day}: {machine['cores']} cores, {machine['memory']} of memory, {machine['system']}, "
        f"files on {machine['disk']}. "
        f"{versions}.\n"
    )


def _write_targets(results: Results) -> str:
    rows = [(target.wanted, target.measured or "–", target.verdict) for target in list_targets(results)]
    lead = (
        f"At {AT:,} pages. Hugo is Hugo with links resolved, plain MkDocs is MkDocs with its core theme; changes are "
        "timed on the clock.\n"
    )
    return "\n".join(("## Targets\n", lead, *_write_table(("target", "measured", "verdict"), rows, "---"), ""))


def _write_scale(scale: Scale) -> str:
    facts = scale.facts
    if not facts:
        return f"## {scale.asked:,} pages\n\nNot measured.\n"
    lead = (
        f"{facts['pages']:,} pages ({facts['bytes of Markdown'] / 2**20:.1f} MB of Markdown) from "
        f"{facts['bytes of content'] / 2**20:.2f} MB of content; claims: {facts['claims']:,}, sources: "
        f"{facts['sources']:,}.\n"
    )
    hugo, mkdocs = scale.middle("hugo-links"), scale.middle("mkdocs")
    rows = []
    for name, title in TITLES.items():
        middle = scale.middle(name)
        if middle:
            rows.append((title, *_write_cells(middle, hugo, mkdocs), str(len(scale.runs[name]))))
    head = ("", "CPU s", "wall s", "peak MB", "output MB", "files", "CPU to Hugo's", "CPU to MkDocs'", "runs")
    missing = [
        f"* {TITLES.get(name, _SCENARIOS.get(name, name))}: {_shorten(reason)}"
        for name, reason in scale.failures.items()
    ]
    notes = ["", "Not measured:", "", *missing] if missing else []
    return "\n".join((f"## {scale.asked:,} pages\n", lead, *_write_table(head, rows), *notes, ""))


def _shorten(reason: str) -> str:
    """Give the last line of what went wrong, without the folders of this machine."""
    return re.sub(r"/\S+/", "", reason.strip().splitlines()[-1])[:300]


def _write_cells(middle: Measure, hugo: Measure | None, mkdocs: Measure | None) -> Iterator[str]:
    yield f"{middle.cpu:.2f}"
    yield f"{middle.wall:.2f}"
    yield f"{middle.memory / 2**20:.0f}"
    yield f"{middle.bytes / 2**20:.1f}"
    yield f"{middle.files:,}"
    for other in (hugo, mkdocs):
        yield f"{middle.cpu / other.cpu:.2f}" if other else "–"


def _write_changes(scales: Sequence[Scale]) -> str:
    rows = [(title, *(_write_time(scale.middle(name)) for scale in scales)) for name, title in _SCENARIOS.items()]
    head = ("", *(f"{scale.asked:,} pages" for scale in scales))
    lead = "Seconds of `asreported build` on the clock, and of CPU between brackets, after a small change.\n"
    return "\n".join(("## Small changes\n", lead, *_write_table(head, rows), ""))


def _write_time(middle: Measure | None) -> str:
    return f"{middle.wall:.2f} ({middle.cpu:.2f})" if middle else "–"


def _write_heaviest(scales: Sequence[Scale]) -> str:
    measured = [scale for scale in scales if scale.heaviest]
    if not measured:
        return ""
    names = dict.fromkeys(name for scale in measured for name in scale.heaviest)
    rows = [
        (f"`{name}`" if name else "beside these", *(_write_weight(scale.heaviest.get(name)) for scale in measured))
        for name in sorted(names, key=lambda name: -measured[-1].heaviest.get(name, 0))
    ]
    head = ("", *(f"{scale.asked:,} pages" for scale in measured))
    lead = "KB of HTML of the heaviest page in each folder of the site, not compressed: whether pages grow with it.\n"
    return "\n".join(("## Heaviest pages\n", lead, *_write_table(head, rows), ""))


def _write_weight(size: int | None) -> str:
    return "–" if size is None else f"{size / 1024:.0f}"


def _write_searches(scales: Sequence[Scale]) -> str:
    rows = [(f"{scale.asked:,} pages", *_write_queries(scale.queries)) for scale in scales if scale.queries]
    if not rows:
        return ""
    head = ("", "queries", "files, median", "most", "KB, median", "most", "KB compressed, median", "most")
    lead = (
        "What scripts a reader loads who comes for the first time with a query of two words, those of the page too.\n"
    )
    return "\n".join(("## Searches\n", lead, *_write_table(head, rows), ""))


def _write_queries(queries: Sequence[Query]) -> Iterator[str]:
    yield str(len(queries))
    columns = ((query.files, query.bytes / 1024, query.gzip_bytes / 1024) for query in queries)
    for column in zip(*columns, strict=True):
        yield from (f"{value:.0f}" for value in (median(column), max(column)))


def _write_stages(scales: Sequence[Scale]) -> str:
    rows = [
        (name, *(f"{median(scale.stages[name]):.2f}" if name in scale.stages else "–" for scale in scales))
        for name in dict.fromkeys(name for scale in scales for name in scale.stages)
    ]
    commands = {"check": "`asreported check`, all of it", "publish": "publishing, all of it", "full": "full build"}
    for name, title in commands.items():
        middles = [scale.middle(name) for scale in scales]
        rows.append((title, *(f"{middle.cpu:.2f}" if middle else "–" for middle in middles)))
    head = ("", *(f"{scale.asked:,} pages" for scale in scales))
    return "\n".join(("## Stages\n", "Seconds of CPU.\n", *_write_table(head, rows), ""))


def _write_table(head: Sequence[str], rows: Iterable[Sequence[str]], side: str = "---:") -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "|".join(side if number else "---" for number in range(len(head))) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
