"""Fits lines and powers to measured points, by least squares of what they miss in proportion."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Points = Sequence[tuple[float, float]]
"""Sizes and costs, both above 0."""


@dataclass(frozen=True, slots=True)
class Line:
    """A cost that grows as a + b * size."""

    a: float
    b: float

    def at(self, size: float) -> float:
        """Give the cost of a size."""
        return self.a + self.b * size

    def reach(self, cost: float) -> float:
        """Give the size at which a cost is reached; infinity where it never is."""
        return (cost - self.a) / self.b if self.b > 0 else math.inf

    def miss(self, points: Points) -> float:
        """Give the largest share by which the line misses a point."""
        return max(abs(self.at(size) / cost - 1) for size, cost in points)


@dataclass(frozen=True, slots=True)
class Power:
    """A cost that grows as c * size^k."""

    c: float
    k: float

    def at(self, size: float) -> float:
        """Give the cost of a size."""
        return float(self.c * size**self.k)


def fit_line(points: Points) -> Line:
    """Give the line that misses the points least, each weighed by its own cost.

    Unweighed, the largest size alone would decide: its errors are the largest, since times are noisy in proportion.
    """
    weighed = [(1 / cost**2, size, cost) for size, cost in points]
    total = sum(weight for weight, _, _ in weighed)
    middle = sum(weight * size for weight, size, _ in weighed) / total
    level = sum(weight * cost for weight, _, cost in weighed) / total
    spread = sum(weight * (size - middle) ** 2 for weight, size, _ in weighed)
    b = sum(weight * (size - middle) * (cost - level) for weight, size, cost in weighed) / spread
    return Line(level - b * middle, b)


def fit_power(points: Points) -> Power:
    """Give the power that misses the points least: a line through their logarithms."""
    logs = [(math.log(size), math.log(cost)) for size, cost in points]
    middle = sum(size for size, _ in logs) / len(logs)
    level = sum(cost for _, cost in logs) / len(logs)
    spread = sum((size - middle) ** 2 for size, _ in logs)
    k = sum((size - middle) * (cost - level) for size, cost in logs) / spread
    return Power(math.exp(level - k * middle), k)
