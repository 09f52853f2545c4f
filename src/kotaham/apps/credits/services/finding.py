"""Find the one thing an address names, for somebody who may see it; people who are shown go into the record."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404

from kotaham.apps.credits import queries, rules
from kotaham.apps.credits.models import Claim, Line
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand, demand_for
from kotaham.apps.register import queries as register

MEMBER = "register.member"
FIELDS = ("name",)


def find_member(ref: UUID, rule: str = "credits.see", *, actor: Actor) -> Any:
    """Return a person within reach, by the reach of this room's rule."""
    return demand_for(actor, rule, queries.member_of(ref), register.seen, see="credits.see")


def find_own(*, actor: Actor) -> Any:
    """Return the person that the actor is in the register."""
    demand(actor, "credits.own")
    found = register.of_account(actor.person)
    if found is None:
        raise Http404
    return found


def find_line(pk: int, rule: str, *, actor: Actor) -> Line:
    """Return a line of a person within reach."""
    return demand_for(actor, rule, queries.line(pk), rules.members, see="credits.see")


def find_claim(pk: int, rule: str = "credits.claims", *, actor: Actor) -> Claim:
    """Return a claim within reach."""
    return demand_for(actor, rule, queries.claim(pk), rules.claims, see="credits.claims")


def people(text: str, *, actor: Actor) -> Any:
    """Return the people within reach whose names hold the words of a text."""
    return register.search(actor, demand(actor, "credits.list"), text)


def seen_people(members: Iterable[int], why: str, *, actor: Actor, fields: Sequence[str] = FIELDS) -> None:
    """Record what of these people, beside their hours, was shown to the actor."""
    events.record_read(actor, MEMBER, members, why, fields=fields)
