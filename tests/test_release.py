"""What is released is built from what the locks name, and holds what it must and nothing else."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from release.dist import Dist, build_dist, find_faults, list_sdist, list_wheel
from release.licences import SOUND, is_sound, list_parts, make_list
from release.sbom import trim_sbom
from tests.helpers import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "bench/requirements.lock", "release/requirements.lock")
NPM_LOCKS = ("audit/package-lock.json", "bench/package-lock.json")
EPOCH = "1700000000"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Dist:
    return build_dist(ROOT, tmp_path_factory.mktemp("first"), EPOCH)


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def list_workflows() -> list[Path]:
    return sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_a_second_build_has_the_same_bytes(dist: Dist, tmp_path: Path) -> None:
    again = build_dist(ROOT, tmp_path, EPOCH)
    assert again.wheel.read_bytes() == dist.wheel.read_bytes()
    assert again.sdist.read_bytes() == dist.sdist.read_bytes()


def test_wheel_and_sdist_hold_what_they_must_and_nothing_else(dist: Dist) -> None:
    assert list(find_faults(ROOT, list_wheel(dist.wheel), list_sdist(dist.sdist))) == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("content/texts/astana.txt", "holds the text of a source: content/texts/astana.txt"),
        ("generator/__pycache__/lock.pyc", "holds what is made by running: generator/__pycache__/lock.pyc"),
        ("build/cache/memo", "holds what is made by running: build/cache/memo"),
    ],
)
def test_what_must_not_be_there_is_named(dist: Dist, name: str, fault: str) -> None:
    wheel, sdist = list_wheel(dist.wheel), list_sdist(dist.sdist)
    assert f"the sdist {fault}" in find_faults(ROOT, wheel, (*sdist, name))
    assert f"the wheel {fault}" in find_faults(ROOT, (*wheel, name), sdist)


@pytest.mark.parametrize(
    "name",
    [
        "generator/lock.py",
        "generator/templates/actor.md.j2",
        "generator/templates/theme/style.css",
        "generator/locale/kk.po",
        "generator/fonts/NotoSans-Bold.ttf",
        "generator/starter/gitignore",
    ],
)
def test_what_is_missing_is_named(dist: Dist, name: str) -> None:
    wheel = list_wheel(dist.wheel)
    assert name in wheel
    without = [other for other in wheel if other != name]
    assert list(find_faults(ROOT, without, list_sdist(dist.sdist))) == [f"the wheel lacks {name}"]


@pytest.mark.parametrize("path", LOCKS)
def test_every_requirement_has_one_version_and_a_hash(path: str) -> None:
    text = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", read(path), flags=re.MULTILINE))
    requirements = [line for line in text.splitlines() if line.strip()]
    assert requirements
    for requirement in requirements:
        assert re.fullmatch(r"[\w.-]+==\S+( ; [^#]*?)?( +--hash=sha256:[0-9a-f]{64})+ *", requirement), requirement


@pytest.mark.parametrize("path", NPM_LOCKS)
def test_every_package_of_npm_has_a_hash_and_names_no_host(path: str) -> None:
    packages = json.loads(read(path))["packages"]
    for name, package in packages.items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            assert "resolved" not in package, name


def test_pip_installs_nothing_without_a_hash() -> None:
    # But for `make newest`, which tries what isn't locked yet, and publishes nothing.
    targets = re.sub(r"^newest:.*?\n\n", "", read("Makefile"), flags=re.MULTILINE | re.DOTALL)
    commands = re.findall(r"(?:\$\(PIP\)|-m pip install[^\n]*?) (--[^\n]*)", targets)
    installs = [command for command in commands if "--requirement" in command or "--editable" in command]
    assert len(installs) == 5
    for command in installs:
        # Our own folder is built by what the lock holds, and brings nothing along.
        own = "--no-deps --no-build-isolation --editable ."
        assert command == own or "--require-hashes --no-deps --requirement" in command, command


def test_what_builds_the_package_is_locked() -> None:
    wanted = tomllib.loads(read("pyproject.toml"))["build-system"]["requires"]
    assert wanted == ["hatchling"]
    assert re.search(r"^hatchling==", read("requirements.lock"), re.MULTILINE)


def test_the_list_of_licences_is_up_to_date() -> None:
    assert read("docs/licences.md") == make_list(ROOT), "run `make licences`"


def test_every_licence_is_sound_for_us() -> None:
    unsound = [part for parts in list_parts(ROOT).values() for part in parts if not is_sound(part.licence)]
    assert unsound == []


@pytest.mark.parametrize(
    ("licence", "verdict"),
    [
        ("MIT", True),
        ("Apache-2.0 AND CNRI-Python", True),
        ("Apache-2.0 OR BSD-2-Clause", True),
        ("(MIT OR CC0-1.0)", True),
        ("GPL-3.0-only OR MIT", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("AGPL-3.0-or-later", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_soundness_of_a_licence(licence: str, *, verdict: bool) -> None:
    assert is_sound(licence) is verdict


def test_strong_copyleft_is_not_sound() -> None:
    assert not [name for name in SOUND if name.startswith(("GPL", "AGPL", "SSPL"))]


def test_the_list_of_parts_leaves_out_the_lines_of_the_lock() -> None:
    document = {"components": [{"name": "click", "description": "requirements line 7: click==8.5.1"}], "version": 1}
    assert json.loads(trim_sbom(document)) == {"components": [{"name": "click"}], "version": 1}


@pytest.mark.parametrize("path", list_workflows(), ids=lambda path: path.stem)
def test_workflows_use_actions_by_commit(path: Path) -> None:
    for action in re.findall(r"uses: *(.*)", path.read_text(encoding="utf-8")):
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}  # v\d+(\.\d+)*", action), action


def test_only_the_job_that_signs_may_write() -> None:
    workflow = yaml.safe_load(read(".github/workflows/release.yml"))
    assert workflow["permissions"] == {"contents": "read"}
    jobs = workflow["jobs"]
    assert {name for name, job in jobs.items() if "permissions" in job} == {"publish"}
    assert jobs["publish"]["permissions"] == {"attestations": "write", "contents": "write", "id-token": "write"}
    # It runs nothing of what others wrote.
    assert not [step for step in jobs["publish"]["steps"] if "make" in step.get("run", "")]
