"""Where a year will end if the coming weeks are like the last ones, with its range; or why nothing is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, sqrt
from statistics import fmean, stdev

LEAST, LOOKED_BACK = 6, 12  # whole weeks that a forecast needs, and how many of the last it looks at
# Student's t at 0.90 for so many degrees of freedom: four of five times the outcome lies within the range.
_T = {5: 1.476, 6: 1.440, 7: 1.415, 8: 1.397, 9: 1.383, 10: 1.372, 11: 1.363}


class NoForecast(StrEnum):
    """Why there is no forecast."""

    OVER = "over"
    EARLY = "early"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the year comes to, and between what, in four of five cases."""

    middle: int
    low: int
    high: int
    weeks: int  # looked at


def forecast(done: int, weeks: Sequence[int], left: float) -> Forecast | NoForecast:
    """Return what is reached at the end of the year: so far, and `left` more weeks like the last whole ones.

    The mean of the last weeks (at most 12, since the first with anybody in it, and at least 6) goes on; the range is
    the prediction interval of their sum at 80 percent. It takes the weeks as independent, and nothing as known of the
    future; that people can be counted only once is not in it, so near the full number it says too much.

    >>> forecast(600, [50] * 12, 4)
    Forecast(middle=800, low=800, high=800, weeks=12)
    >>> forecast(600, [50] * 5, 4)
    <NoForecast.FEW: 'few'>
    """
    if left <= 0:
        return NoForecast.OVER
    first = next((at for at, count in enumerate(weeks) if count), len(weeks))
    last = weeks[first:][-LOOKED_BACK:]
    if len(last) < LEAST:
        return NoForecast.FEW if weeks else NoForecast.EARLY
    mean, count = fmean(last), len(last)
    half = _T[count - 1] * stdev(last) * sqrt(left + left * left / count)
    middle = done + left * mean
    return Forecast(round(middle), max(done, round(middle - half)), round(middle + half), count)


def needed(left: int | None, weeks: float) -> int | None:
    """Return how many a week are needed from now on; nothing where no target is set or no time is left.

    >>> needed(60, 6), needed(0, 6), needed(None, 6), needed(60, 0)
    (10, 0, None, None)
    >>> needed(60, 0.5)
    60
    """
    return None if left is None or weeks <= 0 else ceil(left / max(weeks, 1))
