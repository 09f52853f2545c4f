"""What people learned: the mean of after minus before, of the same people, with its interval; and Hake's gain.

The interval is Student's for paired differences: mean +- t(95 %, n - 1) x s / sqrt(n) (Student, "The probable error of
a mean", Biometrika 6, 1908). Hake's normalised gain is (mean after - mean before) / (100 - mean before), in percent of
the points (R. R. Hake, American Journal of Physics 66, 1998). It is told only of the same people in both tests, when
the first test left something to gain, and when after is not below before: Hake's measure was made for gains.
Without a group that did not take part, neither says that the course was the cause.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from kotaham.core.exams.figures import FULL_BEFORE, LEAST_GAIN, TOO_FEW, Figure, none
from kotaham.core.exams.student import quantile
from kotaham.core.language import Say

LEVEL = 0.95
WENT_DOWN = Say("nilai akhir di bawah nilai awal", "after lies below before")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Sums over people who sat both tests: how many, before, after, their differences squared; in percent."""

    count: int
    before: Fraction
    after: Fraction
    squares: Fraction

    def __add__(self, other: "Pairs") -> "Pairs":
        """Return the sums of two groups together."""
        return Pairs(
            self.count + other.count, self.before + other.before, self.after + other.after, self.squares + other.squares
        )


NOBODY = Pairs(0, Fraction(0), Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class Gain:
    """The mean of after minus before with its interval, and Hake's gain."""

    mean: Figure
    low: float | None
    high: float | None
    hake: Figure


def pair(before: Fraction, after: Fraction) -> Pairs:
    """Return one person as sums."""
    return Pairs(1, before, after, (after - before) ** 2)


def gain(pairs: Pairs, least: int = LEAST_GAIN) -> Gain:
    """Return what a group learned."""
    n = pairs.count
    if n < max(least, 2):
        few = none(TOO_FEW, n)
        return Gain(few, None, None, few)
    total = pairs.after - pairs.before
    mean = total / n
    variance = (pairs.squares - total * total / n) / (n - 1)
    half = quantile(LEVEL, n - 1) * math.sqrt(max(variance, Fraction(0)) / n)
    return Gain(Figure(float(mean), n), float(mean) - half, float(mean) + half, _hake(pairs))


def _hake(pairs: Pairs) -> Figure:
    room = 100 * pairs.count - pairs.before
    if room <= 0:
        return none(FULL_BEFORE, pairs.count)
    if pairs.after < pairs.before:
        return none(WENT_DOWN, pairs.count)
    return Figure(float((pairs.after - pairs.before) / room), pairs.count)
