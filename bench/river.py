"""Fill a database with the river at real size: 3 rounds x 514 cities x 120 indicators, with evidence and readings.

Everything but the places is invented and drawn from one seed; the instrument is made for the benchmark and says so. Two
rounds are decided, the third one runs with its reports in every state. `bench_river.py` uses it; this file is no
benchmark by itself. In sets, straight into the tables: what the services would check is not what is measured here; runs
and decisions are made by the services, because pages read what only they know to write.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import river_reviews as reviews
from django.utils import timezone
from house import Chance, numbers, write
from river_instrument import BONUS, document

from kotaham.apps.accounts.models import Appointment, Person, search_key
from kotaham.apps.events.models import Event
from kotaham.apps.evidence.models import Evidence, Revision, Use
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import described
from kotaham.apps.offices.models import RANKS, Office
from kotaham.apps.rounds.models import Extension, Participant, Round, Step
from kotaham.apps.rounds.rules import STEPS
from kotaham.apps.submissions.models import Answer, BonusClaim, Submission
from kotaham.core.chain import START, event_bytes, instant, seal

CITIES = 514
BIG = "35"  # the province whose cities come first: all states of the river within reach of one Kanwil
UNITS = ("Dinas Kesehatan", "Dinas Pendidikan", "Dinas Sosial", "Bappeda", "Inspektorat", "Satpol PP")
PER_UNIT = 19  # indicators of a unit; the last ones stay with the coordinator
STATES = (
    "filling", "endorsing", "sent", "verifying", "repair", "verified", "validating", "validated", "final", "filling",
    "verifying", "withdrawn",
)  # fmt: skip
UNSENT = ("filling", "endorsing", "withdrawn")
PROVED = 0.3  # the part of the answers that evidence proves, with two pieces each
CHUNK = 40  # cities written at once
SINCE = date(2024, 1, 1)
MINISTRY = ("ministry_admin", "instrument_editor", "assessor", "assessor", "decision_maker", "auditor")
KANWIL = ("kanwil_head", "kanwil_verifier", "kanwil_verifier", "kanwil_trainer")


@dataclass
class City:
    """A city with who works in it."""

    office: Office
    name: str
    province: str
    units: list[int] = field(default_factory=list)
    people: dict[int, int] = field(default_factory=dict)  # by office

    @property
    def coordinator(self) -> int:
        """The person who coordinates."""
        return self.people[self.office.pk]


@dataclass
class Country:
    """Whom the rounds are about, and who reviews them."""

    cities: list[City]
    ministry: dict[str, list[int]]
    kanwil: dict[str, tuple[int, list[int]]]  # by province: the office, and its people in the order of KANWIL
    provinces: dict[int, int]  # by office: the coordinator
    now: datetime = field(default_factory=timezone.now)

    def desk(self, province: str) -> tuple[int, list[int]]:
        """Return the Kanwil of a province and its people; of a province without one that of the first."""
        return self.kanwil.get(province) or self.kanwil[BIG]


def country(chance: Chance, cities: int = CITIES) -> Country:
    """Open units and name people; the governments themselves are loaded by the house."""
    rows = list(Office.objects.filter(kind="city").select_related("place", "parent").order_by("place_code"))
    rows.sort(key=lambda one: (one.province_code != BIG, one.place_code))
    found = [City(one, _named(one), _named(one.parent)) for one in rows[:cities]]
    write(Office, (_unit(one.office, name) for one in found for name in UNITS))
    for one in found:
        one.units = numbers(Office, parent=one.office, kind="unit")
    seats = [(unit, "unit_officer") for one in found for unit in one.units]
    seats += [(one.office.pk, "city_coordinator") for one in found]
    (ministry,) = numbers(Office, kind="ministry")
    offices = Office.objects.filter(kind="kanwil").prefetch_related("areas__province").order_by("pk")
    seats += [(ministry, role) for role in MINISTRY]
    seats += [(one.pk, role) for one in offices for role in KANWIL]
    seats += [(pk, "province_coordinator") for pk in numbers(Office, kind="province")]
    people = _people(chance, seats)
    for one in found:
        one.people = {pk: people[pk][0] for pk in (*one.units, one.office.pk)}
    by_role: dict[str, list[int]] = {}
    for role, person in zip(MINISTRY, people[ministry], strict=True):
        by_role.setdefault(role, []).append(person)
    kanwil = {area.province.code: (one.pk, people[one.pk]) for one in offices for area in one.areas.all()}
    return Country(found, by_role, kanwil, {pk: people[pk][0] for pk in numbers(Office, kind="province")})


@dataclass(frozen=True)
class Draft:
    """What is still being prepared: a version, its try-out on a past round, and a round."""

    sealed: Version
    version: Version
    round: Round
    parts: Sequence[str] = ()
    try_out: int = 0


def _named(office: Office | None) -> str:
    return office.place.name if office is not None and office.place is not None else ""


def _unit(city: Office, name: str) -> Office:
    return Office(
        kind="unit", name=f"{name} {city.name.split(maxsplit=1)[-1]}", parent=city, place_id=city.place_id,
        place_code=city.place_code, province_code=city.province_code, city_code=city.city_code, rank=RANKS["unit"],
        valid_from=SINCE,
    )  # fmt: skip


def _people(chance: Chance, seats: Sequence[tuple[int, str]]) -> dict[int, list[int]]:
    """Seat one new person on each seat; return them by office."""
    joined = timezone.now()

    def persons() -> Iterator[Person]:
        for number, _seat in enumerate(seats):
            name = f"Petugas {chance.one(('Ani', 'Budi', 'Citra', 'Dewi', 'Eko'))} {number:05}"
            email = f"sungai{number}@bench.example"
            yield Person(email=email, name=name, name_key=search_key(name), password="!", joined_at=joined)

    write(Person, persons())
    pks = numbers(Person, email__endswith="@bench.example")
    pairs = list(zip(pks, seats, strict=True))
    write(
        Appointment,
        (
            Appointment(person_id=pk, role=role, office_id=office, starts=SINCE, basis="SK contoh")
            for pk, (office, role) in pairs
        ),
    )
    found: dict[int, list[int]] = {}
    for pk, (office, _role) in pairs:
        found.setdefault(office, []).append(pk)
    return found


def remembered() -> Country:
    """Return the country that an earlier run has filled."""
    held: dict[int, list[int]] = {}
    rows = Appointment.objects.filter(person__email__endswith="@bench.example").order_by("person_id")
    roles: dict[str, list[int]] = {}
    for office, role, person in rows.values_list("office_id", "role", "person_id"):
        held.setdefault(office, []).append(person)
        roles.setdefault(role, []).append(person)
    cities = Office.objects.filter(pk__in=Submission.objects.values("office_id")).select_related("place", "parent")
    found = [City(one, _named(one), _named(one.parent)) for one in cities]
    found.sort(key=lambda one: (one.office.province_code != BIG, one.office.place_code))
    for one in found:
        one.units = [pk for pk in numbers(Office, parent=one.office, kind="unit") if pk in held]
        one.people = {pk: held[pk][0] for pk in (*one.units, one.office.pk)}
    offices = Office.objects.filter(kind="kanwil").prefetch_related("areas__province").order_by("pk")
    kanwil = {area.province.code: (one.pk, held[one.pk]) for one in offices for area in one.areas.all()}
    provinces = {pk: held[pk][0] for pk in numbers(Office, kind="province") if pk in held}
    return Country(found, {role: roles[role] for role in MINISTRY}, kanwil, provinces)


def instruments() -> tuple[Version, Version]:
    """Register the sealed version that judges, and the draft of the next one."""
    versions = []
    for label, state in (("1", Version.State.SEALED), ("2", Version.State.DRAFT)):
        text = document(label)
        sealed = {"sealed_at": timezone.now()} if state == Version.State.SEALED else {"based_on": versions[0]}
        versions.append(Version.objects.create(**described(text).columns(), content=text, state=state, **sealed))
    return versions[0], versions[1]


def rounds(version: Version) -> list[Round]:
    """Write three rounds, each after the other; all run for now, two are decided at the end."""
    today, made = timezone.localdate(), []
    for year in (2024, 2025, 2026):
        last = year == 2026
        one = Round.objects.create(
            title=f"Putaran tolok ukur {year}", instrument=version, content_sha256=version.content_sha256,
            period=str(year), period_end=date(year, 12, 31), state="open", opened_at=timezone.now(),
            sample_seed=f"{year:064}", bonus=list(BONUS), endorsements=["sekda"], previous=made[-1] if made else None,
        )  # fmt: skip
        closes = today + timedelta(days=30) if last else date(year, 12, 31)
        opens = min(today - timedelta(days=60), closes)
        Step.objects.bulk_create(Step(round=one, step=step, opens=opens, closes=closes) for step in STEPS)
        made.append(one)
    return made


def fill(chance: Chance, land: Country, one: Round, leaves: Sequence[Any], *, decided: bool) -> None:
    """Write one round: who takes part, reports, answers, evidence, readings, and the events of all of it."""
    write(Participant, (participant(one, city) for city in land.cities))
    late = land.cities[:: max(len(land.cities) // 20, 1)]
    more = timezone.localdate() + timedelta(days=45)
    if not decided:
        write(Extension, (Extension(round=one, step="submit", office=c.office, closes=more, reason="x") for c in late))
    log = Chain(land.now - timedelta(days=40))
    for start in range(0, len(land.cities), CHUNK):
        part = land.cities[start : start + CHUNK]
        reports = Submission.objects.bulk_create(
            _report(one, city, "final" if decided else STATES[(start + at) % len(STATES)], land)
            for at, city in enumerate(part)
        )
        pairs = list(zip(reports, part, strict=True))
        answers = [row for report, city in pairs for row in _answers(chance, report, city, leaves, land)]
        Answer.objects.bulk_create(answers)
        _count(reports, answers)
        home = {report.pk: city for report, city in pairs}
        _evidence(chance, [row for row in answers if row.value and chance.random() < PROVED], home, land)
        write(BonusClaim, (_claim(report, city) for report, city in pairs if report.pk % 3 == 0))
        reviews.review(chance, land, one, pairs, answers)
        log.saved(answers, home)


def _place(city: City) -> dict[str, Any]:
    office = city.office
    zone = office.place.zone if office.place is not None else "Asia/Jakarta"
    return {
        "place_code": office.place_code, "name": city.name, "province_code": office.province_code,
        "province": city.province, "zone": zone,
    }  # fmt: skip


def participant(one: Round, city: City) -> Participant:
    """Let a city take part in a round."""
    return Participant(round=one, office=city.office, **_place(city))


def _report(one: Round, city: City, state: str, land: Country) -> Submission:
    now, since = land.now, land.now - timedelta(days=5)
    sent = {} if state in UNSENT else {"sent_at": since, "sent_by_id": city.coordinator}
    if state in ("verified", "validating", "validated", "final"):
        sent["verified_at"] = since
    if state in ("validated", "final"):
        sent |= {"validated_at": since, "objection_ends": now + timedelta(days=9)}
    if state == "final":
        sent |= {"final_at": now, "objection_ends": now - timedelta(days=1)}
    return Submission(round=one, office=city.office, state=state, since=since, **_place(city), **sent)


def _answers(chance: Chance, report: Submission, city: City, leaves: Sequence[Any], land: Country) -> Iterator[Answer]:
    """Return the answers of one city; one that still fills has given seven of ten."""
    for at, leaf in enumerate(leaves):
        unit = city.units[at // PER_UNIT] if at // PER_UNIT < len(city.units) else None
        given = report.state != "filling" or chance.random() < 0.7
        returned = report.state == "repair" and at % 20 == 3
        state = "returned" if returned else "draft" if report.state == "filling" else "ready"
        yield Answer(
            submission=report, code=leaf.code, position=at, unit_id=unit, due=timezone.localdate(),
            state=state if given else "empty", value=leaf.draw(chance) if given else None, returned=returned,
            saved_at=land.now - timedelta(days=at % 30) if given else None,
            saved_by_id=city.people[unit or city.office.pk] if given else None,
        )  # fmt: skip


def _count(reports: Sequence[Submission], answers: Sequence[Answer]) -> None:
    for report in reports:
        own = [row for row in answers if row.submission_id == report.pk]
        report.total = len(own)
        report.given = sum(row.value is not None for row in own)
        report.ready = sum(row.state == "ready" for row in own)
    Submission.objects.bulk_update(reports, ["total", "given", "ready"])


def _claim(report: Submission, city: City) -> BonusClaim:
    return BonusClaim(submission=report, item=BONUS[0], points="2", note="Laman kota", saved_by_id=city.coordinator)


def _evidence(chance: Chance, answers: Sequence[Answer], home: dict[int, City], land: Country) -> None:
    """Prove answers with two pieces each; files are only told of, none is written."""
    twice = [row for row in answers for _piece in range(2)]
    shared = {"created_at": land.now}
    pieces = Evidence.objects.bulk_create(
        Evidence(
            holder_id=row.unit_id or home[row.submission_id].office.pk, title=f"Dokumen {row.code} {at}", kind="file",
            media="pdf", effective_from=date(2020, 1, 1), latest=1, uses=1, **shared,
        )
        for at, row in enumerate(twice)
    )  # fmt: skip
    revisions = Revision.objects.bulk_create(
        Revision(
            evidence=piece, number=1, state="ready", name="berkas.pdf", size=100_000, media="pdf", pages=3,
            key=f"{piece.pk}/1", sha256=f"{piece.pk % 40_000 if chance.random() < 0.02 else piece.pk:064x}", **shared,
        )
        for piece in pieces
    )  # fmt: skip
    Use.objects.bulk_create(
        Use(
            evidence=piece, revision=revision, kind="submissions.answer", subject=str(row.pk), title=row.code,
            holder_id=piece.holder_id, url=f"/laporan/{row.submission_id}/indikator/{row.code}", page=1, **shared,
        )
        for piece, revision, row in zip(pieces, revisions, twice, strict=True)
    )  # fmt: skip


class Chain:
    """Events that go on where the chain of the database ends."""

    def __init__(self, begin: datetime) -> None:
        """Look where the chain ends."""
        last = Event.objects.order_by("-seq").first()
        self.seq, self.prev = (last.seq, last.digest) if last else (0, START)
        self.at = begin if last is None or begin > last.at else last.at

    def saved(self, answers: Sequence[Answer], home: dict[int, City]) -> None:
        """Write one event for each answer that was given."""
        Event.objects.bulk_create(self._saved(row, home[row.submission_id]) for row in answers if row.value)

    def _saved(self, row: Answer, city: City) -> Event:
        self.seq += 1
        self.at += timedelta(seconds=3)
        holder = row.unit_id or city.office.pk
        fields: dict[str, Any] = {
            "seq": self.seq, "person": row.saved_by_id, "role": "unit_officer", "appointment": row.saved_by_id,
            "office": holder, "system": "", "verb": "submissions.saved", "kind": "submissions.answer",
            "subject": str(row.pk), "holder": holder, "why": "", "origin": "192.0.2.1",
            "request": "0123456789abcdef", "data": json.dumps({"new": "1", "old": "-"}, separators=(",", ":")),
        }  # fmt: skip
        digest = seal(self.prev, event_bytes({**fields, "at": instant(self.at)}))
        made = Event(**fields, at=self.at, prev=self.prev, digest=digest)
        self.prev = digest
        return made
