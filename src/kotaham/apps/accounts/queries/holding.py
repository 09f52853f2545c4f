"""Who holds which role of which office on a day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.accounts.rules import in_force, is_in_force, today_in


def holders(office_ids: Iterable[int], roles: Iterable[str], on: date) -> QuerySet[Person]:
    """Return the active people who hold one of the roles in one of the offices on a day."""
    held = Appointment.objects.filter(in_force(on), office_id__in=list(office_ids), role__in=list(roles))
    return Person.objects.filter(is_active=True, pk__in=held.values("person_id"))


def appointments_of(person: int, on: date) -> QuerySet[Appointment]:
    """Return the roles that a person holds on a day, the highest office first."""
    rows = Appointment.objects.filter(in_force(on), person_id=person)
    return rows.select_related("office", "office__place").order_by("office__rank", "role", "pk")


def now_in_force(person: int, now: datetime) -> list[Appointment]:
    """Return the roles that a person holds at this moment, each by the calendar of its office."""
    day = today_in("", now)
    # The calendars of the three zones differ by a day for at most two hours: ask wide, then look exactly.
    rows = Appointment.objects.filter(person_id=person, starts__lte=day + timedelta(days=1))
    rows = rows.exclude(ends__lte=day - timedelta(days=1)).select_related("office", "office__place")
    return [row for row in rows.order_by("office__rank", "role", "pk") if is_held(row, now)]


def is_held(row: Appointment, now: datetime) -> bool:
    """Tell whether an appointment is in force at this moment in its office."""
    return is_in_force(row.starts, row.ends, today_in(zone_of(row), now))


def zone_of(row: Appointment) -> str:
    """Return the time zone of the office of an appointment; empty when its place is not known."""
    place = row.office.place
    return place.zone if place else ""
