"""Find people: by right, by the beginning of a name, by a whole address."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Q, QuerySet

from kotaham.apps.accounts import rules
from kotaham.apps.accounts.models import Appointment, HandOver, Invitation, Person
from kotaham.apps.gate.services import Actor, language, search_key
from kotaham.core.policy import ROLES, Reach

_LAST = "\U0010ffff"
_FEW = 1  # the rank from which on an office reaches only part of the country: everybody below the ministry


def search(actor: Actor, reach: Reach, text: str = "") -> QuerySet[Person]:
    """Return the people within reach, by name; `text` is the beginning of a name, or a whole address.

    The beginning of an address finds nobody: it would tell addresses letter by letter.
    """
    key = search_key(text)
    few = actor.rank >= _FEW and "@" not in key
    scope = rules.few_people(actor, reach) if few else rules.people(actor, reach)
    rows = Person.objects.filter(scope).order_by("name_key", "pk")
    if not key:
        return rows
    if "@" in key:
        return rows.filter(email=key)
    return rows.filter(name_key__gte=key, name_key__lt=key + _LAST)


def names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of people by number."""
    return dict(Person.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def appointment_names(ids: Iterable[int]) -> dict[int, str]:
    """Return who holds which role of which office, by the number of the appointment."""
    rows = Appointment.objects.filter(pk__in=set(ids)).select_related("person", "office")
    return {row.pk: f"{row.person.name}, {_seat(row.role, row.office.name)}" for row in rows}


def invitation_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the role and the office that invitations offer; whom they invite is for those who may list them."""
    rows = Invitation.objects.filter(pk__in=set(ids)).select_related("office")
    return {row.pk: _seat(row.role, row.office.name) for row in rows}


def _seat(role: str, office: str) -> str:
    title = ROLES[role].text(language())
    return f"{title}, {office}"


def seats_of(people: Iterable[Person], on: date, scope: Q) -> Mapping[int, list[Appointment]]:
    """Return the appointments in force of several people that the reader may see, by person."""
    found: dict[int, list[Appointment]] = {person.pk: [] for person in people}
    rows = Appointment.objects.filter(rules.in_force(on), scope, person_id__in=list(found))
    for row in rows.select_related("office").order_by("office__rank", "pk"):
        found[row.person_id].append(row)
    return found


def held_by(person: int, scope: Q) -> QuerySet[Appointment]:
    """Return every appointment of a person that the reader may see, the latest first."""
    rows = Appointment.objects.filter(scope, person_id=person).select_related(
        "office", "office__place", "handed_to__person"
    )
    return rows.order_by("-starts", "-pk")


def successors(leaving: Appointment) -> QuerySet[Appointment]:
    """Return who else holds the same role at the same office and can take over."""
    rows = Appointment.objects.filter(office_id=leaving.office_id, role=leaving.role, ended_at=None)
    rows = rows.filter(person__is_active=True).exclude(person_id=leaving.person_id)
    return rows.select_related("person").order_by("person__name_key", "pk")


def hand_over_of(appointment: Appointment) -> HandOver | None:
    """Return how the work of an appointment was handed over, or None."""
    rows = HandOver.objects.filter(giver=appointment)
    return rows.select_related("taker__person", "giver__person", "by").first()


def received_by(person: int) -> QuerySet[HandOver]:
    """Return what was handed over to a person, the latest first."""
    rows = HandOver.objects.filter(taker__person_id=person)
    return rows.select_related("giver__person", "giver__office").order_by("-at")


def invitations(scope: Q, state: str, now: datetime) -> QuerySet[Invitation]:
    """Return invitations within reach, the latest first; `state` is open, accepted, expired, withdrawn or empty."""
    states = {
        "open": Q(accepted_at=None, revoked_at=None, expires_at__gt=now),
        "expired": Q(accepted_at=None, revoked_at=None, expires_at__lte=now),
        "accepted": Q(accepted_at__isnull=False),
        "withdrawn": Q(revoked_at__isnull=False),
    }
    rows = Invitation.objects.filter(scope).filter(states.get(state, Q()))
    return rows.select_related("office", "invited_by").order_by("-pk")
