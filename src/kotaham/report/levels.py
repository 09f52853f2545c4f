"""Classes of totals for maps and counts: the predicates, or steps of equal width where there are none."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from kotaham.core.numbers import show
from kotaham.report.reading import Reading
from kotaham.report.view import Bin, Level

# Shades of the sequential palette, 1 (light) to 6 (dark), spread evenly over one to six classes.
SHADES = {1: (4,), 2: (2, 5), 3: (1, 3, 5), 4: (1, 3, 4, 6), 5: (1, 2, 3, 4, 6), 6: (1, 2, 3, 4, 5, 6)}
# What the record calls a result whose threshold was reached but whose conditions held every predicate back.
HELD_BACK = "withheld"
WIDTHS = tuple(Fraction(one) for one in ("0.5", "1", "2", "5", "10", "20", "25", "50"))


def make_levels(reading: Reading) -> tuple[Level, ...]:
    """Make the classes from the lowest up, "no total" first, with the number of subjects in each."""
    has_predicates = bool(reading.instrument.predicates.levels)
    plain = _of_predicates(reading) if has_predicates else _of_equal_width(reading)
    counts = Counter(level_of(reading, result, plain) for result in reading.results)
    everyone = max(len(reading.results), 1)
    shades = SHADES.get(len(plain), tuple(min(6, 1 + at) for at in range(len(plain))))
    levels = [Level(0, 0, reading.word("unscored"), "", None, 0, ""), *plain]
    return tuple(
        replace(
            level,
            shade=shades[level.number - 1] if level.number else 0,
            count=counts[level.number],
            share=f"{show(Fraction(100 * counts[level.number], everyone), 1, reading.lang)}%",
        )
        for level in levels
    )


def level_of(reading: Reading, result: Mapping[str, Any], levels: Sequence[Level]) -> int:
    """Return the number of the class of a result: by its predicate, else by its total; 0 without a total."""
    total = reading.final(result)
    if total is None:
        return 0
    ranked = [level for level in levels if level.number]
    if not reading.instrument.predicates.levels:
        return max((level.number for level in ranked if level.least is not None and total >= level.least), default=1)
    code = HELD_BACK if result["verdict"]["why_none"] == HELD_BACK else result["verdict"]["predicate"] or ""
    return next((level.number for level in ranked if level.code == code), 0)


def _of_predicates(reading: Reading) -> list[Level]:
    """The lowest class holds what lies under every threshold; its name is the instrument's, or ours when unknown.

    Subjects that reached a threshold without any predicate get a class of their own, where there are any.
    """
    predicates = reading.instrument.predicates
    rising = sorted(predicates.levels, key=lambda one: one.from_)
    named = predicates.below not in (None, "unknown")
    lowest = reading.word("under", n=reading.short(rising[0].from_))
    levels = [Level(1, 0, str(predicates.below) if named else reading.word("below"), lowest, None, 0, "")]
    if any(result["verdict"]["why_none"] == HELD_BACK for result in reading.results):
        reach = reading.word("held_back_reach")
        levels.append(Level(2, 0, reading.word("held_back"), reach, None, 0, "", HELD_BACK))
    for at, one in enumerate(rising):
        low = reading.short(one.from_)
        above = rising[at + 1].from_ if at + 1 < len(rising) else None
        reach = reading.word("and_above", n=low)
        if above is not None:
            reach = reading.word("up_to", low=low, high=reading.short(above))
        levels.append(Level(len(levels) + 1, 0, one.title, reach, one.from_, 0, "", one.code))
    return levels


def _of_equal_width(reading: Reading) -> list[Level]:
    return [Level(at, 0, one.label, one.label, one.low, 0, "") for at, one in enumerate(bins_of(reading, 6), start=1)]


def totals_of(reading: Reading) -> list[Fraction]:
    """Return all totals, lowest first."""
    return sorted(total for result in reading.results if (total := reading.final(result)) is not None)


def bins_of(reading: Reading, most: int) -> list[Bin]:
    """Cut the range of the totals into at most `most` bins of equal, round width; none when there are no totals."""
    totals = totals_of(reading)
    if not totals:
        return []
    unit = reading.instrument.scale / 100
    for width in (unit * one for one in WIDTHS):
        start = totals[0] // width * width
        count = int((totals[-1] - start) // width) + 1
        # The highest possible total closes the last bin instead of opening one of its own.
        if totals[-1] == reading.instrument.scale and count > 1 and start + (count - 1) * width == totals[-1]:
            count -= 1
        if count <= most:
            return _bins(reading, totals, start, width, count)
    return _bins(reading, totals, Fraction(0), totals[-1] + unit, 1)


def _bins(reading: Reading, totals: list[Fraction], start: Fraction, width: Fraction, count: int) -> list[Bin]:
    bins = []
    for at in range(count):
        low, high = start + at * width, start + (at + 1) * width
        last = high >= reading.instrument.scale
        inside = sum(low <= total < high or (last and total == high) for total in totals)
        label = reading.word("up_to_last" if last else "up_to", low=reading.short(low), high=reading.short(high))
        bins.append(Bin(low, high, label, inside))
    return bins
