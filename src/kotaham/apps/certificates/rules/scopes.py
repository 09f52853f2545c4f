"""Which certificates and templates an actor reaches."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach

NOBODY = Q(pk__in=())


def certificates(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on certificates, of having been issued to somebody who served within reach then."""
    if reach is Reach.ALL:
        return Q()
    if reach is Reach.NONE or actor.office is None:
        return NOBODY
    if (actor.role or "").startswith("kanwil_") and reach is Reach.BELOW:
        return Q(kanwil_id=actor.office)
    return offices.within(actor, reach, at="office")


def oneself(actor: Actor, _reach: Reach) -> Q:
    """Return the condition, on certificates, of being one's own."""
    return Q(member__account_id=actor.person) if actor.person else NOBODY


def templates(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on templates and issues, of being kept by an office within reach."""
    return offices.within(actor, reach, at="office")
