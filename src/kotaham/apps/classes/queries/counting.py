"""What a target counts of attendances and invitations; with the day and the mode, in the order of recording."""

from django.db.models import F, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from kotaham.apps.classes.models import Attendance, Seat


def facts() -> QuerySet[Attendance]:
    """Return the attendances that count, by `on` and `recorded`; those of rows merged into others do not."""
    rows = Attendance.objects.filter(void_at=None).exclude(member__state="merged")
    return rows.annotate(on=F("day"), mode=F("session__mode"), recorded=F("pk")).order_by("recorded", "pk")


def invitations() -> QuerySet[Seat]:
    """Return the seats that began with an invitation, whatever became of them, by `on` and `recorded`.

    Where their people served on that day is in `invited_kanwil` and `invited_office`.
    """
    rows = Seat.objects.filter(invited_at__isnull=False).exclude(member__state="merged")
    day = TruncDate("invited_at", tzinfo=timezone.get_default_timezone())  # one day for all, as of an enrolment
    return rows.annotate(on=day, mode=F("session__mode"), recorded=F("invited_at")).order_by("recorded", "pk")


def invited(session: int) -> list[Seat]:
    """Return the seats of a session that began with an invitation."""
    return list(Seat.objects.filter(session=session, invited_at__isnull=False).order_by("pk"))


def at(session: int) -> list[Attendance]:
    """Return the attendances of a session that count."""
    return list(Attendance.objects.filter(session=session, void_at=None).order_by("pk"))


def left_with(member: int) -> QuerySet[Attendance]:
    """Return the attendances that stand with a row of the register, whatever its state."""
    return Attendance.objects.filter(void_at=None, member=member).select_related("session")
