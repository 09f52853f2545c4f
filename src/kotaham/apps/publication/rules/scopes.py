"""Who reaches which objections and decisions: before it is decided an objection is between the city and the centre."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach

CITY = "city_coordinator"
CENTRE = frozenset({"ministry_admin", "assessor", "decision_maker", "auditor"})
JUDGED = ("granted", "partly", "dismissed")
OFFICE = "submission__office"


def objections_seen(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on objections, of lying within reach and being there for the reader.

    What the city is still writing is for the city; what is filed also for the centre; what is decided for everybody
    who reaches the city.
    """
    near = offices.within(actor, reach, at=OFFICE)
    if actor.role == CITY:
        return near
    if actor.role in CENTRE:
        return near & ~Q(state="draft") & Q(filed_at__isnull=False)
    return near & Q(state__in=JUDGED)


def reports_of_city(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on reports, of lying within reach."""
    return offices.within(actor, reach)


def decisions_seen(actor: Actor, _reach: Reach) -> Q:
    """Return the condition, on decisions, of being there for the reader: a draft is for the centre."""
    return Q() if actor.role in CENTRE else Q(state="frozen")
