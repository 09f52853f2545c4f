"""Who reaches which evidence: one condition for the list and for the single row."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach


def reachable(actor: Actor, reach: Reach) -> Q:
    """Return the condition for evidence whose holder lies within reach."""
    return offices.holders_within(actor, reach)


def uses_reachable(actor: Actor, reach: Reach) -> Q:
    """Return the condition for uses in the subjects of offices within reach; the titles of others are not told."""
    return offices.holders_within(actor, reach)
