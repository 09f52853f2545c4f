"""Whose notices are whose: everybody reads their own, whatever their role."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach


def own(actor: Actor, reach: Reach) -> Q:
    """Return the rows that belong to the actor as a person."""
    return Q(person_id=actor.person) if reach and actor.person is not None else Q(pk__in=())


def feeds(actor: Actor, reach: Reach) -> Q:
    """Return the calendar feeds of the actor that are not revoked."""
    return own(actor, reach) & Q(revoked_at=None)
