"""Who reaches which questions, tests and attempts: offices their own, learners what they are enrolled in."""

from django.db.models import Q

from kotaham.apps.exams.models import Exam
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach

NOBODY = Q(pk__in=())
# Who takes a course may sit its tests; who was only invited has not said yes, and who withdrew takes it no more.
BEGINS = ("enrolled", "started", "finished", "passed", "failed")


def banks(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on questions and imports, of belonging to an office within reach."""
    return offices.within(actor, reach, at="office")


def tests(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on tests, of belonging to an office within reach."""
    return offices.within(actor, reach, at="office")


def oneself(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on attempts, of being one's own; whoever asks may take, so no reach but `own` exists."""
    return Q(member__account_id=actor.person) if actor.person and reach else NOBODY


def takers(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on tests, of being opened for a course that the actor takes."""
    if not actor.person or not reach:
        return NOBODY
    opened = ~Q(state=Exam.State.DRAFT)
    return opened & Q(version__enrolments__member__account_id=actor.person, version__enrolments__state__in=BEGINS)
