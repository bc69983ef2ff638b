"""Fixtures that several test files share."""

import shutil
from pathlib import Path

import pytest

from generator.load import TEXTS_VARIABLE
from tests.helpers import ORLAN, Project


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite what golden cases expect.")


@pytest.fixture
def orlan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a copy of the fixture corpus, which a test may spoil."""
    monkeypatch.delenv(TEXTS_VARIABLE, raising=False)
    shutil.copytree(ORLAN / "content", tmp_path / "content")
    return Project(tmp_path)
