"""Which sessions, seats and attendances an actor reaches."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach

NOBODY = Q(pk__in=())
ANNOUNCED = ("open", "closed", "held", "cancelled")


def held(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on sessions, of being held by an office within reach."""
    return offices.within(actor, reach)


def seen(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on sessions: those held within reach, and whatever was announced."""
    if not reach:
        return NOBODY
    near = held(actor, reach)
    return near if reach is Reach.ALL else near | Q(state__in=ANNOUNCED)


def at_seat(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on seats and attendances, of somebody who served within reach."""
    if reach is Reach.ALL:
        return Q()
    if reach is Reach.NONE or actor.office is None:
        return NOBODY
    if (actor.role or "").startswith("kanwil_") and reach is Reach.BELOW:
        return Q(kanwil_id=actor.office)
    return offices.within(actor, reach)


def oneself(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on seats, of being the actor's own."""
    return Q(member__account_id=actor.person) if actor.person and reach else NOBODY
