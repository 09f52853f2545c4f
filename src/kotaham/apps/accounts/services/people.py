"""A person's own settings, and whether an account is active."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from kotaham.apps.accounts import rules
from kotaham.apps.accounts.models import Appointment, Invitation, Person
from kotaham.apps.accounts.services import letters
from kotaham.apps.accounts.services.holding import ADMIN, keep_an_admin
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for, search_key
from kotaham.core.errors import Refused


def set_profile(*, actor: Actor, name: str, language: str, zone: str) -> Person:
    """Change the own name, language and time zone; the record tells which, not what they were."""
    demand(actor, "accounts.profile")
    if not name.strip():
        raise Refused(letters.NAMELESS())
    person = Person.objects.get(pk=actor.person or 0)
    wanted = {"name": " ".join(name.split()), "language": language, "zone": zone}
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    if not changed:
        return person
    with events.work(actor) as log:
        for field, value in wanted.items():
            setattr(person, field, value)
        person.name_key = search_key(person.name)
        person.save(update_fields=["name", "name_key", "language", "zone"])
        log.record("accounts.profile-changed", person, holder=actor.office, data={"fields": changed})
    return person


def deactivate(*, actor: Actor, person: int, reason: str) -> Person:
    """Close an account: nobody signs in with it, its sessions end, its open invitations are withdrawn."""
    row = _person(actor, person)
    if row.pk == actor.person:
        raise Refused(letters.ONESELF())
    if not reason.strip():
        raise Refused(letters.REASON())
    with events.work(actor) as log:
        now = timezone.now()
        admin = Appointment.objects.filter(person=row, role=ADMIN, ended_at=None).first()
        if admin is not None:
            keep_an_admin(admin)
        if not Person.objects.filter(pk=row.pk, is_active=True).update(is_active=False, deactivated_at=now):
            raise Stale.of(letters.THE_ACCOUNT)
        end_sessions(row.pk)
        Invitation.objects.filter(invited_by=row, accepted_at=None, revoked_at=None).update(revoked_at=now)
        log.record("accounts.deactivated", row, holder=actor.office, reason=reason)
    row.refresh_from_db()
    return row


def reactivate(*, actor: Actor, person: int) -> Person:
    """Open a closed account again; its appointments are as they stand."""
    row = _person(actor, person)
    with events.work(actor) as log:
        if not Person.objects.filter(pk=row.pk, is_active=False).update(is_active=True, deactivated_at=None):
            raise Stale.of(letters.THE_ACCOUNT)
        log.record("accounts.reactivated", row, holder=actor.office)
    row.refresh_from_db()
    return row


def end_sessions(person: int) -> None:
    """End every session of a person, on every machine."""
    known = UserSession.objects.filter(user_id=person)
    Session.objects.filter(session_key__in=list(known.values_list("session_key", flat=True))).delete()
    known.delete()


def _person(actor: Actor, person: int) -> Person:
    rows = Person.objects.filter(pk=person)
    return rows.get() if actor.system else demand_for(actor, "accounts.deactivate", rows, rules.people)
