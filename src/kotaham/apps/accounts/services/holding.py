"""Give a role for a period, and end it."""

from datetime import date, timedelta

from django.http import Http404
from django.utils import timezone

from kotaham.apps.accounts import rules
from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.accounts.queries.holding import zone_of
from kotaham.apps.accounts.services import letters
from kotaham.apps.accounts.services.granting import demand_seat, not_yours, office_for
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for, reach_of
from kotaham.core.errors import Refused
from kotaham.core.policy import ROLES

ADMIN = "ministry_admin"


def appoint(
    *, actor: Actor, person: int, role: str, office: int, starts: date, ends: date | None, basis: str
) -> Appointment:
    """Give a person a role of an office for a period, on the basis of a letter."""
    reach = demand(actor, "accounts.appoint")
    if not actor.system:
        demand_for(actor, "accounts.appoint", Person.objects.filter(pk=person), rules.people, see="accounts.person")
    seat = office_for(actor, office, role, reach)
    demand_seat(seat, role, starts, ends)
    with events.work(actor) as log:
        made = write_appointment(
            actor=actor, person=person, role=role, office=seat.pk, name=seat.name, starts=starts, ends=ends, basis=basis
        )
        log.record("accounts.appointed", made, holder=seat.pk, data={"person": person, "role": role})
    return made


def write_appointment(  # noqa: PLR0913 - see above
    *, actor: Actor, person: int, role: str, office: int, name: str, starts: date, ends: date | None, basis: str
) -> Appointment:
    """Write an appointment unless it overlaps one of the same seat; call inside a unit of work."""
    somebody = lock_person(person)
    if not somebody.is_active:
        raise Refused(letters.INACTIVE())
    for row in Appointment.objects.filter(person_id=person, role=role, office_id=office):
        if (row.starts, row.ends) == (starts, ends) and row.ended_at is None:
            raise Stale.of(letters.THE_APPOINTMENT)
        if rules.overlap((row.starts, row.ends), (starts, ends)):
            raise Refused(letters.ALREADY(role=ROLES[role], office=name))
    return Appointment.objects.create(
        person_id=person,
        role=role,
        office_id=office,
        starts=starts,
        ends=ends,
        basis=basis.strip(),
        appointed_by_id=actor.person,
    )


def lock_person(person: int) -> Person:
    """Make everybody else who changes the roles of this person wait; SQLite has one writer at a time anyway."""
    return Person.objects.select_for_update().get(pk=person)


def end(*, actor: Actor, appointment: int, on: date, reason: str) -> Appointment:
    """End an appointment on a day, the first without the role; today takes the role away with the next request."""
    row = appointment_for(actor, "accounts.end", appointment)
    _demand_end(row, on, reason)
    with events.work(actor) as log:
        if row.role == ADMIN:
            keep_an_admin(row)
        moved = Appointment.objects.filter(pk=row.pk, ended_at=None).update(
            ends=on, ended_at=timezone.now(), ended_by=actor.person, ended_reason=reason.strip()
        )
        if not moved:
            raise Stale.of(letters.THE_APPOINTMENT)
        log.record(
            "accounts.appointment-ended",
            row,
            holder=row.office_id,
            reason=reason,
            data={"person": row.person_id, "role": row.role, "ends": on.isoformat()},
        )
    row.refresh_from_db()
    return row


def appointment_for(actor: Actor, rule: str, appointment: int) -> Appointment:
    """Return an appointment the actor may end or hand over: 404 when it is out of sight, 403 when only seen."""
    rows = Appointment.objects.filter(pk=appointment).select_related("office", "office__place", "person")
    reach = demand(actor, rule)
    if actor.system:
        return rows.get()
    scope = rules.handable if rule == "accounts.hand-over" else rules.endable
    found = rows.filter(scope(actor, reach)).first()
    if found is not None:
        return found
    seen = rows.filter(rules.appointments(actor, reach_of(actor, "accounts.person"))).first()
    if seen is None:
        raise Http404
    raise not_yours(actor, seen.role, seen.office.name)


def _demand_end(row: Appointment, on: date, reason: str) -> None:
    if row.ended_at is not None:
        raise Stale.of(letters.THE_APPOINTMENT)
    least = max(row.starts, rules.today_in(zone_of(row), timezone.now()))
    problems = [] if reason.strip() else [letters.REASON()]
    if on < least or (row.ends is not None and on > row.ends):
        most = row.ends.isoformat() if row.ends else letters.NO_LIMIT
        problems.append(letters.END_DATE(on=on.isoformat(), least=least.isoformat(), most=most))
    if problems:
        raise Refused(problems)


def keep_an_admin(leaving: Appointment) -> None:
    """Refuse to end the last admin; the rows are locked, so that two cannot end one another."""
    today = timezone.localdate()
    admins = (
        Appointment.objects.select_for_update()
        .filter(rules.in_force(today), rules.in_force(today + timedelta(days=1)), role=ADMIN, person__is_active=True)
        .order_by("pk")
    )
    if not any(row.person_id != leaving.person_id and row.ended_at is None for row in list(admins)):
        raise Refused(letters.LAST_ADMIN())
