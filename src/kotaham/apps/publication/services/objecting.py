"""What the city does: write an objection to one answer, prove it, file it, withdraw it."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.publication import queries
from kotaham.apps.publication.models import Objection
from kotaham.apps.publication.rules import CITY, LIFE
from kotaham.apps.publication.services import letters, telling
from kotaham.apps.publication.services.finding import find, find_report, held, must_be_in_time, must_be_open
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.core.errors import Refused

State = Objection.State
RULE = "publication.object"
MOST_GROUNDS = 4000


@dataclass(frozen=True, slots=True)
class Wish:
    """What the city says: why the value is wrong, and what would be right."""

    grounds: str
    wanted: Any


def counted(answer: Any) -> Any:
    """Return the value that the centre announced for an answer."""
    return queries.validated_values(answer.submission_id).get(answer.pk, answer.value)


def judged(submission: Any, code: str, value: Any) -> Any:
    """Return a value as it is kept, or refuse one that cannot be an answer."""
    if value is None:
        raise Refused(letters.NO_VALUE())
    plan = instruments.plan_of(submission.round.instrument)
    answer = submissions.answer_of(value)
    submissions.judge_answer(plan, code, answer, submission.round.period_end.isoformat())
    return submissions.stored(answer)


def begin(pk: int, code: str, wish: Wish, *, actor: Actor, now: datetime | None = None) -> Objection:
    """Write the draft of an objection to one answer."""
    submission = find_report(pk, actor=actor)
    answer = submissions.answer(pk, code).first()
    if answer is None:
        raise Http404
    must_be_in_time(submission, now)
    fields = _said(submission, answer, wish)
    if (standing := queries.of_answer(answer.pk)) is not None:
        raise Refused(letters.ONCE(code=code, number=str(standing)))
    with held(pk, actor) as (fresh, log):
        must_be_in_time(fresh, now)
        try:
            with transaction.atomic():
                row = Objection.objects.create(submission=fresh, answer=answer, made_by_id=actor.person or 0, **fields)
        except IntegrityError as error:
            raise Stale.of(letters.of_report(fresh)) from error
        log.record("publication.begun", row, holder=fresh.office_id, data={"code": code})
    return row


def _said(submission: Any, answer: Any, wish: Wish) -> dict[str, Any]:
    grounds = letters.must_say(wish.grounds, letters.GROUNDS)[:MOST_GROUNDS]
    wanted = judged(submission, answer.code, wish.wanted)
    if submissions.same_figure(wanted, counted(answer)):
        raise Refused(letters.SAME_VALUE())
    return {"grounds": grounds, "wanted": wanted}


def edit(pk: int, wish: Wish, *, actor: Actor, version: int, now: datetime | None = None) -> Objection:
    """Write the draft anew."""
    objection = find(pk, RULE, actor=actor)
    if objection.state != State.DRAFT:
        raise Refused(letters.NOT_EDITABLE(number=str(objection)))
    must_be_in_time(objection.submission, now)
    fields = _said(objection.submission, objection.answer, wish)
    with events.work(actor) as log:
        rows = Objection.objects.filter(pk=pk, state=State.DRAFT, version=version)
        if not rows.update(version=F("version") + 1, **fields):
            raise Stale.of(letters.of_objection(objection))
        log.record("publication.edited", objection, holder=objection.submission.office_id, data={"fields": [*fields]})
    return queries.objection(pk).get()


def file(pk: int, *, actor: Actor, now: datetime | None = None) -> Objection:
    """File an objection: from now on it waits for an assessor who had no hand in the answer."""
    objection = find(pk, RULE, actor=actor)
    must_be_on("file", objection, {CITY})
    with held(objection.submission_id, actor) as (submission, log):
        must_be_in_time(submission, now)
        against = counted(objection.answer)
        if submissions.same_figure(objection.wanted, against):
            raise Refused(letters.SAME_VALUE())
        rows = Objection.objects.filter(pk=pk, state=State.DRAFT)
        if not rows.update(
            state=State.FILED, filed_at=now or timezone.now(), against=against, version=F("version") + 1
        ):
            raise Stale.of(letters.of_objection(objection))
        told = partial(sending.short_of, submission, objection.answer.code)
        data = {"code": objection.answer.code, "old": told(against), "new": told(objection.wanted)}
        log.record("publication.filed", objection, holder=submission.office_id, data=data)
        people = telling.of_ministry("assessor") - queries.before_the_answer(submission, objection.answer)
        telling.tell_of(objection, people, actor, "publication.filed", telling.FILED)
    return queries.objection(pk).get()


def withdraw(pk: int, reason: str = "", *, actor: Actor) -> Objection:
    """Withdraw an objection; one that was filed wants the reason."""
    objection = find(pk, RULE, actor=actor)
    step = must_be_on("withdraw", objection, {CITY})
    why = letters.must_say(reason) if step.reason else reason.strip()
    must_be_open(objection.submission)
    with held(objection.submission_id, actor) as (submission, log):
        must_be_open(submission)
        rows = Objection.objects.filter(pk=pk, state=step.source)
        if not rows.update(state=State.WITHDRAWN, version=F("version") + 1):
            raise Stale.of(letters.of_objection(objection))
        log.record("publication.withdrawn", objection, holder=submission.office_id, reason=why)
        telling.settle_objection(objection)
        if step.source == State.FILED:
            people = telling.of_ministry("assessor")
            telling.tell_of(objection, people, actor, "publication.withdrawn", telling.WITHDRAWN)
    return queries.objection(pk).get()


def must_be_on(verb: str, objection: Objection, parties: set[str]) -> Any:
    """Return the move, or refuse: one that somebody already made is told as such."""
    targets = {LIFE.table[verb, source].target for source in LIFE.sources(verb)}
    if objection.state in targets:
        raise Stale.of(letters.of_objection(objection))
    step = LIFE.move(verb, objection.state)
    if parties & step.never:
        raise letters.NotYours(letters.OWN_HAND(number=str(objection)))
    if not step.open_to(parties):
        raise letters.NotYours(letters.NOT_YOURS(verb=step.title))
    return step
