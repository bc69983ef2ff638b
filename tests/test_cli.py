"""The commands: what they print, what they write, how they exit."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.schemas import make_schemas
from tests.helpers import LOCK, ORLAN, Project

CLAIMS = "content/claims/ferry-2040.yml"
TEXT = "content/texts/ferry-2040.txt"
UNKNOWN = f"{CLAIMS}:29:14: error: speaker must name an actor of this corpus, found lake-wotch [unknown-id]"
Run = Callable[..., Result]


@pytest.fixture
def run(orlan: Project, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a function that runs a command in the project."""
    monkeypatch.chdir(orlan.root)
    return lambda *arguments: CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.fixture
def spoilt(orlan: Project) -> Project:
    """Give a project with one error, one letter long."""
    orlan.edit(CLAIMS, "speaker: lake-watch", "speaker: lake-wotch")
    return orlan


def list_all(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_check_exits_0_where_there_are_warnings_only(run: Run) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout == ""
    lines = [line for line in result.stderr.splitlines() if not line.startswith("  ")]
    assert [line.rsplit(" ", 1)[1] for line in lines] == [
        *("[spelling-unsourced]", "[negation-outside]", "[paragraph-without-claim]"),
    ]


def test_check_exits_1_where_there_is_an_error(run: Run, spoilt: Project) -> None:
    before = list_all(spoilt.root)
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{UNKNOWN}\n  hint: did you mean lake-watch?\n" in result.stderr
    assert list_all(spoilt.root) == before


@pytest.mark.usefixtures("spoilt")
def test_check_as_json(run: Run) -> None:
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    assert result.stderr == ""
    problems = json.loads(result.stdout)
    assert [problem for problem in problems if problem["severity"] == "error"] == [
        {
            "path": CLAIMS,
            "line": 29,
            "column": 14,
            "severity": "error",
            "code": "unknown-id",
            "message": "speaker must name an actor of this corpus, found lake-wotch",
            "context": [],
            "hint": "did you mean lake-watch?",
        }
    ]


def test_check_for_github(run: Run, orlan: Project) -> None:
    orlan.edit(CLAIMS, "turnout at 58.2", "turnout at 58.3")
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    assert result.stderr == ""
    errors = [line for line in result.stdout.splitlines() if line.startswith("::error ")]
    assert errors == [
        (
            f"::error file={CLAIMS},line=17,col=12,title=number-differs::quote of ferry-2040/c2 must stand "
            f"once in source "
            "ferry-2040, found 0 times: a quote must give the source's numbers: you wrote “58.3 per”, the source has "
            "“58.2 per”%0Ayou wrote : turnout at 58.3 per cent%0Asource p2 : turnout at 58.2 per cent%0A"
            "                          ^%0Ahint: did you mean 'turnout at 58.2 per cent'?"
        )
    ]
    assert all(line.startswith(("::error ", "::warning ")) for line in result.stdout.splitlines())


def test_check_without_any_problem_prints_an_empty_list(run: Run, orlan: Project) -> None:
    orlan.edit("content/actors.yml", ", names: [{name: the Board, lang: en}]", "")
    orlan.edit(CLAIMS, "the vote of four years ago", "a little over the vote of four years ago")
    orlan.edit("content/sources/ferry-2040.yml", "paragraphs: 2-5", "reason: read, paragraphs: 2-5")
    orlan.relock()
    result = run("check", "--format", "json")
    assert (result.exit_code, [problem["code"] for problem in json.loads(result.stdout)]) in [
        (0, []),
        (0, ["negation-outside"]),
    ]


@pytest.mark.parametrize("arguments", [["chek"], ["check", "--format", "xml"], ["check", "extra"]])
def test_wrong_usage_exits_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_check_outside_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert "content:1:1: error: a project must have a folder content/, found none [content-missing]" in result.stderr


def test_lock_writes_what_was_verified(run: Run, orlan: Project) -> None:
    before = orlan.read(LOCK)
    (orlan.root / LOCK).unlink()
    assert run("lock").exit_code == 0
    assert orlan.read(LOCK) == before
    assert sorted(path.name for path in (orlan.root / "content").glob("*evidence*")) == ["evidence.lock"]


def test_lock_mends_a_stale_lock(run: Run, orlan: Project) -> None:
    orlan.edit(CLAIMS, "turnout at 58.2 per cent", "turnout at 58.2")
    assert run("check").exit_code == 1
    assert run("lock").exit_code == 0
    assert run("check").exit_code == 0
    assert '"printed": ["turnout at 58.2"]' in orlan.read(LOCK)


def test_lock_refuses_to_write_on_an_error(run: Run, spoilt: Project) -> None:
    before = list_all(spoilt.root)
    result = run("lock")
    assert result.exit_code == 1
    assert UNKNOWN in result.stderr
    assert result.stderr.endswith("\nThe lock was left as it was.\n")
    assert list_all(spoilt.root) == before


def test_lock_without_the_texts_keeps_what_it_vouched_for(run: Run, orlan: Project) -> None:
    before = orlan.read(LOCK)
    orlan.remove_texts()
    assert run("lock").exit_code == 0
    assert orlan.read(LOCK) == before
    orlan.edit(CLAIMS, "turnout at 58.2 per cent", "turnout at 58.2")
    assert run("lock").exit_code == 1
    assert orlan.read(LOCK) == before


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        pytest.param(CLAIMS, "turnout at 58.2", "turnout ad 58.2", "paraphrase", id="a letter of a quote"),
        pytest.param(TEXT, "Subscribe", "Subscripe", "source-changed", id="a letter of a text"),
        pytest.param(
            CLAIMS,
            "speaker: board\n    kind: figure\n    text",
            "speaker: boart\n    kind: figure\n    text",
            "unknown-id",
            id="a letter of an id",
        ),
    ],
)
def test_one_letter_stops_the_build_and_no_page_changes(  # noqa: PLR0917 - a table has columns
    run: Run, orlan: Project, path: str, old: str, new: str, code: str
) -> None:
    orlan.write("build/pages/index.md", "the last good page\n")
    orlan.write("site/index.html", "the last good site\n")
    orlan.edit(path, old, new)
    before = list_all(orlan.root)
    result = run("build")
    assert result.exit_code == 1
    assert result.stderr.endswith("\nNothing was published.\n")
    errors = [line for line in result.stderr.splitlines() if ": error: " in line]
    assert len(errors) == 1
    assert errors[0].endswith(f" [{code}]")
    assert list_all(orlan.root) == before


