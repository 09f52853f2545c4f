"""How far a round is from its decision: which reports are final, which are on the way, whether the run is fresh."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kotaham.apps.publication.rules import NOT_SCORED, NOT_SENT, NOT_TAKING_PART, SETTLED, UNSENT, Entry, ordered
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.scores import queries as scores
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.verification import queries as verification

FINAL = "final"


@dataclass(frozen=True)
class Standing:
    """A round on its way to the decision."""

    round: Any
    final: Sequence[Any]
    on_the_way: Sequence[Any]  # sent, and neither final nor decided
    unsent: Sequence[Any]
    outside: Sequence[Any]  # participants that said that they do not take part, and have no report
    run: Any = None
    scored: frozenset[int] = field(default_factory=frozenset)

    @property
    def fresh(self) -> bool:
        """Whether the newest run has judged exactly what is final now, but for what it says it could not judge."""
        now = {row.pk for row in self.final}
        return self.run is not None and self.scored <= now and len(now - self.scored) == self.run.refused

    @property
    def by_state(self) -> Mapping[str, int]:
        """How many reports are on the way, by state."""
        found: dict[str, int] = defaultdict(int)
        for row in self.on_the_way:
            found[row.state] += 1
        return dict(found)


def standing(round_: Any) -> Standing:
    """Return how far a round is."""
    reports = list(submissions.of_round(round_.pk))
    run = scores.latest(round_.pk, FINAL)
    scored = scores.results(run).order_by().values_list("submission_id", flat=True) if run else ()
    held = {row.office_id for row in reports}
    return Standing(
        round_,
        [row for row in reports if row.state in SETTLED],
        [row for row in reports if row.state not in SETTLED and row.state not in UNSENT],
        [row for row in reports if row.state in UNSENT],
        [row for row in rounds.withdrawn(round_) if row.office_id not in held],
        run,
        frozenset(scored),
    )


def entries(found: Standing) -> list[Entry]:
    """Return the list that a decision would have now: everybody who was asked, with a result or with the reason."""
    results = {row.submission_id: row for row in scores.results(found.run)} if found.run else {}
    told = {row.office_id: row.withdrawn_why for row in rounds.withdrawn(found.round)}
    bonus = _bonus([row.pk for row in found.final])
    lines = [_judged(row, results.get(row.pk), bonus.get(row.pk, [])) for row in found.final]
    lines += [_absent(row, told) for row in found.unsent]
    lines += [
        Entry(row.place_code, row.name, row.province, why_none=NOT_TAKING_PART, words=row.withdrawn_why)
        for row in found.outside
    ]
    return ordered(lines)


def _bonus(reports: Sequence[int]) -> Mapping[int, list[list[str]]]:
    """Return by report what counts of its bonus claims, with where the proof is and why it was recognised."""
    counted, why = verification.bonus_values(reports, FINAL), verification.bonus_reasons(reports)
    found: dict[int, list[list[str]]] = defaultdict(list)
    for claim in submissions.claims(reports):
        key = (claim.submission_id, claim.item)
        found[claim.submission_id].append(
            [claim.item, counted.get(key) or "0", claim.points, claim.note, why.get(key, "")]
        )
    return found


def _judged(report: Any, result: Any, bonus: Sequence[Sequence[str]]) -> Entry:
    where = (report.place_code, report.name, report.province, report.pk)
    if result is None:
        return Entry(*where, why_none=NOT_SCORED)
    return Entry(
        *where, result.total, result.total_with_bonus, result.predicate, result.below, result.why_none,
        result.without, "", result.rank, bonus,
    )  # fmt: skip


def _absent(report: Any, told: Mapping[int, str]) -> Entry:
    left = report.state == "withdrawn"
    return Entry(
        report.place_code, report.name, report.province, report.pk,
        why_none=NOT_TAKING_PART if left else NOT_SENT, words=told.get(report.office_id, ""),
    )  # fmt: skip
