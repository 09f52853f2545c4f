"""What a draft would make of past figures, beside another version; numbers for jurists, never a verdict on anybody."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from kotaham.core.compare import Cause, Comparison, Move, compare
from kotaham.core.errors import Problem, Refused
from kotaham.core.facts import Answer, FactTable
from kotaham.core.instrument.model import Bonus, Instrument
from kotaham.core.language import Say
from kotaham.core.numbers import plain
from kotaham.core.record import make_record
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan

CAUSES = 5
UNFIT = Say("jawaban ini tidak sesuai dengan cara penilaian versi ini", "this answer does not fit this version")
LACKING = Say("indikator ini tidak ada pada data", "these figures have no such indicator")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a try-out shows, ready to be kept as JSON."""

    result: dict[str, Any]
    cities: int


def effect(base: Instrument, draft: Instrument, table: FactTable) -> Effect:
    """Score the same figures by both and tell who moves, and which indicators do it."""
    old, left_old = _record(base, table)
    new, left_new = _record(draft, table)
    moved = compare(old, new)
    cities = [_city(move) for move in sorted(moved.moves, key=lambda move: move.code)]
    result = {
        "base": f"{base.id}@{base.version}",
        "draft": f"{draft.id}@{draft.version}",
        "cities": cities,
        "indicators": _indicators(moved),
        "only_base": sorted(_codes(base) - _codes(draft)),
        "only_draft": sorted(_codes(draft) - _codes(base)),
        "left_out": {"base": left_old, "draft": left_new},
        "moved": sum(1 for move in moved.moves if move.change),
        "no_total": {"base": _without(cities, "old"), "draft": _without(cities, "new")},
        "predicates": _predicates(cities),
        "titles": {"base": _titles(base), "draft": _titles(draft)},
    }
    return Effect(result, len(cities))


def _record(instrument: Instrument, table: FactTable) -> tuple[dict[str, Any], dict[str, int]]:
    """Score what fits; return the record, and how many answers of each indicator did not fit."""
    plan = compile_plan(instrument)
    fitting = _fitting(instrument, table)
    left: Counter[str] = Counter()
    try:
        scores = score(plan, fitting)
    except Refused as refused:
        fitting = _without_unfit(fitting, refused.problems, left)
        scores = score(plan, fitting)
    return make_record(scores), dict(left)


def _fitting(instrument: Instrument, table: FactTable) -> FactTable:
    """Keep the columns that the instrument knows; each answer remembers its row in `origin`."""
    rows = range(len(table.subjects))
    lacking = Answer(None, LACKING.id)
    columns: dict[str, list[Answer | None]] = {}
    for code in (one.code for one in instrument.known_indicators):
        answers = table.columns.get(code)
        columns[code] = [_at(answers[row], row) if answers is not None else lacking for row in rows]
    items = instrument.bonus.items if isinstance(instrument.bonus, Bonus) else ()
    most = {item.code: item.max_points for item in items}
    bonus = {
        code: [None if one is None else min(Fraction(one), most[code]) for one in given]
        for code, given in table.bonus.items()
        if code in most
    }
    return replace(table, columns=columns, bonus=bonus)


def _at(answer: Answer | None, row: int) -> Answer | None:
    return None if answer is None else replace(answer, origin=f"#{row}", evidence="")


def _without_unfit(table: FactTable, problems: tuple[Problem, ...], left: Counter[str]) -> FactTable:
    """Leave out the answers that are none to this instrument, and count them; other refusals stay refusals."""
    columns = {code: list(answers) for code, answers in table.columns.items()}
    other = []
    for problem in problems:
        code, row = str(problem.values.get("indicator", "")), problem.where.source.removeprefix("#")
        if code in columns and row.isdigit():
            columns[code][int(row)] = Answer(None, UNFIT.id)
            left[code] += 1
        else:
            other.append(problem)
    if other:
        raise Refused(other)
    return replace(table, columns=columns)


def _city(move: Move) -> dict[str, Any]:
    return {
        "code": move.code,
        "name": move.name,
        "old": _text(move.old_total),
        "new": _text(move.new_total),
        "change": _text(move.change),
        "old_rank": move.old_rank,
        "new_rank": move.new_rank,
        "old_predicate": move.old_predicate,
        "new_predicate": move.new_predicate,
        "bonus": plain(move.bonus_change),
        "causes": [{"code": one.indicator, "change": plain(one.change)} for one in _largest(move.causes)],
        "more": max(0, sum(1 for one in move.causes if one.change) - CAUSES),
    }


def _largest(causes: tuple[Cause, ...]) -> list[Cause]:
    return [one for one in causes if one.change][:CAUSES]


def _indicators(moved: Comparison) -> list[dict[str, Any]]:
    """Tell for each indicator how many cities it moves, and by how much altogether."""
    cities: Counter[str] = Counter()
    up: dict[str, Fraction] = {}
    down: dict[str, Fraction] = {}
    for cause in (cause for move in moved.moves for cause in move.causes if cause.change):
        cities[cause.indicator] += 1
        side = up if cause.change > 0 else down
        side[cause.indicator] = side.get(cause.indicator, Fraction(0)) + cause.change
    zero = Fraction(0)
    order = sorted(cities, key=lambda code: (-(up.get(code, zero) - down.get(code, zero)), code))
    return [
        {"code": code, "cities": cities[code], "up": plain(up.get(code, zero)), "down": plain(down.get(code, zero))}
        for code in order
    ]


def _predicates(cities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    pairs = Counter((one["old_predicate"] or "", one["new_predicate"] or "") for one in cities)
    return [{"old": old, "new": new, "cities": count} for (old, new), count in sorted(pairs.items())]


def _without(cities: list[dict[str, Any]], side: str) -> int:
    return sum(1 for one in cities if one[side] is None)


def _titles(instrument: Instrument) -> Mapping[str, str]:
    levels = {level.code: level.title for level in instrument.predicates.levels}
    return {**levels, **{one.code: one.title for one in instrument.known_indicators}}


def _codes(instrument: Instrument) -> set[str]:
    return {one.code for one in instrument.known_indicators}


def _text(value: Fraction | None) -> str | None:
    return None if value is None else plain(value)
