"""What the three hosts run are the project's own commands, with few rights, and they publish from main only."""

import re
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.signature import find_key

ROOT = Path(__file__).parent.parent
GITHUB = tuple(sorted((ROOT / ".github/workflows").glob("*.yml")))
FORGEJO = tuple(sorted((ROOT / ".forgejo/workflows").glob("*.yml")))
WORKFLOWS = GITHUB + FORGEJO
OF_SITES = tuple(path for path in WORKFLOWS if path.stem != "release")
GITLAB = ROOT / ".gitlab-ci.yml"
ON_MAIN = "github.event_name == 'push' && github.ref == 'refs/heads/main'"
PUBLISHES = ("deploy-pages", "git-pages", "github-pages")
TARGETS = frozenset(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
RUN = ("check", "test", "site", "offline", "newest", "links")
PACK = "tar --dereference --hard-dereference --exclude=.gitkeep --directory site --create --file artifact.tar ."


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: Path) -> dict[str, Any]:
    # As text, or `on` would be true.
    values: dict[str, Any] = yaml.BaseLoader(path.read_text(encoding="utf-8")).get_single_data()
    return values


def list_steps(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Give every step with its job."""
    for job in read(path)["jobs"].values():
        yield from ((job, step) for step in job["steps"])


def list_jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the jobs of GitLab, which stand among its settings."""
    return ((key, job) for key, job in read(GITLAB).items() if isinstance(job, dict) and "script" in job)


def list_commands() -> Iterator[str]:
    for path in OF_SITES:
        yield from (step["run"] for _, step in list_steps(path) if "run" in step)
    for _, job in list_jobs():
        yield from job["script"]


def test_commands_are_targets_of_the_makefile() -> None:
    commands = {command.removesuffix(' >> "$GITHUB_STEP_SUMMARY"') for command in list_commands()}
    assert commands - {PACK, "cp -r site public"} == {f"make {target}" for target in RUN}
    assert set(RUN) <= TARGETS


@pytest.mark.parametrize("path", WORKFLOWS, ids=name)
def test_actions_are_pinned_to_a_commit_with_their_version(path: Path) -> None:
    used = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert used
    for line in used:
        assert re.fullmatch(r"(https://[a-z.]+/)?[a-z-]+/[a-z-]+@[0-9a-f]{40}  # v[0-9]+(\.[0-9]+){0,2}", line), line


def test_an_action_has_one_pin_on_each_host() -> None:
    for paths in (GITHUB, FORGEJO):
        pins = {
            tuple(pin.split("@"))
            for path in paths
            for pin in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))
        }
        assert len({action for action, _ in pins}) == len(pins)


@pytest.mark.parametrize("path", OF_SITES, ids=name)
def test_workflow_may_read_and_nothing_else(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow["on"]
    assert "secrets" not in path.read_text(encoding="utf-8").replace("no secret", "")
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 60
        assert set(job.get("permissions", {})) <= {"pages", "id-token"}
        assert "permissions" not in job or job["if"] == ON_MAIN
    for _, step in list_steps(path):
        if "/checkout@" in step.get("uses", ""):
            assert step["with"] == {"fetch-depth": "0", "persist-credentials": "false"}


def test_what_releases_gives_rights_to_the_job_alone_that_runs_no_code_of_ours() -> None:
    release = read(ROOT / ".github/workflows/release.yml")
    assert release["on"] == {"push": {"tags": ["v*"]}}
    assert release["permissions"] == {"contents": "read"}
    assert "permissions" not in release["jobs"]["build"]
    publish = release["jobs"]["publish"]
    assert not any(re.search(r"/(checkout|setup-python)@", step.get("uses", "")) for step in publish["steps"])
    assert not any("make" in step.get("run", "").split() for step in publish["steps"])


@pytest.mark.parametrize("path", OF_SITES, ids=name)
def test_only_main_is_published(path: Path) -> None:
    for job, step in list_steps(path):
        told = f"{step.get('uses', '')} {step.get('with', {}).get('name', '')}"
        if any(word in told for word in PUBLISHES) or "token" in step.get("with", {}):
            assert ON_MAIN in {job.get("if"), step.get("if")}, told
        if "/cache@" in told:
            assert step["if"].endswith(ON_MAIN), "what a proposed change writes, main would read"


def test_a_cache_comes_with_the_key_by_which_it_is_known() -> None:
    for path in WORKFLOWS:
        for _, step in list_steps(path):
            if "/cache@" in step.get("uses", ""):
                key = find_key().relative_to(Path.home()).as_posix()
                assert f"~/{key}" in step["with"]["path"].split()


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a checkout tells what git holds")
def test_nothing_that_is_built_is_in_git() -> None:
    command = ("git", "ls-files", "build", "site", ".site.new", ".site.old", ".site.spare")
    held = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert held == ["build/pages/.gitkeep", "site/.gitkeep"], "a build believes what lies there and is signed"


def test_each_host_publishes() -> None:
    for paths in (GITHUB, FORGEJO):
        used = " ".join(step.get("uses", "") for path in paths for _, step in list_steps(path))
        assert any(word in used for word in PUBLISHES)


def test_gitlab_publishes_the_default_branch_only() -> None:
    jobs = dict(list_jobs())
    assert jobs["pages"]["rules"] == [
        {"if": '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_PIPELINE_SOURCE != "schedule"'}
    ]
    assert [
        key for key, job in jobs.items() if "pages" in job or "public" in job.get("artifacts", {}).get("paths", ())
    ] == ["pages"]
    assert re.fullmatch(r"python:3\.11-[a-z]+@sha256:[0-9a-f]{64}", read(GITLAB)["default"]["image"])


def test_the_archive_for_pages_holds_what_begins_with_a_dot(tmp_path: Path) -> None:
    for path in ("index.html", "_headers", ".well-known/security.txt", ".gitkeep"):
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text("x")
    subprocess.run(PACK.split(), cwd=tmp_path, check=True)
    with tarfile.open(tmp_path / "artifact.tar") as archive:
        assert {one.name for one in archive if one.isfile()} == {
            "./index.html",
            "./_headers",
            "./.well-known/security.txt",
        }
