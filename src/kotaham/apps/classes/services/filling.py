"""Give free seats to those who wait: after somebody gave theirs up, or the session got more of them."""

from collections.abc import Sequence

from django.db.models import F

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Seat, Session
from kotaham.apps.classes.services import telling
from kotaham.apps.events.services import Log

State = Seat.State


def fill(session: Session, log: Log) -> Sequence[Seat]:
    """Give free seats to those who have waited longest; the caller holds the session."""
    held = Session.objects.get(pk=session.pk)
    if held.state not in {Session.State.OPEN, Session.State.CLOSED} or not held.waiting:
        return []
    free = held.waiting if held.capacity is None else held.capacity - held.seated
    moved = queries.waiting_first(held.pk, max(free, 0))
    pks = [row.pk for row in moved]
    done = Seat.objects.filter(pk__in=pks, state=State.WAITING).update(state=State.SEATED, revision=F("revision") + 1)
    Session.objects.filter(pk=held.pk).update(seated=F("seated") + done, waiting=F("waiting") - done)
    for row in moved:
        log.record("classes.moved-up", row, holder=row.office_id, data={"session": held.pk})
    people = list(
        Seat.objects.filter(pk__in=pks, member__account__isnull=False).values_list("member__account", flat=True)
    )
    telling.tell(people, held, "classes.moved-up", telling.MOVED_UP, None)
    return moved
