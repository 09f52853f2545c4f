"""Begin an attempt: the server gives form, seed and deadline; one at a time, however often somebody presses."""

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Attempt, Exam, Form
from kotaham.apps.exams.rules import ends_at, form_number, is_over, takers
from kotaham.apps.exams.services import letters
from kotaham.apps.exams.services.ending import expire
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.apps.register import queries as register
from kotaham.core.errors import Refused

TAKE = "exams.take"


def start(exam_pk: int, *, actor: Actor) -> Attempt:
    """Begin an attempt, or return the one that is under way: pressing again on a bad line begins nothing twice."""
    exam = demand_for(actor, TAKE, queries.exam(exam_pk), takers)
    member = register.of_account(actor.person)
    if member is None:  # left the register between the two looks
        raise Http404
    under_way = _under_way(exam, member.pk, actor)
    if under_way is not None:
        return under_way
    _must_be_open(exam)
    used = queries.last_number(exam.pk, member.pk)
    if used >= exam.attempts:
        raise Refused(letters.NO_MORE(count=exam.attempts))
    try:
        with events.work(actor) as log:
            return _begin(exam, member.pk, used + 1, log)
    except IntegrityError as error:  # somebody, most likely the same person on another page, was faster
        found = queries.running(exam.pk, member.pk)
        if found is None:
            raise Stale.of(letters.named(exam)) from error
        return found


def _under_way(exam: Exam, member: int, actor: Actor) -> Attempt | None:
    """Return the attempt that runs; one whose time is up ends at this touch."""
    found = queries.running(exam.pk, member)
    if found is None or not is_over(found.ends_at, timezone.now()):
        return found
    expire([found.pk], actor=actor)
    return None


def _must_be_open(exam: Exam) -> None:
    now = timezone.now()
    if exam.state != Exam.State.OPEN or (exam.opens and exam.opens > now) or (exam.closes and exam.closes <= now):
        raise Refused(letters.NOT_OPEN(title=exam.title))


def _begin(exam: Exam, member: int, number: int, log: Log) -> Attempt:
    now = timezone.now()
    serving = register.serving([member], timezone.localdate())[member]
    form = Form.objects.get(exam=exam.pk, number=form_number(exam.pk, member, number, exam.forms))
    with transaction.atomic():
        # The test is read once more and held against its end: who begins has begun before it closed, or does not.
        held = Exam.objects.filter(pk=exam.pk, state=Exam.State.OPEN).select_for_update(no_key=True)
        if not list(held.values("pk")):
            raise Refused(letters.NOT_OPEN(title=exam.title))
        attempt = Attempt.objects.create(
            exam=exam, form=form, member_id=member, number=number, started_at=now,
            ends_at=ends_at(now, exam.minutes, exam.closes), most=form.points,
            office_id=serving.office, kanwil_id=serving.kanwil,
        )  # fmt: skip
    log.record("exams.started", attempt, holder=serving.office, data={"exam": exam.pk, "number": number})
    return attempt
