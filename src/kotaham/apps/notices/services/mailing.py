"""Send what e-mail owes: urgent things at once, the rest as one summary a day; never twice.

A row is claimed before the mail leaves. When the mail server refuses, the claim is given back and the job tries again.
When the worker dies in between, nobody knows whether the mail left: it is not sent again, but what it told stands in
the next day's summary. So nothing is lost, and nobody gets two summaries on one day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from kotaham.apps.jobs.services import enqueue
from kotaham.apps.notices import queries
from kotaham.apps.notices.models import Digest, Notice
from kotaham.apps.notices.rules import ZONES, morning
from kotaham.apps.notices.services.telling import CHUNK, SENDER, about, words_of
from kotaham.core.language import Lang, Say

LIMIT = 50  # things told in one summary; the rest is a number and a link
SUBJECT = Say("Ringkasan harian KotaHAM: {count} hal", "KotaHAM daily summary: {count} {count:item|items}")


@dataclass(frozen=True, slots=True)
class _Line:
    """One thing as the mail tells it."""

    title: str
    url: str
    urgent: bool
    about: str


def site() -> str:
    """Return the address of the site as people open it: the first public address, or where this machine answers."""
    return str(settings.SITE)


def send_outbox(now: datetime) -> int:
    """Queue the mails whose quiet hours are over and those that no job took yet; return how many."""
    rows = list(queries.outbox(now)[:CHUNK].values_list("pk", flat=True))
    for pk in rows:
        enqueue("notices.mail", actor=SENDER, key=f"notice-{pk}", notice=pk)
    return len(rows)


def send_notice(pk: int) -> bool:
    """Mail one notice; false when that was done, is being done, or is no longer owed."""
    free = Notice.objects.filter(pk=pk, mail=Notice.Mail.NOW, claimed_at=None, mailed_at=None)
    if not free.update(claimed_at=timezone.now()):
        return False
    notice = Notice.objects.select_related("person").get(pk=pk)
    if not notice.person.is_active:
        return False
    try:
        _send(notice.person, [notice], f"notice-{pk}", "")
    except Exception:
        Notice.objects.filter(pk=pk).update(claimed_at=None)
        raise
    Notice.objects.filter(pk=pk).update(mailed_at=timezone.now())
    return True


def queue_digests(now: datetime) -> int:
    """Queue the summary of everybody whose morning has come and who is owed one; return how many."""
    mornings = {zone: found for zone in ZONES if (found := morning(now, zone))}
    count = after = 0
    while mornings and (people := queries.awaiting_digest(max(m for _day, m in mornings.values()), after, CHUNK)):
        after = people[-1]
        zones = queries.zones(people)
        for zone, (day, moment) in mornings.items():
            here = [person for person in people if zones.get(person) == zone]
            for person in _owed(here, day, moment):
                enqueue("notices.digest-one", actor=SENDER, key=f"{person}-{day}", person=person, day=str(day))
                count += 1
    return count


def _owed(people: Sequence[int], day: date, moment: datetime) -> list[int]:
    """Return those to whom something is owed since before this morning and who had no summary today."""
    return [p for p in queries.without_digest(people, day) if queries.unmailed(p, moment).exists()]


def send_digest(person: int, day: date) -> bool:
    """Mail the summary of a day; false when it was sent or begun, or nothing is owed any more."""
    zone = queries.zones([person]).get(person, queries.DEFAULT_ZONE)
    found = morning(timezone.now(), zone)
    if found is None or found[0] != day:
        return False  # the day is over in that zone; the next summary tells what this one would have
    rows = list(queries.unmailed(person, found[1]).select_related("person"))
    if not rows or not rows[0].person.is_active or not _claim(person, day):
        return False
    subject = SUBJECT.text(_language(rows[0].person), count=len(rows))
    try:
        _send(rows[0].person, rows, f"digest-{person}-{day}", subject)
    except Exception:
        Digest.objects.filter(person_id=person, day=day, sent_at=None).delete()
        raise
    now = timezone.now()
    with transaction.atomic():
        Digest.objects.filter(person_id=person, day=day).update(sent_at=now)
        Notice.objects.filter(pk__in=[row.pk for row in rows]).update(mailed_at=now)
    return True


def _claim(person: int, day: date) -> bool:
    try:
        with transaction.atomic():
            Digest.objects.create(person_id=person, day=day)
    except IntegrityError:
        return False
    return True


def _send(person: Any, rows: Sequence[Notice], name: str, subject: str) -> None:
    """Write the mail in the language of its reader, as text and as plain HTML."""
    lang = _language(person)
    lines = [_Line(words_of(row, lang), site() + row.url if row.url else "", row.urgent, about(row)) for row in rows]
    settings_url = site() + reverse("notices:preferences")
    page = {
        "name": person.name,
        "lines": lines[:LIMIT],
        "more": max(len(lines) - LIMIT, 0),
        "inbox": site() + reverse("notices:list"),
        "settings": settings_url,
    }
    with translation.override(lang):
        text = render_to_string("notices/mail.txt", page)
        html = render_to_string("notices/mail.html", page)
    host = site().partition("://")[2].partition(":")[0]
    headers = {
        "Message-ID": f"<{name}@{host}>",
        "List-Unsubscribe": f"<{settings_url}>",
        "Auto-Submitted": "auto-generated",
    }
    mail = EmailMultiAlternatives(
        " ".join((subject or lines[0].title).split()), text, to=[person.email], headers=headers
    )
    mail.attach_alternative(html, "text/html")
    mail.send()


def _language(person: Any) -> Lang:
    return "en" if person.language == "en" else "id"
