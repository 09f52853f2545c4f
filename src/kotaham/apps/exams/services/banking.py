"""Write the bank: add a question, change it (one that was used becomes the next version), use it, retire it."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from kotaham.apps.events import services as events
from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Question
from kotaham.apps.exams.rules import banks, of_row
from kotaham.apps.exams.services import letters
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.core.errors import Refused
from kotaham.core.exams.check import check
from kotaham.core.exams.encode import body_json, feedback_json, key_json
from kotaham.core.exams.question import Question as Asking

State = Question.State
WRITE, SEE = "exams.bank-write", "exams.bank-see"
TOLD = ("code", "kind", "topic", "right", "points", "source", "body", "key", "feedback")


def columns(wish: Asking) -> dict[str, Any]:
    """Return a question as its row keeps it."""
    return {
        "code": wish.code,
        "kind": wish.asked.value,
        "topic": wish.topic,
        "right": wish.right,
        "points": wish.points,
        "source": wish.source,
        "body": body_json(wish.body),
        "key": key_json(wish.key),
        "feedback": feedback_json(wish.feedback),
    }


def judged(wish: Asking) -> Asking:
    """Return a question, or refuse with everything that is wrong with it."""
    if problems := check(wish):
        raise Refused(problems)
    return wish


def find(pk: int, rule: str, *, actor: Actor) -> Question:
    """Return the question when the rule reaches it."""
    return demand_for(actor, rule, queries.question(pk), banks, see=SEE)


def add(wish: Asking, *, actor: Actor, use: bool = False) -> Question:
    """Add a question to the bank of the actor's office, as a draft or to be used at once."""
    demand(actor, WRITE)
    fields = columns(judged(wish))
    state = State.ACTIVE if use else State.DRAFT
    with events.work(actor) as log:
        row = put(actor, office=actor.office, number=1, state=state, **fields)
        log.record("exams.question-added", row, holder=row.office_id, data={"kind": row.kind, "state": row.state})
    return row


def put(actor: Actor, **fields: Any) -> Question:
    """Write one row; a code that is taken is refused."""
    office = fields.pop("office")
    try:
        with transaction.atomic():
            return Question.objects.create(office_id=office, made_by_id=actor.person, **fields)
    except IntegrityError as error:
        raise Refused(letters.USED_CODE(code=fields["code"])) from error


def edit(pk: int, wish: Asking, *, actor: Actor) -> Question:
    """Change a question; once a test has used it, the change is its next version, and the old one is retired.

    The code stays: it is what holds the versions together.
    """
    row = find(pk, WRITE, actor=actor)
    _must_be_newest(row)
    fields = columns(judged(wish)) | {"code": row.code}
    changed = [name for name in TOLD if _differs(row, name, fields)]
    if not changed:
        return row
    with events.work(actor) as log:
        after = _next(row, fields, actor) if row.used else _in_place(row, fields)
        log.record(
            "exams.question-edited", after, holder=row.office_id, data={"fields": changed, "number": after.number}
        )
    return after


def _must_be_newest(row: Question) -> None:
    newest = queries.same(row.office_id, row.code).values_list("pk", flat=True).first()
    if newest != row.pk:
        raise Refused(letters.OLD(code=row.code, number=row.number))
    if row.state == State.RETIRED:
        raise Refused(letters.RETIRED(code=row.code))


def _differs(row: Question, name: str, fields: Mapping[str, Any]) -> bool:
    return bool(getattr(row, name) != fields[name])


def _in_place(row: Question, fields: Mapping[str, Any]) -> Question:
    rows = Question.objects.filter(pk=row.pk, used=False, state=row.state)
    if not rows.update(**fields):
        raise Stale.of(letters.named(row))
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def _next(row: Question, fields: Mapping[str, Any], actor: Actor) -> Question:
    """Write the next version in the same state; of two who do so at once, one is told that he was second."""
    try:
        with transaction.atomic():
            after = Question.objects.create(
                office_id=row.office_id, number=row.number + 1, state=row.state, made_by_id=actor.person, **fields
            )
    except IntegrityError as error:
        raise Stale.of(letters.named(row)) from error
    Question.objects.filter(pk=row.pk).update(state=State.RETIRED)
    return after


def use(pk: int, *, actor: Actor) -> Question:
    """Let tests draw a question that was a draft."""
    row = find(pk, WRITE, actor=actor)
    judged(of_row(row))
    return _move(row, State.DRAFT, State.ACTIVE, "exams.question-used", actor)


def retire(pk: int, *, actor: Actor, reason: str) -> Question:
    """Draw a question no more; tests that have it keep it."""
    row = find(pk, WRITE, actor=actor)
    why = letters.must_say(reason)
    if row.state == State.RETIRED:
        raise Stale.of(letters.named(row))
    return _move(row, row.state, State.RETIRED, "exams.question-retired", actor, why)


def _move(row: Question, source: str, target: str, verb: str, actor: Actor, reason: str = "") -> Question:
    with events.work(actor) as log:
        if not Question.objects.filter(pk=row.pk, state=source).update(state=target):
            raise Stale.of(letters.named(row))
        log.record(verb, row, holder=row.office_id, reason=reason)
    row.state = target
    return row
