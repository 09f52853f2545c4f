"""A ladder of bands as cuts on the number line, so that any exact number finds its band, or the gap it fell into.

Every end of a band is a cut: `from e` and `below e` cut just before e, `above e` and `to e` just after it. The cuts
divide the line into segments 0..n; segment s holds the numbers that have passed exactly s cuts. Each segment is
covered by one band or is a gap.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kotaham.core.instrument.kinds import Band

GAP = -1
Cut = tuple[Fraction, int]  # (edge, 0 = just before it, 1 = just after it)


def ends(band: Band) -> tuple[Cut | None, Cut | None]:
    """Return the lower and upper cut of a band; None where it is open."""
    if band.exactly is not None:
        return (band.exactly, 0), (band.exactly, 1)
    lower = (band.from_, 0) if band.from_ is not None else (band.above, 1) if band.above is not None else None
    upper = (band.to, 1) if band.to is not None else (band.below, 0) if band.below is not None else None
    return lower, upper


@dataclass(frozen=True, slots=True)
class Ladder:
    """The compiled bands of one indicator.

    `cuts` are sorted; `covered[s]` is the index of the band of segment s or GAP; `lower[s]` and `higher[s]` are the
    nearest covered band below and above segment s (the band itself when covered), or GAP when there is none.
    `decimals` is the finest precision in which the edges are written.
    """

    cuts: tuple[Cut, ...]
    covered: tuple[int, ...]
    lower: tuple[int, ...]
    higher: tuple[int, ...]
    decimals: int

    def segment(self, value: Fraction) -> int:
        """Return the segment of an exact number: how many cuts it has passed."""
        return bisect_right(self.cuts, (value, 0))


def ladder(bands: Sequence[Band]) -> Ladder:
    """Compile bands; those that overlap earn the same points (loading refuses any others)."""
    pairs = [ends(band) for band in bands]
    cuts = tuple(sorted({cut for pair in pairs for cut in pair if cut is not None}))
    covered = [GAP] * (len(cuts) + 1)
    for index, (low, high) in reversed(list(enumerate(pairs))):  # where two overlap, the first in the file holds
        first = cuts.index(low) + 1 if low is not None else 0
        last = cuts.index(high) if high is not None else len(cuts)
        covered[first : last + 1] = [index] * (last + 1 - first)
    lower = _carry(covered)
    higher = _carry(covered[::-1])[::-1]
    return Ladder(cuts, tuple(covered), tuple(lower), tuple(higher), _decimals(cuts))


def _carry(covered: Sequence[int]) -> list[int]:
    """Fill each gap with the last band seen before it."""
    carried, last = [], GAP
    for band in covered:
        last = band if band != GAP else last
        carried.append(last)
    return carried


def _decimals(cuts: Sequence[Cut]) -> int:
    """Return the number of decimals in which all edges can be written (at most 9)."""
    places = 0
    while places < 9 and any((edge * 10**places).denominator != 1 for edge, _ in cuts):
        places += 1
    return places
