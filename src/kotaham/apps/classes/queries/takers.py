"""Who takes the course of a session and has no seat at it yet."""

from typing import Any

from django.db.models import QuerySet

from kotaham.apps.classes.models import Seat, Session
from kotaham.apps.courses import queries as courses
from kotaham.apps.gate.services import Actor
from kotaham.apps.register import queries as register
from kotaham.core.policy import Reach

NOT_TAKING = ("invited", "waived")  # has not accepted the course, or need not take it


def takers(session: Session, actor: Actor, reach: Reach, *, invited: bool) -> QuerySet[Any]:
    """Return the members within reach who take the course of a session and are on none of its lists.

    `invited` takes those in, too, who were invited to the session and have not answered.
    """
    taking = courses.people(session.version_id or 0, actor, Reach.ALL).exclude(state__in=NOT_TAKING)
    there = Seat.objects.filter(session=session)
    there = there.exclude(state=Seat.State.INVITED) if invited else there
    near = register.search(actor, reach, "").filter(pk__in=taking.order_by().values("member_id"))
    return near.exclude(pk__in=there.values("member_id"))
