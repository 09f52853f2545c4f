"""Statistics of one question: difficulty, discrimination two ways, and how its options drew people.

Everything is counted from one small table, so that twenty million answers come down to one grouped query: for every
total of a form, how many people had it and what they earned with the question.

Difficulty p: mean share of the points (F. M. Lord & M. R. Novick, "Statistical Theories of Mental Test Scores", 1968,
ch. 15). Discrimination: correlation of the question with the rest of the form, without the question itself (Henrysson,
"Correction of item-total correlations in item analysis", Psychometrika 28, 1963); and the difference between the upper
and the lower 27 percent (Kelley, "The selection of upper and lower groups for the validation of test items", Journal of
Educational Psychology 30, 1939). People with the same total at a border count by the share that fits.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kotaham.core.exams.figures import LEAST_ITEM, NO_SPREAD, TOO_FEW, Figure, none

SHARE = Fraction(27, 100)
THIRDS = 3
Number = int | Fraction
Totals = Mapping[Any, int]  # how many people had each total


@dataclass(frozen=True, slots=True)
class Line:
    """People of one total: how many, the sum of what they earned with the question, the sum of its squares."""

    total: Number
    count: int
    earned: Number
    squares: Number


def difficulty(lines: Iterable[Line], points: Number, least: int = LEAST_ITEM) -> Figure:
    """Return the mean share of the points: 1 is easiest."""
    found = list(lines)
    count = sum(line.count for line in found)
    if count < max(least, 1):
        return none(TOO_FEW, count)
    return Figure(float(Fraction(sum(line.earned for line in found)) / count / points), count)


def discrimination(lines: Iterable[Line], least: int = LEAST_ITEM) -> Figure:
    """Return the correlation of a question with the rest of its form."""
    found = list(lines)
    n = sum(line.count for line in found)
    if n < max(least, 2):
        return none(TOO_FEW, n)
    x, xx = _sum(line.earned for line in found), _sum(line.squares for line in found)
    t, tt = _sum(line.total * line.count for line in found), _sum(line.total**2 * line.count for line in found)
    xt = _sum(line.total * line.earned for line in found)
    of_x, of_t, both = n * xx - x * x, n * tt - t * t, n * xt - x * t
    of_rest = of_t + of_x - 2 * both
    if of_x <= 0 or of_rest <= 0:
        return none(NO_SPREAD, n)
    return Figure(float(both - of_x) / math.sqrt(of_x * of_rest), n)


def upper_lower(lines: Iterable[Line], points: Number, least: int = LEAST_ITEM) -> Figure:
    """Return by how much the upper 27 percent earn more with a question than the lower, as a share of its points."""
    found = sorted(lines, key=lambda line: line.total)
    n = sum(line.count for line in found)
    if n < max(least, 2):
        return none(TOO_FEW, n)
    size = n * SHARE
    low, high = _earned(found, size), _earned(found[::-1], size)
    return Figure(float((high - low) / size / points), n)


def _earned(lines: Sequence[Line], size: Fraction) -> Fraction:
    """Return what the first `size` people earned; of those at the border the share that fits."""
    got, left = Fraction(0), size
    for line in lines:
        if left <= 0 or not line.count:
            continue
        part = min(Fraction(1), left / line.count)
        got += line.earned * part
        left -= line.count * part
    return got


def _sum(values: Iterable[Number]) -> Fraction:
    return Fraction(sum(values))


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many chose an option: in all, and of the lower, middle and upper third by total."""

    option: str
    count: int
    thirds: tuple[int, int, int]


def third_of(totals: Totals) -> Mapping[Number, int]:
    """Return for each total the third it belongs to (0 lowest), by the middle of its people: ties stay together."""
    n, before, found = sum(totals.values()), 0, {}
    for total in sorted(totals):
        middle = before + Fraction(totals[total], 2)
        found[total] = min(int(middle * THIRDS / n), THIRDS - 1) if n else 0
        before += totals[total]
    return found


def distractors(chosen: Iterable[tuple[str, Number, int]], options: Sequence[str], totals: Totals) -> list[Drawn]:
    """Return the table of options from (option, total, how many); an option that nobody chose stands there with 0."""
    thirds = third_of(totals)
    table = {option: [0, 0, 0] for option in options}
    for option, total, count in chosen:
        if option in table:
            table[option][thirds.get(total, 0)] += count
    return [Drawn(option, sum(row), (row[0], row[1], row[2])) for option, row in table.items()]
