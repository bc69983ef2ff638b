"""Words the table, the list of misses and the exit code."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from audit.model import AXE, HOSTS, HTML, LIGHTHOUSE, LINKS, MEASURES, POLICY, SCRIPTS, SIZE, Miss, Row

_HEADINGS = ("page kind", "pages", HTML, AXE, LIGHTHOUSE, "KB", "script B", HOSTS, LINKS, POLICY)


def format_table(rows: Sequence[Row], measured: Iterable[str] = MEASURES) -> str:
    """Give the table: a star marks a value that misses its limit, a dash what was not measured."""
    table = [list(_HEADINGS), *(_format_row(row, frozenset(measured)) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    lines = ["| " + " | ".join(map(_pad, cells, widths, range(len(widths)))) + " |" for cells in table]
    lines.insert(1, "|" + "|".join("-" * (width + 1) + ("-" if not n else ":") for n, width in enumerate(widths)) + "|")
    return "\n".join(lines)


def format_misses(misses: Sequence[Miss]) -> str:
    """Give a paragraph for each miss; what a template repeats on many pages is told once, with its first page."""
    groups: dict[tuple[str, str, str], list[Miss]] = {}
    for miss in misses:
        groups.setdefault((miss.measure, miss.rule, miss.element), []).append(miss)
    ordered = sorted(groups.values(), key=lambda group: MEASURES.index(group[0].measure))
    return "\n".join(_format_group(group) for group in ordered)


def format_json(rows: Sequence[Row], misses: Sequence[Miss]) -> dict[str, Any]:
    """Give all that was found, each miss on each page, as plain values."""
    return {
        "rows": [dataclasses.asdict(row) for row in rows],
        "misses": [dataclasses.asdict(miss) for miss in misses],
    }


def choose_exit_code(misses: Sequence[Miss]) -> int:
    """Give 1 where a limit is missed, 0 where none is."""
    return 1 if misses else 0


def _format_row(row: Row, measured: frozenset[str]) -> list[str]:
    def show(measure: str, value: object = None) -> str:
        if measure not in measured:
            return "–"
        count = row.misses.get(measure, 0)
        return f"{count if value is None else value}{'*' if count else ''}"

    return [
        row.kind,
        str(row.pages),
        show(HTML),
        show(AXE),
        show(LIGHTHOUSE, row.scores or "–"),
        show(SIZE, f"{row.bytes_needed / 1024:.1f}"),
        show(SCRIPTS, row.script_bytes),
        *(show(measure) for measure in (HOSTS, LINKS, POLICY)),
    ]


def _pad(cell: str, width: int, column: int) -> str:
    return cell.rjust(width) if column else cell.ljust(width)


def _format_group(group: Sequence[Miss]) -> str:
    first = group[0]
    more = len({miss.page for miss in group}) - 1
    pages = f" and {more} more page{'s' if more > 1 else ''}" if more else ""
    lines = [f"{first.measure}: {first.page}{pages}: {first.rule}"]
    lines += [f"    {text}" for text in (first.element, first.found) if text]
    return "\n".join(lines)
