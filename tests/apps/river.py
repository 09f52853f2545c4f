"""The river in few lines: a small sealed instrument, a round that runs, reports filled in and sent.

Everything is invented. The instrument asks six things, one of each way to answer that a city has: a number (RK-1), a
ratio (RK-2), yes or no (RK-3), a choice (RK-4), a checklist (RK-5), a document (RK-6); two rights, mean of rights. Each
earns at most 10 points except RK-3 and RK-4 (5).

    river = open_round(world)                     # a round with Damai, Rukun and Seberang; everything still empty
    river = open_round(world, cities=["damai"], delegated=True)
    river.submission("damai"), river.answer("damai", "RK-1")
    filled(river, "damai")                        # every answer given and ready, by who holds it
    sent(river, "damai")                          # and sent by the coordinator (the move alone, and a receipt)
    in_state(river, "damai", "verifying")         # or any later state, by the moves of the table

Days: fill, submit and repair end years from now. `set_days(river, submit=yesterday)` changes them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.events import services as events
from kotaham.apps.evidence.models import Evidence, Revision, Use
from kotaham.apps.gate.services import Actor, system
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import described
from kotaham.apps.rounds.models import Participant, Round, Step
from kotaham.apps.submissions import queries, services
from kotaham.apps.submissions.models import Answer, Receipt, Submission
from kotaham.apps.submissions.rules import CENTRE, CITY, KANWIL
from kotaham.apps.submissions.services.sending import listed_evidence
from kotaham.core.facts_json import canonical_json, facts_to_json
from tests.cast import SINCE, World

Value = dict[str, Any]
CODES = ("RK-1", "RK-2", "RK-3", "RK-4", "RK-5", "RK-6")
PERIOD, PERIOD_END = "2025", date(2025, 12, 31)
SMALL = """\
schema: 1
id: uji-sungai
version: "1"
language: id
title: Instrumen rekaan untuk uji
nature: example
notice: Contoh, bukan peraturan.
subject: city
in_force: {from: 2020-01-01, to: null}
sources: {REKAAN: Rekaan untuk uji}
groups:
  - {code: SEHAT, title: Hak atas kesehatan}
  - {code: AMAN, title: Hak atas rasa aman}
aggregation: {method: group_mean}
scale: 100
policies:
  missing: {rule: incomplete}
  not_applicable: {rule: lowers_maximum}
  gap: {rule: flag}
rounding: {decimals: 2}
predicates:
  levels:
    - {code: baik, title: Baik, from: 80}
    - {code: cukup, title: Cukup, from: 50}
  below: Kurang
bonus:
  cap: 5
  items:
    - {code: NT-1, title: Jawaban dan bukti diumumkan, max_points: 3, evidence: [Alamat laman]}
    - {code: NT-2, title: Hasil dibahas bersama warga, max_points: 2}
indicators:
  - code: RK-1
    group: SEHAT
    title: Cakupan imunisasi dasar
    help: Hitung anak yang imunisasi dasarnya lengkap pada masa data.
    unit: persen
    period: 1 Januari-31 Desember masa data
    owners: [Dinas Kesehatan]
    evidence: [Rekap imunisasi per puskesmas]
    example: Rekap dua belas bulan yang ditandatangani kepala dinas.
    direction: higher_better
    scoring:
      kind: bands
      bands:
        - {from: 95, points: 10}
        - {from: 80, below: 95, points: 6}
        - {below: 80, points: 2}
      possible: {from: 0, to: 100}
  - code: RK-2
    group: SEHAT
    title: Angka kematian ibu
    unit: per 100.000 kelahiran hidup
    owners: [Dinas Kesehatan, Dinas Kependudukan]
    direction: lower_better
    scoring:
      kind: ratio
      numerator: Kematian ibu
      denominator: Kelahiran hidup
      per: 100000
      small_below: 1000
      bands:
        - {to: 70, points: 10}
        - {above: 70, to: 110, points: 6}
        - {above: 110, points: 1}
      possible: {from: 0}
  - code: RK-3
    group: SEHAT
    title: Ada layanan konseling gratis
    scoring: {kind: yes_no, yes: 5, no: 0}
  - code: RK-4
    group: AMAN
    title: Rumah aman bagi korban
    owners: [Dinas Sosial]
    scoring:
      kind: choice
      options:
        - {code: a, title: Milik sendiri dan buka 24 jam, points: 5}
        - {code: b, title: Bekerja sama dengan lembaga lain, points: 3}
        - {code: c, title: Belum ada, points: 0}
  - code: RK-5
    group: AMAN
    title: Kesiapan layanan pengaduan
    owners: [Dinas Sosial]
    scoring:
      kind: checklist
      items:
        - {code: telepon, title: Nomor telepon menjawab 24 jam, required: true}
        - {code: petugas, title: Petugas terlatih}
        - {code: rekap, title: Rekap bulanan tanpa nama}
      bands:
        - {exactly: 3, points: 10}
        - {from: 1, to: 2, points: 5}
        - {exactly: 0, points: 0}
      without_required: 2
  - code: RK-6
    group: AMAN
    title: Rencana aksi daerah
    owners: [Bappeda]
    scoring: {kind: document, valid: 10, invalid: 4, absent: 0}
