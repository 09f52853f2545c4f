"""What an attempt earned: exact until it is shown; passed only by a mark that somebody has set."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_STEP, _SHOWN = Decimal("0.0001"), Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Marked:
    """An attempt that has just been marked, as other rooms hear of it; `passed` is None where nobody set a mark."""

    attempt: int
    exam: int
    version: int
    stage: str
    member: int
    passed: bool | None


def rounded(points: Fraction) -> Decimal:
    """Return points as they are kept: four decimals, halves up."""
    return (Decimal(points.numerator) / Decimal(points.denominator)).quantize(_STEP, ROUND_HALF_UP)


def short(points: Decimal | None) -> Decimal | None:
    """Return points as pages show them: at most two decimals, halves up.

    >>> short(Decimal("2.3333")), short(Decimal("2.0000")), short(Decimal("10.0000"))
    (Decimal('2.33'), Decimal('2'), Decimal('10'))
    """
    if points is None:
        return None
    return Decimal(format(points.quantize(_SHOWN, ROUND_HALF_UP), "f").rstrip("0").rstrip("."))


def passes(earned: Sequence[Fraction], most: int, percent_needed: Decimal | None) -> bool | None:
    """Tell whether somebody passed, by the exact sum; without a mark there is no answer, and nobody fails."""
    if percent_needed is None or most <= 0:
        return None
    return sum(earned, Fraction(0)) * 100 >= Fraction(percent_needed) * most


def percent(points: Decimal | None, most: int | None) -> Decimal | None:
    """Return points as percent of the most, with two decimals; None where nothing was marked."""
    if points is None or not most:
        return None
    return (points * 100 / most).quantize(_SHOWN, ROUND_HALF_UP)
