"""Propose, send, call back, resend, withdraw: each one move of the river, with its receipt and its notices."""

import secrets
from collections.abc import Collection
from typing import Any, cast

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor
from kotaham.apps.rounds import services as rounds
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer, Receipt, Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import CITY, SENT
from kotaham.apps.submissions.services import checking, letters, send_letters, send_telling, standing
from kotaham.apps.submissions.services.deadlines import must_be_in_time, must_go_on
from kotaham.apps.submissions.services.delegating import governed_by
from kotaham.apps.submissions.services.moving import move
from kotaham.apps.submissions.services.receipts import words_of
from kotaham.apps.submissions.services.repairing import unanswered
from kotaham.apps.submissions.services.telling import short
from kotaham.core.chain import grouped
from kotaham.core.errors import Refused

PARTIES = (CITY,)
SUBMIT, REPAIR = "submit", "repair"
TOKEN_BYTES = 24


def propose(pk: int, *, actor: Actor) -> Submission:
    """Put a report up for endorsement: from now on no answer changes."""
    submission = governed_by(pk, "submissions.propose", actor=actor)
    must_go_on(submission)
    must_be_in_time(submission, SUBMIT)
    if not submission.round.endorsements:
        raise Refused(send_letters.NO_ENDORSEMENT_WANTED())
    with events.work(actor) as log:
        after = move(pk, "propose", actor=actor, log=log, parties=PARTIES)
        send_telling.tell_to_endorse(actor, after, standing.standings(after))
    return after


def unlock(pk: int, *, actor: Actor, reason: str) -> Submission:
    """Open a report again; what was endorsed holds until an answer really changes."""
    must_go_on(governed_by(pk, "submissions.propose", actor=actor))
    with events.work(actor) as log:
        after = move(pk, "unlock", actor=actor, log=log, parties=PARTIES, reason=reason)
        people = set(queries.endorsements(pk).values_list("by_id", flat=True))
        send_telling.tell_unlocked(actor, after, people, reason)
    return after


def send(pk: int, *, actor: Actor, confirmed: Collection[str] = ()) -> Receipt:
    """Send a report to the Kanwil; `confirmed` are the codes that the sender knows to have no value."""
    submission = governed_by(pk, "submissions.send", actor=actor)
    _must_run(submission, SUBMIT)
    if submission.state == "filling" and submission.round.endorsements:
        raise Refused(send_letters.PROPOSE_FIRST())
    with events.work(actor) as log:
        after = move(pk, "send", actor=actor, log=log, parties=PARTIES, sent_at=timezone.now(), sent_by_id=actor.person)
        _must_be_whole(after, confirmed)
        receipt = _receipt(after, actor, log)
        send_telling.tell_kanwil(actor, after, send_telling.SENT, number=str(receipt))
    return receipt


def call_back(pk: int, *, actor: Actor, reason: str) -> Submission:
    """Take a report back before anybody has begun to verify it, as long as it could be sent again."""
    submission = governed_by(pk, "submissions.call-back", actor=actor)
    if submission.state in SENT[1:]:
        raise Refused(send_letters.TAKEN())
    _must_run(submission, SUBMIT)
    with events.work(actor) as log:
        after = move(pk, "call_back", actor=actor, log=log, parties=PARTIES, reason=reason)
        send_telling.tell_kanwil(actor, after, send_telling.CALLED_BACK, reason=short(reason))
    return after


def resend(pk: int, *, actor: Actor) -> Receipt:
    """Send the repaired answers; every question of the Kanwil has its answer."""
    submission = governed_by(pk, "submissions.resend", actor=actor)
    _must_run(submission, REPAIR, early=True)
    with events.work(actor) as log:
        list(Submission.objects.select_for_update().filter(pk=pk).values_list("pk"))  # no answer changes meanwhile
        left = unanswered(pk) if submission.state == REPAIR else []
        after = move(pk, "resend", actor=actor, log=log, parties=PARTIES)
        if left:
            raise Refused(send_letters.NOT_REPAIRED(codes=", ".join(left)))
        receipt = _receipt(after, actor, log)
        send_telling.tell_kanwil(actor, after, send_telling.RESENT, number=str(receipt))
    return receipt


