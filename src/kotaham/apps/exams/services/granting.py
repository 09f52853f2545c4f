"""Give one learner more minutes for a stated need, as long as the attempt runs."""

from datetime import timedelta

from django.db.models import F
from django.shortcuts import get_object_or_404

from kotaham.apps.events import services as events
from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Attempt
from kotaham.apps.exams.services import letters
from kotaham.apps.exams.services.drafting import find
from kotaham.apps.gate.services import Actor, Stale
from kotaham.core.errors import Refused

MOST_EXTRA = 240


def grant(exam_pk: int, pk: int, minutes: int, *, actor: Actor, reason: str) -> Attempt:
    """Move the end of a running attempt; why goes into the record."""
    found = find(exam_pk, "exams.grant", actor=actor)
    attempt = get_object_or_404(queries.attempt(pk), exam=found.pk)
    why = letters.must_say(reason)
    if not 1 <= minutes <= MOST_EXTRA:
        raise Refused(letters.GRANT(most=MOST_EXTRA))
    with events.work(actor) as log:
        rows = Attempt.objects.filter(pk=pk, state=Attempt.State.RUNNING, ends_at=attempt.ends_at)
        if not rows.update(extra=F("extra") + minutes, ends_at=attempt.ends_at + timedelta(minutes=minutes)):
            raise Stale.of(letters.named(attempt.exam))
        log.record("exams.granted", attempt, holder=attempt.office_id, reason=why, data={"minutes": minutes})
    return queries.attempt(pk).get()
