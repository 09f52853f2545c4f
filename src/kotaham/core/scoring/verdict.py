"""The predicate: thresholds and gates on exact numbers, and the reason whenever there is none."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kotaham.core.instrument.model import Gate, Predicate
from kotaham.core.scoring.engine import Scores
from kotaham.core.scoring.states import State

WhyNone = Literal["", "no_total", "no_predicates", "below_unknown", "withheld"]


@dataclass(frozen=True, slots=True)
class GateResult:
    """A gate and what it found: the parts (rights or indicators) that are too low, with their values."""

    code: str
    short: tuple[tuple[str, Fraction | None], ...]

    @property
    def passed(self) -> bool:
        """True when no part is too low."""
        return not self.short


@dataclass(frozen=True, slots=True)
class Verdict:
    """The predicate of a subject, or why there is none.

    `predicate` is a code; `below` is true when the total lies under the lowest predicate and the instrument names
    that. `withheld` are predicates whose threshold was reached but whose gates were not, highest first.
    """

    predicate: str | None
    why_none: WhyNone = ""
    below: bool = False
    withheld: tuple[str, ...] = ()
    gates: tuple[GateResult, ...] = ()


def verdict(scores: Scores, subject: int) -> Verdict:
    """Judge the final total of a subject by thresholds and gates, before any rounding."""
    predicates = scores.plan.instrument.predicates
    total = scores.final(subject)
    if not predicates.levels:
        return Verdict(None, "no_predicates")
    if total is None:
        return Verdict(None, "no_total")
    gates = tuple(_gate(scores, gate, subject) for gate in scores.plan.instrument.gates)
    return judge_total(scores, total, gates)


def judge_total(scores: Scores, total: Fraction, gates: tuple[GateResult, ...] = ()) -> Verdict:
    """Judge a total whose gates have been tried."""
    predicates = scores.plan.instrument.predicates
    levels = sorted(predicates.levels, key=lambda level: level.from_, reverse=True)
    failed = {gate.code for gate in gates if not gate.passed}
    withheld: list[str] = []
    for position, level in enumerate(levels):
        if total >= level.from_:
            if not _needed(scores.plan.instrument.gates, levels, position) & failed:
                return Verdict(level.code, withheld=tuple(withheld), gates=gates)
            withheld.append(level.code)
    if withheld:
        return Verdict(None, "withheld", withheld=tuple(withheld), gates=gates)
    if predicates.below in (None, "unknown"):
        return Verdict(None, "below_unknown", withheld=tuple(withheld), gates=gates)
    return Verdict(None, below=True, withheld=tuple(withheld), gates=gates)


def _needed(gates: Sequence[Gate], levels: Sequence[Predicate], position: int) -> set[str]:
    """Gates of this predicate and of every lower one: what a lower predicate needs, a higher one needs too."""
    codes = {level.code for level in levels[position:]}
    return {gate.code for gate in gates if gate.for_ in codes}


def _gate(scores: Scores, gate: Gate, subject: int) -> GateResult:
    if gate.rule == "group_at_least":
        return GateResult(gate.code, tuple(_short_groups(scores, gate, subject)))
    return GateResult(gate.code, tuple(_short_indicators(scores, gate, subject)))


def _short_groups(scores: Scores, gate: Gate, subject: int) -> list[tuple[str, Fraction | None]]:
    """Rights under the gate's value; a right with a hole, or with nothing applicable, is not tried."""
    holes = {group.code for group in scores.plan.instrument.groups if group.hole}
    codes = gate.groups or tuple(group.code for group in scores.plan.instrument.groups)
    short = []
    for code in (code for code in codes if code not in holes):
        value = scores.group(code, subject)
        nothing_counts = scores.means[scores.plan.group_branch(code).index].empty[subject]
        if not nothing_counts and (value is None or value < gate.value):
            short.append((code, value))
    return short


def _short_indicators(scores: Scores, gate: Gate, subject: int) -> list[tuple[str, Fraction | None]]:
    """Indicators under the gate's points; one that is not applicable is not tried."""
    short = []
    for code in gate.indicators:
        leaf = scores.plan.leaf_of[code]
        points = scores.leaf_points(leaf, subject)
        not_applicable = scores.state[leaf, subject] == State.NOT_APPLICABLE
        if not not_applicable and (points is None or points < gate.value):
            short.append((code, points))
    return short
