"""Which courses and which enrolments an actor reaches."""

from django.db.models import Q

from kotaham.apps.courses.models import Version
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach

NOBODY = Q(pk__in=())
PUBLISHED = Version.State.PUBLISHED


def kept(actor: Actor, reach: Reach, at: str = "office") -> Q:
    """Return the condition, on courses, of being kept by an office within reach."""
    return offices.within(actor, reach, at=at)


def seen(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on courses: those kept within reach, and whatever is published for all."""
    if not reach:
        return NOBODY
    near = kept(actor, reach)
    return near if reach is Reach.ALL else near | Q(pk__in=Version.objects.filter(state=PUBLISHED).values("course_id"))


def enrolments(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on enrolments, of the learner having served within reach when they were enrolled."""
    if reach is Reach.ALL:
        return Q()
    if reach is Reach.NONE or actor.office is None:
        return NOBODY
    if (actor.role or "").startswith("kanwil_") and reach is Reach.BELOW:
        return Q(kanwil_id=actor.office)
    return offices.within(actor, reach, at="office")


def oneself(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on enrolments, of being the actor's own."""
    return Q(member__account_id=actor.person) if actor.person and reach else NOBODY
