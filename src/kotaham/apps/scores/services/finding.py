"""Find the run or the report that a page or a verb is about."""

from typing import Any

from kotaham.apps.gate.services import Actor, demand_for
from kotaham.apps.scores import queries
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions import queries as submissions


def run_seen(pk: int, *, actor: Actor) -> Run:
    """Return a run that holds something the actor may see."""
    return demand_for(actor, "scores.see", queries.one(pk), queries.runs_seen)


def run_to_check(pk: int, rule: str, *, actor: Actor) -> Run:
    """Return a run for those who may have the whole of it; 403 for those who only see a part."""
    return demand_for(actor, rule, queries.one(pk), queries.runs_seen, see="scores.see")


def city(pk: int, rule: str = "scores.see", *, actor: Actor) -> Any:
    """Return a report whose results the rule reaches."""
    return demand_for(actor, rule, submissions.get(pk), submissions.seen, see="scores.see")
