"""What ends when an office closes: the roles held in it, and the invitations to it."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kotaham.apps.accounts.models import Appointment, Invitation
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices.services import Held, on_closing


def join() -> None:
    """Tell the offices below what is held in them."""
    on_closing.append(Held("accounts.appointments", _("Penugasan yang berakhir"), count_roles, end_roles))
    on_closing.append(Held("accounts.invitations", _("Undangan yang dicabut"), count_invitations, withdraw_invitations))


def _held(office: int, on: date) -> QuerySet[Appointment]:
    return Appointment.objects.filter(Q(ends=None) | Q(ends__gt=on), office_id=office, ended_at=None)


def _open(office: int) -> QuerySet[Invitation]:
    return Invitation.objects.filter(office_id=office, accepted_at=None, revoked_at=None)


def count_roles(office: int) -> int:
    """Count the roles that are held in an office, or will be."""
    return _held(office, timezone.localdate()).count()


def end_roles(actor: Actor, what: Any) -> int:
    """End every role of the office on the day it closes; who may close the office may do this with it."""
    with events.work(actor) as log:
        rows = list(_held(what.office, what.on).select_for_update().order_by("pk"))
        for row in rows:
            ends = max(row.starts, what.on)
            Appointment.objects.filter(pk=row.pk, ended_at=None).update(
                ends=ends, ended_at=timezone.now(), ended_by=actor.person, ended_reason=what.reason
            )
            data = {"person": row.person_id, "role": row.role, "ends": ends.isoformat()}
            log.record("accounts.appointment-ended", row, holder=row.office_id, reason=what.reason, data=data)
    return len(rows)


def count_invitations(office: int) -> int:
    """Count the invitations to an office that nobody has taken up."""
    return _open(office).count()


def withdraw_invitations(actor: Actor, what: Any) -> int:
    """Withdraw them: a role of a closed office cannot be taken up."""
    with events.work(actor) as log:
        rows = list(_open(what.office).select_for_update().order_by("pk"))
        for row in rows:
            Invitation.objects.filter(pk=row.pk).update(revoked_at=timezone.now())
            data = {"role": row.role}
            log.record("accounts.invitation-withdrawn", row, holder=row.office_id, reason=what.reason, data=data)
    return len(rows)
