"""Send invitations by e-mail to whoever has an address in the register and no account by which they hear of it.

A mail is claimed before it leaves. When the mail server refuses, the claim is given back and the job tries again; an
address that it refuses for good is left to the letter on paper, and the list of the session shows no mail of it.
"""

from datetime import datetime
from smtplib import SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Seat
from kotaham.apps.classes.rules import short_name
from kotaham.apps.classes.services.links import given_out
from kotaham.apps.classes.services.papers import when, where
from kotaham.apps.gate.services import Actor, demand, system
from kotaham.apps.jobs.services import enqueue
from kotaham.apps.register import services as register
from kotaham.core.language import Lang

TASK = "classes.invite-mail"
LANGS: tuple[Lang, ...] = ("id", "en")
Mail, State = Seat.Mail, Seat.State


def queue(session: int) -> None:
    """Let the mails of a session leave once the unit of work of the caller is done."""
    enqueue(TASK, actor=system(TASK), session=session)


def mail_invitations(session: int, *, actor: Actor, now: datetime | None = None) -> int:
    """Send the mails that a session owes, as long as it is ahead; return how many left."""
    demand(actor, "classes.mail")
    owed = list(queries.mail_owed(session, now or timezone.now()).values_list("pk", flat=True))
    return sum(_mail(pk, actor) for pk in owed)


def _mail(pk: int, actor: Actor) -> bool:
    rows = Seat.objects.filter(pk=pk)
    if not rows.filter(mail=Mail.OWED, state=State.INVITED).update(mail=Mail.SENT):
        return False
    seat = queries.seat(pk).get()
    try:
        to = register.address_to_write_to(seat.member_id, gettext_noop("undangan sesi lewat surel"), actor=actor)
        link = given_out(seat) if to else ""
        if link:
            _send(seat, to, link)
    except SMTPRecipientsRefused:
        link = ""
    except Exception:
        rows.filter(mail=Mail.SENT).update(mail=Mail.OWED)
        raise
    if not link:
        rows.filter(mail=Mail.SENT).update(mail=Mail.NONE)
    return bool(link)


def _send(seat: Seat, to: str, link: str) -> None:
    """Write in both languages: which one somebody without an account reads is not known."""
    session, parts = seat.session, []
    for lang in LANGS:
        with translation.override(lang):
            words = {"name": short_name(seat.member.name), "session": session, "when": when(session, lang),
                     "where": where(session), "link": link}  # fmt: skip
            subject = render_to_string("classes/mail/invitation_subject.txt", words).split()
            parts.append((" ".join(subject), render_to_string("classes/mail/invitation.txt", words).strip()))
    headers = {"Auto-Submitted": "auto-generated"}
    body = "\n\n--\n\n".join(text for _subject, text in parts)
    EmailMessage(parts[0][0], body, to=[to], headers=headers).send()
