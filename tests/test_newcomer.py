"""A newcomer gets from a saved page to a verified claim on a built page, as docs/first-source.md tells."""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.pipeline import build_pages
from tests.helpers import ROOT, Project
from tests.sites import REPO, Corpus, Site

PAGE = ROOT / "tests" / "newcomer" / "turnout.html"
GUIDE = (ROOT / "docs" / "first-source.md").read_text(encoding="utf-8")
SOURCE = "sarn-courier-2033-harbour"
WORDS = "47.3 per cent of registered voters had taken part"
SENTENCE = "Turnout was 47.3 per cent of registered voters."
SHORTEST = (
    "add-source turnout.html",
    f"new claim {SOURCE} --quote '{WORDS}' --text '{SENTENCE}'",
    "lock",
)
"""All that it takes before `asreported build`; no file is edited."""
Run = Callable[[str], Result]


def read_block(before: str) -> str:
    """Give the fenced block of the guide that follows a line."""
    found = re.search(rf"{re.escape(before)}\n\n```\w+\n(.*?)```", GUIDE, re.DOTALL)
    assert found, before
    return found[1]


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give an empty project, and the page as it was saved."""
    monkeypatch.chdir(tmp_path)
    project = Project(tmp_path)
    project.write("content/corpus.yml", read_block("`content/corpus.yml`"))
    shutil.copy(PAGE, tmp_path)
    return project


@pytest.fixture
def run() -> Run:
    return lambda line: CliRunner().invoke(main, shlex.split(line), catch_exceptions=False)


def list_steps() -> Iterator[tuple[str, str]]:
    """Give every command of the guide with what it prints there."""
    for block in re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL):
        for step in re.split(r"^\$ asreported ", block, flags=re.MULTILINE)[1:]:
            command, _, output = step.partition("\n")
            yield command, output


def test_the_guide_prints_what_its_commands_print(fresh: Project, run: Run) -> None:
    steps = list(list_steps())
    for command, output in steps:
        if command == "build":
            build_pages(fresh.root)
        else:
            assert run(command).output.rstrip() == output.rstrip(), command
    assert fresh.read(f"content/sources/{SOURCE}.yml") == read_block(f"`content/sources/{SOURCE}.yml`")
    assert "47.3 per cent of registered voters had taken part" in fresh.read(f"build/pages/sources/{SOURCE}.md")
    assert SENTENCE in fresh.read("build/pages/topics/turnout.md")
    assert [command.partition(" ")[0] for command, _ in steps] == [
        *("add-source", "find", "find", "new", "new", "new", "lock", "build"),
    ]


def test_four_commands_and_no_edit_are_enough(fresh: Project, run: Run) -> None:
    for command in SHORTEST:
        result = run(command)
        assert result.exit_code == 0, result.output
    assert run("check").exit_code == 0
    build_pages(fresh.root)
    page = fresh.read(f"build/pages/sources/{SOURCE}.md")
    assert SENTENCE in page
    assert WORDS in page


def test_what_a_command_says_next_is_the_next_command(fresh: Project, run: Run) -> None:
    said = run("add-source turnout.html").output.splitlines()[-1]
    assert said == f'Next: asreported new claim {SOURCE} --quote "ITS WORDS" --text "YOUR SENTENCE"'
    command = said.removeprefix("Next: asreported ").replace("ITS WORDS", WORDS).replace("YOUR SENTENCE", SENTENCE)
    said = run(command).output.splitlines()[-1]
    assert said == "Next: asreported lock, then asreported build"
    assert run("lock").exit_code == 0
    assert fresh.errors() == []


def test_one_edit_is_enough_where_the_sentence_is_written_later(fresh: Project, run: Run) -> None:
    run("add-source turnout.html")
    said = run(f"new claim {SOURCE} --quote '{WORDS}'").output.splitlines()[-1]
    assert said == "Next: write your sentence after text:, then asreported lock, then asreported build"
    path = f"content/claims/{SOURCE}.yml"
    refused = run("lock")
    assert refused.exit_code == 1
    assert f"{path}:5:10: error: text must not be empty [empty-value]\n" in refused.output
    fresh.edit(path, "text:  # check: your own sentence, neutral and short", f"text: {SENTENCE}")
    assert run("lock").exit_code == 0
    assert fresh.errors() == []


def test_every_line_that_was_guessed_may_lose_its_mark(fresh: Project, run: Run) -> None:
    for command in SHORTEST:
        run(command)
    before = fresh.read("content/evidence.lock")
    for path in (fresh.root / "content").rglob("*.yml"):
        path.write_text(re.sub(r"  # check.*", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert fresh.relock() == before
    assert fresh.errors() == []


def test_the_built_site_shows_the_claim(fresh: Project, run: Run) -> None:
    """Slow: MkDocs builds a whole site."""
    config = (ROOT / "tests" / "orlan" / "mkdocs.yml").read_text(encoding="utf-8")
    fresh.write("mkdocs.yml", config.replace("../..", str(REPO)))
    for folder in ("build/pages", "site"):
        fresh.write(f"{folder}/.gitkeep", "")
    for command in SHORTEST:
        run(command)
    site: Site = Corpus(fresh.root).build()
    assert WORDS in site.main(f"sources/{SOURCE}/index.html").text
