"""Who reaches which submissions and answers: a unit what was delegated to it, a city its own, others what is below."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.apps.submissions.models import Answer
from kotaham.core.policy import Reach

UNIT = "unit_officer"


def seen(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on submissions, of lying within reach; of a unit those that hold something of theirs."""
    if actor.role != UNIT or reach in {Reach.ALL, Reach.NONE}:
        return offices.within(actor, reach)
    mine = Answer.objects.filter(unit_id=actor.office).values("submission_id")
    return Q(office_id=actor.office) | Q(pk__in=mine)


def governed(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on submissions, that the city itself lies within reach; a unit does not speak for it."""
    return offices.within(actor, reach)


def answers_seen(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on answers, of lying within reach."""
    if actor.role == UNIT and reach not in {Reach.ALL, Reach.NONE}:
        return Q(unit_id=actor.office)
    return offices.within(actor, reach, at="submission__office")


def claims_written(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on bonus claims, that the city itself lies within reach."""
    return offices.within(actor, reach, at="submission__office")


def answers_written(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on answers, that the actor answers them: for the unit, or for the whole city."""
    return answers_seen(actor, reach)
