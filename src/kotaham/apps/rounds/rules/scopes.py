"""Which rounds an actor reaches: those in which a city within reach takes part, once they have opened."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds.models import Participant
from kotaham.core.policy import Reach

PUBLIC = Q(opened_at__isnull=False)
CITY = 3  # the rank of a city; offices below it belong to one


def takes_part(actor: Actor, reach: Reach, at: str = "office") -> Q:
    """Return the condition, on participants, of lying within reach; a unit takes part with its city."""
    near = offices.within(actor, reach, at=at)
    if reach is Reach.ALL or actor.office is None or actor.rank <= CITY:
        return near
    own = offices.get(actor.office)
    return near | Q(place_code=own.city_code) if own and own.city_code else near


def seen(actor: Actor, reach: Reach) -> Q:
    """Return the rounds that an actor may see; while it is prepared a round is for those who see all."""
    if reach is Reach.ALL:
        return Q()
    if not reach or actor.office is None:
        return Q(pk__in=())
    return PUBLIC & Q(pk__in=Participant.objects.filter(takes_part(actor, reach)).order_by().values("round_id"))
