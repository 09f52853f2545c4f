"""Say what one reader finds of one answer: accept, correct, return, pass on; alone, or many at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.apps.verification.models import Check, Stage
from kotaham.apps.verification.queries import Desk, Row, desk
from kotaham.apps.verification.rules import (
    ACCEPT,
    CORRECT,
    ESCALATE,
    HEAD,
    READER,
    REASONS,
    RETURN,
    SECOND,
    STATE,
    Standing,
    complete,
)
from kotaham.apps.verification.services import letters, telling
from kotaham.apps.verification.services.finding import (
    CENTRE_ROLES,
    KANWIL_ROLES,
    Held,
    find,
    held,
    must_not_be_own,
)
from kotaham.apps.verification.services.readings import KIND, choices
from kotaham.core.errors import Refused

# What a reader can say at a stage; a return at the centre goes to the Kanwil, which then reads it again.
OFFERED: Mapping[str, tuple[str, ...]] = {
    Stage.VERIFIED: (ACCEPT, CORRECT, RETURN, ESCALATE),
    Stage.VALIDATED: (ACCEPT, CORRECT, RETURN),
}
OF_HEAD = (ACCEPT, CORRECT, RETURN)
ROLES: Mapping[str, frozenset[str]] = {Stage.VERIFIED: KANWIL_ROLES, Stage.VALIDATED: CENTRE_ROLES}


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader says: the verdict, of a correction the value and the kind of reason, words, until when."""

    verdict: str
    value: Any = None
    reason_code: str = ""
    reason: str = ""
    due: date | None = None


def stage_of(submission: Any, actor: Actor) -> str:
    """Return the stage at which the report is read now by somebody like the actor; empty when it is not."""
    return next(
        (stage for stage, state in STATE.items() if submission.state == state and actor.role in ROLES[stage]), ""
    )


def check(pk: int, code: str, words: Words, *, actor: Actor, version: int, edition: int) -> Check:
    """Keep what a reader says of one answer.

    `version` is that of the answer which was read; `edition` that of the reader's own earlier words, 0 for none.
    """
    submission = find(pk, "verification.check", actor=actor)
    stage = stage_of(submission, actor) or any_stage(actor)
    with held(pk, "verification.check", actor=actor, stage=stage) as one:
        table = desk(one.submission, one.case, stage, [code])
        row = _row(table, code)
        slot = seat(table, actor, submission=one.submission)
        must_not_be_own(one.submission, actor.person)
        _must_be_free(row, slot, actor, version)
        kept = fit(one, row, words, OFFERED[stage])
        saved = _keep(row, stage, slot, kept, actor, edition)
        data: dict[str, object] = {"code": code, "stage": stage, "slot": slot}
        if not row.sampled:  # the record is read by many; of the blind sample it tells only that it was read
            data |= {"verdict": kept.verdict}
        one.log.record("verification.checked", (KIND, pk), holder=one.case.office_id, data=data)
        _escalate(one, row, saved, actor)
    return saved


def settle(pk: int, code: str, words: Words, *, actor: Actor, edition: int) -> Check:
    """Decide, as the head of the Kanwil, where the two readers differ or one passed it on."""
    with held(pk, "verification.settle", actor=actor, stage=Stage.VERIFIED) as one:
        must_not_be_own(one.submission, actor.person)
        table = desk(one.submission, one.case, Stage.VERIFIED, [code])
        row = _row(table, code)
        if any(said.by_id == actor.person for said in row.now.values() if said.slot != HEAD):
            raise letters.OwnWork(letters.SAME_PERSON(case=letters.named(one.submission)))
        if HEAD in row.now:
            raise Stale.of(letters.named(one.submission))
        if row.standing not in {Standing.DIFFERS, Standing.ESCALATED}:
            raise Refused(letters.NOTHING_TO_SETTLE(code=code))
        kept = fit(one, row, words, OF_HEAD, always_words=True)
        saved = _keep(row, Stage.VERIFIED, HEAD, kept, actor, edition)
        data = {"code": code, "verdict": kept.verdict}
        one.log.record("verification.settled", (KIND, pk), holder=one.case.office_id, reason=kept.reason, data=data)
        telling.tell(
            telling.readers(one.case), actor, one.submission, "verification.settled", telling.SETTLED,
            telling.page(one.submission), code=code,
        )  # fmt: skip
    return saved


