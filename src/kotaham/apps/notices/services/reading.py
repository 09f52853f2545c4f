"""Mark notices as read; doing it twice changes nothing more."""

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand, demand_for
from kotaham.apps.notices.models import Notice
from kotaham.apps.notices.rules import own


def mark_read(pk: int, *, actor: Actor) -> Notice:
    """Mark one notice of the actor as read, and return it."""
    notice = demand_for(actor, "notices.read", Notice.objects.filter(pk=pk), own)
    with events.work(actor) as log:
        if Notice.objects.filter(pk=pk, unread=True).update(unread=False, read_at=timezone.now()):
            log.record("notices.read", notice)
    return notice


def mark_all_read(*, actor: Actor, up_to: int) -> int:
    """Mark the actor's notices as read, up to the newest one that they saw; return how many were."""
    reach = demand(actor, "notices.read")
    with events.work(actor) as log:
        rows = Notice.objects.filter(own(actor, reach), unread=True, pk__lte=up_to)
        count = rows.update(unread=False, read_at=timezone.now())
        if count:
            log.record("notices.read", ("accounts.person", actor.person), data={"count": count})
    return count
