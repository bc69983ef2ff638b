"""What the torture tells is what its trials saw."""

import json
from collections import Counter
from pathlib import Path

import pytest

from torture.model import Effort, Outcome, Trial
from torture.report import choose_exit_code, format_end, format_json, format_outcome
from torture.run import run_trials

HELD = Outcome({"kills survived": 1200})
BROKEN = Outcome({"kills survived": 1}, failures=("site/index.html is half\nsecond line",), remarks=("no tmpfs",))


def make_trial(outcome: Outcome) -> Trial:
    return Trial("kills", "A killed build leaves the last site.", lambda _: outcome)


def test_outcome_is_worded() -> None:
    assert format_outcome(make_trial(HELD), HELD, 3.4) == "kills: held: 1,200 kills survived (3 s)"
    assert format_outcome(make_trial(BROKEN), BROKEN, 0) == (
        "kills: 1 BROKEN: 1 kills survived (0 s)\n"
        "  broken: site/index.html is half\n    second line\n"
        "  remark: no tmpfs"
    )


def test_end_is_worded() -> None:
    assert format_end([HELD, HELD]) == "2 trials: nothing lost, nothing leaked, no traceback"
    assert format_end([HELD, BROKEN]) == "1 broken in 2 trials"


def test_exit_code_tells_whether_something_broke() -> None:
    assert choose_exit_code([HELD]) == 0
    assert choose_exit_code([HELD, BROKEN]) == 1


def test_all_is_given_as_plain_values() -> None:
    held = Outcome(Counter({"kills survived": 1200}))
    assert json.loads(json.dumps(format_json([(make_trial(held), held, 1.26)]))) == [
        {
            "trial": "kills",
            "promise": "A killed build leaves the last site.",
            "seconds": 1.3,
            "counts": {"kills survived": 1200},
            "failures": [],
            "remarks": [],
        }
    ]


def test_each_trial_has_an_empty_folder_that_goes_afterwards(tmp_path: Path) -> None:
    seen: list[Effort] = []

    def look(effort: Effort) -> Outcome:
        assert list(effort.scratch.iterdir()) == []
        (effort.scratch / "left").touch()
        seen.append(effort)
        return HELD

    told: list[str] = []
    trials = [Trial("one", "First.", look), Trial("two", "Second.", look)]
    ran = list(run_trials(trials, root=tmp_path, seed=7, scale=0.5, tell=told.append))
    assert [trial.name for trial, _, _ in ran] == ["one", "two"]
    assert told == ["one: First.", "two: Second."]
    assert not any(effort.scratch.exists() for effort in seen)


@pytest.mark.parametrize(("scale", "tries"), [(1, 100), (0.25, 25), (0.0001, 1)])
def test_scale_says_how_many_tries(tmp_path: Path, scale: float, tries: int) -> None:
    assert Effort(tmp_path, tmp_path, 1, scale).tries(100) == tries
