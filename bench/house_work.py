"""The second half of the country at work: evidence, follow-ups, notices and work in the background, all invented."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count, pairwise

from django.utils import timezone
from house import BIG_CITY, SHARE, Chance, numbers, write

from kotaham.apps.accounts.models import Person
from kotaham.apps.actions.models import Action, Need
from kotaham.apps.evidence.models import Evidence, Revision, Use
from kotaham.apps.jobs.models import Job
from kotaham.apps.notices.models import Notice
from kotaham.apps.offices.models import RANKS, Office

FILES, ACTIONS, NOTICES, JOBS = (int(most * SHARE) for most in (200_000, 50_000, 300_000, 50_000))
WHAT = ("Keputusan", "Laporan", "Peraturan", "SOP", "Notulen", "Daftar hadir", "Anggaran")
ABOUT = ("layanan kesehatan", "hak anak", "ruang laktasi", "bantuan hukum", "trotoar", "air bersih", "kota ramah")
MEDIA = ("pdf", "pdf", "pdf", "png", "jpeg", "xlsx", "docx", "csv")
STATES = ("open", "in_progress", "claimed", "accepted", "accepted", "accepted", "cancelled")


def evidence(chance: Chance) -> None:
    """Pieces with one or two revisions; files are only told of, none is written."""
    now = timezone.now()
    write(Evidence, _pieces(chance, now))
    rows = Evidence.objects.order_by("pk").only("pk", "kind", "media", "latest")
    write(Revision, (one for row in rows.iterator() for one in _revisions(row, now)))


def _pieces(chance: Chance, now: datetime) -> Iterator[Evidence]:
    holders, busy = numbers(Office, rank__gte=RANKS["kanwil"]), numbers(Office, city_code=BIG_CITY)
    today = now.date()
    for number in range(FILES):
        link = number % 9 == 4
        expires = today + timedelta(days=int(chance.random() * 1500) - 500) if number % 3 == 0 else None
        yield Evidence(
            holder_id=chance.either(busy, holders),
            title=f"{chance.one(WHAT)} {chance.one(ABOUT)} nomor {number}",
            kind="link" if link else "file",
            media="" if link else chance.one(MEDIA),
            effective_from=date(2020, 1, 1),
            expires=expires,
            state="withdrawn" if number % 40 == 9 else "active",
            latest=2 if number % 5 == 0 else 1,
            uses=1 if number % 2 else 0,
            created_at=now,
        )


def _revisions(row: Evidence, now: datetime) -> Iterator[Revision]:
    for number in range(1, row.latest + 1):
        shared = {"evidence": row, "number": number, "state": "ready", "created_at": now}
        if row.kind == "link":
            yield Revision(url=f"https://contoh.example/{row.pk}", **shared)
        else:
            digest = f"{row.pk % 150_000:060x}{number:04x}"  # one in four shares its bytes with another
            file = {"name": "berkas.pdf", "size": 100_000, "sha256": digest, "pages": 3}
            yield Revision(key=f"{row.pk}/{number}", media=row.media, **file, **shared)


def uses(chance: Chance) -> None:
    """Every second piece proves a follow-up."""
    now, subjects = timezone.now(), list(Action.objects.order_by("pk").values_list("pk", "owner_id"))
    rows = Revision.objects.filter(number=1, evidence__uses=1).values_list("pk", "evidence_id")
    write(Use, (_use(chance.one(subjects), pair, now) for pair in rows.iterator()))


def _use(subject: tuple[int, int], pair: tuple[int, int], now: datetime) -> Use:
    pk, owner = subject
    shared = {"kind": "actions.action", "subject": str(pk), "title": f"TL-{pk:06}", "url": f"/tindak-lanjut/{pk}"}
    return Use(revision_id=pair[0], evidence_id=pair[1], holder_id=owner, created_at=now, **shared)


def actions(chance: Chance) -> None:
    """Follow-ups in every state, half of them asked for by the ministry; every tenth waits for the one before."""
    write(Action, _actions(chance, timezone.now()))
    pks = numbers(Action)
    write(Need, (Need(action_id=pk, needed_id=before) for before, pk in list(pairwise(pks))[::10]))


def _actions(chance: Chance, now: datetime) -> Iterator[Action]:
    (ministry,) = numbers(Office, kind="ministry")
    owners, busy = numbers(Office, rank__gte=RANKS["province"]), numbers(Office, city_code=BIG_CITY)
    askers, persons = numbers(Office, rank__in=(1, 2, 3)), numbers(Person)
    for number in range(ACTIONS):
        state = chance.one(STATES)
        claimed = {"claimed_by_id": chance.one(persons), "claimed_at": now} if state in {"claimed", "accepted"} else {}
        yield Action(
            title=f"Lengkapi {chance.one(WHAT).lower()} {chance.one(ABOUT)} {number}",
            task="Unggah dokumen yang berlaku.",
            owner_id=chance.either(busy, owners),
            zone="Asia/Jakarta",
            due=now.date() + timedelta(days=int(chance.random() * 400) - 200),
            state=state,
            asker_id=ministry if number % 2 else chance.one(askers),
            asked_by_id=chance.one(persons),
            escalated_to_id=ministry if number % 97 == 0 else None,
            **claimed,
        )


def notices(chance: Chance) -> None:
    """Notices, many of them for few people; half are read."""
    persons, now = numbers(Person), timezone.now()
    words = {"id": "Tindak lanjut {nomor} jatuh tempo", "en": "Follow-up {nomor} is due"}
    write(
        Notice,
        (
            Notice(
                person_id=chance.either(persons[:200], persons),
                kind="actions.due",
                words=words,
                values={"nomor": str(number)},
                url="/tindak-lanjut",
                unread=number % 2 == 0,
                read_at=None if number % 2 == 0 else now,
            )
            for number in range(NOTICES)
        ),
    )


def jobs(chance: Chance) -> None:
    """Work in the background, nearly all of it done."""
    persons, now, state = numbers(Person), timezone.now(), ("done",) * 97 + ("failed", "cancelled", "waiting")
    running = count()
    write(
        Job,
        (
            Job(
                name="evidence.inspect" if number % 3 else "notices.mail",
                ids={"evidence": number},
                state="running" if number > JOBS - 4 and next(running) < 3 else chance.one(state),
                person=chance.either(persons[:200], persons),
                next_at=now + timedelta(days=1),
                ended_at=now,
                words={"id": "Selesai", "en": "Done"},
            )
            for number in range(JOBS)
        ),
    )
