"""Writes how cost grows with pages, where the time goes and at how many pages limits of others are reached."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.curves import Line, Points, fit_line, fit_power
from bench.results import CannotMeasureError, Results, Scale

MB = 2**20
_AHEAD = (100_000, 1_000_000)
"""Pages for which a cost is foreseen."""
_FEWEST = 2
"""Sizes that a line needs."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something measured that grows."""

    title: str
    take: Callable[[Scale], float | None]
    """What it was at one size; nothing where it was not measured."""

    def list_points(self, results: Results) -> Points:
        """Give what it was, by the pages that were made, which is not just as many as were asked for."""
        found = ((scale.facts.get("pages"), self.take(scale)) for scale in results.scales)
        return sorted((float(pages), cost) for pages, cost in found if pages and cost)


@dataclass(frozen=True, slots=True)
class Limit:
    """What others allow."""

    title: str
    quantity: str
    """Its title."""
    most: float


def _take_run(name: str, value: str, unit: float = 1) -> Callable[[Scale], float | None]:
    def take(scale: Scale) -> float | None:
        middle = scale.middle(name)
        return getattr(middle, value) / unit if middle else None

    return take


def _take_fact(name: str, unit: float = 1) -> Callable[[Scale], float | None]:
    return lambda scale: scale.facts[name] / unit if name in scale.facts else None


def _count_entries(scale: Scale) -> float | None:
    middle = scale.middle("full")
    return middle.files + scale.facts["folders"] if middle and "folders" in scale.facts else None


COSTS = (
    Quantity("full build, CPU s", _take_run("full", "cpu")),
    Quantity("publishing alone, CPU s", _take_run("publish", "cpu")),
    Quantity("nothing changed, CPU s", _take_run("unchanged", "cpu")),
    Quantity("one claim changed, CPU s", _take_run("claim", "cpu")),
    Quantity("full build, peak MB", _take_run("full", "memory", MB)),
    Quantity("site, files", _take_run("full", "files")),
    Quantity("site, MB", _take_run("full", "bytes", MB)),
)
_ENTRIES = Quantity("site, files and folders", _count_entries)
_CROWD = Quantity("files in its largest folder", _take_fact("most files in a folder"))
_CLAIMS = Quantity("`data/claims.json`, MB", _take_fact("bytes of claims.json", MB))
_LOCK = Quantity("`content/evidence.lock`, MB", _take_fact("bytes of the lock", MB))
FILES = (_ENTRIES, _CROWD, _CLAIMS, _LOCK)
LIMITS = (
    Limit("Cloudflare Pages, free: 20,000 files", "site, files", 20_000),
    Limit("Cloudflare Pages, paid: 100,000 files", "site, files", 100_000),
    Limit("Cloudflare Pages: 25 MiB a file", _CLAIMS.title, 25),
    Limit("GitLab.com Pages: 200,000 files and folders", _ENTRIES.title, 200_000),
    Limit("GitHub Pages, GitLab.com Pages: 1 GB a site", "site, MB", 1e9 / MB),
    Limit("Netlify: 54,000 files in a folder", _CROWD.title, 54_000),
    Limit("GitHub: 100 MB a file in a repository (the lock)", _LOCK.title, 100e6 / MB),
    Limit("our own: 200 MB a lock", _LOCK.title, 200e6 / MB),
)


def write_growth(results: Results) -> str:
    """Give the table of costs, with the lines through them."""
    pages = [scale.facts["pages"] for scale in results.scales if "pages" in scale.facts]
    if len(set(pages)) < _FEWEST:
        raise CannotMeasureError("a line needs corpora of two sizes or more")
    machine = ", ".join(f"{name} {value}" for name, value in results.machine.items())
    sizes = " · ".join(f"{size:,}" for size in sorted(pages))
    runs = " · ".join(str(len(scale.runs.get("full", ()))) for scale in results.scales if "pages" in scale.facts)
    lead = f"Measured on {results.day} ({machine}) with corpora of {sizes} pages; full builds: {runs} of each."
    ahead = [f"at {size:,} ({'extrapolated' if size > 1.1 * max(pages) else 'fitted'})" for size in _AHEAD]
    head = ("", "measured", "*a*", "*b* per 1,000 pages", "misses by up to", "*c*", "*k*", "*k*, last step", *ahead)
    rows = [_write_cost(quantity.title, quantity.list_points(results)) for quantity in (*COSTS, *FILES)]
    return f"{lead}\n\n{_write_table(head, rows)}"