def test_schema_writes_the_schemas_and_check_compares_them(run: Run, orlan: Project) -> None:
    result = run("schema", "--check")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == (
        "schema/corpus.schema.json must be what the model says, found another: run `asreported schema`"
    )
    assert not (orlan.root / "schema").exists()
    assert run("schema").exit_code == 0
    assert {name: orlan.read(f"schema/{name}") for name in make_schemas()} == make_schemas()
    assert run("schema", "--check").exit_code == 0
    orlan.write("schema/topics.schema.json", "{}\n")
    result = run("schema", "--check")
    assert result.exit_code == 1
    assert result.stderr == (
        "schema/topics.schema.json must be what the model says, found another: run `asreported schema`\n"
    )


def test_the_command_is_installed() -> None:
    command = Path(sys.executable).with_name("asreported")
    answer = subprocess.run([command, "check"], cwd=ORLAN, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    version = subprocess.run([command, "--version"], capture_output=True, text=True, check=False)
    assert version.stdout.startswith("asreported, version ")


@pytest.mark.parametrize("code", [0, 3])
def test_the_command_ends_at_once_but_says_everything_before(code: int) -> None:
    program = f"""
import atexit, sys
from generator import cli
def main():
    sys.stdout.write("said")
    sys.stderr.write("warned")
    sys.exit({code})
cli.main = main
atexit.register(print, "taken apart")
cli.run()
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (code, "said", "warned")


def test_the_command_needs_nobody_who_listens(orlan: Project) -> None:
    command = Path(sys.executable).with_name("asreported")
    orlan.write(
        "content/topics.yml", "".join(f"t{number}: {{label: T, broader: other{number}}}\n" for number in range(99))
    )
    arguments = [str(command), "check", "--format", "json"]
    with subprocess.Popen(arguments, cwd=orlan.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as gone:
        assert gone.stdout
        assert gone.stderr
        gone.stdout.close()
        assert gone.stderr.read() == b""
    # As some services start what they run.
    closed = subprocess.run(
        ["/bin/sh", "-c", '"$0" schema --check >&-', command], cwd=ORLAN.parent.parent, capture_output=True, check=False
    )
    assert (closed.returncode, closed.stderr) == (0, b"")


def test_quote_counts_code_points_of_the_file_as_it_lies(tmp_path: Path) -> None:
    """A BOM and a CRLF are code points too: who cuts the file at the offsets gets the words."""
    file = tmp_path / "text.txt"
    file.write_bytes(b"\xef\xbb\xbfPolls opened at seven.\r\nBy noon they shut.")
    answer = CliRunner().invoke(main, ["quote", "--text", str(file), "--exact", "opened at seven. By noon", "--json"])
    found = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert file.read_bytes().decode("utf-8")[found["start"] : found["end"]] == "opened at seven.\r\nBy noon"


def test_quote_exits_3_for_what_it_cannot_read(tmp_path: Path) -> None:
    broken = tmp_path / "latin.txt"
    broken.write_bytes(b"caf\xe9")
    for path in (broken, tmp_path, tmp_path / "away.txt"):
        answer = CliRunner().invoke(main, ["quote", "--text", str(path), "--exact", "caf", "--json"])
        assert answer.exit_code == 3, path
        assert answer.stdout == ""
