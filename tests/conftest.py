"""Fixtures that several test files share."""

import shutil
from pathlib import Path

import pytest

from tests.helpers import ORLAN, Project


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite what golden cases expect.")


@pytest.fixture
def orlan(tmp_path: Path) -> Project:
    """Give a copy of the fixture corpus, which a test may spoil."""
    shutil.copytree(ORLAN / "content", tmp_path / "content")
    return Project(tmp_path)
