"""Sign what the record says now, and keep that outside the database: whoever changes the past contradicts it."""

import logging
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.events.models import Head as HeadRow
from kotaham.apps.events.queries import chain
from kotaham.apps.events.services.keys import is_signed, signer
from kotaham.apps.events.services.unit import work
from kotaham.apps.gate.services import Actor, demand
from kotaham.core.chain import START, Head, instant, read_head, seal
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

log = logging.getLogger("kotaham.events")
HEADS_FILE = "heads.txt"
ASKED = "events.head-asked"
SUBJECT = "Kepala riwayat KotaHAM / head of the KotaHAM record: {count}"
LETTER = """Simpan surat ini. Baris di bawah menyatakan isi riwayat KotaHAM pada saat itu; siapa pun yang kemudian
mengubah atau memotong riwayat akan bertentangan dengannya.

Keep this letter. The line below states what the record of KotaHAM held at that moment; whoever changes or cuts the
record afterwards contradicts it.

{line}
"""
LONGEST_SILENCE = timedelta(hours=24)  # so often a head is signed even when nothing has happened

CONTRADICTED = Kind(
    "events.history-contradicted",
    Say(
        "Riwayat tidak lagi cocok dengan kepala bertanda tangan tanggal {time} ({count} kejadian); tidak ada yang "
        "ditandatangani.",
        "The record no longer agrees with the signed head of {time} ({count} events); nothing was signed.",
    ),
    Say(
        "Anggap sebagai insiden: simpan basis data dan berkas kepala apa adanya, lalu periksa dengan kotaham audit "
        "verify. Bila basis data memang dipulihkan dari cadangan: kotaham manage seal_head --after-restore ALASAN.",
        "Treat it as an incident: keep the database and the file of heads as they are, and run kotaham audit verify. "
        "If the database was restored from a backup: kotaham manage seal_head --after-restore REASON.",
    ),
    Say("Ada yang mengubah atau memotong riwayat, atau basis data dipulihkan.", "It was changed, cut or restored."),
)
BROKEN = Kind(
    "events.chain-broken",
    Say("Rantai riwayat putus pada kejadian {seq}; tidak ada yang ditandatangani.", "The chain breaks at event {seq}."),
    Say(
        "Anggap sebagai insiden: simpan basis data apa adanya, lalu periksa dengan kotaham audit verify.",
        "Treat it as an incident: keep the database as it is, and run kotaham audit verify.",
    ),
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """What sealing did: the newest head, whether it is new, and who could not be told."""

    head: Head
    fresh: bool
    unsent: tuple[str, ...] = ()


def seal_head(actor: Actor, *, new_key: bool = False, after_restore: str = "") -> Sealed:
    """Sign the head of the record, unless nothing has happened since the last one.

    What came since the last head is checked before it is signed. Running this twice at once signs once.
    """
    demand(actor, "events.seal")
    signs = signer(new_key)
    if after_restore:
        _begin_anew(actor, after_restore)
    last = _agreed_head()
    count, digest = chain.last()
    _check_since(last, count, digest)
    now = timezone.now()
    if last and not new_key and not after_restore and not _is_due(last, now):
        _keep_outside()
        return Sealed(last, fresh=False)
    head, fresh = _write(actor, signs.sign(count, digest, instant(now)), last, now)
    _keep_outside()
    told = fresh and (_is_first_of_day(last, now) or actor.person is not None)
    return Sealed(head, fresh, unsent=_send(head) if told else ())


def _is_due(last: Head, now: datetime) -> bool:
    """Tell whether there is something to say: new events, other than that a head was asked for, or a day of silence."""
    news = Event.objects.filter(seq__gt=last.count).exclude(verb=ASKED)
    return news.exists() or now - datetime.fromisoformat(last.time) >= LONGEST_SILENCE


def _is_first_of_day(last: Head | None, now: datetime) -> bool:
    """Tell whether a day has begun since the last head: mail goes out once a day, not every quarter of an hour."""
    return last is None or timezone.localdate(datetime.fromisoformat(last.time)) != timezone.localdate(now)


def _agreed_head() -> Head | None:
    """Return the last head, after checking that the record agrees with it and with the last one kept outside."""
    inside, outside = chain.last_head(), _last_outside()
    for head in (inside, outside):
        if head and (chain.digest_of(head.count) != head.digest or not is_signed(head)):
            log.critical("the record contradicts the signed head %s", head.line)
            raise Refused(CONTRADICTED(time=head.time, count=head.count))
    return max((head for head in (inside, outside) if head), key=lambda head: (head.count, head.time), default=None)


def _check_since(last: Head | None, count: int, digest: str) -> None:
    """Follow the chain from the last head to the event that is to be signed."""
    seq, before = (last.count, last.digest) if last else (0, START)
    for event in chain.in_order(seq, until=count):
        if event.seq != seq + 1 or event.prev != before or seal(before, chain.bytes_of(event)) != event.digest:
            log.critical("the chain breaks at event %s", event.seq)
            raise Refused(BROKEN(seq=event.seq))
        seq, before = event.seq, event.digest
    if (seq, before) != (count, digest):
        raise Refused(BROKEN(seq=seq + 1))


def _write(actor: Actor, head: Head, last: Head | None, now: datetime) -> tuple[Head, bool]:
    """Write the head, unless somebody else has just signed one; a person who asked for it is recorded."""
    with work(actor) as events:
        chain.lock()
        newest = chain.last_head()
        if newest and (last is None or newest.time > last.time):
            return newest, False
        row = HeadRow.objects.create(at=now, count=head.count, digest=head.digest, key=head.key, line=head.line)
        if actor.person is not None:
            events.record(ASKED, row, data={"count": head.count, "key": head.key})
    return head, True


def _begin_anew(actor: Actor, reason: str) -> None:
    """After a restore, lay the old file of heads aside and say so in the record."""
    file = Path(settings.HEADS_FOLDER) / HEADS_FILE
    name = f"heads-until-{timezone.now():%Y%m%dT%H%M%S}.txt"
    if file.exists():
        file.rename(file.with_name(name))
    with work(actor) as events:
        events.record("events.restarted", ("events.head", name), reason=reason)


def _last_outside() -> Head | None:
    """Return the last head in the file outside the database."""
    file = Path(settings.HEADS_FOLDER) / HEADS_FILE
    if not file.exists():
        return None
    with file.open("rb") as heads:
        heads.seek(max(0, file.stat().st_size - 4096))
        lines = heads.read().decode("ascii", "replace").splitlines()
    return next((head for line in reversed(lines) if (head := read_head(line))), None)


def _keep_outside() -> None:
    """Append to the file outside what it lacks: also what a killed run had signed but not written there."""
    last = _last_outside()
    rows = HeadRow.objects.order_by("id")
    if last:
        rows = rows.filter(at__gt=datetime.fromisoformat(last.time))
    lines = "".join(f"{line}\n" for line in rows.values_list("line", flat=True))
    if not lines:
        return
    folder = Path(settings.HEADS_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / HEADS_FILE).open("ab") as heads:
        heads.write(lines.encode("ascii"))
        heads.flush()
        os.fsync(heads.fileno())


def _send(head: Head) -> tuple[str, ...]:
    """Send the head to those who keep it elsewhere; return whom it did not reach."""
    unsent = []
    for address in getattr(settings, "HEADS_MAIL", ()):
        try:
            send_mail(SUBJECT.format(count=head.count), LETTER.format(line=head.line), None, [address])
        except (OSError, SMTPException):
            log.exception("the head could not be sent to %s", address)
            unsent.append(address)
    return tuple(unsent)
