"""How far a form measures one thing alike: Cronbach's alpha, which for questions that are right or wrong is KR-20.

alpha = k / (k - 1) x (1 - sum of the variances of the questions / variance of the totals); Cronbach, "Coefficient alpha
and the internal structure of tests", Psychometrika 16, 1951. KR-20 is formula 20 of Kuder & Richardson, "The theory of
the estimation of test reliability", Psychometrika 2, 1937. Both take variances over all who sat (divided by n), so that
they agree to the last digit.
"""

from collections.abc import Sequence
from fractions import Fraction

from kotaham.core.exams.figures import LEAST_TEST, NO_SPREAD, ONE_ITEM, TOO_FEW, Figure, none
from kotaham.core.exams.items import Line, Totals


def alpha(items: Sequence[Sequence[Line]], totals: Totals, least: int = LEAST_TEST) -> Figure:
    """Return Cronbach's alpha of a form from the tables of its questions and how many had each total."""
    n, k = sum(totals.values()), len(items)
    if n < max(least, 2):
        return none(TOO_FEW, n)
    if k < 2:
        return none(ONE_ITEM, n)
    t = sum((total * count for total, count in totals.items()), Fraction(0))
    tt = sum((total**2 * count for total, count in totals.items()), Fraction(0))
    of_totals = n * tt - t * t
    if not of_totals:
        return none(NO_SPREAD, n)
    of_items = sum((_spread(lines, n) for lines in items), Fraction(0))
    return Figure(float(Fraction(k, k - 1) * (1 - of_items / of_totals)), n)


def kr20(shares: Sequence[Fraction], totals: Totals, least: int = LEAST_TEST) -> Figure:
    """Return KR-20 of a form whose questions are worth one point, right or wrong, from the share right of each."""
    n, k = sum(totals.values()), len(shares)
    if n < max(least, 2):
        return none(TOO_FEW, n)
    if k < 2:
        return none(ONE_ITEM, n)
    mean = sum((total * count for total, count in totals.items()), Fraction(0)) / n
    variance = sum(((total - mean) ** 2 * count for total, count in totals.items()), Fraction(0)) / n
    if not variance:
        return none(NO_SPREAD, n)
    return Figure(float(Fraction(k, k - 1) * (1 - sum(p * (1 - p) for p in shares) / variance)), n)


def _spread(lines: Sequence[Line], n: int) -> Fraction:
    """Return n squared times the variance of a question."""
    x = Fraction(sum(line.earned for line in lines))
    return n * sum(line.squares for line in lines) - x * x
