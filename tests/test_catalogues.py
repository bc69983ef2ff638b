"""The catalogues hold what the interface says: no sentence without a translation, none that nobody says."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from generator.interface import check_catalogue
from generator.load import load_content
from generator.reviews import list_unreviewed
from tests.sites import REPO

KEYWORDS = {"say": None, "word": None, "mark": None, "tally": (2, 3)}
CATALOGUES = sorted((REPO / "generator" / "locale").glob("*.po"))


def list_said() -> set[str]:
    """Give all sentences of the interface, those with plurals by their first form."""
    said: set[str] = set()
    for folder, pattern, method in (("generator", "**.py", "python"), ("templates", "**.j2", "jinja2")):
        # As in babel.cfg.
        options = {pattern: {"comment_start_string": "<!--", "comment_end_string": "-->"}}
        found = extract_from_dir(REPO / folder, [(pattern, method)], options, KEYWORDS)
        said.update(message if isinstance(message, str) else message[0] for _, _, message, _, _ in found)
    return said


@pytest.fixture(scope="module")
def said() -> set[str]:
    return list_said()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_sentence_is_translated_and_none_is_left_over(path: Path, said: set[str]) -> None:
    held = {}
    for entry in read_po(path.read_bytes().splitlines(keepends=True)):
        if entry.id:
            first = entry.id[0] if isinstance(entry.id, list | tuple) else entry.id
            forms = entry.string if isinstance(entry.string, list | tuple) else (entry.string,)
            held[first] = all(forms)
    assert len(said) > 300
    assert held.keys() == said, "run make catalogues"
    assert [sentence for sentence, is_whole in held.items() if not is_whole] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_is_sound(path: Path) -> None:
    assert check_catalogue(path.read_text(encoding="utf-8"), path.name) == ()


def test_what_nobody_has_reviewed_is_listed_in_the_guide() -> None:
    content, _ = load_content(REPO)
    listed = (REPO / "docs" / "unreviewed.md").read_text(encoding="utf-8")
    assert listed == list_unreviewed(content.catalogues), "run make catalogues"
    assert "## `generator/locale/ru.po`: " in listed
