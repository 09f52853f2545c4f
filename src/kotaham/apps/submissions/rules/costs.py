"""What each open answer may cost: the most it can add to the total, by the scoring engine itself and exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from kotaham.core.errors import Refused
from kotaham.core.facts import Answer, FactTable, Subject
from kotaham.core.scoring.encode import encode
from kotaham.core.scoring.engine import Scores, assemble
from kotaham.core.scoring.judge import Judged, judge, point_scale
from kotaham.core.scoring.plan import Plan
from kotaham.core.scoring.states import State


@dataclass(frozen=True, slots=True)
class Costs:
    """The total as it stands (None where there is none), and what the open answers can add to a full report.

    `each[code]` is the total with every open answer at its most, less the total with this one at nothing; None where
    the instrument does not say enough. `impossible` are answers that the engine refuses; they count as open.
    """

    total: Fraction | None
    each: Mapping[str, Fraction | None]
    impossible: tuple[str, ...] = ()


def costs(plan: Plan, subject: Subject, answers: Mapping[str, Answer], period: str, period_end: str) -> Costs:
    """Score the report as it is, full, and full but for each open answer; all in one run of the engine."""
    table, impossible = _table(plan, subject, answers, period, period_end)
    columns = encode(plan, table)
    scale = lcm(point_scale(plan, columns), *(leaf.most.denominator for leaf in plan.leaves if leaf.most is not None))
    judged = [judge(plan, leaf, column, scale) for leaf, column in zip(plan.leaves, columns, strict=True)]
    holes = [leaf.index for leaf, one in zip(plan.leaves, judged, strict=True) if one.state[0] == State.MISSING]
    wide = [_wide(plan, index, one, holes, scale) for index, one in enumerate(judged)]
    many = [table.subjects[0]] * (len(holes) + 2)
    scores = assemble(plan, FactTable(many, {}, period, period_end), [], wide, scale)
    full = scores.total(1)
    each = {plan.leaves[hole].indicator.code: _less(scores, full, at) for at, hole in enumerate(holes, start=2)}
    return Costs(scores.total(0), each, impossible)


def _less(scores: Scores, full: Fraction | None, at: int) -> Fraction | None:
    without = scores.total(at)
    return None if full is None or without is None else full - without


def _wide(plan: Plan, index: int, one: Judged, holes: Sequence[int], scale: int) -> Judged:
    """Repeat a judged answer: as it is, full, then full but for each open answer in turn."""
    count = len(holes) + 2
    state, step, marks = np.repeat(one.state, count), np.repeat(one.step, count), np.repeat(one.marks, count)
    points = np.repeat(one.points.astype(object), count)
    most = plan.leaves[index].most
    if index in holes and most is not None:
        state[1:], marks[1:] = State.SCORED, 0
        points[1:] = most.numerator * (scale // most.denominator)
        points[2 + holes.index(index)] = 0
    return Judged(state, step, points, marks)


def _table(
    plan: Plan, subject: Subject, answers: Mapping[str, Answer], period: str, period_end: str
) -> tuple[FactTable, tuple[str, ...]]:
    """Put the answers into a table; those that the engine refuses are left out and named."""
    codes = [leaf.indicator.code for leaf in plan.leaves]
    kept = {code: answers.get(code) for code in codes}
    table = FactTable([subject], {code: [answer] for code, answer in kept.items()}, period, period_end)
    try:
        encode(plan, table)
    except Refused as refused:
        wrong = {str(problem.values.get("indicator", "")) for problem in refused.problems}
        rest = {code: [None if code in wrong else answer] for code, answer in kept.items()}
        return FactTable([subject], rest, period, period_end), tuple(code for code in codes if code in wrong)
    return table, ()
