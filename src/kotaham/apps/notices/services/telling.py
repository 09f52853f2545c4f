"""Tell people something: one row for each in their inbox, and what e-mail is to do with it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from kotaham.apps.gate.services import system
from kotaham.apps.jobs.services import enqueue
from kotaham.apps.notices import queries
from kotaham.apps.notices.models import Channel, Notice, QuietHours
from kotaham.apps.notices.rules import mail_not_before
from kotaham.apps.notices.services.kinds import NoticeKind, kind_of
from kotaham.core.dates import day
from kotaham.core.language import Lang, Say

CHUNK = 500
AT_ONCE = 200  # to more people than this the mails leave with the next round of the outbox
SENDER = system("notices")
Mail = Notice.Mail
ABOUT = "about"  # not a place in the words: it stands beside them


@dataclass(frozen=True, slots=True)
class _Letter:
    """What everybody is told."""

    kind: NoticeKind
    fields: Mapping[str, Any]
    urgent: bool
    now: datetime


def notify(  # noqa: PLR0913 - everything that one notice is made of
    people: Iterable[int],
    kind: str,
    title: Say,
    *,
    values: Mapping[str, object] | None = None,
    url: str = "",
    subject: tuple[str, object] = ("", ""),
    office: int | None = None,
    urgent: bool = False,
    about: str = "",
) -> int:
    """Tell people something inside the caller's unit of work; return how many rows were written.

    The change that is told of was allowed and is recorded by the caller. Who has chosen not to hear of this kind, or
    has no account any more, gets no row. `about` is what stands beside the words, such as the name of the round.
    """
    fields: dict[str, Any] = {
        "kind": kind,
        "words": {"id": title.id, "en": title.en},
        "values": {name: _kept(value) for name, value in {**(values or {}), **_beside(about)}.items()},
        "url": url,
        "subject_kind": subject[0],
        "subject_id": str(subject[1]),
        "office_id": office,
        "urgent": urgent,
    }
    told(title, fields["values"], "id")  # words whose places cannot be filled fail here, not in somebody's inbox
    letter = _Letter(kind_of(kind), fields, urgent, timezone.now())
    with transaction.atomic():
        written = [row for chunk in _chunks(people) for row in _write(letter, chunk)]
        for row in [row for row in written if row.mail_at and row.mail_at <= letter.now][:AT_ONCE]:
            enqueue("notices.mail", actor=SENDER, key=f"notice-{row.pk}", notice=row.pk)
    return len(written)


def told(title: Say, values: Mapping[str, Any], lang: Lang) -> str:
    """Fill the places of a title, dates and double words in the language asked for."""
    return title.text(lang, **{name: _shown(value, lang) for name, value in values.items()})


def words_of(notice: Notice, lang: Lang) -> str:
    """Return the words of a notice in a language."""
    return told(Say(notice.words["id"], notice.words["en"]), notice.values, lang)


def about(notice: Notice) -> str:
    """Return what stands beside the words of a notice: the name of what it belongs to, or nothing."""
    return str(notice.values.get(ABOUT, ""))


def _beside(about: str) -> Mapping[str, object]:
    return {ABOUT: about} if about else {}


def _write(letter: _Letter, people: Sequence[int]) -> list[Notice]:
    chosen = queries.chosen(people, letter.kind.name)
    quiet = queries.quiet_hours(people)
    zones = queries.zones([person for person, hours in quiet.items() if not hours.zone])
    rows: list[Notice] = []
    for person in queries.active(people):
        channel = _channel(letter.kind, chosen.get(person))
        if channel == Channel.OFF:
            continue
        mail = _mail(channel, letter.urgent)
        at = _mail_at(letter.now, quiet.get(person), zones.get(person, "")) if mail == Mail.NOW else None
        rows.append(Notice(person_id=person, created_at=letter.now, mail=mail, mail_at=at, **letter.fields))
    return Notice.objects.bulk_create(rows, batch_size=CHUNK)


def _channel(kind: NoticeKind, chosen: str | None) -> str:
    wanted = chosen or kind.channel
    return Channel.APP if kind.firm and wanted == Channel.OFF else wanted


def _mail(channel: str, urgent: bool) -> Notice.Mail:
    if channel == Channel.MAIL or (urgent and channel == Channel.DIGEST):
        return Mail.NOW
    return Mail.DIGEST if channel == Channel.DIGEST else Mail.NONE


def _mail_at(now: datetime, hours: QuietHours | None, zone: str) -> datetime:
    return mail_not_before(now, hours.starts, hours.ends, hours.zone or zone) if hours else now


def _kept(value: object) -> object:
    """Keep a value so that it can be told in either language later."""
    if isinstance(value, Say):
        return {"id": value.id, "en": value.en}
    if isinstance(value, date):
        return {"date": value.isoformat()[:10]}
    return value if isinstance(value, int) else str(value)


def _shown(value: Any, lang: Lang) -> object:
    if isinstance(value, dict):
        return day(date.fromisoformat(value["date"]), lang) if "date" in value else value[lang]
    return value


def _chunks(people: Iterable[int]) -> Iterator[list[int]]:
    numbers = iter(dict.fromkeys(people))
    while chunk := list(islice(numbers, CHUNK)):
        yield chunk
