"""Who reaches which evidence: one condition for the list and for the single row."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach

CITY_RANK, UNIT_RANK = 3, 5  # a city, its units, and what belongs to these


def reachable(actor: Actor, reach: Reach) -> Q:
    """Return the condition for evidence whose holder lies within reach."""
    return offices.holders_within(actor, reach)


def inherited(actor: Actor) -> Q:
    """Return the condition for what the province of the actor's city marked as usable by its cities."""
    if actor.office is None or not CITY_RANK <= actor.rank <= UNIT_RANK:
        return Q(pk__in=())
    return Q(shared=True, personal=False, state="active", holder__in=offices.province_above(actor.office))


def usable(actor: Actor, reach: Reach) -> Q:
    """Return the condition for evidence that may be opened and used: within reach, or shared by the province."""
    near = reachable(actor, reach)
    return near if reach in {Reach.ALL, Reach.NONE} else near | inherited(actor)


def uses_reachable(actor: Actor, reach: Reach) -> Q:
    """Return the condition for uses in the subjects of offices within reach; the titles of others are not told."""
    return offices.holders_within(actor, reach)
