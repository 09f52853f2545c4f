"""Read objections: one, of a report, the queue of the assessors; and who had a hand in what is objected to."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Count, F, QuerySet

from kotaham.apps.gate.services import Actor
from kotaham.apps.publication.models import Objection
from kotaham.apps.publication.rules import JUDGED, objections_seen
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.verification import queries as verification
from kotaham.core.language import Say
from kotaham.core.policy import Reach

State = Objection.State
STAGES = ("verified", "validated")  # whose readers do not judge an objection
MINE = "saya"  # of what waits, what an assessor may decide who had no hand in it
PARTS: Mapping[str, Collection[str]] = {
    MINE: (State.FILED,), "menunggu": (State.FILED,), "diputus": JUDGED, "disusun": (State.DRAFT,),
    "dicabut": (State.WITHDRAWN,),
}  # fmt: skip


def objection(pk: int) -> QuerySet[Objection]:
    """Return the one objection as a query, for `demand_for`."""
    return _whole(Objection.objects.filter(pk=pk))


def _whole(rows: QuerySet[Objection]) -> QuerySet[Objection]:
    return rows.select_related(
        "submission", "submission__round", "submission__round__instrument", "submission__office", "answer", "made_by",
        "decided_by", "decided_as", "decided_as__office",
    )  # fmt: skip


def of_submission(pk: int) -> QuerySet[Objection]:
    """Return the objections of a report that were not withdrawn, by the place of their answers."""
    rows = Objection.objects.filter(submission_id=pk).exclude(state=State.WITHDRAWN)
    return rows.select_related("answer", "decided_by").order_by("answer__position")


def of_answer(answer: int) -> Objection | None:
    """Return the objection to an answer that stands, or None."""
    return Objection.objects.filter(answer_id=answer).exclude(state=State.WITHDRAWN).first()


def listed(actor: Actor, reach: Reach, part: str, round_pk: int | None = None) -> QuerySet[Objection]:
    """Return a part of the objections within reach, what has waited longest first."""
    rows = _whole(Objection.objects.filter(objections_seen(actor, reach), state__in=PARTS[part]))
    rows = rows.filter(pk__in=waiting_for(actor)) if part == MINE else rows
    rows = rows.filter(submission__round_id=round_pk) if round_pk else rows
    if part in {"menunggu", MINE}:
        return rows.order_by("filed_at", "pk")
    return rows.order_by(F("filed_at").desc(nulls_last=True), "-pk")


def counts(round_pk: int) -> Mapping[str, int]:
    """Count the objections of a round by state."""
    rows = Objection.objects.filter(submission__round_id=round_pk).order_by().values_list("state")
    return dict(rows.annotate(Count("pk")))


def filed_in(submission_ids: Iterable[int]) -> set[int]:
    """Return which of some reports still have an objection that waits for its decision."""
    rows = Objection.objects.filter(submission_id__in=list(submission_ids), state=State.FILED)
    return set(rows.order_by().values_list("submission_id", flat=True))


def validated_values(submission: int) -> dict[int, Any]:
    """Return by answer the values of the centre where they are not the city's own."""
    return verification.values([submission], "validated")


def why_corrected(answer: int) -> list[tuple[Say, Say, str]]:
    """Return for each stage up to the centre's that changed an answer: its name, the kind of reason, the words."""
    return verification.reasons_of(answer, "validated")


def final_values(submission: int) -> dict[int, Any]:
    """Return by answer the values after objections where they are not the city's own."""
    return verification.values([submission], "final")


def before_the_answer(submission: Any, answer: Any) -> set[int]:
    """Return who had a hand in the value of an answer: none of them judges an objection to it.

    They are who filled it in, endorsed or sent the report, who read or corrected the answer for the Kanwil or the
    centre, and who was responsible for the report at either.
    """
    people: set[int | None] = set(submissions.people_behind(submission.pk))
    case = verification.case_of(submission.pk)
    if case is not None:
        people |= {case.reader_id, case.assessor_id}
        for stage in STAGES:
            rows = verification.desk(submission, case, stage, [answer.code]).rows
            people |= {said.by_id for row in rows for said in row.said}
    readings = verification.readings_of(submission.pk).get(answer.pk, {})
    people |= {readings[stage].by_id for stage in STAGES if stage in readings}
    return {one for one in people if one is not None}


def waiting_for(actor: Actor) -> list[int]:
    """Return the objections that wait and that an assessor may decide, in a few questions for all of them.

    The same people are left out as in `before_the_answer`, asked the other way round: in what had one person a hand.
    """
    rows = Objection.objects.filter(state=State.FILED).order_by("filed_at", "pk")
    found = list(rows.values_list("pk", "answer_id", "submission_id"))
    if actor.person is None or not found:
        return []
    reports = submissions.behind(actor.person, {report for _pk, _answer, report in found})
    reports |= verification.responsible_for(actor.person, {report for _pk, _answer, report in found})
    read = verification.read_by(actor.person, {answer for _pk, answer, _report in found}, STAGES)
    return [pk for pk, answer, report in found if report not in reports and answer not in read]


def names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what objections are called, for the history."""
    rows = Objection.objects.filter(pk__in=set(pks)).select_related("answer", "submission")
    return {row.pk: f"{row}, {row.submission.name} {row.answer.code}" for row in rows}
