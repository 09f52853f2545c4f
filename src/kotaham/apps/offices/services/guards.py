"""What every change of an office passes: the right, the version, the words."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from kotaham.apps.gate.services import Actor, Stale, demand, reach_of
from kotaham.apps.gate.services.asking import forbid, policy
from kotaham.apps.offices import queries
from kotaham.apps.offices.models import Office
from kotaham.apps.offices.services.letters import AHEAD, BAD_DAY, CLOSED, LONG, NO_REASON, TAKEN
from kotaham.core.dates import day
from kotaham.core.errors import Refused
from kotaham.core.language import Say


def admit(actor: Actor, rule: str, office_id: int) -> Office:
    """Return an office that a rule lets the actor change; 403 when they may only read it, 404 when not even that."""
    reach = demand(actor, rule)
    rows = Office.objects.filter(pk=office_id).select_related("parent", "place")
    found = rows.filter(queries.reachable(actor, reach)).first()
    if found is not None:
        return found
    if rows.filter(queries.reachable(actor, reach_of(actor, "offices.see"))).exists():
        raise forbid(actor, policy().rules[rule])
    raise Http404


def take(office: Office, version: int, **changes: object) -> None:
    """Change an office that is still at the version the form showed; a second click comes too late."""
    rows = Office.objects.filter(pk=office.pk, version=version)
    try:
        with transaction.atomic():
            taken = rows.update(version=F("version") + 1, **changes)
    except IntegrityError as error:  # somebody gave the name to another office in this very moment
        raise Refused(TAKEN(name=str(changes.get("name", office.name)))) from error
    if not taken:
        raise Stale.of(office.name)


def lock(office: Office) -> None:
    """Hold an office until the end of the unit, so that whoever wants to add to it waits."""
    Office.objects.select_for_update().get(pk=office.pk)


def must_be_open(office: Office) -> None:
    """Refuse an office that was closed."""
    if office.valid_to is not None:
        on = Say(day(office.valid_to, "id"), day(office.valid_to, "en"))
        raise Refused(CLOSED(name=office.name, on=on))


def must_have_come(on: date) -> None:
    """Refuse a day that lies ahead."""
    if on > timezone.localdate():
        raise Refused(BAD_DAY(on=told(on), limit=AHEAD))


def told(on: date) -> Say:
    """Return a date in words, in both languages."""
    return Say(day(on, "id"), day(on, "en"))


def reason_of(text: str) -> str:
    """Return a reason in one line, or refuse an empty one."""
    words = " ".join(text.split())
    if not words:
        raise Refused(NO_REASON())
    return fits(words, 300, Say("Alasan", "The reason"))


def fits(text: str, limit: int, field: Say) -> str:
    """Return a text in one line, or refuse one that is too long."""
    words = " ".join(text.split())
    if len(words) > limit:
        raise Refused(LONG(field=field, limit=limit))
    return words