UNSAID = {"missing", "not_applicable"}


def accept_many(pk: int, versions: Mapping[str, int], *, actor: Actor, confirmed: bool) -> int:
    """Accept the unsuspicious answers that were listed, unread; what changed since the list was shown stops all."""
    submission = find(pk, "verification.check", actor=actor)
    stage = stage_of(submission, actor) or any_stage(actor)
    with held(pk, "verification.check", actor=actor, stage=stage) as one:
        table = desk(one.submission, one.case, stage)
        slot = seat(table, actor, submission=one.submission)
        must_not_be_own(one.submission, actor.person)
        if not confirmed:
            raise Refused(letters.NO_TICK())
        if not versions:
            raise Refused(letters.NONE_CHOSEN())
        rows = [row for row in bulk(table) if versions.get(row.answer.code) == row.answer.version]
        if slot != READER or len(rows) != len(versions):
            raise Stale.of(letters.named(one.submission))
        for row in rows:
            earlier = row.in_slot(READER)
            _keep(row, stage, READER, Words(ACCEPT), actor, earlier.edition if earlier else 0, in_bulk=True)
        data = {"stage": stage, "count": len(rows), "codes": [row.answer.code for row in rows][:120]}
        one.log.record("verification.bulk-accepted", (KIND, pk), holder=one.case.office_id, data=_short(data))
    return len(rows)


def bulk(table: Desk) -> list[Row]:
    """Return the answers that may be accepted unread: unsuspicious, not in the sample, not read yet, with a value.

    That there is no figure, or that a question does not apply, is read one by one: only its reason speaks for it.
    """
    return [
        row
        for row in table.rows
        if row.standing is Standing.OPEN
        and not row.sampled
        and not row.doubts
        and not row.came_back  # somebody asked about it: what was replied is read
        and row.base
        and not UNSAID & set(row.base)
    ]


def seat(table: Desk, actor: Actor, *, submission: Any) -> int:
    """Return the place at the table where the actor sits, or refuse."""
    case, person = table.case, actor.person
    if table.stage == Stage.VALIDATED:
        places = {case.assessor_id: READER}
    else:
        places = {case.second_id: SECOND, case.reader_id: READER}
    if person is None or person not in places:
        raise letters.OwnWork(letters.NOT_READER(case=letters.named(submission)))
    return places[person]


def fit(one: Held, row: Row, words: Words, offered: tuple[str, ...], *, always_words: bool = False) -> Words:
    """Return what is kept of the words, or refuse with everything that is missing."""
    if words.verdict not in offered:
        raise Refused(letters.NOT_HERE())
    reason, value, due = words.reason.strip(), None, None
    wrong = [] if reason or (words.verdict == ACCEPT and not always_words) else [letters.WORDS()]
    try:
        if words.verdict == CORRECT:
            value = _corrected(one.submission, row, words)
        elif words.verdict == RETURN and one.submission.state == "verifying":
            due = _due(one.submission, words.due)
    except Refused as refused:
        wrong += refused.problems
    if wrong:
        raise Refused(wrong)
    return Words(words.verdict, value, words.reason_code if words.verdict == CORRECT else "", reason, due)


