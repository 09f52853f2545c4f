"""Who may see a piece of work."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach


def may_reach(actor: Actor, reach: Reach) -> Q:
    """Return the work an actor reaches: their own, or (from `below` on) that of their office, or all."""
    if reach is Reach.ALL:
        return Q()
    own = Q(person=actor.person) if actor.person is not None else Q(pk__in=())
    if reach is Reach.BELOW and actor.office is not None:
        return own | Q(office=actor.office)
    return own if reach else Q(pk__in=())