"""
GOOD: Mapping[str, Value] = {
    "RK-1": {"number": "96.5"},
    "RK-2": {"numerator": "3", "denominator": "4800"},
    "RK-3": {"yes": True},
    "RK-4": {"choice": "b"},
    "RK-5": {"checked": ["petugas", "telepon"]},
    "RK-6": {"document": {"present": True, "from": "2024-01-01", "until": "2029-12-31"}},
}
UNITS = {"RK-1": "dinas", "RK-2": "dinas", "RK-3": "dinas", "RK-4": "dinas_social", "RK-5": "dinas_social"}
COORDINATORS = {"damai": "ani", "rukun": "rini", "seberang": "citra"}
STEPS = ("fill", "submit", "verify", "repair", "validate", "object", "decide")
FAR = timedelta(days=700)
# How each state is reached from the one before it: verb, for whom, who of the cast.
WAY = (
    ("send", CITY, "", "sent"),
    ("take", KANWIL, "dewi", "verifying"),
    ("conclude", KANWIL, "dewi", "verified"),
    ("assess", CENTRE, "gita", "validating"),
    ("validate", CENTRE, "gita", "validated"),
    ("settle", CENTRE, "gita", "final"),
    ("decide", CENTRE, "hadi", "decided"),
)
WHEN = {"sent": "sent_at", "verified": "verified_at", "validated": "validated_at", "final": "final_at"}


@dataclass
class River:
    """A round that runs, with its submissions by the short names of the cities."""

    world: World
    round: Round
    version: Version
    cities: dict[str, int] = field(default_factory=dict)

    def submission(self, city: str = "damai") -> Submission:
        """Return the submission of a city, read afresh."""
        return queries.get(self.cities[city]).get()

    def answer(self, city: str, code: str) -> Answer:
        """Return one answer, read afresh."""
        return queries.answer(self.cities[city], code).get()

    def answers(self, city: str = "damai") -> list[Answer]:
        """Return the answers of a city in the order of the instrument."""
        return list(queries.answers(self.cities[city]))

    def actor(self, name: str) -> Actor:
        """Return the actor of a person of the cast, in the role they hold."""
        return actor_of_appointment(self.world.appointment(name).pk, person=self.world.people[name].pk)

    def coordinator(self, city: str = "damai") -> Actor:
        """Return the coordinator of a city."""
        return self.actor(COORDINATORS[city])


def small_instrument(text: str = SMALL) -> Version:
    """Register an instrument as a sealed version; the same text twice is the same version."""
    told = described(text)
    found = Version.objects.filter(slug=told.slug, label=told.label).first()
    if found is not None:
        return found
    return Version.objects.create(
        **told.columns(), content=text, state=Version.State.SEALED, sealed_at=timezone.now(), made_by=None
    )


def open_round(
    world: World,
    cities: Iterable[str] = ("damai", "rukun", "seberang"),
    *,
    version: Version | None = None,
    delegated: bool = False,
    **changes: Any,
) -> River:
    """Open a round; `delegated` gives the health answers of Damai to `dinas` (Budi), the social ones to Yuda's unit.

    RK-6 stays with the coordinator. `changes` are columns of the round, such as `endorsements=["sekda"]`.
    """
    held = version or small_instrument()
    today = timezone.localdate()
    fields: dict[str, Any] = {
        "title": "Putaran rekaan 2025", "instrument": held, "content_sha256": held.content_sha256, "period": PERIOD,
        "period_end": PERIOD_END, "state": Round.State.OPEN, "opened_at": timezone.now(), "sample_seed": "0" * 64,
        "bonus": ["NT-1", "NT-2"],
    } | changes  # fmt: skip
    round_ = Round.objects.create(**fields)
    Step.objects.bulk_create(
        Step(round=round_, step=step, opens=today - timedelta(days=30), closes=today + FAR) for step in STEPS
    )
    people = [_joined(round_, world, city) for city in cities]
    with events.work(system("tests")) as log:
        services.start(round_, people, system("tests"), log)
    numbers = dict(Submission.objects.filter(round=round_).values_list("office_id", "pk"))
    river = River(world, round_, held, {city: numbers[world.office(city).pk] for city in cities})
    if delegated:
        for code, unit in UNITS.items():
            rows = Answer.objects.filter(submission_id=river.cities["damai"], code=code)
            rows.update(unit_id=world.office(unit).pk, due=today + timedelta(days=60))
    return river


def _joined(round_: Round, world: World, city: str) -> Participant:
    place, province = world.place(city), world.place(city).parent
    assert province is not None
    return Participant.objects.create(
        round=round_,
        office=world.office(city),
        place_code=place.code,
        name=place.name,
        province_code=province.code,
        province=province.name,
        zone=place.zone,
    )


def set_days(river: River, **closes: date) -> None:
    """Set the last days of steps of the round."""
    for step, day in closes.items():
        Step.objects.filter(round=river.round, step=step).update(opens=SINCE, closes=day)


def filled(
    river: River, city: str = "damai", values: Mapping[str, Value | None] = GOOD, *, ready: bool = True
) -> Submission:
    """Answer for a city, all of it by its coordinator; a value of None leaves an answer empty."""
    actor = river.coordinator(city)
    for answer in river.answers(city):
        value = values.get(answer.code)
        if value is None:
            continue
        saved = services.save_answer(
            answer.submission_id, answer.code, services.Said(value), actor=actor, version=answer.version
        )
        if ready:
            services.mark_ready(answer.submission_id, answer.code, actor=actor, version=saved.version)
    return river.submission(city)


def proved(river: River, city: str, code: str, *, title: str = "Bukti rekaan", by: str = "", **fields: Any) -> Evidence:
    """Hang a piece of evidence (a link, ready at once) on an answer; `by` names another office than the city."""
    now = timezone.now()
    answer = river.answer(city, code)
    piece = Evidence.objects.create(
        holder=river.world.office(by or city), title=title, kind=Evidence.Kind.LINK, latest=1, uses=1, created_at=now,
        **fields,
    )  # fmt: skip
    revision = Revision.objects.create(
        evidence=piece, number=1, state=Revision.State.READY, url="https://example.org/bukti", created_at=now
    )
    Use.objects.create(
        evidence=piece, revision=revision, kind=queries.KIND, subject=str(answer.pk), holder=river.world.office(city),
        title=answer.code, created_at=now,
    )  # fmt: skip
    return piece


def moved(
    river: River, city: str, verb: str, party: str, who: str = "", reason: str = "Uji.", **changes: Any
) -> Submission:
    """Make one move of the table, without the rules of the rooms above."""
    actor = river.actor(who) if who else river.coordinator(city)
    with events.work(actor) as log:
        return services.move(river.cities[city], verb, actor=actor, log=log, parties=[party], reason=reason, **changes)


def sent(river: River, city: str = "damai", values: Mapping[str, Value | None] | None = GOOD) -> Submission:
    """Fill in what is still empty, and send it; with `values=None` it is sent as it stands."""
    if values is not None:
        empty = {one.code for one in river.answers(city) if one.value is None}
        filled(river, city, {code: value for code, value in values.items() if code in empty})
    return in_state(river, city, "sent", fill=False)


def in_state(river: River, city: str, state: str, *, fill: bool = True) -> Submission:
    """Bring a submission along the river to a state; `repair` returns RK-1."""
    if fill and river.submission(city).state == "filling" and river.submission(city).given == 0:
        filled(river, city)
    wanted = "verifying" if state == "repair" else state
    reached = [row[3] for row in WAY]
    now = river.submission(city).state
    start = reached.index(now) + 1 if now in reached else 0
    for verb, party, who, target in WAY[start : reached.index(wanted) + 1]:
        changes: dict[str, Any] = {WHEN[target]: timezone.now()} if target in WHEN else {}
        if target == "sent":
            changes["sent_by_id"] = river.coordinator(city).person
        if target == "validated":
            changes["objection_ends"] = timezone.now() + timedelta(days=14)
        moved(river, city, verb, party, who, **changes)
        if target == "sent":
            _receipt(river, city)
    if state == "repair":
        returned(river, city, ["RK-1"])
    return river.submission(city)


def returned(river: River, city: str, codes: Iterable[str], who: str = "dewi") -> Submission:
    """Return answers for repair, as the room verification does."""
    actor, pk = river.actor(who), river.cities[city]
    with events.work(actor) as log:
        services.reopen_answers(pk, list(codes), actor=actor, log=log)
        services.move(pk, "return", actor=actor, log=log, parties=[KANWIL], reason="Perbaiki angkanya.")
    return river.submission(city)


def _receipt(river: River, city: str) -> Receipt:
    """Freeze what was sent, as the send side does."""
    submission, actor = river.submission(city), river.coordinator(city)
    assert actor.person is not None
    told = canonical_json(facts_to_json(queries.facts([submission.pk])))
    number = Receipt.objects.filter(submission=submission).count() + 1
    return Receipt.objects.create(
        submission=submission,
        number=number,
        token=f"uji-{submission.pk}-{number}",
        digest=digest_of(told),
        facts=told.decode(),
        evidence=listed_evidence(submission),
        answered=submission.given,
        sent_by_id=actor.person,
        sent_as_id=actor.appointment,
    )


def digest_of(raw: bytes) -> str:
    """Return the SHA-256 of bytes as text."""
    return sha256(raw).hexdigest()
