"""Turns arguments into a run of trials, prints what they saw, sets the exit code; the only module that prints."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from torture.model import CannotTryError
from torture.report import choose_exit_code, format_end, format_json, format_outcome
from torture.run import run_trials
from torture.trials import TRIALS

CANNOT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trials and give the exit code: 0 all promises held, 1 one broke, 2 a trial could not be run."""
    parser = argparse.ArgumentParser(prog="torture", description="Try to break what the project promises.")
    names = [trial.name for trial in TRIALS]
    parser.add_argument("--trial", action="append", choices=names, help="only this one; may be given several times")
    parser.add_argument("--seed", type=int, default=1, help="what chance follows from (default: 1)")
    parser.add_argument("--scale", type=float, default=1, help="part of the full number of tries (default: 1)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that was seen to a file as well")
    options = parser.parse_args(arguments)
    trials = [trial for trial in TRIALS if not options.trial or trial.name in options.trial]
    seen = []
    try:
        for trial, outcome, seconds in run_trials(
            trials, root=Path.cwd(), seed=options.seed, scale=options.scale, tell=_tell
        ):
            seen.append((trial, outcome, seconds))
            print(format_outcome(trial, outcome, seconds), flush=True)  # noqa: T201 (this is where the program speaks)
    except CannotTryError as error:
        _tell(str(error))
        return CANNOT
    outcomes = [outcome for _, outcome, _ in seen]
    print(format_end(outcomes))  # noqa: T201 (the same)
    if options.json:
        text = json.dumps(format_json(seen), ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    return choose_exit_code(outcomes)


def _tell(message: str) -> None:
    print(f"torture: {message}", file=sys.stderr, flush=True)  # noqa: T201 (the same)
