"""Every slip gives one problem, at its place, with a cure, and changes nothing that was published."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import load
from generator.cli import main
from generator.problems import Problem
from tests.helpers import Project
from tests.slips import ACTORS, CLAIMS, MIRA, SLIPS, TEXT, TOPICS, VOTE, Slip, edit, recode, save

STANDING = {"spelling-unsourced", "negation-outside", "paragraph-without-claim"}
"""Warnings that tests/orlan has anyway."""


def tell(project: Project) -> list[Problem]:
    return [problem for problem in project.check() if problem.code not in STANDING]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_fixture_has_nothing_else(orlan: Project) -> None:
    assert tell(orlan) == []
    assert {problem.code for problem in orlan.check()} == STANDING


def test_the_table_is_long_and_no_slip_stands_twice() -> None:
    names = [slip.name for slip in SLIPS]
    assert len(names) > 200
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_gives_one_problem_with_its_cure(slip: Slip, orlan: Project) -> None:
    slip.spoil(orlan)
    problems = tell(orlan)
    assert [f"{problem.place} {problem.code}" for problem in problems] == [slip.problem], list(map(str, problems))
    assert [problem.severity for problem in problems] == ["error"]
    assert problems[0].hint
    assert problems[0].hint.split()[0].islower()
    assert " must " in problems[0].message


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_stops_check_and_build_and_leaves_what_was_published(
    slip: Slip, orlan: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip.spoil(orlan)
    orlan.write("build/pages/index.md", "the last good page\n")
    orlan.write("site/index.html", "the last good site\n")
    monkeypatch.chdir(orlan.root)
    runner = CliRunner()
    checked = runner.invoke(main, ["check"], catch_exceptions=False)
    assert checked.exit_code == 1
    assert slip.problem.rpartition(" ")[0] in checked.stderr
    built = runner.invoke(main, ["build"], catch_exceptions=False)
    assert built.exit_code == 1
    assert built.stderr.endswith("\nNothing was published.\n")
    assert snapshot(orlan.root / "build" / "pages") == {"index.md": b"the last good page\n"}
    assert snapshot(orlan.root / "site") == {"index.html": b"the last good site\n"}


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(save(CLAIMS, "utf-8-sig"), id="a byte order mark at the beginning"),
        pytest.param(recode(TOPICS, "results:", b"\xef\xbb\xbf\xef\xbb\xbfresults:"), id="two of them"),
        pytest.param(edit(CLAIMS, "Turnout was 58.2", "Turnout\twas 58.2"), id="a tab inside a text"),
        pytest.param(edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text: no"), id="`no` for a text"),
        pytest.param(edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text: 2040-05-07"), id="a date for a text"),
        pytest.param(edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text: 1e3"), id="a number for a text"),
        pytest.param(edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text: 12:30"), id="a time for a text"),
        pytest.param(edit(CLAIMS, "text: Turnout was 58.2 per cent.", "text: >\n      Turnout."), id="a folded text"),
        pytest.param(edit(ACTORS, "board:", "'board':"), id="a quoted key"),
        pytest.param(edit(VOTE, "percent: 58.2}", "percent: 058.2}"), id="a share with a leading nought"),
        pytest.param(edit(MIRA, "type: person", "# a note\ntype: person"), id="a comment"),
    ],
)
def test_what_is_no_slip_gives_no_problem(spoil: Callable[[Project], object], orlan: Project) -> None:
    spoil(orlan)
    assert tell(orlan) == []


@pytest.mark.parametrize("ends", ["\r\n", "\r"], ids=["CRLF", "CR"])
def test_line_ends_of_other_systems_are_no_slip(ends: str, orlan: Project) -> None:
    for path in (CLAIMS, ACTORS, TOPICS, MIRA, VOTE):
        (orlan.root / path).write_bytes(orlan.read(path).replace("\n", ends).encode())
    assert tell(orlan) == []


def test_a_file_that_the_system_refuses_to_read(orlan: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    read = load.read_raw_text

    def refuse(path: Path | str) -> str:
        if Path(path).name in {"mira-oss.yml", "ferry-2040.txt"}:
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(load, "read_raw_text", refuse)
    assert [str(problem) for problem in tell(orlan)] == [
        f"{path}:1:1: error: a file must be readable, found: Permission denied [file-unreadable]\n"
        "  hint: check its permissions"
        for path in (MIRA, TEXT)
    ]


def test_what_one_slip_brings_at_many_places_is_told_once(orlan: Project) -> None:
    edit(ACTORS, "board:", "bord:")(orlan)
    assert [str(problem) for problem in tell(orlan)] == [
        (
            f"{CLAIMS}:4:14: error: speaker must name an actor of this corpus, found board [unknown-id]\n"
            f"  also at: {CLAIMS}:14:14\n"
            f"  also at: {CLAIMS}:25:13\n"
            f"  also at: {VOTE}:7:18\n"
            f"  also at: {VOTE}:18:22\n"
            "  hint: did you mean bord?"
        )
    ]
