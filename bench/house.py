"""Fill a database with a whole country at work: 100,000 people, 20,000 offices, 1,000,000 events, 200,000 files.

Everything but the places is invented and drawn from one seed. The size is set by KOTAHAM_BENCH (a fraction of the full
size, 1 by default), so that the program itself can be tried in a minute. `bench_pages.py` uses it; this file is no
benchmark by itself.
"""

import os
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.utils import timezone

from kotaham.apps.accounts.models import Appointment, Invitation, Person, search_key
from kotaham.apps.events.models import Event
from kotaham.apps.offices.models import RANKS, Contact, Office
from kotaham.core.chain import START, event_bytes, instant, seal

SHARE = float(os.environ.get("KOTAHAM_BENCH", "1"))
PEOPLE, OFFICES, EVENTS = max(int(100_000 * SHARE), 5_000), max(int(20_000 * SHARE), 2_000), int(1_000_000 * SHARE)
INVITATIONS = int(10_000 * SHARE)
BIG_CITY = "31.71"  # more happens here than elsewhere, so that a long list is read too
BUSY = 0.03  # the part of everything that belongs to the busy offices and people
SINCE = date(2024, 1, 1)
FIRST = (
    "Ani",
    "Budi",
    "Citra",
    "Dewi",
    "Eko",
    "Fajar",
    "Gita",
    "Hadi",
    "Intan",
    "Joko",
    "Made",
    "Nia",
    "Putri",
    "Rini",
)
LAST = ("Andayani", "Budiman", "Cahyani", "Gunawan", "Hartanto", "Irawati", "Kusuma", "Lubis", "Nuraini", "Santoso")
UNITS = ("Dinas Kesehatan", "Dinas Pendidikan", "Dinas Sosial", "Dinas Perhubungan", "Inspektorat", "Satpol PP")
BELOW = ("unit_officer", "learner", "unit_officer", "learner", "policy_reviewer")
ABOVE = {
    "ministry": (("ministry_admin", 10), ("auditor", 10), ("assessor", 100), ("instrument_editor", 5)),
    "kanwil": (("kanwil_head", 1), ("kanwil_verifier", 20), ("kanwil_trainer", 5)),
    "province": (("province_coordinator", 3),),
    "city": (("city_coordinator", 2), ("policy_reviewer", 2)),
}
VERBS = (
    ("accounts.read", "accounts.person"),
    ("accounts.read", "accounts.person"),
    ("offices.renamed", "offices.office"),
    ("offices.confirmed", "offices.office"),
    ("evidence.added", "evidence.evidence"),
    ("evidence.used", "evidence.evidence"),
    ("actions.opened", "actions.action"),
    ("actions.claimed", "actions.action"),
    ("accounts.signed-in", "accounts.person"),
)
Row = TypeVar("Row", bound=models.Model)
One = TypeVar("One")


class Chance(random.Random):
    """Chance from a seed, with a quick choice and a preference for the busy."""

    def one(self, among: Sequence[One]) -> One:
        """Return one of several."""
        return among[int(self.random() * len(among))]

    def either(self, busy: Sequence[One], among: Sequence[One]) -> One:
        """Return one of several, now and then one of the busy."""
        return self.one(busy if self.random() < BUSY and busy else among)


def write(model: type[Row], rows: Iterable[Row], size: int = 5000) -> None:
    """Insert rows of one model in pieces, all in one transaction."""
    left = iter(rows)
    with transaction.atomic():
        while piece := list(islice(left, size)):
            model._default_manager.bulk_create(piece)


def numbers(model: type[models.Model], **wanted: Any) -> list[int]:
    """Return the numbers of rows, in order."""
    return list(model._default_manager.filter(**wanted).order_by("pk").values_list("pk", flat=True))


def offices(chance: Chance) -> None:
    """Give every city units until the number is reached; the governments themselves are loaded by the house."""
    cities = list(Office.objects.filter(kind="city").order_by("pk"))

    def units() -> Iterator[Office]:
        for number in range(OFFICES - Office.objects.count()):
            city = cities[number % len(cities)]
            yield Office(
                kind="unit",
                name=f"{chance.one(UNITS)} bagian {number // len(cities) + 1} {city.name.split(maxsplit=1)[-1]}",
                parent=city,
                place_id=city.place_id,
                place_code=city.place_code,
                province_code=city.province_code,
                city_code=city.city_code,
                rank=RANKS["unit"],
                valid_from=date(2020, 1, 1),
                valid_to=date(2023, 1, 1) if number % 50 == 7 else None,
                proposed=number % 10 == 3,
            )

    write(Office, units())
    write(Contact, (Contact(office_id=pk, title="Sekretariat", phone="021 555") for pk in numbers(Office)))


