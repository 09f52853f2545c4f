"""Student's t: its two-sided quantile, without a library of statistics.

Up to 200 degrees of freedom by the finite series of Abramowitz & Stegun, "Handbook of Mathematical Functions" (1964),
26.7.3 and 26.7.4, turned round by halving; beyond that by their expansion 26.7.5, which is then right to eight figures.
"""

import math
from statistics import NormalDist

_SERIES = 200


def quantile(level: float, freedom: int) -> float:
    """Return t so that a share `level` of the distribution lies between -t and t.

    >>> round(quantile(0.95, 10), 4)
    2.2281
    """
    if freedom < 1 or not 0 < level < 1:
        raise ValueError(f"no quantile for {level} and {freedom} degrees of freedom")
    return _halved(level, freedom) if freedom <= _SERIES else _expanded(level, freedom)


def between(t: float, freedom: int) -> float:
    """Return the share of the distribution between -t and t."""
    angle = math.atan(t / math.sqrt(freedom))
    cos, sin = math.cos(angle), math.sin(angle)
    term = total = cos if freedom % 2 else 1.0
    for step in range(3 if freedom % 2 else 2, freedom - 1, 2):
        term *= cos * cos * (step - 1) / step
        total += term
    if freedom % 2:
        return 2 / math.pi * (angle + (sin * total if freedom > 1 else 0.0))
    return sin * total


def _halved(level: float, freedom: int) -> float:
    low, high = 0.0, 1.0
    while between(high, freedom) < level:
        low, high = high, high * 2
    for _step in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if between(middle, freedom) < level else (low, middle)
    return (low + high) / 2


def _expanded(level: float, freedom: int) -> float:
    x = NormalDist().inv_cdf((1 + level) / 2)
    terms = (
        x,
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92160,
    )
    return math.fsum(term / float(freedom) ** power for power, term in enumerate(terms))
