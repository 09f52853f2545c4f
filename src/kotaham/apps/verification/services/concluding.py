"""Conclude a stage: its corrections come into force, and the report goes on, back, or to the city."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from kotaham.apps.gate.services import Actor
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.apps.verification.models import Case, Check, Stage
from kotaham.apps.verification.queries import Desk, Row, bonus_open, desk, readings_of
from kotaham.apps.verification.rules import CORRECT, HEAD, STEP, Standing
from kotaham.apps.verification.services import letters, telling
from kotaham.apps.verification.services.finding import Held, held, must_not_be_own, only, parties_of
from kotaham.apps.verification.services.readings import KIND, drop_reading, set_reading
from kotaham.core.errors import Refused
from kotaham.core.language import Say

OPEN = Say("{count} jawaban belum dibaca", "{count} {count:answer|answers} not read")
HALF = Say(
    "{count} jawaban contoh menunggu pembaca kedua",
    "{count} {count:answer|answers} of the sample {count:waits|wait} for the other reader",
)
HEADS = Say(
    "{count} jawaban menunggu kepala Kanwil", "{count} {count:answer waits|answers wait} for the head of the Kanwil"
)
BACK = Say(
    "{count} pertanyaan yang belum dikirim kepada kabupaten/kota",
    "{count} {count:question|questions} not yet sent to the city",
)
CLAIMS = Say("{count} nilai tambah belum dinilai", "{count} bonus {count:claim|claims} not judged")


def still_open(table: Desk) -> list[Say]:
    """Return what keeps a stage from being concluded, in words."""
    parts = [
        (OPEN, table.count(Standing.OPEN)),
        (HALF, table.count(Standing.HALF)),
        (HEADS, table.count(Standing.DIFFERS, Standing.ESCALATED)),
        (BACK, table.count(Standing.RETURNED)),
        (CLAIMS, len(bonus_open(table.submission.pk, table.stage))),
    ]
    return [Say(words.text("id", count=count), words.text("en", count=count)) for words, count in parts if count]


def conclude(pk: int, *, actor: Actor) -> Any:
    """Conclude the verification by the Kanwil."""
    with held(pk, "verification.conclude", actor=actor, stage=Stage.VERIFIED) as one:
        if actor.role != "kanwil_head":
            only([one.case.reader_id], actor.person, one.submission)
        must_not_be_own(one.submission, actor.person)
        _enforce(one, Stage.VERIFIED, actor)
        after = sending.move(
            pk, "conclude", actor=actor, log=one.log, parties=parties_of(actor), verified_at=timezone.now()
        )
        one.log.record("verification.concluded", (KIND, pk), holder=one.case.office_id)
        people = {one.case.assessor_id} if one.case.assessor_id else telling.assessors()
        telling.tell(people, actor, after, "verification.concluded", telling.CONCLUDED, telling.page(after))
    return after


def assess(pk: int, *, actor: Actor) -> Any:
    """Begin to assess a report at the centre; nobody assesses what they verified."""
    with held(pk, "verification.assess", actor=actor) as one:
        must_not_be_own(one.submission, actor.person)
        sending.must_be_in_time(one.submission, STEP[Stage.VALIDATED])
        if actor.person in readers_before(pk):
            raise letters.OwnWork(letters.SAME_PERSON(case=letters.named(one.submission)))
        after = sending.move(pk, "assess", actor=actor, log=one.log, parties=parties_of(actor))
        Case.objects.filter(pk=one.case.pk).update(assessor_id=actor.person, version=F("version") + 1)
        telling.settle_concluded(after)
        one.log.record("verification.assessed", (KIND, pk), holder=one.case.office_id)
    return after


def readers_before(pk: int) -> set[int]:
    """Return who read a report for the Kanwil."""
    rows = Check.objects.filter(answer__submission_id=pk, stage=Stage.VERIFIED).order_by()
    return set(rows.values_list("by_id", flat=True).distinct())


def send_back(pk: int, reason: str, *, actor: Actor) -> Any:
    """Send a report back to the Kanwil; the answers marked for that are read there anew."""
    with held(pk, "verification.send-back", actor=actor, stage=Stage.VALIDATED) as one:
        only([one.case.assessor_id], actor.person, one.submission)
        words = letters.must_say(reason)
        table = desk(one.submission, one.case, Stage.VALIDATED)
        rows = [row for row in table.rows if row.standing is Standing.RETURNED]
        numbers = [row.answer.pk for row in rows]
        Check.objects.filter(answer_id__in=numbers).update(seen=0)  # at both stages: they must be read again
        after = sending.move(pk, "send_back", actor=actor, log=one.log, parties=parties_of(actor), reason=words)
        codes = [row.answer.code for row in rows]
        data = {"count": len(codes), "codes": codes[:40]}
        one.log.record("verification.sent-back", (KIND, pk), holder=one.case.office_id, reason=words, data=data)
        telling.tell(
            {one.case.reader_id, *telling.heads(one.case)}, actor, after, "verification.sent-back", telling.SENT_BACK,
            telling.page(after), urgent=True, reason=telling.short(words),
        )  # fmt: skip
    return after


def validate(pk: int, *, actor: Actor, now: datetime | None = None) -> Any:
    """Announce the result to the city, and open the days for objections."""
    at = now or timezone.now()
    with held(pk, "verification.validate", actor=actor, stage=Stage.VALIDATED) as one:
        only([one.case.assessor_id], actor.person, one.submission)
        must_not_be_own(one.submission, actor.person)
        _enforce(one, Stage.VALIDATED, actor)
        until = objection_ends(at, one.submission.round.objection_days, one.submission.zone)
        after = sending.move(
            pk, "validate", actor=actor, log=one.log, parties=parties_of(actor), validated_at=at, objection_ends=until
        )
        data = {"until": until.isoformat()}
        one.log.record("verification.announced", (KIND, pk), holder=one.case.office_id, data=data)
        telling.tell(
            telling.city(after), actor, after, "verification.announced", telling.ANNOUNCED, telling.sides(after),
            urgent=True, until=submissions.objection_day(after) or until.date(),
        )  # fmt: skip
    return after


def objection_ends(now: datetime, days: int, zone: str) -> datetime:
    """Return the last moment for objections: so many days after today, at the end of the day of the place."""
    return rounds.end_of(rounds.today_in(zone, now) + timedelta(days=days), zone)


def _enforce(one: Held, stage: str, actor: Actor) -> None:
    """Bring the corrections of a stage into force; refuse while anything is open."""
    table = desk(one.submission, one.case, stage)
    if left := still_open(table):
        told = Say("; ".join(words.id for words in left), "; ".join(words.en for words in left))
        raise Refused(letters.NOT_DONE(case=letters.named(one.submission), open=told))
    earlier = {pk for pk, held in readings_of(one.submission.pk).items() if stage in held}
    for row in table.rows:
        if row.answer.pk in earlier or row.outcome.by.verdict == CORRECT:
            _bring(one, row, stage, actor)


def _bring(one: Held, row: Row, stage: str, actor: Actor) -> None:
    """Write the reading of one answer, or take an earlier one away when the stage was opened again."""
    said = row.outcome.by
    if said.verdict == CORRECT:
        set_reading(
            row.answer, stage, said.value, said.reason_code, said.reason,
            actor=actor, log=one.log, by=said.by_id, by_as=said.by_as_id,
        )  # fmt: skip
    else:
        drop_reading(row.answer, stage, log=one.log)


def differing(rows: Sequence[Row]) -> list[Row]:
    """Return what waits for the head of the Kanwil."""
    return [row for row in rows if row.standing in {Standing.DIFFERS, Standing.ESCALATED} and HEAD not in row.now]
