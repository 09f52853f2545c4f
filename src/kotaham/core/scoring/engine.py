"""Score subjects by a plan: exact, by column, keeping everything needed to tell how each number came about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kotaham.core.errors import Problem, Refused, Where
from kotaham.core.facts import FactTable
from kotaham.core.instrument.model import Bonus
from kotaham.core.numbers import plain
from kotaham.core.scoring.encode import BONUS_TOO_HIGH, Column, Ints, encode
from kotaham.core.scoring.judge import Judged, judge, point_scale
from kotaham.core.scoring.means import Means, effective_weights, means
from kotaham.core.scoring.plan import Plan
from kotaham.core.scoring.states import Mark, State

ENGINE = "1"


@dataclass(frozen=True)
class Scores:
    """The scores of a table: the trace as columns (leaves x subjects), and exact values on demand.

    `state`, `step`, `marks` and `points` are (leaves, subjects) arrays, points in units of 1/`scale`. `counts[l, i]`
    tells whether an answer counts toward the maximum; `means[b]` holds the shares of branch b. `stuck[b, i]` is true
    where a branch cannot be told because something under it is missing or unknown.
    """

    plan: Plan
    table: FactTable
    columns: Sequence[Column]
    scale: int
    state: NDArray[np.int8]
    step: NDArray[np.int32]
    marks: NDArray[np.int16]
    points: Ints
    counts: NDArray[np.bool_]
    means: Sequence[Means]
    stuck: NDArray[np.bool_]

    def value(self, branch: int, subject: int) -> Fraction | None:
        """Return the exact value of a branch on the instrument's scale, or None where there is none."""
        share = None if self.stuck[branch, subject] else self.means[branch].share(subject)
        return None if share is None else share * self.plan.instrument.scale

    def weights(self, subject: int) -> list[Fraction]:
        """Return, for each leaf, the most it can add to the total of a subject, on the instrument's scale."""
        reach = effective_weights(self.plan, self.means, subject, self.counts)
        return [weight * self.plan.instrument.scale for weight in reach]

    def total(self, subject: int) -> Fraction | None:
        """Return the exact total of a subject, without bonus, or None where there is none."""
        return self.value(self.plan.total.index, subject)

    def group(self, code: str, subject: int) -> Fraction | None:
        """Return the exact score of a right, or None where there is none."""
        return self.value(self.plan.group_branch(code).index, subject)

    def leaf_points(self, leaf: int, subject: int) -> Fraction | None:
        """Return the points of an answer, or None when it has none of its own."""
        if self.state[leaf, subject] != State.SCORED:
            zero = bool(self.marks[leaf, subject] & Mark.ZERO_BY_RULE)
            return Fraction(0) if zero else None
        return Fraction(int(self.points[leaf, subject]), self.scale)

    def figure(self, leaf: int, subject: int) -> Fraction | None:
        """Return the exact figure that was judged (for a checklist the count), or None for the other kinds."""
        if self.columns and self.plan.leaves[leaf].ladder and self.columns[leaf].state[subject] == State.SCORED:
            base = self.columns[leaf].base
            return Fraction(
                int(self.columns[leaf].number[subject]), int(base if isinstance(base, int) else base[subject])
            )
        return None

    @cached_property
    def ranks(self) -> tuple[int | None, ...]:
        """Ranks by exact total (with bonus where predicates use it): ties share a rank, no total has none."""
        totals = [self.final(i) for i in range(len(self.table.subjects))]
        order = sorted((total for total in totals if total is not None), reverse=True)
        first: dict[Fraction, int] = {}
        for place, total in enumerate(order, start=1):
            first.setdefault(total, place)
        return tuple(None if total is None else first[total] for total in totals)

    def bonus(self, subject: int) -> Fraction:
        """Return the bonus points that count: the claimed points, at most the cap."""
        rule = self.plan.instrument.bonus
        if not isinstance(rule, Bonus):
            return Fraction(0)
        return min(self.claimed(subject), rule.cap)

    def claimed(self, subject: int) -> Fraction:
        """Return the bonus points claimed, before the cap."""
        given = (points[subject] for points in self.table.bonus.values())
        return sum((Fraction(points) for points in given if points is not None), Fraction(0))

    def with_bonus(self, subject: int) -> Fraction | None:
        """Return the total with bonus, at most the instrument's cap on totals."""
        total, rule = self.total(subject), self.plan.instrument.bonus
        if total is None or not isinstance(rule, Bonus):
            return total
        return max(total, min(total + self.bonus(subject), rule.total_cap))

    def final(self, subject: int) -> Fraction | None:
        """Return the total that the predicates judge."""
        uses_bonus = self.plan.instrument.predicates.on == "total_with_bonus"
        return self.with_bonus(subject) if uses_bonus else self.total(subject)