def withdraw(pk: int, *, actor: Actor, reason: str) -> Submission:
    """Say that the city goes on no longer; taking part is voluntary."""
    submission = governed_by(pk, "submissions.withdraw", actor=actor)
    must_go_on(submission)
    with events.work(actor) as log:
        after = move(pk, "withdraw", actor=actor, log=log, parties=PARTIES, reason=reason)
        rounds.withdraw(submission.round_id, submission.office_id, actor=actor, log=log, reason=reason.strip())
        send_telling.tell_kanwil(actor, after, send_telling.WITHDRAWN, reason=short(reason))
    return after


def explain(pk: int, code: str, note: str, *, actor: Actor) -> Answer:
    """Write a word of explanation beside an answer, without touching its value."""
    submission = governed_by(pk, "submissions.explain", actor=actor)
    must_go_on(submission)
    text = letters.must_say(note)[:2000]
    answer = queries.answer(pk, code).first()
    if answer is None:
        raise Refused(letters.UNKNOWN_CODE(codes=code))
    with events.work(actor) as log:
        open_now = Submission.objects.select_for_update().filter(pk=pk, state__in=("filling", "endorsing", "repair"))
        if not open_now.exists():
            raise Refused(letters.NOT_WRITABLE(code=code, state=queries.LIFE.states[submission.state]))
        Answer.objects.filter(pk=answer.pk).update(note=text)
        log.record("submissions.explained", answer, holder=submission.office_id, data={"code": code})
    answer.note = text
    return answer


def _must_run(submission: Submission, step: str, *, early: bool = False) -> None:
    """Refuse what does not come within the days of a step, with the letter of the round that says who may extend."""
    rounds.must_be_running(submission.round, step, submission.office_id, submission.zone, early=early)


def _must_be_whole(submission: Submission, confirmed: Collection[str]) -> None:
    """Refuse, with everything at once, holes that nobody confirmed and endorsements that are not there."""
    problems = []
    if unknown := sorted(checking.holes_of(submission) - set(confirmed)):
        problems.append(send_letters.HOLES(codes=", ".join(unknown)))
    if lacking := standing.open_marks(submission):
        problems.append(send_letters.ENDORSEMENTS_OPEN(marks=standing.told_marks(lacking)))
    if problems:
        raise Refused(problems)


def _receipt(submission: Submission, actor: Actor, log: Log) -> Receipt:
    """Freeze what is sent; the row of the submission is held, so nothing changes meanwhile."""
    text = reads.facts_text(submission.pk)
    last = reads.receipts(submission.pk).values_list("number", flat=True).first() or 0
    receipt = Receipt.objects.create(
        submission_id=submission.pk,
        number=last + 1,
        token=secrets.token_urlsafe(TOKEN_BYTES),
        digest=reads.digest_of(text),
        facts=text,
        evidence=listed_evidence(submission),
        words=words_of(submission, actor),
        answered=submission.given,
        sent_by_id=cast("int", actor.person),  # the rule opens to people
        sent_as_id=actor.appointment,
    )
    data = {"number": receipt.number, "digest": grouped(receipt.digest), "answered": receipt.answered}
    log.record("submissions.receipted", submission, holder=submission.office_id, data=data)
    return receipt


def listed_evidence(submission: Submission) -> list[list[Any]]:
    """List every proof: code, evidence, revision, SHA-256; of the answers in the instrument's order, then of claims."""
    answers = (queries.answers(submission.pk).values_list("pk", "code"), reads.proofs([submission.pk]))
    claims = (queries.claims([submission.pk]).values_list("pk", "item"), reads.claim_proofs([submission.pk]))
    return [
        [code, use.evidence_id, use.revision.number, use.revision.sha256]
        for rows, proved in (answers, claims)
        for pk, code in rows
        for use in sorted(proved.get(pk, ()), key=lambda use: (use.evidence_id, use.revision.number, use.pk))
    ]
