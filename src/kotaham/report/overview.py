"""The overview of a run: all subjects at once, with what is unknown and what was refused said first."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from kotaham.core.instrument.model import Group
from kotaham.core.numbers import exact
from kotaham.report.levels import bins_of, level_of, make_levels, totals_of
from kotaham.report.reading import Reading
from kotaham.report.view import (
    Amount,
    CityRow,
    Fact,
    Level,
    Overview,
    ProvinceRow,
    Refusal,
    RightSummary,
)

MOST_NAMES = 6  # more names than this are left to the table


def make_overview(reading: Reading) -> Overview:
    """Make the overview."""
    instrument, record = reading.instrument, reading.run.record
    levels = make_levels(reading)
    predicates = instrument.predicates
    return Overview(
        title=instrument.title,
        notice=instrument.notice or "",
        about=instrument.about or "",
        reference=f"{instrument.id} {instrument.version}",
        period=record["period"] or reading.word("period_unstated"),
        partial=_partial(reading),
        cautions=tuple(_cautions(reading)),
        facts=tuple(_facts(reading)),
        summary=_summary(reading),
        scale=Amount(instrument.scale, reading.short(instrument.scale)),
        has_predicates=bool(predicates.levels),
        none_because=predicates.none_because or "",
        levels=levels,
        bins=tuple(bins_of(reading, 20)),
        provinces=tuple(_provinces(reading, levels)),
        rights=tuple(_right(reading, group) for group in instrument.groups),
        cities=tuple(_cities(reading, levels)),
        refused=tuple(
            Refusal(one["row"], one["code"], one["name"], tuple(one["reasons"])) for one in record["refused"]
        ),
        notes=tuple(record["notes"]),
        few=reading.few,
    )


def _partial(reading: Reading) -> str:
    rows = reading.run.record["rows"]
    if not rows["refused"]:
        return ""
    return reading.word("partial", n=reading.count(rows["refused"]), all=reading.count(rows["in"]))


def _cautions(reading: Reading) -> list[str]:
    """Tell what is unknown or absent before any figure is shown."""
    instrument, said = reading.instrument, []
    if not instrument.known_indicators:
        said.append(reading.word("no_indicators"))
    unknown = reading.run.record["instrument"]["unknown"]
    if unknown:
        said.append(reading.word("unknown_parts", n=reading.count(unknown)))
    stated = instrument.stated_indicators
    if stated and instrument.known_indicators and stated.count != len(instrument.known_indicators):
        known = reading.count(len(instrument.known_indicators))
        said.append(reading.word("count_differs", stated=reading.count(stated.count), known=known))
    said += [reading.word("hole", right=one.title, why=one.hole.strip()) for one in instrument.groups if one.hole]
    without = len(reading.results) - len(totals_of(reading))
    if without and instrument.known_indicators:
        said.append(reading.word("not_complete", n=reading.count(without), all=reading.count(len(reading.results))))
    said += _about_verdicts(reading)
    return said


def _about_verdicts(reading: Reading) -> list[str]:
    """Tell what the totals and predicates that follow do not show by themselves: what was withheld, what was added."""
    held = [str(result["name"]) for result in reading.results if result["verdict"]["withheld"]]
    names = ", ".join(held[:MOST_NAMES]) + (" ..." if len(held) > MOST_NAMES else "")
    told = [reading.word("some_withheld", n=reading.count(len(held)), names=names)] if held else []
    added = sum(exact(result["bonus"]) > 0 for result in reading.results)
    if added and reading.final_key == "total_with_bonus":
        told.append(reading.word("some_bonus", n=reading.count(added)))
    return told


def _facts(reading: Reading) -> list[Fact]:
    rows, totals = reading.run.record["rows"], totals_of(reading)
    count = reading.count
    read_note = reading.word("rows_note", scored=count(rows["scored"]), refused=count(rows["refused"]))
    without = reading.word("with_total_note", n=count(rows["scored"] - len(totals)))
    facts = [
        Fact(reading.word("rows_in"), count(rows["in"]), read_note),
        Fact(reading.word("with_total"), count(len(totals)), without),
    ]
    if len(totals) > 1:
        low, high = reading.score(totals[0]).text, reading.score(totals[-1]).text
        middle = reading.score(quantile(totals, Fraction(1, 2))).text
        facts.append(Fact(reading.word("median"), middle, reading.word("median_note")))
        facts.append(Fact(reading.word("spread"), f"{low} – {high}", reading.word("spread_note")))
    return facts


def _summary(reading: Reading) -> str:
    totals, everyone = totals_of(reading), len(reading.results)
    scale = reading.short(reading.instrument.scale)
    if not totals:
        return reading.word("summary_none", all=reading.count(everyone))
    if everyone == 1:
        name, total = reading.results[0]["name"], reading.score(totals[0]).text
        return reading.word("summary_one", name=name, total=total, scale=scale)
    median = reading.score(quantile(totals, Fraction(1, 2))).text
    return reading.word(
        "summary", all=reading.count(everyone), n=reading.count(len(totals)), median=median, scale=scale
    )


def quantile(rising: Sequence[Fraction], share: Fraction) -> Fraction:
    """Return the exact quantile of sorted values, linear between neighbours.

    >>> quantile([Fraction(1), Fraction(2)], Fraction(1, 2))
    Fraction(3, 2)
    """
    place = share * (len(rising) - 1)
    low = int(place)
    high = min(low + 1, len(rising) - 1)
    return rising[low] + (rising[high] - rising[low]) * (place - low)


def _right(reading: Reading, group: Group) -> RightSummary:
    values = sorted(v for result in reading.results if (v := reading.right(result, group.code)) is not None)
    marks = [Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1)]
    low, first, median, third, high = (reading.score(quantile(values, mark) if values else None) for mark in marks)
    missing = len(reading.results) - len(values)
    return RightSummary(
        group.code, group.title, group.hole or "", len(values), missing, low, first, median, third, high
    )


def _provinces(reading: Reading, levels: Sequence[Level]) -> list[ProvinceRow]:
    members: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for result in reading.results:
        code, name = reading.province(result)
        if code or name:
            members[code, "" if code else name].append(result)
    return [_province(reading, levels, results) for _, results in sorted(members.items())]


def _province(reading: Reading, levels: Sequence[Level], results: Sequence[Mapping[str, Any]]) -> ProvinceRow:
    code, name = reading.province(results[0])
    totals = sorted(total for result in results if (total := reading.final(result)) is not None)
    counts = Counter(level_of(reading, result, levels) for result in results)
    return ProvinceRow(
        code,
        name,
        len(results),
        len(totals),
        reading.score(sum(totals, Fraction(0)) / len(totals) if totals else None),
        reading.score(totals[0] if totals else None),
        reading.score(totals[-1] if totals else None),
        tuple(counts[level.number] for level in levels),
    )


def _cities(reading: Reading, levels: Sequence[Level]) -> list[CityRow]:
    shared = Counter(result["rank"] for result in reading.results)
    rows = [
        _city(reading, levels, result, anchor, shared[result["rank"]] > 1)
        for anchor, result in zip(reading.anchors, reading.results, strict=True)
    ]
    if reading.few:
        return rows
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.code, row.name))


def _city(reading: Reading, levels: Sequence[Level], result: Mapping[str, Any], anchor: str, tied: bool) -> CityRow:
    rank = result["rank"]
    return CityRow(
        anchor=anchor,
        code=result["code"],
        name=result["name"],
        province=reading.province(result)[1],
        rank=rank,
        rank_text="–" if rank is None else f"{'=' if tied else ''}{reading.count(rank)}",
        total=reading.score(reading.final(result)),
        outcome=reading.outcome(result) or reading.word("none" if rank else "unscored"),
        level=level_of(reading, result, levels),
        rights=tuple(reading.score(reading.right(result, group.code)) for group in reading.instrument.groups),
        missing=reading.without_points(result),
    )
