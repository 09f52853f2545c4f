"""Letters about signing in, and of invitations: queued in the transaction that owes them, written when they leave.

A letter holds no link. The link is made when the letter is sent, and the row is gone with it; so no token waits in the
database, and a mail server that does not answer holds up nobody.
"""

from datetime import timedelta
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from kotaham.apps.accounts.apps import SECURITY
from kotaham.apps.accounts.models import Invitation, Letter, Person
from kotaham.apps.accounts.queries.holding import now_in_force, zone_of
from kotaham.apps.accounts.queries.people import invitations
from kotaham.apps.accounts.services.tokens import digest, token_of
from kotaham.apps.gate.services import system
from kotaham.apps.jobs.services import enqueue
from kotaham.core.policy import ROLES

SENDER = system("letters")
KEPT = timedelta(days=1)  # a letter that could not be sent by then is of no use to anybody


def post(letter: Letter) -> None:
    """Queue a letter in the transaction of the caller."""
    with transaction.atomic():
        letter.save()
        enqueue("accounts.letter", actor=SENDER, letter=letter.pk)


def ask_for_reset(address: str) -> None:
    """Queue the letter to a forgetful person; whether somebody has the address is asked when it is sent.

    So a stranger's address costs the same work as a known one, and the time of the answer tells nothing.
    """
    post(Letter(kind=Letter.Kind.RESET, to=address.strip().lower()))


def send(number: int) -> bool:
    """Send a letter and forget it; false when there is none, or nobody to send it to.

    A worker that dies in between sends it again: twice the same letter is better than none.
    """
    letter = Letter.objects.select_related("person").filter(pk=number).first()
    if letter is None:
        return False
    is_due = letter.at > timezone.now() - KEPT
    is_sent = is_due and (_invite(letter) if letter.kind == Letter.Kind.INVITED else _tell(letter))
    letter.delete()
    return is_sent


def drop_old() -> int:
    """Forget the letters that could not be sent in time; return how many."""
    return Letter.objects.filter(at__lte=timezone.now() - KEPT).delete()[0]


def _invite(letter: Letter) -> bool:
    """Write to whom was invited, as long as the invitation is open; the link is made now."""
    row = invitations(Q(pk=letter.invitation_id), "open", timezone.now()).first()
    if row is None:
        return False
    token = token_of(row)
    # The secret of the house may have changed since: then only what leaves now shall open the door.
    Invitation.objects.filter(pk=row.pk, accepted_at=None, revoked_at=None).update(token_hash=digest(token))
    with translation.override(row.language):
        role = ROLES[row.role].text("en" if row.language == "en" else "id")
        address = _linked("accounts:accept", token=token)["link"]
        _post("invitation", {"invitation": row, "role": role, "office": row.office.name, "address": address}, row.email)
    return True


def _tell(letter: Letter) -> bool:
    """Write to a person about a way in; false when there is nobody, or nothing to say any more."""
    person = letter.person or Person.objects.filter(email=letter.to, is_active=True).first()
    words = _words(letter, person) if person else None
    if person and words:
        _send(letter, person, words)
    return bool(words)


def _words(letter: Letter, person: Person) -> dict[str, Any] | None:
    """Return what the letter says, with its link; None when it says nothing any more."""
    if letter.kind == Letter.Kind.RESET:
        token = default_token_generator.make_token(person)
        return _linked("account_reset_password_from_key", uidb36=user_pk_to_url_str(person), key=token)
    if letter.kind == Letter.Kind.CONFIRM:
        waiting = EmailAddress.objects.filter(user=person, email=letter.to, verified=False).first()
        return _linked("account_confirm_email", key=EmailConfirmationHMAC(waiting).key) if waiting else None
    return _linked("mfa_index")


def _linked(view: str, **where: str) -> dict[str, Any]:
    return {"link": f"{settings.SITE}{reverse(view, kwargs=where)}"}


def _send(letter: Letter, person: Person, words: dict[str, Any]) -> None:
    """Write in the language and the time of the person."""
    held = now_in_force(person.pk, timezone.now())
    zone = person.zone or (zone_of(held[0]) if held else "") or settings.TIME_ZONE
    with translation.override(person.language), timezone.override(zone):
        said = [SECURITY[change] for change in letter.changes]
        words = {**words, "person": person, "letter": letter, "said": said, "site": settings.SITE}
        _post(letter.kind, words, letter.to)


def _post(name: str, words: dict[str, Any], to: str) -> None:
    subject = render_to_string(f"accounts/mail/{name}_subject.txt", words).strip()
    send_mail(subject, render_to_string(f"accounts/mail/{name}.txt", words), None, [to])
