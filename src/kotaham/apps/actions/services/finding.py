"""Find the one follow-up that a verb of somebody reaches."""

from collections.abc import Mapping

from django.db.models import Case, Value, When

from kotaham.apps.actions import queries
from kotaham.apps.actions.models import Action
from kotaham.apps.actions.rules import seen
from kotaham.apps.gate.services import Actor, Scope, demand, demand_for, policy, reach_of
from kotaham.apps.gate.services.asking import forbid


def find(pk: int, rule: str, scope: Scope, *, actor: Actor) -> Action:
    """Return the follow-up when the rule reaches it; 403 when the actor only sees it, 404 when not even that.

    A verb belongs to the side of the owner or of the asker (`scope`), but who is on the other side sees it too.
    """
    reach = demand(actor, rule)
    found = queries.get(pk).filter(scope(actor, reach)).first()
    if found is not None:
        return found
    demand_for(actor, "actions.see", queries.get(pk), seen)
    raise forbid(actor, policy().rules[rule])


def reaches(action: Action, rules: Mapping[str, Scope], *, actor: Actor) -> frozenset[str]:
    """Return which rules reach a follow-up; all of them in one question to the database."""
    ways = {rule: scope(actor, reach) for rule, scope in rules.items() if (reach := reach_of(actor, rule))}
    free = {rule for rule, way in ways.items() if not way}  # everything lies within reach
    asked = {f"way{number}": way for number, way in enumerate(dict.fromkeys(ways.values())) if way}
    tests = {name: Case(When(way, then=Value(True)), default=Value(False)) for name, way in asked.items()}
    found = Action.objects.filter(pk=action.pk).annotate(**tests).values(*tests).first() if tests else {}
    open_ways = [way for name, way in asked.items() if found and found[name]]
    return frozenset(free | {rule for rule, way in ways.items() if way in open_ways})
