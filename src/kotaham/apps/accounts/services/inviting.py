"""Invite a mailbox to one role of one office, send it again, withdraw it, take it up."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from kotaham.apps.accounts import rules
from kotaham.apps.accounts.models import Appointment, Invitation, Letter, Person
from kotaham.apps.accounts.services import letters
from kotaham.apps.accounts.services.acting import actor_of_appointment
from kotaham.apps.accounts.services.granting import demand_seat, office_for
from kotaham.apps.accounts.services.holding import write_appointment
from kotaham.apps.accounts.services.mailing import post
from kotaham.apps.accounts.services.signing_in import set_password
from kotaham.apps.accounts.services.tokens import digest, token_of
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Forbidden, Stale, demand, reach_of, search_key
from kotaham.core.errors import Refused
from kotaham.core.language import Say

VALID = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Issued:
    """An invitation with its token, which is kept nowhere: here, and in the letter when it leaves."""

    invitation: Invitation
    token: str


def is_open(now: datetime) -> Q:
    """Return the condition for an invitation that can still be taken up."""
    return Q(accepted_at=None, revoked_at=None, expires_at__gt=now)


def invite(  # noqa: PLR0913 - an invitation has as many parts as its letter
    *,
    actor: Actor,
    email: str,
    name: str,
    role: str,
    office: int,
    starts: date,
    ends: date | None,
    basis: str,
    language: str = "id",
) -> Issued:
    """Invite a mailbox to take up a role, and queue the letter; a command prints the link itself and sends none."""
    reach = demand(actor, "accounts.invite")
    seat = office_for(actor, office, role, reach)
    demand_seat(seat, role, starts, ends)
    if not name.strip():
        raise Refused(letters.NAMELESS())
    try:
        with events.work(actor) as log:
            _close_expired(email, role, seat.pk)
            made = Invitation(
                email=email.strip().lower(),
                name=" ".join(name.split()),
                role=role,
                office_id=seat.pk,
                starts=starts,
                ends=ends,
                basis=basis.strip(),
                language=language,
                expires_at=timezone.now() + VALID,
                invited_by_id=actor.person,
                invited_as_id=actor.appointment,
            )
            made.token_hash = digest(token_of(made))
            made.save()
            if not actor.system:
                _queue_letter(made)
            log.record("accounts.invited", made, holder=seat.pk, data={"role": role})
    except IntegrityError as error:  # the database keeps one open invitation of a mailbox to a seat
        raise Refused(letters.HELD_BY_INVITED()) from error
    return Issued(made, token_of(made))


def _queue_letter(row: Invitation) -> None:
    """Let one letter leave: of two that wait, the earlier would tell the same."""
    Letter.objects.filter(invitation=row).delete()
    post(Letter(kind=Letter.Kind.INVITED, to=row.email, invitation=row))


def _close_expired(email: str, role: str, office: int) -> None:
    """Withdraw what nobody took up in time, so that it does not stand in the way of a new invitation."""
    now = timezone.now()
    late = Invitation.objects.filter(email=email.strip().lower(), role=role, office_id=office, expires_at__lte=now)
    late.filter(accepted_at=None, revoked_at=None).update(revoked_at=now)


def renew(*, actor: Actor, invitation: int) -> Issued:
    """Give an open or expired invitation a new token and a new week, and queue its letter; the old token is void."""
    row = _managed(actor, invitation)
    seen, row.expires_at = row.token_hash, timezone.now() + VALID
    with events.work(actor) as log:
        changed = Invitation.objects.filter(pk=row.pk, accepted_at=None, revoked_at=None, token_hash=seen).update(
            token_hash=digest(token_of(row)), expires_at=row.expires_at, invited_as=actor.appointment
        )
        if not changed:
            raise Stale.of(letters.THE_INVITATION)
        _queue_letter(row)
        log.record("accounts.invitation-renewed", row, holder=row.office_id, data={"role": row.role})
    row.refresh_from_db()
    return Issued(row, token_of(row))


def revoke(*, actor: Actor, invitation: int) -> Invitation:
    """Withdraw an invitation that nobody took up."""
    row = _managed(actor, invitation)
    with events.work(actor) as log:
        rows = Invitation.objects.filter(pk=row.pk, accepted_at=None, revoked_at=None)
        if not rows.update(revoked_at=timezone.now()):
            raise Stale.of(letters.THE_INVITATION)
        log.record("accounts.invitation-withdrawn", row, holder=row.office_id, data={"role": row.role})
    row.refresh_from_db()
    return row


def _managed(actor: Actor, invitation: int) -> Invitation:
    reach = demand(actor, "accounts.manage-invitation")
    rows = Invitation.objects.filter(pk=invitation).select_related("office")
    if actor.system:
        return rows.get()
    found = rows.filter(rules.manageable(actor, reach)).first()
    if found is None and rows.filter(rules.invitations(actor, reach_of(actor, "accounts.invitations"))).exists():
        office_for(actor, rows.get().office_id, rows.get().role, reach)  # tells why, with 403
    if found is None:
        raise Http404
    return found


def open_invitation(token: str) -> Invitation:
    """Return the invitation of a token while it can be taken up; else refuse with one letter for every reason."""
    rows = Invitation.objects.filter(is_open(timezone.now()), token_hash=digest(token))
    found = rows.select_related("office", "invited_as").first()
    if found is None:
        raise Refused(letters.INVITATION_GONE())
    return found


def accept(*, actor: Actor, token: str, name: str = "", password: str = "") -> Appointment:
    """Take up an invitation: make the account, or use the one signed in, and give it the role. Happens once."""
    demand(actor, "accounts.accept")
    invited = open_invitation(token)
    _demand_inviter(invited)
    try:
        with events.work(actor) as log:
            if not Invitation.objects.filter(is_open(timezone.now()), pk=invited.pk).update(accepted_at=timezone.now()):
                raise Stale.of(letters.THE_INVITATION)
            person = _person(actor, invited, name, password)
            made = _take_up(actor, invited, person)
            log.record(
                "accounts.invitation-accepted",
                invited,
                holder=invited.office_id,
                data={"person": person.pk, "role": invited.role, "appointment": made.pk},
            )
    except IntegrityError as error:  # two invitations of one mailbox, taken up at the same moment
        raise Stale.of(letters.THE_INVITATION) from error
    return made


def _demand_inviter(invited: Invitation) -> None:
    """Refuse when whoever invited may no longer give the role; what the installation itself gave needs nobody."""
    if invited.invited_by_id is None:
        return
    giver = actor_of_appointment(invited.invited_as_id, person=invited.invited_by_id)
    try:
        office_for(giver, invited.office_id, invited.role, reach_of(giver, "accounts.invite"))
    except (Http404, Forbidden) as gone:
        raise Refused(letters.INVITER_GONE()) from gone


def _person(actor: Actor, invited: Invitation, name: str, password: str) -> Person:
    known = Person.objects.filter(email=invited.email).first()
    if known is not None or actor.person is not None:
        if known is None or known.pk != actor.person:
            raise Forbidden(letters.OTHER_PERSON())
        return known
    name = " ".join((name or invited.name).split())
    person = Person(email=invited.email, name=name, name_key=search_key(name), language=invited.language)
    _demand_password(password, person)
    person.set_unusable_password()
    person.save()
    set_password(person, password)
    # The token came by mail to this address: the address is proven.
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def _demand_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused([letters.PASSWORD(reason=Say(one, one)) for one in _braced(error)]) from error


def _braced(error: ValidationError) -> list[str]:
    """Return the sentences of a validator, safe to stand in a letter that fills in braces."""
    return [message.replace("{", "(").replace("}", ")") for message in error.messages]


def _take_up(actor: Actor, invited: Invitation, person: Person) -> Appointment:
    demand_seat(invited.office, invited.role, invited.starts, invited.ends)
    made = write_appointment(
        actor=actor,
        person=person.pk,
        role=invited.role,
        office=invited.office_id,
        name=invited.office.name,
        starts=invited.starts,
        ends=invited.ends,
        basis=invited.basis,
    )
    Appointment.objects.filter(pk=made.pk).update(appointed_by=invited.invited_by_id)
    Invitation.objects.filter(pk=invited.pk).update(appointment=made)
    return made
