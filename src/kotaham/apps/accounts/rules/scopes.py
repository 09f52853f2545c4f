"""Which people, appointments and invitations an actor reaches, as conditions: one rule for list and object."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.accounts.rules.granting import grantable
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach

NOBODY = Q(pk__in=())


def people(actor: Actor, reach: Reach) -> Q:
    """Return the actor, and the people who hold or held a role in an office within reach.

    Each person is looked up by itself: right for one row, and for a list of which many are within reach.
    """
    held = Appointment.objects.filter(offices.within(actor, reach, at="office"), person_id=OuterRef("pk"))
    return _and_oneself(actor, reach, Q(Exists(held)))


def few_people(actor: Actor, reach: Reach) -> Q:
    """Return the same people for a list of which few are within reach: offices first, then who sits there."""
    near = offices.visible(offices.within(actor, reach, at=""), offices.Narrowing(closed=True)).order_by()
    held = Appointment.objects.filter(office_id__in=near.values("pk"))
    return _and_oneself(actor, reach, Q(pk__in=held.values("person_id")))


def _and_oneself(actor: Actor, reach: Reach, others: Q) -> Q:
    if reach is Reach.ALL:
        return Q()
    own = Q(pk=actor.person) if actor.person else NOBODY
    return own | others if reach else own


def oneself(actor: Actor, reach: Reach) -> Q:
    """Return the actor alone, or everybody for who reaches all: for pages about one's own data."""
    if reach is Reach.ALL:
        return Q()
    return Q(pk=actor.person) if actor.person and reach else NOBODY


def appointments(actor: Actor, reach: Reach) -> Q:
    """Return the appointments to offices within reach, and the actor's own."""
    if reach is Reach.ALL:
        return Q()  # joined by `or` to anything, an empty condition would fall out
    own = Q(person_id=actor.person) if actor.person else NOBODY
    return own | offices.within(actor, reach, at="office")


def endable(actor: Actor, reach: Reach) -> Q:
    """Return the appointments the actor may end: those whose role it may give, within the reach of giving."""
    return _grantable(actor, reach)


def invitations(actor: Actor, reach: Reach) -> Q:
    """Return the invitations to offices within reach, and those the actor wrote."""
    if reach is Reach.ALL:
        return Q()
    own = Q(invited_by_id=actor.person) if actor.person else NOBODY
    return own | offices.within(actor, reach, at="office")


def manageable(actor: Actor, reach: Reach) -> Q:
    """Return the invitations the actor may withdraw or send again: those it may give itself."""
    return _grantable(actor, reach)


def handable(actor: Actor, reach: Reach) -> Q:
    """Return the appointments whose work the actor may hand over: its own, and those it may end."""
    own = Q(person_id=actor.person) if actor.person else NOBODY
    return own | (_grantable(actor, reach) if reach >= Reach.BELOW else NOBODY)


def _grantable(actor: Actor, reach: Reach) -> Q:
    parts = (
        Q(role=role) & offices.within(actor, min(far, reach), at="office")
        for role, far in grantable(actor.role).items()
    )
    return reduce(or_, parts, NOBODY)
