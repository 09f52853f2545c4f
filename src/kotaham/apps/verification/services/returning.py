"""Return a report to the city with its questions, and take up what comes back."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.submissions import services as sending
from kotaham.apps.verification.models import Check, Question, Stage
from kotaham.apps.verification.queries import Desk, Row, desk
from kotaham.apps.verification.rules import HEAD, RETURN, Standing
from kotaham.apps.verification.services import letters, telling
from kotaham.apps.verification.services.finding import held, must_not_be_own, only, parties_of
from kotaham.apps.verification.services.queueing import open_case
from kotaham.apps.verification.services.readings import KIND
from kotaham.core.errors import Refused


def give_back(pk: int, *, actor: Actor) -> int:
    """Return the report with every question at once; of the sample only what both readers have read.

    So the city repairs once, and a return never tells the second reader what the first one found.
    """
    with held(pk, "verification.return", actor=actor, stage=Stage.VERIFIED) as one:
        only([one.case.reader_id], actor.person, one.submission)
        must_not_be_own(one.submission, actor.person)
        table = desk(one.submission, one.case, Stage.VERIFIED)
        rows = returned(table)
        if not rows:
            raise Refused(letters.NOTHING_RETURNED())
        questions = [_ask(row) for row in rows]
        last = max(question.due for question in questions)
        reason = letters.asked(len(rows), last)
        sending.move(pk, "return", actor=actor, log=one.log, parties=parties_of(actor), reason=reason)
        sending.reopen_answers(pk, [row.answer.code for row in rows], actor=actor, log=one.log)
        codes = [row.answer.code for row in rows]
        data = {"codes": codes[:40], "count": len(codes), "due": str(last)}
        one.log.record("verification.returned", (KIND, pk), holder=one.case.office_id, data=data)
    return len(rows)


def returned(table: Desk) -> list[Row]:
    """Return the answers that go back to the city."""
    return [row for row in table.rows if row.standing is Standing.RETURNED]


def _ask(row: Row) -> Question:
    """Write the question of an answer from the words of whoever returned it; of two readers both."""
    said = [one for one in row.now.values() if one.verdict == RETURN]
    head = [one for one in said if one is row.outcome.by and one.slot == HEAD]
    words = head or said
    text = "\n\n".join(dict.fromkeys(one.reason for one in words))
    due = max(one.due for one in words if one.due is not None)
    by: Check = row.outcome.by
    Question.objects.filter(answer=row.answer, stage=Stage.VERIFIED, closed_at=None).update(closed_at=timezone.now())
    return Question.objects.create(
        answer=row.answer, stage=Stage.VERIFIED, text=text[:2000], due=due, asked_by_id=by.by_id
    )


def moved(submission: Any, verb: str, actor: Actor, log: Log) -> None:
    """Do the part of this room when a report moves: open its case when it is sent, take up its repair."""
    if verb == "send":
        open_case(submission, log)
    elif verb == "resend":
        case = open_case(submission, log)
        _close_questions(submission.pk, actor)
        telling.tell(
            telling.readers(case), actor, submission, "verification.resent", telling.RESENT, telling.page(submission)
        )


def _close_questions(pk: int, actor: Actor) -> None:
    """Close the questions of a report that came back, with the reply of the city and with what it has changed."""
    rows = Question.objects.filter(answer__submission_id=pk, stage=Stage.VERIFIED, closed_at=None)
    asked = list(rows.select_related("answer"))
    repairs = sending.repairs_of(pk, [one.answer.code for one in asked])
    now = timezone.now()
    for one in asked:
        repair = repairs[one.answer.code]
        Question.objects.filter(pk=one.pk).update(
            reply=repair.reply,
            replied_by=one.answer.saved_by_id or actor.person,
            replied_at=now,
            closed_at=now,
            changes=_changes(repair, one.answer.value),
        )


def _changes(repair: sending.Repair, value: Any) -> dict[str, Any]:
    """Return what a repair changed, as it is kept beside the question."""
    changed = {"old": repair.before, "new": value} if repair.value else {}
    return changed | ({"evidence": True} if repair.evidence else {})


def ways(submission: Any, actor: Actor) -> Iterator[sending.Way]:
    """Name the page of the questions where there are any that the actor may read."""
    rows = Question.objects.filter(answer__submission_id=submission.pk)
    if actor.role == "unit_officer":
        rows = rows.filter(answer__unit_id=actor.office)
    if reach_of(actor, "verification.questions") and rows.exists():
        url = reverse("verification:questions", args=[submission.pk])
        yield sending.Way(_("Pertanyaan Kanwil"), url, "chat-left-text")


def asked(answers: Collection[int]) -> Mapping[int, Sequence[sending.Asked]]:
    """Return what was asked about some answers, the newest first, for the pages of the city."""
    found: dict[int, list[sending.Asked]] = defaultdict(list)
    rows = Question.objects.filter(answer_id__in=list(answers), stage=Stage.VERIFIED)
    for one in rows.select_related("asked_by", "replied_by").order_by("-pk"):
        replied = one.replied_by.name if one.replied_by else ""
        told = sending.Asked(
            one.text, one.asked_by.name, one.asked_at, one.due, one.closed_at is None, one.reply, replied,
            one.replied_at,
        )  # fmt: skip
        found[one.answer_id].append(told)
    return found
