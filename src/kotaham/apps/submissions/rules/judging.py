"""What one answer would earn by the instrument: the engine itself, with only that indicator in the plan."""

from dataclasses import dataclass
from fractions import Fraction

from kotaham.core.facts import Answer, FactTable, Subject
from kotaham.core.instrument.kinds import Bands, Checklist, Direct, NotKnown, Ratio
from kotaham.core.scoring.encode import Column, encode
from kotaham.core.scoring.judge import NO_STEP, judge, point_scale, step_points
from kotaham.core.scoring.ladder import ends
from kotaham.core.scoring.plan import Leaf, Plan
from kotaham.core.scoring.states import Mark, State

STAIRS = Bands | Ratio | Checklist
LIMITED = "required_missing"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The outcome of one answer: its points (None where it has none of its own), and by which step it earned them."""

    state: State
    points: Fraction | None
    most: Fraction | None
    step: int | None
    figure: Fraction | None
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NextBand:
    """The nearest band on the number line that earns more: its index, points, and whether the figure must rise."""

    step: int
    points: Fraction
    rise: bool


def narrowed(plan: Plan, code: str) -> Plan:
    """Return the plan with one indicator only; enough to judge an answer, not to sum up."""
    leaf = plan.leaves[plan.leaf_of[code]]
    return Plan(plan.instrument, (leaf,), (), {code: 0}, {})


def judge_answer(plan: Plan, code: str, answer: Answer | None, period_end: str) -> Judgement:
    """Judge one answer; raises Refused with what keeps it from being an answer to its indicator."""
    one = narrowed(plan, code)
    (leaf,) = one.leaves
    table = FactTable([Subject("-", "-")], {code: [answer]}, "", period_end)
    (column,) = encode(one, table)
    scale = point_scale(one, [column])
    judged = judge(one, leaf, column, scale)
    state, marks = State(int(judged.state[0])), Mark(int(judged.marks[0]))
    points = Fraction(int(judged.points[0]), scale) if state == State.SCORED else None
    if marks & Mark.ZERO_BY_RULE:
        points = Fraction(0)
    step = int(judged.step[0])
    return Judgement(
        state, points, leaf.most, None if step == NO_STEP else step, _figure(leaf, column, state), marks.words
    )


def _figure(leaf: Leaf, column: Column, state: State) -> Fraction | None:
    if leaf.ladder is None or state not in {State.SCORED, State.IN_GAP, State.UNKNOWN_BAND}:
        return None
    base = column.base if isinstance(column.base, int) else int(column.base[0])
    return Fraction(int(column.number[0]), base)


def next_band(leaf: Leaf, judged: Judgement) -> NextBand | None:
    """Return the nearest band that earns more than the answer does now; None where there is none or nobody knows."""
    scoring = leaf.indicator.scoring
    if not isinstance(scoring, STAIRS) or judged.figure is None or LIMITED in judged.marks:
        return None  # with a required item missing no other count helps
    now = judged.points if judged.points is not None else Fraction(-1)
    ways = []
    for step, points in enumerate(step_points(scoring)):
        if not isinstance(points, Fraction) or points <= now or step == judged.step:
            continue
        low, high = ends(scoring.bands[step])
        if low is not None and judged.figure <= low[0]:
            ways.append((low[0] - judged.figure, step, points, True))
        elif high is not None and judged.figure >= high[0]:
            ways.append((judged.figure - high[0], step, points, False))
    if not ways:
        return None
    _distance, step, points, rise = min(ways)
    return NextBand(step, points, rise)


def by_reviewer(leaf: Leaf) -> bool:
    """Tell whether reviewers give the points, so that the city gives only evidence and a note."""
    return isinstance(leaf.indicator.scoring, Direct)


def unknown(leaf: Leaf) -> bool:
    """Tell whether nobody knows how the indicator earns points."""
    return isinstance(leaf.indicator.scoring, NotKnown)
