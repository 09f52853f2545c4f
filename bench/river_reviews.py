"""The second half of the river: cases, readings, questions, receipts, objections, runs and decisions, all invented."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from house import Chance, write

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.gate.services import Actor
from kotaham.apps.publication import queries as decided
from kotaham.apps.publication.models import Decision, Objection
from kotaham.apps.publication.rules import digest_of, told_of
from kotaham.apps.publication.services.drafting import write_rows
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.rounds.models import Round
from kotaham.apps.scores import services as scores
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions.models import Answer, BonusClaim, Endorsement, Receipt, Submission
from kotaham.apps.verification.models import BonusReading, Case, Check, Question, Reading
from kotaham.core.facts_json import canonical_json, facts_to_json

if TYPE_CHECKING:
    from river import City, Country

UNSENT = ("filling", "endorsing", "withdrawn")
VERIFIED = ("verified", "validating", "validated", "final")
VALIDATED = ("validated", "final")
Pairs = Sequence[tuple[Submission, "City"]]


def review(chance: Chance, land: "Country", one: Round, pairs: Pairs, answers: Sequence[Answer]) -> None:
    """Write what the Kanwil and the centre have made of some reports of one round."""
    read = [report for report, _city in pairs if report.state not in UNSENT]
    codes = [row.code for row in answers if row.submission_id == pairs[0][0].pk]
    samples = {report.pk: rounds.sample(one.sample_seed, report.place_code, codes, 10) for report in read}
    write(Case, (_case(report, land, samples[report.pk]) for report in read))
    home = {report.pk: report for report in read}
    rows = [row for row in answers if row.submission_id in home]
    values: dict[int, Any] = {}
    write(Reading, _readings(chance, land, rows, home, values))
    write(Check, _checks(land, rows, home, samples, values))
    write(Question, _questions(land, rows, home))
    write(BonusReading, _bonus(land, [report for report in read if report.state in VERIFIED]))
    write(Endorsement, (_endorsed(report, city) for report, city in pairs if report.pk in home))
    write(Receipt, _receipts(read, rows, land))
    write(Objection, _objections(land, [row for row in rows if home[row.submission_id].state in VALIDATED]))


def _case(report: Submission, land: "Country", sample: Sequence[str]) -> Case:
    office, (_head, reader, second, _trainer) = land.desk(report.province_code)
    taken = report.state != "sent"
    doubts = {code: [["submissions.leap", "Jauh dari tahun lalu", "Far from last year"]] for code in sample[:3]}
    return Case(
        submission=report, office_id=office, reader_id=reader if taken else None, second_id=second if taken else None,
        assessor_id=land.ministry["assessor"][0] if report.state in ("validating", *VALIDATED) else None,
        sample=list(sample), doubts=doubts, risk=len(doubts), taken_at=land.now if taken else None,
    )  # fmt: skip


def _stages(state: str) -> tuple[str, ...]:
    """Return the stages whose values stand."""
    return ("verified", "validated") if state in VALIDATED else ("verified",) if state in VERIFIED else ()


def _readings(
    chance: Chance, land: "Country", rows: Sequence[Answer], home: dict[int, Submission], values: dict[int, Any]
) -> Iterator[Reading]:
    for row in rows:
        for stage in _stages(home[row.submission_id].state):
            if row.value is not None and "number" in row.value and chance.random() < 0.08:
                value = {"number": str(int(chance.random() * 100))}
                by = land.desk(home[row.submission_id].province_code)[1][1]
                yield Reading(
                    answer=row, stage=stage, value=value, before=values.get(row.pk, row.value), by_id=by,
                    reason_code="miscount", reason="Rekap berbeda dari jawaban.", at=land.now,
                )  # fmt: skip
                values[row.pk] = value


def _checks(
    land: "Country",
    rows: Sequence[Answer],
    home: dict[int, Submission],
    samples: dict[int, Sequence[str]],
    values: dict[int, Any],
) -> Iterator[Check]:
    """Return what the readers said: all of what is verified, half of what is being read."""
    for row in rows:
        report = home[row.submission_id]
        if report.state == "sent" or (report.state in ("verifying", "validating") and row.position % 2):
            continue
        _office, (_head, reader, second, _trainer) = land.desk(report.province_code)
        fields: dict[str, Any] = {"answer": row, "verdict": "accept", "seen": row.version, "at": land.now}
        sampled = row.code in samples[report.pk]
        yield Check(**fields, stage="verified", slot=1, by_id=reader, base=row.value, bulk=not sampled)
        if sampled and row.position % 3:
            yield Check(**fields, stage="verified", slot=2, by_id=second, base=row.value)
        if report.state in ("validating", *VALIDATED):
            base = values.get(row.pk, row.value)
            yield Check(**fields, stage="validated", slot=1, by_id=land.ministry["assessor"][0], base=base, bulk=True)


def _questions(land: "Country", rows: Sequence[Answer], home: dict[int, Submission]) -> Iterator[Question]:
    for row in rows:
        if row.returned:
            by = land.desk(home[row.submission_id].province_code)[1][1]
            due = timezone.localdate() + timedelta(days=9)
            yield Question(answer=row, text="Mohon rekap dua belas bulan.", due=due, asked_by_id=by)


def _bonus(land: "Country", reports: Sequence[Submission]) -> Iterator[BonusReading]:
    home = {report.pk: report for report in reports}
    for claim in BonusClaim.objects.filter(submission_id__in=list(home)):
        by = land.desk(home[claim.submission_id].province_code)[1][1]
        for stage in _stages(home[claim.submission_id].state):
            fields: dict[str, Any] = {"submission_id": claim.submission_id, "item": claim.item, "by_id": by}
            yield BonusReading(**fields, stage=stage, points="1", reason="Diumumkan sebagian.")


def _endorsed(report: Submission, city: "City") -> Endorsement:
    shared: dict[str, Any] = {"digest": "0" * 64, "signatory": "Sekretaris Daerah", "by_id": city.coordinator}
    return Endorsement(submission=report, kind="sekda", **shared)


def _receipts(reports: Sequence[Submission], rows: Sequence[Answer], land: "Country") -> Iterator[Receipt]:
    if not reports:
        return
    table = facts_to_json(submissions.facts([report.pk for report in reports]))
    told = {one["code"]: {**table, "subjects": [one]} for one in table["subjects"]}
    given = {report.pk: 0 for report in reports}
    for row in rows:
        given[row.submission_id] += row.value is not None
    for report in reports:
        raw = canonical_json(told[report.place_code])
        words = {
            "round": report.round.title, "instrument": report.round.instrument.ref, "by": "Petugas", "role": ["", ""],
            "demo": False, "trial": False, "total": report.total, "endorsements": [],
        }  # fmt: skip
        yield Receipt(
            submission=report, number=1, token=f"tolok-ukur-{report.pk}", digest=sha256(raw).hexdigest(),
            facts=raw.decode(), words=words, answered=given[report.pk], sent_at=land.now, sent_by_id=report.sent_by_id,
        )  # fmt: skip


def _objections(land: "Country", rows: Sequence[Answer]) -> Iterator[Objection]:
    for row in rows:
        if row.value is None or row.position % 40 != 5:
            continue
        state = "dismissed" if row.submission.state == "final" else ("draft", "filed", "dismissed")[row.position // 40]
        fields: dict[str, Any] = {}
        if state != "draft":
            fields |= {"filed_at": land.now, "against": row.value}
        if state == "dismissed":
            by = land.ministry["assessor"][1]
            fields |= {"decision": "Bukti tidak mendukung.", "decided_by_id": by, "decided_at": land.now}
        yield Objection(
            submission_id=row.submission_id, answer=row, state=state, grounds="Rekap yang benar terlampir.",
            wanted=row.value, made_by_id=row.saved_by_id, **fields,
        )  # fmt: skip


def actor_of(person: int) -> Actor:
    """Return a person in the role they hold."""
    return actor_of_appointment(Appointment.objects.get(person_id=person).pk, person=person)


def score(land: "Country", one: Round, stages: Sequence[str]) -> None:
    """Score a round at some stages, as the job does."""
    assessor = land.ministry["assessor"][0]
    for stage in stages:
        run = Run.objects.create(round=one, stage=stage, asked_by_id=assessor)
        scores.make(run.pk, actor=actor_of(assessor))


def decide(land: "Country", one: Round, number: str) -> Decision:
    """Freeze the decision of a round whose reports are all final, and close the round."""
    maker = land.ministry["ministry_admin"][0]
    found = decided.standing(one)
    draft = Decision.objects.create(round=one, run=found.run, title="Hasil tolok ukur", made_by_id=maker)
    write_rows(draft, decided.entries(found))
    fields: dict[str, Any] = {"number": number, "day": timezone.localdate(), "signatory": "Menteri"}
    for name, value in fields.items():
        setattr(draft, name, value)
    digest = digest_of(told_of(draft, list(decided.rows_of(draft.pk))))
    by = {"frozen_by_id": land.ministry["decision_maker"][0], "frozen_at": land.now}
    Decision.objects.filter(pk=draft.pk).update(state="frozen", digest=digest, **fields, **by)
    Submission.objects.filter(round=one, state="final").update(state="decided")
    Round.objects.filter(pk=one.pk).update(state="decided", closed_at=land.now)
    return Decision.objects.get(pk=draft.pk)


def correct(land: "Country", old: Decision) -> Decision:
    """Draft a decision that corrects another."""
    found = decided.standing(old.round)
    maker = land.ministry["ministry_admin"][0]
    draft = Decision.objects.create(
        round=old.round, run=found.run, corrects=old, title="Perubahan", why="Salah hitung.", made_by_id=maker
    )
    write_rows(draft, decided.entries(found))
    return draft