def write_stages(results: Results) -> str:
    """Give the table of stages, with what share of the largest corpus's time each takes."""
    scales = sorted((scale for scale in results.scales if scale.stages and scale.facts), key=lambda scale: scale.asked)
    if not scales:
        return "The stages were not measured."
    spent = [_list_stages(scale) for scale in scales]
    total = sum(spent[-1].values())
    rows = []
    for stage, seconds in spent[-1].items():
        points = [(scale.facts["pages"], one[stage]) for scale, one in zip(scales, spent, strict=True) if stage in one]
        cells = (f"{one[stage]:.2f}" if stage in one else "–" for one in spent)
        rows.append((stage, *cells, f"{seconds / total:.0%}", _write_step([point for point in points if point[1] > 0])))
    head = ("", *(f"{scale.facts['pages']:,} pages, CPU s" for scale in scales), "share", "*k*, last step")
    return _write_table(head, rows)


def write_limits(results: Results) -> str:
    """Give the table of limits, the first that is reached first."""
    named = {quantity.title: quantity for quantity in (*COSTS, *FILES)}
    found: list[tuple[float, Sequence[str]]] = []
    for limit in LIMITS:
        points = named[limit.quantity].list_points(results)
        if len(points) < _FEWEST:
            found.append((math.inf, (limit.title, limit.quantity, "not measured")))
            continue
        pages = fit_line(points).reach(limit.most)
        sort = "" if pages <= points[-1][0] else " (extrapolated)"
        shown = f"{write_number(pages)}{sort}" if math.isfinite(pages) else "never"
        found.append((pages, (limit.title, limit.quantity, shown)))
    return _write_table(("limit", "of", "reached at pages"), [row for _, row in sorted(found, key=lambda one: one[0])])


def write_number(value: float) -> str:
    """Give a number with three digits that count."""
    if not value:
        return "0"
    rounded = float(f"{value:.3g}")
    return f"{rounded:,.{max(2 - math.floor(math.log10(abs(rounded))), 0)}f}"


def _write_cost(title: str, points: Points) -> Sequence[str]:
    measured = " · ".join(write_number(cost) for _, cost in points) or "–"
    if len(points) < _FEWEST:
        return (title, measured, *["–"] * (6 + len(_AHEAD)))
    line, power = fit_line(points), fit_power(points)
    shape = (f"{line.miss(points):.0%}", f"{power.c:.2g}", f"{power.k:.2f}", _write_step(points))
    ahead = (_foresee(line, points, size) for size in _AHEAD)
    return (title, measured, write_number(line.a), write_number(line.b * 1_000), *shape, *ahead)


def _foresee(line: Line, points: Points, size: int) -> str:
    """Give what the line says; where the last step was steeper than a line, also what its power says."""
    last = fit_power(points[-2:])
    said = [line.at(size)]
    # Two sizes that were measured once tell nothing of hundredths.
    if last.k > 1.01 and points[-1][0] < size:
        said.append(last.at(size))
    return " to ".join(dict.fromkeys(write_number(value) for value in sorted(said)))


def _write_step(points: Points) -> str:
    return f"{fit_power(points[-2:]).k:.2f}" if len(points) >= _FEWEST else "–"


def _list_stages(scale: Scale) -> Mapping[str, float]:
    publish = scale.middle("publish")
    stages = {stage: median(seconds) for stage, seconds in scale.stages.items()}
    return {**stages, "publishing, with all of MkDocs": publish.cpu} if publish else stages


def _write_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(_list_lines(head, rows))


def _list_lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|---" + "|---:" * (len(head) - 1) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
