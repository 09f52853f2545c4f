"""Which follow-ups an actor reaches: as owner, as asker, or because it was escalated to their office."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach


def owned(actor: Actor, reach: Reach) -> Q:
    """Return those that an office within reach has to do."""
    return offices.within(actor, reach, at="owner")


def asked(actor: Actor, reach: Reach) -> Q:
    """Return those that an office within reach asked for."""
    return offices.within(actor, reach, at="asker")


def seen(actor: Actor, reach: Reach) -> Q:
    """Return those whose owner or asker lies within reach, and those escalated to the actor's office."""
    if reach is Reach.ALL:
        return Q()
    if not reach or actor.office is None:
        return Q(pk__in=())
    escalated = Q(escalated_to_id=actor.office)
    if reach is Reach.OWN:
        return owned(actor, reach) | asked(actor, reach) | escalated
    # The offices first, as a set: joined twice, every follow-up of the country would be joined to be looked at.
    near = offices.visible(offices.reachable(actor, reach), offices.Narrowing(closed=True)).order_by().values("pk")
    return Q(owner__in=near) | Q(asker__in=near) | escalated
