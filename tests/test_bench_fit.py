"""How cost grows, and what sets pages beside our own processes."""

from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from bench.curves import Line, fit_line, fit_power
from bench.executors import WORKERS, Run, main, open_processes, set_all, write_runs
from bench.fit import fill_page, write_tables
from bench.fit import main as fit
from bench.growth import COSTS, FILES, LIMITS, write_growth, write_limits, write_number, write_stages
from bench.machine import read_pins
from bench.results import CannotMeasureError, Measure, Results, Scale, write_results

MB = 2**20
ROOT = Path(__file__).parent.parent
SCALE_PAGE, BENCH_LOCK = ROOT / "docs" / "scale.md", "bench/requirements.lock"
MACHINE = {"cores": "2", "memory": "24 GB", "system": "Linux", "disk": "ext4"}


def scale_of(pages: int, power: float = 1) -> Scale:
    """Make a size at which a build takes 1 s and 4 ms a page, of which growth by a power makes more."""
    cost = 1 + 0.004 * pages**power
    runs = {
        "full": [Measure(cost, cost, (80 + pages // 50) * MB, 3 * pages, pages * MB // 100)],
        "publish": [Measure(cost / 2, cost / 2, 50 * MB)],
        "unchanged": [Measure(0.5, 0.5, 40 * MB)],
    }
    facts = {
        "pages": pages,
        "folders": pages,
        "most files in a folder": pages // 10,
        "bytes of claims.json": 500 * pages,
    }
    return Scale(pages, facts, runs, {"load": [0.001 * pages], "link": [0.003 * pages, 0.005 * pages]})


def results_of(*pages: int, power: float = 1) -> Results:
    return Results("2026-11-22", MACHINE, {}, [scale_of(size, power) for size in pages])


def find_row(table: str, title: str) -> list[str]:
    return next(line for line in table.splitlines() if line.startswith(f"| {title} |")).strip("| ").split(" | ")


# --- Curves -------------------------------------------------------------------------------------------------------


def test_a_line_is_found_again() -> None:
    line = fit_line([(size, 3 + 0.25 * size) for size in (100, 1_000, 10_000)])
    assert [line.a, line.b] == pytest.approx([3, 0.25])
    assert line.at(200) == pytest.approx(53)
    assert line.reach(53) == pytest.approx(200)
    assert line.miss([(200, 53), (400, 206)]) == pytest.approx(0.5)


def test_a_power_is_found_again() -> None:
    power = fit_power([(size, 2 * size**1.5) for size in (100, 1_000, 10_000)])
    assert [power.c, power.k] == pytest.approx([2, 1.5])
    assert power.at(100) == pytest.approx(2_000)


def test_each_size_counts_by_what_it_is_missed_in_proportion() -> None:
    points = [(100, 1.0), (1_000, 10.0), (10_000, 200.0)]
    line = fit_line(points)
    assert line.at(100) == pytest.approx(1, rel=0.2)
    assert line.at(10_000) < 200


def test_what_does_not_grow_reaches_no_limit() -> None:
    assert Line(5, 0).reach(10) == float("inf")
    assert fit_power([(100, 5), (1_000, 5)]).k == 0


# --- Tables -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.0123456, "0.0123"),
        (1.5, "1.50"),
        (0.9999, "1.00"),
        (99.98, "100"),
        (46.77, "46.8"),
        (1_234, "1,230"),
        (-0.31, "-0.310"),
    ],
)
def test_numbers_have_three_digits(value: float, text: str) -> None:
    assert write_number(value) == text


def test_costs_are_fitted_and_foreseen() -> None:
    table = write_growth(results_of(1_000, 100, 10_000))
    assert "corpora of 100 · 1,000 · 10,000 pages; full builds: 1 · 1 · 1 of each." in table
    row = find_row(table, "full build, CPU s")
    assert row[1:5] == ["1.40 · 5.00 · 41.0", "1.00", "4.00", "0%"]
    assert row[-2:] == ["401", "4,000"]
    assert "at 100,000 (extrapolated)" in table


def test_what_was_measured_is_not_extrapolated() -> None:
    assert "| at 100,000 (fitted) | at 1,000,000 (extrapolated) |" in write_growth(results_of(1_000, 99_000))


def test_growth_steeper_than_a_line_gives_two_numbers() -> None:
    row = find_row(write_growth(results_of(1_000, 10_000, power=1.3)), "full build, CPU s")
    low, high = (float(part.replace(",", "")) for part in row[-2].split(" to "))
    assert low < high


def test_a_cost_that_was_not_measured_has_dashes() -> None:
    row = find_row(write_growth(results_of(1_000, 10_000)), "one claim changed, CPU s")
    assert set(row[1:]) == {"–"}


def test_one_size_is_too_few() -> None:
    with pytest.raises(CannotMeasureError, match="two sizes or more"):
        write_growth(results_of(1_000))


def test_stages_have_their_share_of_the_largest_corpus() -> None:
    table = write_stages(results_of(1_000, 10_000))
    assert find_row(table, "link") == ["link", "4.00", "40.00", "57%", "1.00"]
    assert find_row(table, "publishing, with all of MkDocs")[2] == "20.50"


def test_stages_that_were_not_measured_say_so() -> None:
    assert write_stages(Results("2026-11-22", MACHINE, {})) == "The stages were not measured."


def test_limits_come_in_the_order_in_which_they_are_reached() -> None:
    table = write_limits(results_of(1_000, 10_000))
    assert "| Cloudflare Pages, free: 20,000 files | site, files | 6,670 |" in table
    assert "| GitLab.com Pages: 200,000 files and folders | site, files and folders | 50,000 (extrapolated) |" in table
    assert table.splitlines()[-1].endswith("| not measured |")
    assert table.index("Cloudflare Pages, free") < table.index("Cloudflare Pages, paid") < table.index("Netlify")


def test_each_limit_is_of_something_that_is_measured() -> None:
    known = {quantity.title for quantity in (*COSTS, *FILES)} | {"pages"}
    assert {limit.quantity for limit in LIMITS} <= known


# --- The page -----------------------------------------------------------------------------------------------------


def test_tables_take_their_places_again_and_again(tmp_path: Path) -> None:
    write_results(results_of(100, 1_000, 10_000), tmp_path / "results.json")
    page = tmp_path / "scale.md"
    page.write_text(SCALE_PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    command = ["--results", str(tmp_path / "results.json"), "--page", str(page), "--write"]
    assert fit(command) == 0
    once = page.read_text(encoding="utf-8")
    assert fit(command) == 0
    assert page.read_text(encoding="utf-8") == once
    tables = write_tables(results_of(100, 1_000, 10_000))
    assert all(f"-->\n\n{table}\n\n<!--" in once for table in tables.values())


def test_a_page_without_a_place_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_results(results_of(100, 1_000), tmp_path / "results.json")
    (tmp_path / "page.md").write_text("# Scale\n", encoding="utf-8")
    command = ["--results", str(tmp_path / "results.json"), "--page", str(tmp_path / "page.md"), "--write"]
    assert fit(command) == 2
    assert "one place for each of growth, stages, limits" in capsys.readouterr().err
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == "# Scale\n"


def test_only_places_are_filled() -> None:
    page = "a\n<!-- bench.fit: growth -->\nold\n<!-- end of growth -->\nb\n"
    assert fill_page(page, {"growth": r"\1 new"}) == (
        "a\n<!-- bench.fit: growth -->\n\n\\1 new\n\n<!-- end of growth -->\nb\n"
    )


def test_missing_results_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fit(["--results", str(tmp_path / "results.json")]) == 2
    assert "run the benchmark first" in capsys.readouterr().err


# --- Executors ----------------------------------------------------------------------------------------------------


def write_pages(folder: Path) -> list[str]:
    paths = [f"{name}.md" for name in ("a", "b", "index")]
    for path in paths:
        (folder / path).write_text(f"# {path} {{#top}}\n\n[b](b.md#top)\n", encoding="utf-8")
    return paths


def test_processes_give_the_same_pages_as_none(tmp_path: Path) -> None:
    paths = write_pages(tmp_path)
    crews: list[Callable[[], AbstractContextManager[Executor | None]]] = [nullcontext, open_processes]
    one, other = (set_all("", tmp_path, paths, crew()) for crew in crews)
    assert one.digest == other.digest
    assert one.pages == 3
    (tmp_path / "b.md").write_text("# B\n", encoding="utf-8")
    assert set_all("", tmp_path, paths, nullcontext()).digest != one.digest


def test_executors_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "run `asreported build` there first" in capsys.readouterr().err
    (tmp_path / "build" / "pages").mkdir(parents=True)
    write_pages(tmp_path / "build" / "pages")
    assert main([str(tmp_path)]) == 0
    assert f"3 pages, the same from all, with {WORKERS} processes:" in capsys.readouterr().out


def test_the_engines_get_the_same_reader_of_markdown() -> None:
    pins = [read_pins((ROOT / path).read_text(encoding="utf-8")) for path in ("requirements.lock", BENCH_LOCK)]
    assert pins[0]["pyromark"] == pins[1]["pyromark"]


def test_executors_have_a_row_each() -> None:
    runs = [Run("none", 100, 2, 0, 2, ""), Run("other", 100, 1, 0.5, 3, "")]
    assert write_runs(runs).splitlines()[2:] == [
        "| none | 2.00 | 0.00 | 2.00 | 50 | 1.00 |",
        "| other | 1.00 | 0.50 | 3.00 | 100 | 0.50 |",
    ]
