"""Which indicators of a city are weak: those that lost points, by the record, the most first.

What was lost is what an answer could have added to the total and did not; nothing is drawn as a line between weak and
strong. An answer without points of its own stays unknown, and is told apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kotaham.core.numbers import exact


@dataclass(frozen=True, slots=True)
class Weak:
    """An indicator that lost points: how many of the total; nothing where the record has no points for it."""

    code: str
    lost: Fraction | None
    points: Fraction | None
    most: Fraction | None


def weak(answers: Iterable[Mapping[str, Any]]) -> list[Weak]:
    """Return what lost points, the most first, and what has no points of its own at the end.

    >>> rows = [{"indicator": "a", "state": "scored", "points": "1", "most": "2", "weight": "10"},
    ...         {"indicator": "b", "state": "scored", "points": "2", "most": "2", "weight": "10"},
    ...         {"indicator": "c", "state": "missing", "points": None, "most": "2", "weight": "3"},
    ...         {"indicator": "d", "state": "not_applicable", "points": None, "most": "2", "weight": "0"}]
    >>> [(one.code, one.lost) for one in weak(rows)]
    [('a', Fraction(5, 1)), ('c', None)]
    """
    found = [_weak(one) for one in answers if one["state"] != "not_applicable"]
    rows = [one for one in found if one.lost is None or one.lost > 0]
    return sorted(rows, key=lambda one: (one.lost is None, -(one.lost or 0), one.code))


def _weak(one: Mapping[str, Any]) -> Weak:
    points, most = _number(one["points"]), _number(one["most"])
    share = None if points is None or not most else points / most
    lost = None if share is None else (_number(one["weight"]) or Fraction(0)) * (1 - share)
    return Weak(one["indicator"], lost, points, most)


def share_of(one: Mapping[str, Any]) -> Fraction | None:
    """Return which share of its points an answer earned, in percent; None where it has none of its own."""
    points, most = _number(one["points"]), _number(one["most"])
    return None if points is None or not most else 100 * points / most


def _number(text: str | None) -> Fraction | None:
    return None if text is None else exact(text)
