"""From columns of whole numbers to steps and points, one indicator at a time, exactly.

A *step* is what an answer earned its points by: the band, option, yes/no, or state of the document, by its index in
the instrument. Points are whole numbers in units of 1/`scale`.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np
from numpy.typing import NDArray

from kotaham.core.instrument.kinds import (
    Bands,
    Certainty,
    Checklist,
    Choice,
    Direct,
    Document,
    NotKnown,
    Ratio,
    Scoring,
    Unknown,
    YesNo,
)
from kotaham.core.scoring.encode import SAFE, Column, Ints, times, whole
from kotaham.core.scoring.ladder import GAP, Ladder
from kotaham.core.scoring.plan import Leaf, Plan
from kotaham.core.scoring.states import Mark, State

NO_STEP = -1


@dataclass(frozen=True, slots=True)
class Judged:
    """The judged answers of all subjects to one indicator: state, step, points (in 1/scale) and marks."""

    state: NDArray[np.int8]
    step: NDArray[np.int32]
    points: Ints
    marks: NDArray[np.int16]


def step_points(scoring: Scoring) -> tuple[Fraction | Unknown, ...]:
    """Return the points of each step of a scoring, in the order of its steps; none for points given directly."""
    match scoring:
        case Bands(bands=bands) | Ratio(bands=bands) | Checklist(bands=bands):
            return tuple(band.points for band in bands)
        case YesNo():
            return scoring.yes, scoring.no
        case Choice(options=options):
            return tuple(option.points for option in options)
        case Document():
            return scoring.valid, scoring.invalid, scoring.absent
        case Direct() | NotKnown():
            return ()


def step_certainty(leaf: Leaf, step: int) -> Certainty:
    """Return how sure we are of the step an answer earned its points by: its own certainty, else the indicator's."""
    own: Certainty | None = None
    match leaf.indicator.scoring:
        case Bands(bands=bands) | Ratio(bands=bands) | Checklist(bands=bands) if step != NO_STEP:
            own = bands[step].certainty
        case Choice(options=options) if step != NO_STEP:
            own = options[step].certainty
    return own if own is not None else leaf.indicator.certainty


def point_scale(plan: Plan, columns: list[Column]) -> int:
    """Return the smallest unit 1/scale in which all points of this run are whole numbers."""
    scale = 1
    for leaf, column in zip(plan.leaves, columns, strict=True):
        known = [points for points in step_points(leaf.indicator.scoring) if not isinstance(points, str)]
        if isinstance(leaf.indicator.scoring, Checklist):
            known.append(leaf.indicator.scoring.without_required)
        scale = lcm(scale, *(points.denominator for points in known))
        if isinstance(leaf.indicator.scoring, Direct) and isinstance(column.base, int):
            scale = lcm(scale, column.base)
    return scale


