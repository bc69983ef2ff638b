"""Each folder here is a case: a tiny content/, and the problems or the pages that must come of it.

`expected.txt` holds all problems as printed. `expected/` holds pages; those that lie there are compared: put an
empty file where a page should be compared, and run `pytest --update-golden`.
"""

import shutil
from pathlib import Path

import pytest

from generator.load import TEXTS_VARIABLE
from generator.pipeline import check_project, make_lock, make_output
from generator.publish import write_whole
from tests.helpers import LOCK, show

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/content"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.delenv(TEXTS_VARIABLE, raising=False)
    shutil.copytree(case / "content", tmp_path / "content")
    if (case / "expected").is_dir() and not (tmp_path / LOCK).exists():
        write_whole(tmp_path / LOCK, make_lock(tmp_path)[0])
    found = {"expected.txt": show(check_project(tmp_path)[2]) + "\n"}
    compared = [path.relative_to(case).as_posix() for path in sorted((case / "expected").rglob("*")) if path.is_file()]
    if compared:
        edition, _ = make_output(tmp_path)
        texts = {path: content for path, content in edition.make_all().items() if isinstance(content, str)}
        found |= {name: texts[name.removeprefix("expected/")] for name in compared}
    if request.config.getoption("--update-golden"):
        for name, text in found.items():
            (case / name).write_text(text, encoding="utf-8")
    expected = {name: (case / name).read_text(encoding="utf-8") for name in found}
    assert found == expected


def test_there_are_cases() -> None:
    assert len(CASES) >= 3
