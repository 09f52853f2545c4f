"""Which Kanwil an actor sees: a Kanwil itself, the ministry all."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach

NOBODY = Q(pk__in=())


def own(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on rows with a number `kanwil_id`, of lying within reach."""
    if reach is Reach.ALL:
        return Q()
    if reach is Reach.NONE or actor.office is None:
        return NOBODY
    return Q(kanwil_id=actor.office)


def kanwil_of(actor: Actor, reach: Reach, asked: int | None) -> int | None:
    """Return the Kanwil that a page is about, or None for all; who sees one only never gets another."""
    return asked if reach is Reach.ALL else actor.office
