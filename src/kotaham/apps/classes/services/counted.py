"""Tell whoever counts what happened at sessions."""

from datetime import date, datetime

from django.utils import timezone

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Attendance, EntityAttendance, Seat, Session
from kotaham.apps.events.services import Log
from kotaham.apps.register import services as register
from kotaham.apps.register.services import Happened, Visited


def happened(row: Attendance, measure: str, mode: str, sign: int = 1) -> Happened:
    """Say what happened, where the person served on the day of the session."""
    return Happened(measure, row.day, row.member_id, row.kanwil_id, row.office_id, row.group, mode, sign)


def invited_on(at: datetime) -> date:
    """Return the day of an invitation: one for all, wherever the session is."""
    return timezone.localdate(at, timezone.get_default_timezone())


def invited(row: Seat, at: datetime, mode: str, sign: int = 1) -> Happened:
    """Say that somebody was invited, where they served on that day."""
    where = (row.invited_kanwil_id, row.invited_office_id, row.group)
    return Happened("invited", invited_on(at), row.member_id, *where, mode, sign)


def retell(session: Session, mode: str, log: Log) -> None:
    """Count who was at a session, or invited, by another mode than before: it was corrected after that."""
    if session.mode == mode:
        return
    there, asked = queries.at(session.pk) if session.present else [], queries.invited(session.pk)
    told = []
    for now, sign in ((session.mode, -1), (mode, 1)):
        told += [happened(row, "attendances", now, sign) for row in there]
        told += [invited(row, row.invited_at, now, sign) for row in asked if row.invited_at]
    if told:
        register.count(told, log)


def visited(row: EntityAttendance, mode: str, sign: int = 1) -> Visited:
    """Say that a community or a business was there, in the area of its Kanwil."""
    return Visited(row.day, row.pk, row.kanwil_id, row.group, mode, sign)


def revisit(session: Session, mode: str, log: Log) -> None:
    """Count the communities and businesses of a session by another mode than before, as `retell` does people.

    Those that stand with a merged row are told too: whether they count is known when nobody else is counting.
    """
    there = EntityAttendance.objects.filter(session=session.pk, void_at=None).order_by("pk")
    rows = list(there) if session.mode != mode else []
    if rows:
        register.visit([visited(row, now, sign) for now, sign in ((session.mode, -1), (mode, 1)) for row in rows], log)
