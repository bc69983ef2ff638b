"""Compares what was measured with what we want of our builds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bench.results import Measure, Results, Scale

AT = 10_000
"""The targets are for a corpus of so many pages."""
BESIDE = 1_000
"""Growth is measured against a corpus of so many pages."""
_GROWTH = 2.0
_PUBLISH_TO_HUGO, _PUBLISH_TO_MKDOCS = ("publish", "hugo-links"), ("publish", "mkdocs")
_FULL_TO_HUGO = ("full", "hugo-links")


@dataclass(frozen=True)
class Target:
    """One thing that we want."""

    wanted: str
    measured: str
    """Empty where it was not measured."""
    is_met: bool
    """False where it was not measured."""

    @property
    def verdict(self) -> str:
        """The target's last word."""
        if not self.measured:
            return "not measured"
        return "met" if self.is_met else "**missed**"


def list_targets(results: Results) -> list[Target]:
    """Give all targets, each with what was measured."""
    large, small = results.find_scale(AT) or Scale(AT), results.find_scale(BESIDE) or Scale(BESIDE)
    return [
        _compare(large, _PUBLISH_TO_HUGO, 1 / 2, _CPU, "publishing takes at most 1/2 of the CPU of Hugo"),
        _compare(large, _PUBLISH_TO_MKDOCS, 1 / 12, _CPU, "publishing takes at most 1/12 of the CPU of plain MkDocs"),
        _compare(large, _FULL_TO_HUGO, 1, _CPU, "the full build from YAML takes at most the CPU of Hugo"),
        _compare(large, _PUBLISH_TO_HUGO, 1 / 8, _MEMORY, "publishing takes at most 1/8 of the memory of Hugo"),
        _compare(large, _FULL_TO_HUGO, 1 / 8, _MEMORY, "the full build takes at most 1/8 of the memory of Hugo"),
        *_limit(large, small, "unchanged", "nothing changed"),
        *_limit(large, small, "claim", "one claim changed"),
    ]


@dataclass(frozen=True)
class _Value:
    take: Callable[[Measure], float]
    unit: str
    size: float


_CPU = _Value(lambda measure: measure.cpu, "s", 1)
_MEMORY = _Value(lambda measure: measure.memory, "MB", 2**20)


def _compare(scale: Scale, pair: tuple[str, str], most: float, value: _Value, wanted: str) -> Target:
    mine, other = (scale.middle(name) for name in pair)
    if not mine or not other:
        return Target(wanted, "", is_met=False)
    left, right = value.take(mine) / value.size, value.take(other) / value.size
    shown = f"{left:.1f} {value.unit} to {right:.1f} {value.unit}, which is {write_share(left / right)}"
    return Target(wanted, shown, left <= right * most)


def _limit(large: Scale, small: Scale, name: str, title: str) -> Iterator[Target]:
    after, before = large.middle(name), small.middle(name)
    wanted = f"{title}: at most 1 s"
    yield Target(wanted, f"{after.wall:.2f} s", after.wall <= 1) if after else Target(wanted, "", is_met=False)
    wanted = f"{title}: at most twice the time at {BESIDE:,} pages"
    if not after or not before:
        yield Target(wanted, "", is_met=False)
    else:
        shown = f"{after.wall:.2f} s to {before.wall:.2f} s, which is {after.wall / before.wall:.1f} times"
        yield Target(wanted, shown, after.wall <= _GROWTH * before.wall)


def write_share(share: float) -> str:
    """Give a ratio as one reads it: 1/12.5 or 3.1 times."""
    return f"1/{1 / share:.1f}" if share < 1 else f"{share:.1f} times"