def score(plan: Plan, table: FactTable) -> Scores:
    """Score every subject of a table. Raises Refused with every answer that cannot be one."""
    columns = encode(plan, table)
    return score_columns(plan, table, columns)


def score_columns(plan: Plan, table: FactTable, columns: list[Column]) -> Scores:
    """Score answers that are already encoded for this plan."""
    problems = list(_bonus_problems(plan, table))
    if problems:
        raise Refused(problems)
    scale = point_scale(plan, columns)
    judged = [judge(plan, leaf, column, scale) for leaf, column in zip(plan.leaves, columns, strict=True)]
    return assemble(plan, table, columns, judged, scale)


def assemble(plan: Plan, table: FactTable, columns: Sequence[Column], judged: Sequence[Judged], scale: int) -> Scores:
    """Put judged answers together into branch values."""
    shape = (len(plan.leaves), len(table.subjects))
    state = np.array([one.state for one in judged], dtype=np.int8).reshape(shape)
    marks = np.array([one.marks for one in judged], dtype=np.int16).reshape(shape)
    step = np.array([one.step for one in judged], dtype=np.int32).reshape(shape)
    big = any(one.points.dtype == object for one in judged)
    points: Ints = np.array([one.points for one in judged], dtype=object if big else np.int64).reshape(shape)
    counts = (state != State.NOT_APPLICABLE) & ((marks & Mark.LEFT_OUT) == 0)
    kept = means(plan, points, counts, scale)
    stuck = _stuck(plan, state, marks, counts)
    return Scores(plan, table, columns, scale, state, step, marks, points, counts, kept, stuck)


def _stuck(
    plan: Plan, state: NDArray[np.int8], marks: NDArray[np.int16], counts: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell, branch by branch, where a part that counts is missing or cannot be scored."""
    by_rule = (marks & (Mark.ZERO_BY_RULE | Mark.LEFT_OUT)) != 0
    open_leaf = counts & (state != State.SCORED) & ~by_rule
    stuck = np.zeros((len(plan.branches), state.shape[1]), dtype=bool)
    for branch in plan.branches:
        stuck[branch.index] = bool(branch.blocked)
        for part in branch.parts:
            stuck[branch.index] |= open_leaf[part.index] if part.kind == "leaf" else stuck[part.index]
    return stuck


def _bonus_problems(plan: Plan, table: FactTable) -> list[Problem]:
    rule = plan.instrument.bonus
    most = {item.code: item.max_points for item in rule.items} if isinstance(rule, Bonus) else {}
    problems = []
    for code, given in table.bonus.items():
        for subject, points in zip(table.subjects, given, strict=True):
            highest = most.get(code, Fraction(0))
            if points is not None and not 0 <= Fraction(points) <= highest:
                values = {
                    "item": code,
                    "subject": subject.name,
                    "value": plain(points),
                    "most": plain(highest),
                }
                problems.append(BONUS_TOO_HIGH(Where(subject.code), **values))
    return problems


def total_from_groups(plan: Plan, groups: Mapping[str, Fraction]) -> Fraction:
    """Return the total for given scores of rights (on the instrument's scale): the formula's last step alone."""
    parts = [(part, plan.branches[part.index]) for part in plan.total.parts if part.kind == "branch"]
    weight = sum((part.weight for part, branch in parts if branch.code in groups), Fraction(0))
    return (
        sum(
            (groups[branch.code] * part.weight for part, branch in parts if branch.code in groups),
            Fraction(0),
        )
        / weight
    )
