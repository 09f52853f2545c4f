"""Has a question become known? A sudden rise of the share that answers it right, between two spans of time.

A z test of two proportions with the pooled share (for example Fleiss, Levin & Paik, "Statistical Methods for Rates and
Proportions", 3rd ed. 2003, ch. 3), one-sided. It speaks only when both spans have at least 30 people, five right and
five wrong are to be expected in each, the share rose by at least 15 points of a hundred, and z is at least 3: many
questions, spans and offices are looked at, and at z = 3 chance alone raises about one false hint in 740 looks.
A hint is no verdict: better teaching raises the same figures. Nobody's result changes because of it.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from kotaham.core.exams.figures import LEAST_WINDOW

LEAST_Z = 3.0
LEAST_RISE = Fraction(15, 100)
EXPECTED = 5


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time: how many met the question, how many had all its points."""

    count: int
    right: int


@dataclass(frozen=True, slots=True)
class Hint:
    """The shares before and after, and how far they are apart."""

    before: float
    after: float
    z: float


def jump(before: Window, after: Window) -> Hint | None:
    """Return a hint when a question was answered right much more often than before; None when nothing can be said."""
    if min(before.count, after.count) < LEAST_WINDOW:
        return None
    pooled = Fraction(before.right + after.right, before.count + after.count)
    if min(pooled, 1 - pooled) * min(before.count, after.count) < EXPECTED:
        return None
    first, second = Fraction(before.right, before.count), Fraction(after.right, after.count)
    error = math.sqrt(pooled * (1 - pooled) * (Fraction(1, before.count) + Fraction(1, after.count)))
    z = float(second - first) / error
    return Hint(float(first), float(second), z) if second - first >= LEAST_RISE and z >= LEAST_Z else None
