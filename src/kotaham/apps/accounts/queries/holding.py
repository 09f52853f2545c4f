"""Who holds which role of which office on a day."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Count, QuerySet

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.accounts.rules import in_force, is_in_force, today_in
from kotaham.apps.gate.queries import Prepared

ASKED = (
    "person", "role", "starts", "ends",
    *(f"office__{name}" for name in ("kind", "name", "short_name", "rank", "parent", "place", "place_code")),
    *(f"office__place__{name}" for name in ("code", "name", "zone")),
)  # fmt: skip


def holders(office_ids: Iterable[int], roles: Iterable[str], on: date) -> QuerySet[Person]:
    """Return the active people who hold one of the roles in one of the offices on a day."""
    held = Appointment.objects.filter(in_force(on), office_id__in=list(office_ids), role__in=list(roles))
    return Person.objects.filter(is_active=True, pk__in=held.values("person_id"))


def appointments_of(person: int, on: date) -> QuerySet[Appointment]:
    """Return the roles that a person holds on a day, the highest office first."""
    rows = Appointment.objects.filter(in_force(on), person_id=person)
    return rows.select_related("office", "office__place").order_by("office__rank", "role", "pk")


def _of_person(person: int) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(person_id=person).select_related("office", "office__place").order_by()
    return rows.only(*ASKED)


_held_ever = Prepared(_of_person, 987_654_321)


def now_in_force(person: int, now: datetime) -> list[Appointment]:
    """Return the roles that a person holds at this moment, each by the calendar of its office.

    Every request asks: so all that the person ever held is read, with the plainest of queries, and sorted here.
    """
    held = [row for row in _held_ever(person) if is_held(row, now)]
    return sorted(held, key=lambda row: (row.office.rank, row.role, row.pk))


def is_held(row: Appointment, now: datetime) -> bool:
    """Tell whether an appointment is in force at this moment in its office."""
    return is_in_force(row.starts, row.ends, today_in(zone_of(row), now))


def zone_of(row: Appointment) -> str:
    """Return the time zone of the office of an appointment; empty when its place is not known."""
    place = row.office.place
    return place.zone if place else ""


def count_holders(office_ids: Iterable[int], roles: Iterable[str], on: date) -> dict[int, int]:
    """Count, for several offices at once, the active people who hold one of the roles on a day."""
    rows = Appointment.objects.filter(
        in_force(on), office_id__in=list(office_ids), role__in=list(roles), person__is_active=True
    )
    return dict(rows.order_by().values_list("office_id").annotate(Count("person_id", distinct=True)))
