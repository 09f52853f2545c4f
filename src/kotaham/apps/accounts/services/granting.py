"""What every giving of a role asks: may the actor, does the seat exist, is the period whole, is the office in force."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import Http404

from kotaham.apps.accounts.rules import may_grant, may_sit, roles_of
from kotaham.apps.accounts.services import letters
from kotaham.apps.gate.services import Actor, Forbidden
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Problem, Refused
from kotaham.core.language import Say
from kotaham.core.policy import ROLES, Reach

Office = Any  # a row of the room offices, whose models are not ours to import
_ANY = offices.Narrowing(closed=True)
NOBODY = Say("tanpa peran", "without a role")


def office_for(actor: Actor, office: int, role: str, reach: Reach) -> Office:
    """Return the office if the actor sees it and may give the role there: else 404 or 403."""
    everywhere = Reach.ALL if actor.system else reach
    seen = offices.visible(offices.within(actor, everywhere, at=""), _ANY).filter(pk=office).first()
    if seen is None:
        raise Http404
    given = min(may_grant(actor, role), everywhere)
    if not offices.visible(offices.within(actor, given, at=""), _ANY).filter(pk=office).exists():
        raise not_yours(actor, role, seen.name)
    return seen


def not_yours(actor: Actor, role: str, office: str) -> Forbidden:
    """Make the letter for a role that the actor may not give or take at an office."""
    giver = ROLES.get(actor.role or "", NOBODY)
    return Forbidden(letters.NOT_YOURS_TO_GIVE(role=ROLES.get(role, Say(role, role)), office=office, giver=giver))


def seat_problems(office: Office, role: str, starts: date, ends: date | None) -> Iterable[Problem]:
    """Tell everything that is wrong with a seat and a period."""
    if not may_sit(role, office.kind):
        known = [ROLES[one] for one in roles_of(office.kind)]
        told = Say(", ".join(one.id for one in known), ", ".join(one.en for one in known))
        yield letters.NO_SEAT(role=ROLES.get(role, Say(role, role)), office=office.name, roles=told)
    if ends is not None and ends <= starts:
        yield letters.PERIOD(starts=starts.isoformat(), ends=ends.isoformat())
    if office.valid_to is not None and office.valid_to <= starts:
        yield letters.CLOSED(office=office.name)


def demand_seat(office: Office, role: str, starts: date, ends: date | None) -> None:
    """Refuse with everything that is wrong with a seat and a period."""
    problems = list(seat_problems(office, role, starts, ends))
    if problems:
        raise Refused(problems)
