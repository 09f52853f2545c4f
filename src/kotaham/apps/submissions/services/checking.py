"""The look before sending: what is open and what it costs, what deserves a second look and by which rule."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import answer_of
from kotaham.apps.submissions.rules.costs import Costs, costs
from kotaham.apps.submissions.rules.judging import by_reviewer
from kotaham.apps.submissions.rules.suspicion import Beside, Doubt, Proof, doubts, figure, same_counts
from kotaham.apps.submissions.services.writing import plan_of
from kotaham.core.facts import Answer as Fact
from kotaham.core.facts import Subject
from kotaham.core.instrument.kinds import Ratio
from kotaham.core.instrument.model import Indicator
from kotaham.core.numbers import exact, share

WITH_FIGURES = ("bands", "ratio", "unknown")  # ways to answer that may be a number of their own


@dataclass(frozen=True, slots=True)
class Hole:
    """An answer without a value: nobody has answered, or there is no data; what it may cost (None: nobody knows)."""

    answer: Answer
    indicator: Indicator
    cost: Fraction | None
    reason: str = ""  # for no data, in the words of the unit


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An answer that deserves a second look, with every rule it met."""

    answer: Answer
    indicator: Indicator
    doubts: Sequence[Doubt]


@dataclass(frozen=True, slots=True)
class LookOver:
    """Everything that a city should see before it sends."""

    submission: Submission
    holes: Sequence[Hole]
    doubtful: Sequence[Doubtful]
    costs: Costs
    by_reviewers: Sequence[Answer] = field(default=())

    @property
    def total_cost(self) -> Fraction:
        """What all open answers together may cost, as far as it is known."""
        return sum((hole.cost for hole in self.holes if hole.cost is not None), Fraction(0))


@dataclass(frozen=True)
class _Beside:
    """What stands beside the answers of several submissions of one round, read in sets."""

    proofs: Mapping[int, Sequence[Any]]
    twins: Mapping[str, Collection[int]]
    last: Mapping[tuple[int, str], Any]
    peers: Mapping[tuple[str, str], Sequence[tuple[int, Fraction]]]

    def of(self, submission: Submission, answer: Answer) -> Beside:
        """Return what stands beside one answer."""
        near = self.peers.get((submission.province_code, answer.code), ())
        last = self.last.get((submission.office_id, answer.code))
        return Beside(
            answer_of(last),
            [number for office, number in near if office != submission.office_id],
            [self._proof(use, submission) for use in self.proofs.get(answer.pk, ())],
        )

    def _proof(self, use: Any, submission: Submission) -> Proof:
        piece = use.evidence
        others = set(self.twins.get(use.revision.sha256, ())) - {submission.office_id}
        number = queries.evidence_number(piece.pk)
        return Proof(number, piece.effective_from, piece.expires, bool(others))


def look_over(submission: Submission) -> LookOver:
    """Look a report over as it stands now."""
    plan = plan_of(submission)
    answers = list(queries.answers(submission.pk).select_related(None).select_related("unit"))
    facts = {row.code: fact for row in answers if (fact := answer_of(row.value)) is not None}
    subject = Subject(submission.place_code, submission.name, submission.province)
    reckoned = costs(plan, subject, facts, submission.round.period, submission.round.period_end.isoformat())
    beside = _read([submission])
    indicators = {leaf.indicator.code: leaf.indicator for leaf in plan.leaves}
    reviewed = [row for row in answers if _for_reviewers(plan.leaves[plan.leaf_of[row.code]], row, beside)]
    awaiting = {row.code for row in reviewed}
    holes = [
        Hole(row, indicators[row.code], reckoned.each.get(row.code), _reason(row))
        for row in answers
        if row.code not in awaiting and (row.value is None or "missing" in row.value)
    ]
    found = _doubts(submission, answers, facts, indicators, beside)
    return LookOver(
        submission,
        sorted(holes, key=lambda hole: (-(hole.cost or 0), hole.answer.position)),
        [Doubtful(row, indicators[row.code], found[row.pk]) for row in answers if found.get(row.pk)],
        reckoned,
        reviewed,
    )


