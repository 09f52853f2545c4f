"""Which charts a report shows, made from what its pages show."""

from collections.abc import Sequence
from fractions import Fraction

from kotaham.core.language import Lang
from kotaham.core.numbers import show
from kotaham.report.charts import (
    BarRow,
    BarTemplate,
    Column,
    RangeRow,
    Spec,
    StackRow,
    bars,
    histogram,
    ranges,
    stacks,
)
from kotaham.report.view import Amount, CityPage, Overview
from kotaham.report.words import word

WIDE, BROAD, NARROW = 720, 1120, 312
NAMES = 236
CITY_WIDTH = 344
QUARTERS = tuple(Fraction(n, 4) for n in range(5))


def distribution(overview: Overview, width: int, lang: Lang) -> Spec | None:
    """Draw how many subjects have which total; None when there are fewer than two different ones."""
    if len(overview.bins) < 2:
        return None
    columns = [Column(one.low, one.high, one.count) for one in overview.bins]
    every = max(1, -(-len(columns) * 34 // width))
    edges = [*dict.fromkeys((*(one.low for one in columns), columns[-1].high))][::every]
    lines = [(level.least, level.title) for level in overview.levels if level.least is not None]
    named = lines if overview.has_predicates else []
    return histogram(columns, [(edge, show(edge, lang=lang)) for edge in edges], named, width)


def by_province(overview: Overview, width: int, lang: Lang, part: slice = slice(None)) -> Spec | None:
    """Draw the provinces: predicates counted where the instrument has them, else where the totals lie.

    `part` chooses provinces, where all of them would be too tall; the scale stays that of all.
    """
    if len(overview.provinces) < 2 or not overview.has_totals:
        return None
    rows = [one for one in overview.provinces if one.scored or overview.has_predicates][part]
    if not rows:
        return None
    if overview.has_predicates:
        shades = [level.shade for level in overview.levels]
        # From the highest level down; subjects without a total come last.
        order = [*range(len(shades) - 1, 0, -1), 0]
        parts = [StackRow(one.name, tuple((one.counts[at], shades[at]) for at in order)) for one in rows]
        most = max(sum(one.counts) for one in overview.provinces)
        return stacks(parts, width, _names(width) or 122, most)
    lines = [
        RangeRow(
            one.name,
            one.mean.text,
            share(one.low, overview),
            share(one.high, overview),
            None,
            share(one.mean, overview),
        )
        for one in rows
    ]
    return ranges(lines, _ticks(overview, lang), width, _names(width))


def by_right(overview: Overview, width: int, lang: Lang) -> Spec | None:
    """Draw where the values of each right lie; None when no right has any."""
    if not any(one.scored for one in overview.rights):
        return None
    rows = []
    for one in overview.rights:
        if not one.scored:
            why = word("not_scored" if one.hole else "no_value", lang)
            rows.append(RangeRow(one.title, why))
            continue
        low, first, third, high = (_sure(a, overview) for a in (one.low, one.first, one.third, one.high))
        rows.append(RangeRow(one.title, one.median.text, low, high, (first, third), share(one.median, overview)))
    return ranges(rows, _ticks(overview, lang), width, _names(width))


def side_by_side(overview: Overview, width: int) -> Spec | None:
    """Draw the totals of a few subjects below each other, with the thresholds of predicates."""
    if not overview.few or not overview.has_totals:
        return None
    rows = [BarRow(one.name, share(one.total, overview), one.total.text) for one in overview.cities]
    scale = overview.scale.value or Fraction(1)
    lines = (
        [level.least / scale for level in overview.levels if level.least is not None] if overview.has_predicates else []
    )
    return bars(rows, width, lines)


def right_rows(page: CityPage, overview: Overview, lang: Lang) -> list[BarRow]:
    """Return the bars of a subject's rights, each beside the median of all (where there is more than one subject)."""
    alone = len(overview.cities) < 2
    rows = []
    for one in page.rights:
        hole = any(right.code == one.code and right.hole for right in overview.rights)
        text = one.value.text if one.value.value is not None else word("not_scored" if hole else "no_value", lang)
        tick = None if alone else share(one.median, overview)
        rows.append(BarRow(one.title, share(one.value, overview), text, tick))
    return rows


def told_rows(title: str, rows: Sequence[BarRow]) -> str:
    """Tell the rows of a chart in words, for those who cannot see it."""
    return f"{title}: {'; '.join(f'{row.label} {row.text}' for row in rows)}"


def rights_template(rows: Sequence[BarRow]) -> BarTemplate:
    """Draw the chart of the rights of one subject, to be filled in for every subject."""
    return BarTemplate(rows, CITY_WIDTH)


def total_template(overview: Overview, lang: Lang) -> BarTemplate:
    """Draw the bar of a total between nothing and the full scale, with the thresholds of the predicates."""
    scale = overview.scale.value or Fraction(1)
    ends = BarRow(show(0, lang=lang), None, overview.scale.text)
    return BarTemplate([ends], WIDE, [level.least / scale for level in overview.levels if level.least])


def _names(width: int) -> int:
    """Return the width of the column of labels: none on narrow screens, where labels stand above."""
    return 0 if width <= NARROW else NAMES


def share(amount: Amount, overview: Overview) -> Fraction | None:
    """Return the place of an amount between nothing and the full scale; None when there is none."""
    if amount.value is None or not overview.scale.value:
        return None
    return min(max(amount.value / overview.scale.value, Fraction(0)), Fraction(1))


def _sure(amount: Amount, overview: Overview) -> Fraction:
    return share(amount, overview) or Fraction(0)


def _ticks(overview: Overview, lang: Lang) -> Sequence[tuple[Fraction, str]]:
    scale = overview.scale.value or Fraction(1)
    return [(share, show(share * scale, lang=lang)) for share in QUARTERS]
