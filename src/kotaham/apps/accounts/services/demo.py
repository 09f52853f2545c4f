"""The people of the demonstration: written once, refused in a real installation, deactivated on demand."""

from datetime import date

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.accounts.queries.demo import DEMO_PEOPLE, DemoPerson
from kotaham.apps.accounts.services import letters
from kotaham.apps.accounts.services.acting import actor_of_appointment
from kotaham.apps.accounts.services.holding import write_appointment
from kotaham.apps.accounts.services.people import end_sessions
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, search_key
from kotaham.apps.offices import queries as offices
from kotaham.apps.offices import services as office_services
from kotaham.core.errors import Refused
from kotaham.core.language import Say

BASIS = Say("Orang rekaan untuk demo", "Invented person of the demonstration")
SINCE = date(2026, 1, 1)
UNITS = 6  # so many usual units are opened in the demo city when it has none


def load_demo(*, actor: Actor) -> int:
    """Write the people of the demonstration and their roles; return how many were new."""
    if settings.PROFILE.production:
        raise Refused(letters.DEMO_IN_PRODUCTION())
    new = 0
    with events.work(actor) as log:
        for one in DEMO_PEOPLE:
            office = _office(one)
            person = Person.objects.filter(email=one.email).first()
            new += person is None
            person = person or _write(one)
            if not Appointment.objects.filter(person=person, role=one.role, office_id=office).exists():
                made = write_appointment(
                    actor=actor,
                    person=person.pk,
                    role=one.role,
                    office=office,
                    name="",
                    starts=SINCE,
                    ends=None,
                    basis=BASIS.id,
                )
                log.record("accounts.appointed", made, holder=office, data={"person": person.pk, "role": one.role})
    return new


def drop_demo(*, actor: Actor) -> int:
    """Close every account of the demonstration; return how many were open."""
    with events.work(actor) as log:
        people = list(Person.objects.filter(demo=True, is_active=True))
        for person in people:
            log.record("accounts.deactivated", person, reason=BASIS.id)
            end_sessions(person.pk)
        Person.objects.filter(pk__in=[person.pk for person in people]).update(
            is_active=False, deactivated_at=timezone.now()
        )
    return len(people)


def _write(one: DemoPerson) -> Person:
    person = Person(email=one.email, name=one.name, name_key=search_key(one.name), demo=True)
    person.set_password(one.password)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def _office(one: DemoPerson) -> int:
    """Return the office of a demo person; units of the city are opened by its coordinator, who comes before."""
    if one.office == "ministry":
        found = offices.ministry_id()
    elif one.office == "kanwil":
        kanwil = offices.kanwil_of(one.place)
        found = kanwil.pk if kanwil else None
    else:
        government = offices.government_of(one.place)
        found = government.pk if government else None
        if one.office == "unit" and found is not None:
            found = _unit(found, one.unit)
    if found is None:
        raise Refused(letters.NO_OFFICE_YET(role=one.role, place=one.place or "-"))
    return found


def _unit(city: int, word: str) -> int | None:
    """Return a unit of a city by a word of its name, else its first one."""
    office = offices.get(city)
    if office is None:
        return None
    if not offices.units(office).exists():
        coordinator = Appointment.objects.filter(office_id=city, role="city_coordinator").order_by("pk").first()
        names = [proposal.name for proposal in office_services.proposals(office) if not proposal.under][:UNITS]
        office_services.adopt_starter_units(city, actor=actor_of_appointment(coordinator), names=names)
    units = offices.units(office).values_list("pk", flat=True)
    return (units.filter(name__contains=word).first() if word else None) or units.first()
