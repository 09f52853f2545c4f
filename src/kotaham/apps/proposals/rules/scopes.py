"""Who reaches which offices and mappings."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach


def offices_near(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on offices, of lying within reach."""
    return offices.reachable(actor, reach)


def everything(_actor: Actor, reach: Reach) -> Q:
    """Return the condition, on mappings, of lying within reach: they belong to the whole house."""
    return Q() if reach is Reach.ALL else Q(pk__in=())