def people(chance: Chance) -> None:
    """People with one role each: some in every government, most spread over the units; one in ten had another role."""
    joined = timezone.now()

    def persons() -> Iterator[Person]:
        for number in range(PEOPLE):
            name = f"{chance.one(FIRST)} {chance.one(LAST)} {number}"
            email = f"orang{number}@bench.example"
            yield Person(email=email, name=name, name_key=search_key(name), password="!", joined_at=joined)

    def appointments() -> Iterator[Appointment]:
        seats = _seats(chance)
        for number, pk in enumerate(numbers(Person, email__endswith="@bench.example")):
            role, office = next(seats)
            yield Appointment(person_id=pk, role=role, office_id=office, starts=SINCE, basis="SK contoh")
            if number % 10 == 0:
                earlier = {"starts": date(2022, 1, 1), "ends": SINCE, "ended_at": joined, "basis": "SK contoh"}
                yield Appointment(person_id=pk, role="learner", office_id=office, **earlier)

    write(Person, persons())
    write(Appointment, appointments())
    write(Invitation, _invitations(chance, joined))


def _seats(chance: Chance) -> Iterator[tuple[str, int]]:
    """Give roles and offices without end: first those that somebody must hold."""
    for kind, seats in ABOVE.items():
        for office in numbers(Office, kind=kind):
            for role, many in seats:
                yield from [(role, office)] * (many if SHARE == 1 or kind in {"city", "province"} else 1)
    units = numbers(Office, kind="unit", valid_to=None)
    number = 0
    while True:
        yield chance.one(BELOW), units[number % len(units)]
        number += 1


def _invitations(chance: Chance, now: datetime) -> Iterator[Invitation]:
    units, writers = numbers(Office, kind="unit", valid_to=None), numbers(Person)
    for number in range(INVITATIONS):
        yield Invitation(
            email=f"undangan{number}@bench.example",
            name=f"{chance.one(FIRST)} {chance.one(LAST)}",
            role="unit_officer",
            office_id=chance.one(units),
            starts=SINCE,
            basis="SK contoh",
            token_hash=f"{number:064x}",
            expires_at=now + timedelta(days=number % 30 - 15),
            invited_by_id=chance.one(writers),
            revoked_at=now if number % 7 == 0 else None,
        )


def events(chance: Chance) -> None:
    """A year of events that continue the chain."""
    last = Event.objects.order_by("-seq").first()
    first, prev = (last.seq + 1, last.digest) if last else (1, START)
    begin = timezone.now() - timedelta(days=365)
    step = timedelta(days=365) / max(EVENTS, 1)
    draw = _fields(chance)

    def rows() -> Iterator[Event]:
        nonlocal prev
        for number in range(EVENTS):
            at = begin + number * step
            fields = {**next(draw), "seq": first + number}
            digest = seal(prev, event_bytes({**fields, "at": instant(at)}))
            yield Event(**fields, at=at, prev=prev, digest=digest)
            prev = digest

    write(Event, rows())


def _fields(chance: Chance) -> Iterator[dict[str, Any]]:
    holders, persons = numbers(Office, rank__gte=RANKS["province"]), numbers(Person)
    busy_holders, busy_persons = numbers(Office, city_code=BIG_CITY), persons[:200]
    subjects = {"offices.office": holders, "accounts.person": persons}
    while True:
        verb, kind = chance.one(VERBS)
        office = chance.either(busy_holders, holders)
        person = chance.either(busy_persons, persons)
        yield {
            "person": person,
            "role": "unit_officer",
            "appointment": person,
            "office": office,
            "system": "",
            "verb": verb,
            "kind": kind,
            "subject": str(chance.one(subjects.get(kind, persons))),
            "holder": None if verb == "accounts.read" else office,
            "why": "daftar orang" if verb == "accounts.read" else "",
            "origin": "192.0.2.1",
            "request": "0123456789abcdef",
            "data": '{"fields":["name"]}',
        }


def analyse() -> None:
    """Let the database look at what it holds, as both do by themselves in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
