"""Two groups side by side: how far apart their means lie, with an interval; never that one thing caused another.

The interval is Welch's for two groups of unequal spread (B. L. Welch, "The generalization of 'Student's' problem when
several different population variances are involved", Biometrika 34, 1947), with the degrees of freedom rounded down.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kotaham.core.exams.student import quantile

LEAST = 10  # in each group; a custom of this product: below it chance alone moves the means so far that they mislead
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Group:
    """How many there are, their mean, and the variance between them."""

    count: int
    mean: Fraction | None
    variance: Fraction | None


@dataclass(frozen=True, slots=True)
class Apart:
    """Mean of the first group minus that of the second, between low and high in 95 of 100 such samples."""

    difference: float
    low: float
    high: float


def group(values: Sequence[Fraction]) -> Group:
    """Return a group as its sums; a variance needs two."""
    n = len(values)
    if not n:
        return Group(0, None, None)
    mean = sum(values, Fraction(0)) / n
    return Group(n, mean, sum(((v - mean) ** 2 for v in values), Fraction(0)) / (n - 1) if n > 1 else None)


def apart(one: Group, other: Group, least: int = LEAST) -> Apart | None:
    """Return how far two groups lie apart; None where one of them is too small to tell.

    >>> apart(group([Fraction(n) for n in range(9)]), group([Fraction(n) for n in range(12)])) is None
    True
    """
    if min(one.count, other.count) < max(least, 2):
        return None
    parts = [(g.variance or Fraction(0)) / g.count for g in (one, other)]
    spread = sum(parts, Fraction(0))
    difference = float((one.mean or Fraction(0)) - (other.mean or Fraction(0)))
    if not spread:
        return Apart(difference, difference, difference)
    freedom = spread**2 / sum(
        (part**2 / (g.count - 1) for part, g in zip(parts, (one, other), strict=True)), Fraction(0)
    )
    half = quantile(LEVEL, max(math.floor(freedom), 1)) * math.sqrt(spread)
    return Apart(difference, difference - half, difference + half)