def holes_of(submission: Submission) -> set[str]:
    """Return the codes that have no value now; what the sender has to confirm."""
    plan = plan_of(submission)
    proved = reads.proofs([submission.pk])
    return {
        row.code
        for row in queries.answers(submission.pk)
        if (row.value is None or "missing" in row.value)
        and not (by_reviewer(plan.leaves[plan.leaf_of[row.code]]) and (row.note or row.pk in proved))
    }


def doubts_of(submissions: Sequence[Submission]) -> dict[int, list[Doubt]]:
    """Return the doubts of the answers of several submissions of one round, by the number of the answer."""
    if not submissions:
        return {}
    plan = plan_of(submissions[0])
    indicators = {leaf.indicator.code: leaf.indicator for leaf in plan.leaves}
    rows: dict[int, list[Answer]] = defaultdict(list)
    pks = [one.pk for one in submissions]
    for row in Answer.objects.filter(submission_id__in=pks).order_by("position"):
        rows[row.submission_id].append(row)
    beside = _read(submissions)
    found: dict[int, list[Doubt]] = {}
    for one in submissions:
        facts = {row.code: fact for row in rows[one.pk] if (fact := answer_of(row.value)) is not None}
        found |= _doubts(one, rows[one.pk], facts, indicators, beside)
    return found


def suspicious(submissions: Sequence[Submission]) -> dict[int, int]:
    """Count, for several submissions of one round, the answers that deserve a second look."""
    found = doubts_of(submissions)
    held = Answer.objects.filter(pk__in=list(found)).values_list("submission_id", flat=True)
    counted = Counter(held)
    return {one.pk: counted[one.pk] for one in submissions}


def _doubts(
    submission: Submission,
    rows: Sequence[Answer],
    facts: Mapping[str, Fact],
    indicators: Mapping[str, Indicator],
    beside: _Beside,
) -> dict[int, list[Doubt]]:
    end = submission.round.period_end
    alike: dict[str, list[Doubt]] = defaultdict(list)
    known = [row for row in rows if row.code in facts and row.code in indicators]
    for doubt in same_counts([(indicators[row.code], facts[row.code]) for row in known]):
        alike[doubt.code].append(doubt)
    told = {
        row.pk: [*doubts(indicators[row.code], facts[row.code], beside.of(submission, row), end), *alike[row.code]]
        for row in known
    }
    return {pk: found for pk, found in told.items() if found}


def _read(submissions: Sequence[Submission]) -> _Beside:
    plan = plan_of(submissions[0])
    indicators = {leaf.indicator.code: leaf.indicator for leaf in plan.leaves}
    proofs = reads.proofs([one.pk for one in submissions])
    uses = [use for held in proofs.values() for use in held]
    peers: dict[tuple[str, str], list[tuple[int, Fraction]]] = defaultdict(list)
    counted = [code for code, one in indicators.items() if one.scoring.kind in WITH_FIGURES]
    for code, held in reads.peer_values(submissions, counted).items():
        for province, office, value in held:
            number = _figure(indicators[code], value)
            if number is not None:
                peers[province, code].append((office, number))
    return _Beside(proofs, reads.twins(uses, submissions), reads.last_values(submissions), peers)


def _figure(indicator: Indicator, value: Mapping[str, Any]) -> Fraction | None:
    match value:  # thousands of them for one page
        case {"number": told}:
            return figure(indicator, exact(told))
        case {"numerator": top, "denominator": bottom}:
            return _share(indicator, str(top), str(bottom))
    return None


def _share(indicator: Indicator, top: str, bottom: str) -> Fraction | None:
    scoring = indicator.scoring
    return share(top, bottom, scoring.per) if isinstance(scoring, Ratio) and exact(bottom) else None


def _for_reviewers(leaf: Any, row: Answer, beside: _Beside) -> bool:
    """Tell whether reviewers will judge it by what the city has shown."""
    empty = row.value is None or "missing" in row.value
    return empty and by_reviewer(leaf) and bool(row.note or beside.proofs.get(row.pk))


def _reason(row: Answer) -> str:
    return str(row.value.get("missing", "")) if row.value else ""
