"""Decide an objection: by an assessor who had no hand in the value, with reasons; what is granted counts at once."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils import timezone

from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.publication import queries
from kotaham.apps.publication.models import Objection
from kotaham.apps.publication.rules import ASSESSOR, BEFORE, LIFE
from kotaham.apps.publication.services import letters, telling
from kotaham.apps.publication.services.finding import find, held, must_be_open
from kotaham.apps.publication.services.objecting import judged, must_be_on
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.apps.verification import services as verification
from kotaham.core.errors import Refused

FINAL, REASON_CODE = "final", "objection"
VERBS = ("grant", "grant_part", "dismiss")


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the assessor says: the verb, why, and of a grant in part the value."""

    verb: str
    reason: str
    value: Any = None


def may_judge(objection: Objection, actor: Actor) -> bool:
    """Tell whether somebody had no hand in the value that is objected to."""
    return actor.person not in queries.before_the_answer(objection.submission, objection.answer)


def judge(pk: int, ruling: Ruling, *, actor: Actor) -> Objection:
    """Decide an objection."""
    objection = find(pk, "publication.judge", actor=actor)
    parties = {ASSESSOR} if may_judge(objection, actor) else {ASSESSOR, BEFORE}
    step = must_be_on(ruling.verb, objection, parties)
    why = letters.must_say(ruling.reason)
    value = _value(objection, ruling)
    with held(objection.submission_id, actor) as (submission, log):
        must_be_open(submission)
        fields = {"granted": value, "decision": why, "decided_by_id": actor.person, "decided_as_id": actor.appointment}
        rows = Objection.objects.filter(pk=pk, state=step.source)
        if not rows.update(state=step.target, decided_at=timezone.now(), version=F("version") + 1, **fields):
            raise Stale.of(letters.of_objection(objection))
        if value is not None:
            verification.set_reading(objection.answer, FINAL, value, REASON_CODE, why, actor=actor, log=log)
        data = {"code": objection.answer.code, "new": sending.short_of(submission, objection.answer.code, value)}
        log.record(f"publication.{step.target}", objection, holder=submission.office_id, reason=why, data=data)
        state = LIFE.states[step.target]
        telling.settle_objection(objection)
        telling.tell_of(objection, telling.city(submission), actor, "publication.judged", telling.JUDGED, state=state)
    return queries.objection(pk).get()


def _value(objection: Objection, ruling: Ruling) -> Any:
    """Return the value that is granted, or None where nothing is."""
    if ruling.verb == "dismiss":
        return None
    if ruling.verb == "grant":
        return objection.wanted
    value = judged(objection.submission, objection.answer.code, ruling.value)
    if submissions.same_figure(value, objection.wanted):
        raise Refused(letters.PART_IS_ALL())
    if submissions.same_figure(value, objection.against):
        raise Refused(letters.SAME_VALUE())
    return value