def _corrected(submission: Any, row: Row, words: Words) -> Any:
    wrong = [] if words.reason_code in REASONS else [letters.REASON(choices=choices())]
    if words.value is None:
        wrong.append(letters.NO_VALUE())
    elif submissions.same_figure(words.value, row.base):
        wrong.append(letters.SAME_VALUE())
    if wrong:
        raise Refused(wrong)
    plan = instruments.plan_of(submission.round.instrument)
    answer = submissions.answer_of(words.value)
    submissions.judge_answer(plan, row.answer.code, answer, submission.round.period_end.isoformat())
    return submissions.stored(answer)


def _due(submission: Any, due: date | None) -> date:
    """Return until when the city shall repair: the last day of that step unless the reader names an earlier one."""
    sending.must_be_in_time(submission, "repair")
    today, last = rounds.today(submission.zone), sending.last_day(submission, "repair")
    wanted = due or last
    if wanted is None:
        raise Refused(letters.DUE_MISSING())
    if wanted < today:
        raise Refused(letters.DUE_PAST(day=letters.told(wanted)))
    if last is not None and wanted > last:
        raise Refused(letters.DUE(first=letters.told(today), last=letters.told(last)))
    return wanted


def _must_be_free(row: Row, slot: int, actor: Actor, version: int) -> None:
    """Refuse words about an earlier version, by the same person twice, or after both readers have spoken."""
    if row.answer.version != version:
        raise Stale.of(letters.of_answer(row.answer))
    if HEAD in row.now or (row.sampled and complete(row.said, row.answer.version, row.base)):
        raise Refused(letters.BOTH_READ(code=row.answer.code))
    if slot == SECOND and not row.sampled:
        raise Refused(letters.NOT_SAMPLED(code=row.answer.code))
    others = [said for said in row.now.values() if said.slot != slot]
    if any(said.by_id == actor.person for said in others):
        raise letters.OwnWork(letters.SAME_PERSON(case=letters.of_answer(row.answer)))


def _keep(row: Row, stage: str, slot: int, words: Words, actor: Actor, edition: int, *, in_bulk: bool = False) -> Check:
    """Write what was said at a place of the table, if the words there are still those that were seen."""
    fields = {
        "verdict": words.verdict, "value": words.value, "reason_code": words.reason_code, "reason": words.reason,
        "due": words.due, "seen": row.answer.version, "base": row.base, "bulk": in_bulk,
        "by_id": actor.person, "by_as_id": actor.appointment, "at": timezone.now(),
    }  # fmt: skip
    earlier = row.in_slot(slot)
    if earlier is None:
        try:
            with transaction.atomic():
                return Check.objects.create(answer=row.answer, stage=stage, slot=slot, **fields)
        except IntegrityError as error:
            raise Stale.of(letters.of_answer(row.answer)) from error
    rows = Check.objects.filter(pk=earlier.pk, edition=edition)
    if not rows.update(edition=F("edition") + 1, **fields):
        raise Stale.of(letters.of_answer(row.answer))
    return Check.objects.get(pk=earlier.pk)


def _escalate(one: Held, row: Row, saved: Check, actor: Actor) -> None:
    """Tell the head where the readers leave it to them; of the sample only once both have read it."""
    after = _row(desk(one.submission, one.case, saved.stage, [row.answer.code]), row.answer.code)
    if after.standing in {Standing.DIFFERS, Standing.ESCALATED}:
        telling.tell(
            telling.heads(one.case), actor, one.submission, "verification.escalated", telling.ESCALATED,
            telling.page(one.submission), code=row.answer.code,
        )  # fmt: skip


def _row(table: Desk, code: str) -> Row:
    found = table.by_code.get(code)
    if found is None:
        raise Http404
    return found


def any_stage(actor: Actor) -> str:
    """Return the stage that the role belongs to, so that the letter about the state is about the right one."""
    return Stage.VALIDATED if actor.role in CENTRE_ROLES else Stage.VERIFIED


def _short(data: dict[str, Any]) -> dict[str, Any]:
    """Keep the event small: of many answers the codes of the first ones."""
    return {**data, "codes": data["codes"][:40]}
