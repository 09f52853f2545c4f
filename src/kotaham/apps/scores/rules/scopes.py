"""Who sees which results: what has not been announced is for those who examine, not for those who are examined."""

from django.db.models import Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.apps.scores.models import Stage
from kotaham.apps.scores.rules.stages import ANNOUNCED
from kotaham.core.policy import Reach

OFFICE = "submission__office"


def announced() -> Q:
    """Return the condition, on results, of being known to the city: its own score, or a result told to it."""
    return Q(run__stage=Stage.SELF) | Q(submission__state__in=ANNOUNCED)


def results_seen(actor: Actor, see: Reach, examine: Reach) -> Q:
    """Return the condition, on results, of lying within reach; `examine` reaches what is not announced too."""
    near = offices.within(actor, see, at=OFFICE)
    if examine is Reach.NONE:
        return near & announced()
    return (near & announced()) | offices.within(actor, examine, at=OFFICE)
