"""Write down that a community or a business was there: by hand, with a reason, once for a session.

It counts as one, however many of its people came. How many came is kept where somebody says so and is never made up;
who they are nobody knows, so they are counted nowhere as people.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import EntityAttendance, Session
from kotaham.apps.classes.services import letters
from kotaham.apps.classes.services.counted import visited
from kotaham.apps.classes.services.planning import find
from kotaham.apps.classes.services.presence import day_of, must_take
from kotaham.apps.classes.services.seating import hold
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.register import services as register
from kotaham.core.errors import Refused
from kotaham.core.language import Say

ROOM, RULE = "classes", "classes.present"
MOST_CAME = 100_000


def note_entity(pk: int, entity: int, came: int | None, reason: str, *, actor: Actor) -> EntityAttendance:
    """Write down by hand, with a reason, that a community or a business was there; the second of two is stale."""
    session = find(pk, RULE, actor=actor)
    told = register.find_entity(entity, actor=actor)
    why = letters.must_say(reason)
    _must_be_known_or_some(came)
    with events.work(actor) as log:
        held = hold(session)
        must_take(held)
        found = register.hold_standing(told.pk)  # a name that was merged leads to what stands for it
        if not found.active:
            raise Refused(letters.ENTITY_OVER(entity=_named(found)))
        row = _written(held, found, came, why, actor)
        register.noted_as(told.pk, ROOM, row.pk)
        log.record("classes.entity-attended", row, holder=row.kanwil_id, reason=why, data=_data(row))
        register.visit([visited(row, held.mode)], log)
    return row


def _must_be_known_or_some(came: int | None) -> None:
    if came is not None and not 1 <= came <= MOST_CAME:
        raise Refused(letters.CAME_WRONG(most=MOST_CAME))


def _written(session: Session, entity: Any, came: int | None, why: str, actor: Actor) -> EntityAttendance:
    try:
        with transaction.atomic():
            return EntityAttendance.objects.create(
                session=session, entity=entity, came=came, reason=why, kanwil_id=entity.kanwil_id, group=entity.kind,
                day=day_of(session), by_id=actor.person,
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale(letters.ENTITY_THERE(entity=_named(entity))) from error


def _named(entity: Any) -> Say:
    """Name it; names are no patterns."""
    name = entity.name.replace("{", "(").replace("}", ")")
    return Say(name, name)


def _data(row: EntityAttendance) -> dict[str, int]:
    """Return what stands beside the event; a number that nobody told is not there."""
    data = {"session": row.session_id, "entity": row.entity_id}
    return data if row.came is None else {**data, "came": row.came}


def correct_entity(
    pk: int, attendance: int, came: int | None, reason: str, *, actor: Actor, seen: int | None
) -> EntityAttendance:
    """Correct how many came with a community or a business, with a reason; `seen` is the number that was shown.

    Whether it was there, and so what it counts for, stays as it was; pages add up who came along from these rows.
    """
    session = find(pk, RULE, actor=actor)
    row = _there(session, attendance)
    why = letters.must_say(reason)
    _must_be_known_or_some(came)
    if came == seen:
        raise Refused(letters.CAME_SAME())
    with events.work(actor) as log:
        must_take(hold(session))
        rows = EntityAttendance.objects.filter(pk=attendance, void_at=None, came=seen)
        if not rows.update(came=came) or not queries.whose([attendance]):
            raise Stale.of(_named(row.entity))  # told meanwhile, void, or standing with one that was merged
        data = {"session": session.pk, "entity": row.entity_id, "old": seen, "new": came}
        log.record("classes.entity-corrected", row, holder=row.kanwil_id, reason=why, data=data)
    row.came = came
    return row


def _there(session: Session, attendance: int) -> EntityAttendance:
    row = EntityAttendance.objects.filter(pk=attendance, session=session).select_related("entity").first()
    if row is None:
        raise Http404
    return row


def void_entity(pk: int, attendance: int, reason: str, *, actor: Actor) -> EntityAttendance:
    """Take back that a community or a business was there, with a reason; the second of two clicks is stale."""
    session = find(pk, RULE, actor=actor)
    row = _there(session, attendance)
    why = letters.must_say(reason)
    with events.work(actor) as log:
        held = hold(session)
        rows = EntityAttendance.objects.filter(pk=attendance, void_at=None)
        if not rows.update(void_at=timezone.now(), void_why=why) or not queries.whose([attendance]):
            raise Stale.of(_named(row.entity))  # it is void, or stands with one that was merged meanwhile
        row.refresh_from_db(fields=["entity"])
        log.record("classes.entity-voided", row, holder=row.kanwil_id, reason=why, data=_data(row))
        register.visit([visited(row, held.mode, -1)], log)
    return row
