"""Words what the trials saw, and the exit code."""

from collections.abc import Iterable, Sequence
from typing import Any

from torture.model import Outcome, Trial


def format_outcome(trial: Trial, outcome: Outcome, seconds: float) -> str:
    """Give a paragraph: how many of what, then what broke, then what must be known."""
    counts = ", ".join(f"{number:,} {what}" for what, number in outcome.counts.items()) or "nothing counted"
    verdict = f"{len(outcome.failures):,} BROKEN" if outcome.failures else "held"
    lines = [f"{trial.name}: {verdict}: {counts} ({seconds:.0f} s)"]
    lines += [f"  broken: {_indent(failure)}" for failure in outcome.failures]
    lines += [f"  remark: {_indent(remark)}" for remark in outcome.remarks]
    return "\n".join(lines)


def format_end(outcomes: Sequence[Outcome]) -> str:
    """Give the last line."""
    broken = sum(len(outcome.failures) for outcome in outcomes)
    if broken:
        return f"{broken:,} broken in {len(outcomes)} trials"
    return f"{len(outcomes)} trials: nothing lost, nothing leaked, no traceback"


def format_json(seen: Iterable[tuple[Trial, Outcome, float]]) -> list[dict[str, Any]]:
    """Give all that was seen as plain values."""
    return [
        {
            "trial": trial.name,
            "promise": trial.promise,
            "seconds": round(seconds, 1),
            # Not `dataclasses.asdict`, which makes other keys of a Counter.
            "counts": dict(outcome.counts),
            "failures": list(outcome.failures),
            "remarks": list(outcome.remarks),
        }
        for trial, outcome, seconds in seen
    ]


def choose_exit_code(outcomes: Iterable[Outcome]) -> int:
    """Give 1 where something broke, 0 where nothing did."""
    return 1 if any(outcome.failures for outcome in outcomes) else 0


def _indent(text: str) -> str:
    return text.replace("\n", "\n    ")
