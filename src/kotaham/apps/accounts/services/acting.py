"""Who acts: the signed-in person in the role chosen for this session, read afresh for every request."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.accounts.queries.holding import is_held, now_in_force, zone_of
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand, origin_of
from kotaham.apps.offices import queries as offices
from kotaham.core.language import Lang

SESSION_KEY = "acting"


@dataclass(frozen=True, slots=True)
class Acting:
    """The roles a signed-in person holds now, and the one acted in."""

    choices: Sequence[Appointment]
    chosen: Appointment | None

    @property
    def zone(self) -> str:
        """The time zone of the office acted for."""
        return zone_of(self.chosen) if self.chosen else ""


def actor_of(request: HttpRequest) -> Actor:
    """Make the actor of a request; a role that ended is gone with the next request, whatever the session says."""
    origin = origin_of(request)
    number = str(getattr(request, "number", ""))
    person = request.user
    if not person.is_authenticated:
        return Actor(origin=origin, request=number, lang=_language())
    acting = acting_of(request)
    return _actor(person, acting.chosen, origin=origin, number=number)


def acting_of(request: HttpRequest) -> Acting:
    """Return the roles held now and the one acted in; asked once for each request."""
    known = getattr(request, "acting", None)
    if isinstance(known, Acting):
        return known
    choices = now_in_force(cast(int, request.user.pk), timezone.now())
    wanted = request.session.get(SESSION_KEY)
    chosen = next((row for row in choices if row.pk == wanted), choices[0] if choices else None)
    found = Acting(choices, chosen)
    request.acting = found  # type: ignore[attr-defined]
    return found


def actor_of_appointment(appointment: int | Appointment | None, person: int | None = None) -> Actor:
    """Make the actor of work in the background that a person asked for.

    A role that ended meanwhile gives an actor without a role; a person who left gives an actor nobody knows.
    """
    row = _appointment(appointment)
    somebody = row.person if row else Person.objects.filter(pk=person or 0).first()
    if somebody is None or not somebody.is_active:
        return Actor(lang=_language())
    held = row if row and is_held(row, timezone.now()) else None
    return _actor(somebody, held)


def _appointment(given: int | Appointment | None) -> Appointment | None:
    if given is None or isinstance(given, Appointment):
        return given
    return Appointment.objects.select_related("person", "office", "office__place").filter(pk=given).first()


def _actor(person: Person, held: Appointment | None, origin: str = "", number: str = "") -> Actor:
    if held is None:
        return Actor(person=person.pk, name=person.name, origin=origin, request=number, lang=_language())
    return Actor(
        person=person.pk,
        name=person.name,
        role=held.role,
        appointment=held.pk,
        office=held.office_id,
        office_name=held.office.name,
        rank=held.office.rank,
        area=tuple(offices.area(held.office_id, timezone.localdate())),
        origin=origin,
        request=number,
        lang=_language(),
    )


def _language() -> Lang:
    return "en" if (get_language() or "id").startswith("en") else "id"


def act(request: HttpRequest, *, actor: Actor, appointment: int) -> Appointment:
    """Choose the role to act in for the rest of this session; one that is not held now does not exist."""
    demand(actor, "accounts.act")
    chosen = next((row for row in acting_of(request).choices if row.pk == appointment), None)
    if chosen is None:
        raise Http404
    with events.work(actor) as log:
        log.record("accounts.role-chosen", chosen, holder=chosen.office_id, data={"role": chosen.role})
    request.session[SESSION_KEY] = chosen.pk
    return chosen
