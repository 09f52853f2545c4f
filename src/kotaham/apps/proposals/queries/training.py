"""Offices and the people who serve in them."""

from typing import Any

from django.db.models import Q, QuerySet

from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.offices import queries as offices
from kotaham.apps.proposals.rules import offices_near
from kotaham.apps.register import queries as register
from kotaham.apps.rounds import queries as rounds
from kotaham.core.policy import Reach


def office(pk: int) -> QuerySet[Any]:
    """Return the one office as a query, for `demand_for`."""
    return offices.visible(Q(pk=pk), offices.Narrowing()).select_related("parent")


def cities(actor: Actor, reach: Reach, words: str = "") -> QuerySet[Any]:
    """Return the governments of kabupaten and kota within reach; `words` narrow them."""
    rows = rounds.governments().filter(offices_near(actor, reach))
    return rows.filter(name__icontains=words) if words else rows


def people_of(office_pk: int, actor: Actor) -> QuerySet[Any]:
    """Return who serves in an office now, of those whom the actor may see in the register."""
    reach = max(reach_of(actor, "register.list"), reach_of(actor, "proposals.people"))
    return register.search(actor, reach, "").filter(office_id=office_pk)
