"""Write one answer: by hand or from a file, marked ready, reopened, returned; all by the same conditional update.

The submission is written first: its row is the guard that keeps a save out of a report that is being sent, and the
count of what is given stays true in the same transaction.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.rules import LIFE, UNIT, WRITABLE, answer_of, answers_seen, answers_written, same, short
from kotaham.apps.submissions.rules.judging import by_reviewer, judge_answer
from kotaham.apps.submissions.services import letters, telling
from kotaham.apps.submissions.services.deadlines import must_be_in_time
from kotaham.apps.submissions.services.hooks import tell_changed
from kotaham.apps.submissions.services.repairing import repair_of
from kotaham.core.errors import Problem, Refused
from kotaham.core.instrument.kinds import Checklist, Choice
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang
from kotaham.core.scoring.plan import Leaf, Plan

State = Answer.State
Stored = Mapping[str, Any]
REPAIR = "repair"
MOST_NOTE = 2000
NOTHING = "-"


class Conflict(Stale):
    """Somebody else saved the same answer meanwhile: both values are to be shown, and one chosen."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be kept of one answer: a stored value (None: nothing yet), a note, a reply (None: as it stands)."""

    value: Stored | None
    note: str = ""
    reply: str | None = None  # to the question with which it came back


def plan_of(submission: Submission) -> Plan:
    """Return the plan of the instrument that judges a submission; parsed once a process."""
    return instruments.plan_of(submission.round.instrument)


def leaf_of(submission: Submission, code: str) -> Leaf:
    """Return an indicator of a submission as the engine knows it."""
    plan = plan_of(submission)
    return plan.leaves[plan.leaf_of[code]]


def short_of(submission: Submission, code: str, value: Stored | None) -> str:
    """Tell a value of an indicator in a few signs for the history, with the titles of what was chosen or ticked."""
    match leaf_of(submission, code).indicator.scoring:
        case Choice(options=parts) | Checklist(items=parts):
            return short(value, {one.code: one.title for one in parts})
    return short(value)


def find(pk: int, code: str, rule: str, *, actor: Actor) -> Answer:
    """Return the answer when a rule that writes reaches it; 403 when the actor only sees it, 404 when not even that."""
    rows = queries.answer(pk, code)
    return demand_for(actor, rule, rows, answers_written, see="submissions.see-answers")


def seen_by(pk: int, code: str, *, actor: Actor) -> Answer:
    """Return an answer that the actor may read."""
    return demand_for(actor, "submissions.see-answers", queries.answer(pk, code), answers_seen)


def is_writable(answer: Answer) -> bool:
    """Tell whether the value may change now, as far as states go."""
    state = answer.submission.state
    return state in WRITABLE or (state == REPAIR and answer.returned)


def must_be_writable(answer: Answer, actor: Actor) -> None:
    """Refuse a change to what was sent, or after the last day."""
    submission = answer.submission
    if submission.round.state != "open":
        raise Refused(letters.ROUND_CLOSED(round=submission.round.title))
    if not is_writable(answer):
        kind = {"endorsing": letters.LOCKED, REPAIR: letters.NOT_RETURNED}.get(submission.state, letters.NOT_WRITABLE)
        known = {"state": LIFE.states[submission.state]} if kind is letters.NOT_WRITABLE else {}
        raise Refused(kind(code=answer.code, **known))
    if submission.state == REPAIR:
        must_be_in_time(submission, REPAIR)
    else:
        must_be_in_time(submission, *(("fill", "submit") if actor.role == UNIT else ("submit",)))


def why_locked(answer: Answer, actor: Actor) -> Sequence[Problem]:
    """Return what keeps the actor from changing the answer now; nothing where they may, for the inputs of the page."""
    try:
        must_be_writable(answer, actor)
    except Refused as refused:
        return refused.problems
    return ()


def codes_for(answer: Answer, actor: Actor) -> list[str]:
    """Return the indicators of the report that the actor goes through: a unit its own, the others all."""
    return queries.codes_of(answer, actor.office if actor.role == UNIT else None)


def instrument_of(submission: Submission, lang: Lang = "id") -> Instrument:
    """Return the instrument of a submission in the language of the reader."""
    return instruments.instrument_of(submission.round.instrument, lang)


def checked(submission: Submission, code: str, value: Stored | None) -> None:
    """Refuse a value that cannot be an answer to its indicator, with every reason."""
    if value is None:
        return
    if by_reviewer(leaf_of(submission, code)) and "points" in value:
        raise Refused(letters.BY_REVIEWER(code=code))
    if "missing" in value and not str(value["missing"]).strip():
        raise Refused(letters.NO_REASON())
    judge_answer(plan_of(submission), code, answer_of(value), submission.round.period_end.isoformat())


def save_answer(pk: int, code: str, said: Said, *, actor: Actor, version: int) -> Answer:
    """Keep what somebody says to one indicator.

    `version` is the one that was looked at. The same words sent twice, as after a lost reply, are kept once.
    """
    return save_found(find(pk, code, "submissions.fill", actor=actor), said, actor=actor, version=version)


def save_found(answer: Answer, said: Said, *, actor: Actor, version: int) -> Answer:
    """Keep what somebody says to an answer that `find` has just returned for the rule `submissions.fill`."""
    must_be_writable(answer, actor)
    said = Said(said.value, said.note.strip()[:MOST_NOTE], _reply(answer, said.reply))
    if same(answer.value, said.value) and (answer.note, answer.reply) == (said.note, said.reply):
        return answer
    if answer.version != version:
        raise Conflict.of(letters.of_answer(answer))
    if answer.state == State.READY:
        raise Refused(letters.IS_READY(code=answer.code))
    checked(answer.submission, answer.code, said.value)
    with events.work(actor) as log:
        return write(answer, said, actor=actor, log=log)


