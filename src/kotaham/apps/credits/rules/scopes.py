"""Whose hours an actor reaches: of those who serve in their office, in their area, of all; and one's own."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach

NOBODY = Q(pk__in=())


def members(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on rows with a member, that the person serves within reach."""
    if reach is Reach.ALL:
        return Q()
    if reach is Reach.NONE or actor.office is None:
        return NOBODY
    if (actor.role or "").startswith("kanwil_") and reach is Reach.BELOW:
        return Q(member__kanwil_id=actor.office)
    return offices.within(actor, reach, at="member__office")


def of_office(reader: Actor, kind: str) -> Q:
    """Return the condition, on rows with a member, of serving in or below the office for which a program reads."""
    if kind == "ministry":
        return Q()
    if kind == "kanwil":
        return Q(member__kanwil_id=reader.office)
    return offices.within(reader, Reach.BELOW, at="member__office")


def claims(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on claims, of being about somebody within reach, or asked by the own office."""
    near = members(actor, reach)
    return near if reach in {Reach.ALL, Reach.NONE} else near | Q(office_id=actor.office)


def offices_of(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on rows with an office, of being kept within reach."""
    return offices.within(actor, reach, at="office")


def oneself(actor: Actor, _reach: Reach) -> Q:
    """Return the condition, on rows with a member, of being the actor's own."""
    return Q(member__account_id=actor.person) if actor.person else NOBODY
