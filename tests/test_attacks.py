"""The torture's attacks, a few of each: the corpus that they spoil uses every field of the model."""

import os
import sys
from pathlib import Path

import pytest

from torture.attack_texts import ATTACKS, REFUSED
from torture.attacks import Tally, attack_fields, make_project, try_attacks
from torture.confine import run_confined
from torture.escapes import ENGINES, choose_nasty, compare, fill, publish
from torture.fuzz import try_fuzzing
from torture.model import CannotTryError, Effort
from torture.whole_corpus import list_leaves, list_model_fields, read_whole

REPO = Path(__file__).parent.parent


def make_effort(scratch: Path, scale: float) -> Effort:
    return Effort(REPO, scratch, 7, scale)


def test_no_field_of_the_model_is_forgotten() -> None:
    assert {leaf.field for leaf in list_leaves(read_whole())} - {""} == list_model_fields()


def test_each_attack_is_another() -> None:
    assert len({*ATTACKS.values(), *REFUSED.values()}) == len(ATTACKS) + len(REFUSED)


def test_attacks_on_fields_are_refused_or_are_text(tmp_path: Path) -> None:
    tally = Tally()
    attack_fields(make_project(tmp_path / "sound"), make_effort(tmp_path, 0.01), tally)
    assert tally.failures == []
    assert all(tally.counts.values())


def test_attacks_on_files_and_saved_pages_are_refused_or_are_text(tmp_path: Path) -> None:
    outcome = try_attacks(make_effort(tmp_path, 0.0001))
    assert outcome.failures == ()
    assert set(outcome.counts) == {
        *("values refused with their place", "files refused with their place", "files published"),
        "saved pages read or refused",
    }


def test_a_command_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    ran = run_confined([sys.executable, "-c", "while True: pass"], tmp_path / "here", seconds=0.5)
    assert ran.is_late
    assert ran.code < 0


def test_a_command_can_not_take_all_memory(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    ran = run_confined([sys.executable, "-c", "bytes(8 << 30)"], tmp_path / "here", seconds=30)
    assert "MemoryError" in ran.told
    held = "import time; kept = b'x' * (100 << 20); time.sleep(0.3)"
    assert run_confined([sys.executable, "-c", held], tmp_path / "here", seconds=30).peak > 100 << 20


def test_nasty_texts_are_shown_as_they_were_written(tmp_path: Path) -> None:
    from random import Random  # noqa: PLC0415 - with what needs a browser

    from audit.browser import start_browser  # noqa: PLC0415
    from audit.model import CannotAuditError  # noqa: PLC0415

    chance = Random(os.environ.get("ASREPORTED_SEED", "7"))  # noqa: S311 - no secret
    command, site = ENGINES["MkDocs, with the door of Markdown before it"]
    try:
        with start_browser() as browser:
            plain = publish(tmp_path / "plain", fill(lambda _: "plain words that go on " * 9), command, site, browser)
            filled = fill(lambda is_quoted: choose_nasty(chance, is_quoted))
            seen = publish(tmp_path / "nasty", filled, command, site, browser)
    except CannotAuditError as error:
        if os.environ.get("ASREPORTED_BROWSER") == "required":
            raise
        pytest.skip(str(error))
    assert [*seen.faults, *compare(filled, seen, plain)] == []
    assert len(plain.shown) > 60


def test_fuzzing_breaks_no_law(tmp_path: Path) -> None:
    try:
        outcome = try_fuzzing(make_effort(tmp_path, 0.01), ["yaml", "escapes"])
    except CannotTryError as error:
        pytest.skip(str(error))
    assert outcome.failures == ()
    assert all(outcome.counts.values())
