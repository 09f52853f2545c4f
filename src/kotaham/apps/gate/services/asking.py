"""Ask the policy table: may this actor do this, and how far does it carry?"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.urls import Resolver404, resolve

from kotaham.apps.gate.services.actor import Actor
from kotaham.apps.gate.services.letters import FORBIDDEN, NO_ROLE, Forbidden
from kotaham.core.policy import ROLES, Policy, Reach, Rule, read_policy

Scope = Callable[[Actor, Reach], Q]
Thing = TypeVar("Thing", bound=Model)


@cache
def policy() -> Policy:
    """Read the tables of all installed rooms, once."""
    files = [Path(room.path) / "policy.csv" for room in apps.get_app_configs()]
    return read_policy(
        [(f"{file.parent.name}/policy.csv", file.read_text("utf-8")) for file in files if file.is_file()]
    )


def reach_of(actor: Actor, rule: str) -> Reach:
    """Return how far a rule carries for an actor; a rule that is not in the table is an error of the program."""
    return policy().rules[rule].reach(actor.columns)


def opens(actor: Actor, url: str) -> bool:
    """Tell whether the door of an address opens for an actor at all, so that a page need not name a closed one."""
    try:
        found = resolve((url or "").partition("?")[0].partition("#")[0])
    except Resolver404:
        return False
    door = policy().doors.get(("GET", found.view_name))
    return door is not None and bool(door.reach(actor.columns))


def forbid(actor: Actor, rule: Rule) -> Forbidden:
    """Make the letter that names what the rule is about; its key stands small beside the code."""
    return Forbidden(FORBIDDEN(title=rule.title, rule=rule.name, role=ROLES.get(actor.role or "", NO_ROLE)))


def demand(actor: Actor, rule: str) -> Reach:
    """Return how far a rule carries, or refuse with 403 when it carries nowhere."""
    reach = reach_of(actor, rule)
    if not reach:
        raise forbid(actor, policy().rules[rule])
    return reach


def demand_for(actor: Actor, rule: str, rows: QuerySet[Thing], scope: Scope, *, see: str = "") -> Thing:
    """Return the one row of `rows` that the rule lets the actor reach.

    What the actor may see (by the rule `see`) and may not do this to is refused with 403; what they may not even see
    does not exist for them: 404.
    """
    reach = demand(actor, rule)
    # It is one row: asking for the first in order makes Django compare every column with what it orders by.
    found = next(iter(rows.filter(scope(actor, reach)).order_by()[:1]), None)
    if found is not None:
        return found
    if see and (wider := reach_of(actor, see)) and rows.filter(scope(actor, wider)).exists():
        raise forbid(actor, policy().rules[rule])
    raise Http404
