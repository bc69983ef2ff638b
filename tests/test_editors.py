"""What editors and commits are told fits the project: every file has its schema, and no hook asks the network."""

import fnmatch
import json

import yaml

from generator.schemas import make_schemas
from tests.helpers import ORLAN, ROOT
from tests.test_schemas import name_schema


def read_schemas() -> dict[str, str]:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    schemas: dict[str, str] = settings["yaml.schemas"]
    return schemas


def test_every_schema_is_used_once_and_is_there() -> None:
    assert sorted(path.removeprefix("./schema/") for path in read_schemas()) == sorted(make_schemas())
    assert all((ROOT / path).is_file() for path in read_schemas())


def test_every_file_of_content_has_the_schema_of_its_kind() -> None:
    for root in (ROOT, ORLAN):
        files = [path for path in (root / "content").rglob("*.yml") if "texts" not in path.parts]
        assert files
        for path in files:
            inside = path.relative_to(root).as_posix()
            found = [schema for schema, pattern in read_schemas().items() if fnmatch.fnmatch(inside, pattern)]
            assert found == [f"./schema/{name_schema(path)}"], inside


def test_the_yaml_extension_is_recommended() -> None:
    extensions = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert extensions["recommendations"][0] == "redhat.vscode-yaml"


def test_hooks_before_a_commit_are_local() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in hooks["repos"]] == ["local"]
    for hook in hooks["repos"][0]["hooks"]:
        assert hook["language"] == "system"
        assert hook["entry"].startswith(".venv/bin/")


def test_editors_leave_the_lock_and_the_texts_alone() -> None:
    text = (ROOT / ".editorconfig").read_text(encoding="utf-8")
    assert "content/evidence.lock" in text.partition("unset")[0]
