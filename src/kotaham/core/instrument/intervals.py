"""Pieces of the number line, exact at their ends: what a band covers, where two overlap, what lies between.

An end is a cut: just before a number (`from`, `below`) or just after it (`above`, `to`), or beyond all numbers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kotaham.core.instrument.kinds import Band, Span
from kotaham.core.language import Say
from kotaham.core.numbers import plain_both

Cut = tuple[int, Fraction, int]
BEFORE_ALL: Cut = (-1, Fraction(0), 0)
AFTER_ALL: Cut = (1, Fraction(0), 0)


def before(number: Fraction | int) -> Cut:
    """Return the cut just before a number."""
    return (0, Fraction(number), 0)


def after(number: Fraction | int) -> Cut:
    """Return the cut just after a number."""
    return (0, Fraction(number), 1)


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The numbers between two cuts; empty when `low` is not before `high`."""

    low: Cut
    high: Cut

    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        return self.low >= self.high

    def __and__(self, other: "Interval") -> "Interval":
        """Return what two intervals share."""
        return Interval(max(self.low, other.low), min(self.high, other.high))

    def __contains__(self, number: Fraction | int) -> bool:
        """Whether a number lies in it."""
        return self.low <= before(number) and after(number) <= self.high

    def words(self) -> Say:
        """Tell the interval in words, with exact numbers."""
        if self.low[0] < 0 and self.high[0] > 0:
            return Say("semua angka", "every value")
        if (self.high[1] == self.low[1] and self.low[0] == self.high[0]) or self._both_open():
            return self._special()
        low, high = self._low_words(), self._high_words()
        if low is None or high is None:
            return low or high or Say("", "")
        if not self.high[2]:
            end = plain_both(self.high[1])
            high = Say(f"sampai kurang dari {end.id}", f"to less than {end.en}")
        return Say(f"{low.id} {high.id}", f"{low.en} {high.en}")

    def _both_open(self) -> bool:
        finite = self.low[0] == 0 and self.high[0] == 0
        return finite and self.low[2] == 1 and self.high[2] == 0

    def _special(self) -> Say:
        low, high = plain_both(self.low[1]), plain_both(self.high[1])
        if low == high:
            return Say(f"tepat {low.id}", f"exactly {low.en}")
        return Say(f"di antara {low.id} dan {high.id}", f"between {low.en} and {high.en}")

    def _low_words(self) -> Say | None:
        if self.low[0] < 0:
            return None
        low, above = plain_both(self.low[1]), Say("di atas", "above") if self.low[2] else Say("mulai", "from")
        return Say(f"{above.id} {low.id}", f"{above.en} {low.en}")

    def _high_words(self) -> Say | None:
        if self.high[0] > 0:
            return None
        high, to = plain_both(self.high[1]), Say("sampai", "to") if self.high[2] else Say("di bawah", "below")
        return Say(f"{to.id} {high.id}", f"{to.en} {high.en}")


def interval_of(band: Band) -> Interval:
    """Return what a band covers; where it names an end twice, the narrower counts."""
    if band.exactly is not None:
        return Interval(before(band.exactly), after(band.exactly))
    lows = [BEFORE_ALL]
    lows += [before(band.from_)] if band.from_ is not None else []
    lows += [after(band.above)] if band.above is not None else []
    highs = [AFTER_ALL]
    highs += [after(band.to)] if band.to is not None else []
    highs += [before(band.below)] if band.below is not None else []
    return Interval(max(lows), min(highs))


def interval_of_span(span: Span | None) -> Interval:
    """Return what a span covers; everything when there is none."""
    if span is None:
        return Interval(BEFORE_ALL, AFTER_ALL)
    low = BEFORE_ALL if span.from_ is None else before(span.from_)
    return Interval(low, AFTER_ALL if span.to is None else after(span.to))


def gaps(covered: Iterable[Interval], within: Interval) -> Iterator[Interval]:
    """Yield the pieces of `within` that nothing covers, from the lowest up."""
    reached = within.low
    for interval in sorted(covered):
        gap = Interval(reached, min(interval.low, within.high))
        if not gap.empty:
            yield gap
        reached = max(reached, interval.high)
    last = Interval(reached, within.high)
    if not last.empty:
        yield last