def judge(plan: Plan, leaf: Leaf, column: Column, scale: int) -> Judged:
    """Judge one indicator for all subjects."""
    state, marks = column.state.copy(), column.marks.copy()
    if isinstance(leaf.indicator.scoring, Direct):
        points: Ints = times(column.number, scale // int(column.base))
        step = np.full(len(state), NO_STEP, dtype=np.int32)
    else:
        step = _steps(plan, leaf, column, state, marks)
        points = _limit_without_required(leaf, _points_of_steps(leaf, step, state, scale), marks, scale)
    apply_missing_rule(plan, state, marks)
    return Judged(state, step, np.where(state == State.SCORED, points, 0), marks)


def _steps(
    plan: Plan, leaf: Leaf, column: Column, state: NDArray[np.int8], marks: NDArray[np.int16]
) -> NDArray[np.int32]:
    """Find the step of each answer; note gaps in `state` and `marks`."""
    if leaf.ladder is None:
        step = np.asarray(column.number, dtype=np.int32)
    else:
        segment = _segments(leaf.ladder, column)
        step = np.array(leaf.ladder.covered, dtype=np.int32)[segment]
        gaps = (step == GAP) & (state == State.SCORED)
        if gaps.any():
            marks[gaps] |= Mark.GAP
            rule = plan.instrument.policies.gap.rule
            step[gaps] = _by_gap_rule(rule, leaf.ladder, _among(column, gaps), segment[gaps])
            state[gaps & (step == GAP)] = State.IN_GAP
    step[state != State.SCORED] = NO_STEP
    return step


def _segments(ladder: Ladder, column: Column) -> NDArray[np.int64]:
    """Count the cuts that each value has passed."""
    if isinstance(column.base, int):
        # For value = n / base and e = p / q:  value >= e <=> n >= ceil(p*base/q);  value > e <=> n > floor(p*base/q)
        limits = [
            edge.numerator * column.base // edge.denominator + 1
            if side
            else -(-edge.numerator * column.base // edge.denominator)
            for edge, side in ladder.cuts
        ]
        return np.searchsorted(whole(limits), column.number, side="right")
    passed = np.zeros(len(column.state), dtype=np.int64)
    for edge, side in ladder.cuts:
        left = times(column.number, edge.denominator)
        right = times(column.base, edge.numerator)
        passed += (left > right) if side else (left >= right)
    return passed


def _by_gap_rule(rule: str, ladder: Ladder, column: Column, segment: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the band that the rule gives to values in a gap, or GAP."""
    match rule:
        case "nearest_lower":
            return np.array(ladder.lower, dtype=np.int32)[segment]
        case "nearest_higher":
            return np.array(ladder.higher, dtype=np.int32)[segment]
        case "round_half_up":
            return np.array(ladder.covered, dtype=np.int32)[_segments(ladder, _rounded(column, ladder.decimals))]
        case _:
            return np.full(len(segment), GAP, dtype=np.int32)


def _among(column: Column, members: NDArray[np.bool_]) -> Column:
    """Return a column of some subjects only."""
    base = column.base if isinstance(column.base, int) else column.base[members]
    return Column(column.state[members], column.number[members], base, column.marks[members])


def _rounded(column: Column, decimals: int) -> Column:
    """Round every value half up (away from zero) to a number of decimals."""
    doubled = times(np.abs(column.number), 2 * 10**decimals)
    twice = times(column.base, 2) if not isinstance(column.base, int) else 2 * column.base
    safe = int(doubled.max(initial=0)) + int(np.max(column.base, initial=0)) < SAFE and int(np.max(twice)) < SAFE
    doubled = doubled if safe else doubled.astype(object)
    number = np.where(column.number < 0, -1, 1) * ((doubled + column.base) // twice)
    return Column(column.state, number, 10**decimals, column.marks)


def _points_of_steps(leaf: Leaf, step: NDArray[np.int32], state: NDArray[np.int8], scale: int) -> Ints:
    known = step_points(leaf.indicator.scoring)
    if not known:
        return np.zeros(len(step), dtype=np.int64)
    unknown = [isinstance(points, str) for points in known]
    if any(unknown):
        state[(state == State.SCORED) & np.array(unknown)[step]] = State.UNKNOWN_BAND
    worth = [0 if isinstance(one, str) else one.numerator * (scale // one.denominator) for one in known]
    return whole(worth)[step]


def _limit_without_required(leaf: Leaf, points: Ints, marks: NDArray[np.int16], scale: int) -> Ints:
    if not isinstance(leaf.indicator.scoring, Checklist):
        return points
    limit = whole([int(leaf.indicator.scoring.without_required * scale)] * len(points))
    return np.where((marks & Mark.REQUIRED_MISSING) != 0, np.minimum(points, limit), points)


def apply_missing_rule(plan: Plan, state: NDArray[np.int8], marks: NDArray[np.int16]) -> None:
    """Mark missing answers that the instrument's rule gives zero points or leaves out."""
    missing = state == State.MISSING
    match plan.instrument.policies.missing.rule:
        case "zero_points":
            marks[missing] |= Mark.ZERO_BY_RULE
        case "leave_out":
            marks[missing] |= Mark.LEFT_OUT
