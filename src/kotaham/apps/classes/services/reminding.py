"""Remind whoever has a seat: a day before, and an hour before."""

from datetime import datetime

from django.utils import timezone

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Session
from kotaham.apps.classes.queries.sessions import HOUR
from kotaham.apps.classes.services import telling
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand


def remind(*, actor: Actor, now: datetime | None = None) -> int:
    """Send the reminders whose moment has come, each session in a unit of its own; return how many sessions."""
    demand(actor, "classes.remind")
    moment = now or timezone.now()
    return sum(_remind(row, moment, actor) for row in queries.to_remind(moment))


def _remind(session: Session, now: datetime, actor: Actor) -> bool:
    """Remind of one session; of two rounds of the job that meet, one does."""
    soon = session.starts - now <= HOUR
    column = "told_hour" if soon else "told_day"
    with events.work(actor) as log:
        rows = Session.objects.filter(pk=session.pk, **{column: None})
        if not rows.update(**{column: now}):
            return False
        if soon:
            Session.objects.filter(pk=session.pk, told_day=None).update(told_day=now)
        people = queries.accounts_at(session.pk)
        telling.tell(people, session, "classes.near", telling.SOON if soon else telling.TOMORROW, None, urgent=soon)
        log.record("classes.reminded", session, holder=session.office_id, data={"count": len(people)})
    return True
