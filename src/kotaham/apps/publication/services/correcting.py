"""Correct a decision by another one: values that turned out wrong, each with its reason, then a list of its own."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.apps.publication import queries
from kotaham.apps.publication.models import Amendment, Decision
from kotaham.apps.publication.services import letters
from kotaham.apps.publication.services.drafting import FINAL, blocks, make, must_be_draft, take
from kotaham.apps.publication.services.finding import find_decision
from kotaham.apps.publication.services.objecting import judged
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.apps.verification import queries as verified
from kotaham.apps.verification import services as verification
from kotaham.core.errors import Refused

RULE = "publication.correct"
State = Decision.State


@dataclass(frozen=True, slots=True)
class Change:
    """What a correction says of one answer."""

    value: Any
    reason_code: str
    reason: str


def correct(pk: int, title: str, why: str, *, actor: Actor) -> Decision:
    """Begin a decision that corrects the one in force."""
    old = find_decision(pk, RULE, actor=actor)
    words, reason = letters.must_say(title)[:300], letters.must_say(why)[:2000]
    held = queries.in_force(old.round_id)
    if held is None or held.pk != old.pk:
        raise Refused(letters.NOT_IN_FORCE(number=letters.of_decision(old)))
    found = queries.standing(old.round)
    if problems := blocks(found):
        raise Refused(problems)
    decision = make(Decision(round=old.round, run=found.run, corrects=old, title=words, why=reason), found, actor)
    return queries.decision(decision.pk).get()


def amend(pk: int, report: int, code: str, change: Change, *, actor: Actor, version: int) -> Amendment:
    """Change one value; it counts at the final stage once the round is calculated again."""
    decision = find_decision(pk, RULE, actor=actor)
    submission, answer = answer_in(decision, report, code)
    must_be_draft(decision)
    if decision.corrects_id is None:
        raise Refused(letters.NOT_A_CORRECTION(number=letters.of_decision(decision)))
    if change.reason_code not in verified.REASONS:
        raise Refused(letters.REASON_CODE())
    why = letters.must_say(change.reason)[:2000]
    value, now = judged(submission, code, change.value), counted(answer)
    if submissions.same_figure(value, now):
        raise Refused(letters.SAME_VALUE())
    with events.work(actor) as log:
        take(decision, version)
        said = {"value": value, "reason_code": change.reason_code, "reason": why}
        by = {"by_id": actor.person, "at": timezone.now()}
        rows = Amendment.objects.filter(decision_id=pk, answer=answer)
        if not rows.update(**said, **by):
            first = {"earlier": _earlier(submission.pk, answer), "before": now}
            Amendment.objects.create(decision_id=pk, answer=answer, **first, **said, **by)
        verification.set_reading(answer, FINAL, value, change.reason_code, why, actor=actor, log=log)
        told = partial(sending.short_of, submission, code)
        data = {"code": code, "place": submission.place_code, "old": told(now), "new": told(value)}
        log.record("publication.amended", decision, holder=offices.ministry_id(), reason=why, data=data)
    return rows.get()


def answer_in(decision: Decision, report: int, code: str) -> tuple[Any, Any]:
    """Return a report of the decision's round and one of its answers, or answer that there is none."""
    submission = submissions.get(report).filter(round_id=decision.round_id).first()
    answer = submissions.answer(report, code).first() if submission else None
    if submission is None or answer is None:
        raise Http404
    return submission, answer


def counted(answer: Any) -> Any:
    """Return the value that counts at the final stage now."""
    return verified.values([answer.submission_id], FINAL).get(answer.pk, answer.value)


def _earlier(report: int, answer: Any) -> Any:
    """Return the reading of the final stage as it stands, so that a draft that is dropped leaves it as it was."""
    held = verified.readings_of(report).get(answer.pk, {}).get(FINAL)
    if held is None:
        return None
    return {
        "value": held.value, "reason_code": held.reason_code, "reason": held.reason, "by": held.by_id,
        "by_as": held.by_as_id,
    }  # fmt: skip