def _reply(answer: Answer, typed: str | None) -> str:
    """Return the reply that is to be kept: only an answer that came back has a question to reply to."""
    return answer.reply if typed is None or not answer.returned else typed.strip()[:MOST_NOTE]


def write(answer: Answer, said: Said, *, actor: Actor, log: Log, batch: int | None = None) -> Answer:
    """Write one checked answer in the caller's unit of work, with its event; Conflict when somebody was faster."""
    state = State.EMPTY if said.value is None and not said.note else State.DRAFT
    fields = {"value": said.value, "note": said.note, "saved_at": timezone.now(), "saved_by_id": actor.person}
    data: dict[str, object] = {
        "old": short_of(answer.submission, answer.code, answer.value) or NOTHING,
        "new": short_of(answer.submission, answer.code, said.value) or NOTHING,
    }
    told = {"note": said.note, "reply": answer.reply if said.reply is None else said.reply}
    fields["reply"] = told["reply"]
    if changed := [name for name, words in told.items() if getattr(answer, name) != words]:
        data["fields"] = changed
    if batch is not None:
        data["batch"] = batch
    after = _put(answer, state, **fields)
    log.record("submissions.saved", answer, holder=holder_of(answer), data=data)
    tell_changed(answer.submission, [after], actor, log)
    return after


def mark_ready(pk: int, code: str, *, actor: Actor, version: int) -> Answer:
    """Say that an answer is done."""
    answer = find(pk, code, "submissions.fill", actor=actor)
    must_be_writable(answer, actor)
    if answer.version != version:
        raise Stale.of(letters.of_answer(answer))
    if answer.state == State.READY:  # a second click on what is as it is wanted
        return answer
    if answer.value is None and not _shown_otherwise(answer):
        raise Refused(letters.NOTHING_YET(code=code))
    if answer.returned and not repair_of(answer).answered:
        raise Refused(letters.RETURNED_AS_IT_WAS(code=code))
    with events.work(actor) as log:
        after = _put(answer, State.READY)
        log.record("submissions.marked-ready", answer, holder=holder_of(answer))
    return after


def _shown_otherwise(answer: Answer) -> bool:
    """Tell whether there is something for reviewers to judge in place of a value."""
    if not by_reviewer(leaf_of(answer.submission, answer.code)):
        return False
    return bool(answer.note) or evidences.uses_of(queries.KIND, answer.pk).exists()


def reopen(pk: int, code: str, *, actor: Actor, version: int, reason: str = "") -> Answer:
    """Open a ready answer again; the coordinator says why to the unit that had finished it."""
    answer = find(pk, code, "submissions.fill", actor=actor)
    must_be_writable(answer, actor)
    if answer.version != version or answer.state != State.READY:
        raise Stale.of(letters.of_answer(answer))
    of_another = answer.unit_id is not None and answer.unit_id != actor.office
    why = letters.must_say(reason) if of_another else reason.strip()
    with events.work(actor) as log:
        after = _put(answer, State.DRAFT)
        log.record("submissions.reopened", answer, holder=holder_of(answer), reason=why)
        if of_another:
            telling.tell_unit(actor, after, telling.REOPENED, reason=telling.short(why))
    return after


def reopen_answers(pk: int, codes: Collection[str], *, actor: Actor, log: Log) -> list[Answer]:
    """Return answers for repair, in the unit of work of the room that asks for it; units and city are told."""
    rows = list(queries.answers(pk).filter(code__in=codes).select_related("submission", "submission__office"))
    if unknown := sorted(set(codes) - {row.code for row in rows}):
        raise Refused(letters.UNKNOWN_CODE(codes=", ".join(unknown)))
    ready = sum(row.state == State.READY for row in rows)
    Submission.objects.filter(pk=pk).update(ready=F("ready") - ready)
    Answer.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=State.RETURNED, returned=True, reply="", version=F("version") + 1
    )
    for row in rows:
        row.returned = True
        log.record("submissions.answer-returned", row, holder=holder_of(row))
    telling.tell_returned(actor, rows)
    return list(queries.answers(pk).filter(code__in=codes))


def holder_of(answer: Answer) -> int:
    """Return the office whose answer it is: the unit that answers, else the city; it may read the history."""
    return answer.unit_id or answer.submission.office_id


def counted(value: Stored | None, state: str) -> tuple[int, int]:
    """Return what one answer adds to the numbers given and ready of its submission."""
    is_ready = state == State.READY
    return int(value is not None or is_ready), int(is_ready)


def _put(answer: Answer, state: str, **fields: Any) -> Answer:
    """Make the conditional update of one answer, and of the numbers of its submission before it."""
    value = fields.get("value", answer.value)
    old, new = counted(answer.value, answer.state), counted(value, state)
    submission = answer.submission
    numbers = {"given": F("given") + (new[0] - old[0]), "ready": F("ready") + (new[1] - old[1])}
    guard = Q(state__in=WRITABLE) | Q(state=REPAIR) if answer.returned else Q(state__in=WRITABLE)
    if not Submission.objects.filter(guard, pk=submission.pk).update(**numbers):
        raise Stale.of(letters.of_submission(submission))
    rows = Answer.objects.filter(pk=answer.pk, version=answer.version)
    if not rows.update(state=state, version=F("version") + 1, **fields):
        raise Conflict.of(letters.of_answer(answer))
    for name, held in {**fields, "state": state, "version": answer.version + 1}.items():
        setattr(answer, name, held)
    return answer
