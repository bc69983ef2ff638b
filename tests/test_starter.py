"""`asreported init` writes a corpus that builds as it is, and overwrites nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.pipeline import build_pages
from tests.helpers import LOCK, Project
from tests.sites import Corpus

QUOTATION = "51.6 per cent of voters had taken part"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give an empty folder, in which commands run."""
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def list_files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_corpus_is_begun_in_an_empty_folder(here: Project) -> None:
    begun = run("init")
    assert begun.exit_code == 0
    assert begun.output.splitlines() == [
        ".gitignore: written",
        "content/actors/sample-board.yml: written",
        "content/actors/sample-gazette.yml: written",
        "content/claims/sample-gazette-2041.yml: written",
        "content/corpus.yml: written",
        "content/evidence.lock: written",
        "content/pages/home.md: written",
        "content/sources/sample-gazette-2041.yml: written",
        "content/texts/sample-gazette-2041.txt: written",
        "content/topics.yml: written",
        "mkdocs.offline.yml: written",
        "mkdocs.yml: written",
        "",
        "Next: asreported build",
    ]
    assert list_files(here.root) == sorted(
        [*(line.partition(":")[0] for line in begun.output.splitlines()[:-2]), "build/pages/.gitkeep"]
    )


def test_another_folder_may_be_named(here: Project) -> None:
    begun = run("init", "elections/sample")
    assert begun.output.splitlines()[-1] == "Next: cd elections/sample, then asreported build"
    assert (here.root / "elections" / "sample" / "content" / "corpus.yml").is_file()


def test_what_was_begun_has_no_problem_and_its_lock_is_what_lock_writes(here: Project) -> None:
    run("init")
    assert here.check() == ()
    before = here.read(LOCK)
    assert here.relock() == before
    build_pages(here.root)
    assert QUOTATION in here.read("build/pages/sources/sample-gazette-2041.md")


def test_what_was_begun_needs_no_text(here: Project) -> None:
    run("init")
    build_pages(here.root)
    page = here.read("build/pages/topics/turnout.md")
    here.remove_texts()
    build_pages(here.root)
    assert here.read("build/pages/topics/turnout.md") == page


def test_every_file_says_what_it_is(here: Project) -> None:
    run("init")
    for path in (here.root / "content").rglob("*.yml"):
        assert path.read_text(encoding="utf-8").startswith("# "), path.name


@pytest.mark.parametrize("name", ["mkdocs.yml", ".gitignore", "content/corpus.yml", "build/pages/.gitkeep"])
def test_nothing_is_overwritten(here: Project, name: str) -> None:
    here.write(name, "mine")
    refused = run("init")
    assert refused.exit_code == 1
    assert refused.output == (
        f".:1:1: error: a corpus must begin where none of its files is, found {name} [file-exists]\n"
        "  hint: choose an empty folder; nothing was written\n"
    )
    assert list_files(here.root) == [name]
    assert here.read(name) == "mine"


def test_a_link_that_leads_nowhere_is_not_written_through(here: Project) -> None:
    (here.root / "mkdocs.yml").symlink_to("elsewhere")
    assert run("init").exit_code == 1
    assert not (here.root / "elsewhere").exists()


def test_a_file_is_no_folder(here: Project) -> None:
    here.write("corpus", "mine")
    refused = run("init", "corpus")
    assert refused.exit_code == 1
    assert refused.output == (
        "corpus:1:1: error: a corpus must begin in a folder, found something else [file-unwritable]\n"
        "  hint: choose another name\n"
    )


def test_the_built_site_has_theme_and_quotation(here: Project) -> None:
    """Slow: MkDocs builds a whole site, by the names that the package gives it."""
    run("init")
    site = Corpus(here.root).build()
    assert QUOTATION in site.main("sources/sample-gazette-2041/index.html").text
    assert {"404.html", "robots.txt", "style.css", "search.js"} <= set(list_files(here.root / "site"))
