"""Take a previewed file in as one batch, and undo a batch as far as nobody has changed it since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.core import signing
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer, Batch, Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import LIFE, UNIT, WRITABLE, seen
from kotaham.apps.submissions.services import letters, send_letters
from kotaham.apps.submissions.services.deadlines import must_be_in_time, must_go_on
from kotaham.apps.submissions.services.writing import REPAIR, Said, is_writable, write
from kotaham.core.dates import day
from kotaham.core.errors import Refused
from kotaham.core.language import Say

SALT = "submissions.preview"
MAX_AGE = 3600  # seconds that a preview may be looked at


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a batch has done: the codes put back, and those that somebody has changed since."""

    back: Sequence[str]
    kept: Sequence[str]


def sealed(pk: int, name: str, sha256: str, changes: Sequence[tuple[int, int, Any]], *, actor: Actor) -> str:
    """Return a preview as a signed text that only the same person can apply to the same report."""
    told = {"s": pk, "p": actor.person, "o": actor.office, "n": name, "h": sha256, "c": list(changes)}
    return signing.dumps(told, salt=SALT, compress=True)


def apply(pk: int, preview: str, *, actor: Actor) -> Batch:
    """Write every change of a preview, or none: all of them in one unit of work."""
    submission = demand_for(actor, "submissions.import", queries.get(pk), seen, see="submissions.see")
    told = _opened(pk, preview, actor)
    _must_be_open(submission, actor)
    refuse_twice(submission, told["h"])
    with events.work(actor) as log:
        batch = _begun(submission, told, actor)
        changes = [_write(row, value, actor, log, batch) for row, value in _rows(submission, told["c"], actor)]
        Batch.objects.filter(pk=batch.pk).update(changes=changes)
        data = {"batch": batch.pk, "answers": len(changes)}
        log.record("submissions.taken-in", submission, holder=submission.office_id, data=data)
    batch.changes = changes
    return batch


def _opened(pk: int, preview: str, actor: Actor) -> Mapping[str, Any]:
    try:
        told: Mapping[str, Any] = signing.loads(preview, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature as error:
        raise Refused(send_letters.PREVIEW_OLD()) from error
    if (told["s"], told["p"], told["o"]) != (pk, actor.person, actor.office):
        raise Refused(send_letters.PREVIEW_OLD())
    if not told["c"]:
        raise Refused(send_letters.NOTHING_TO_APPLY())
    return told


def _must_be_open(submission: Submission, actor: Actor) -> None:
    must_go_on(submission)
    if submission.state == REPAIR:
        must_be_in_time(submission, REPAIR)
    else:
        must_be_in_time(submission, *(("fill", "submit") if actor.role == UNIT else ("submit",)))


def refuse_twice(submission: Submission, sha256: str) -> None:
    """Refuse a file that was taken in before and not undone."""
    batch = reads.batches(submission.pk).filter(sha256=sha256, undone_at=None).first()
    if batch is not None:
        on = timezone.localtime(batch.at).date()
        who = batch.by.name.replace("{", "(").replace("}", ")")
        raise Refused(send_letters.TAKEN_IN_BEFORE(at=Say(day(on, "id"), day(on, "en")), who=who))


def _begun(submission: Submission, told: Mapping[str, Any], actor: Actor) -> Batch:
    try:
        with transaction.atomic():
            return Batch.objects.create(
                submission_id=submission.pk,
                unit_id=actor.office if actor.role == UNIT else None,
                name=told["n"],
                sha256=told["h"],
                by_id=cast("int", actor.person),  # the rule opens to people
            )
    except IntegrityError as error:
        raise Stale.of(letters.of_submission(submission)) from error


def _rows(submission: Submission, changes: Sequence[Any], actor: Actor) -> list[tuple[Answer, Any]]:
    """Return the answers with their new values; refuse what has moved on since the preview, or is another's."""
    wanted = {pk: (version, value) for pk, version, value in changes}
    rows = Answer.objects.filter(submission_id=submission.pk, pk__in=list(wanted)).order_by("position")
    found = []
    for row in rows.select_related("submission", "submission__round", "submission__office"):
        version, value = wanted[row.pk]
        if actor.role == UNIT and row.unit_id != actor.office:
            raise Refused(send_letters.PREVIEW_OLD())
        if row.version != version or not is_writable(row) or row.state == Answer.State.READY:
            raise Stale.of(letters.of_answer(row))
        found.append((row, value))
    if len(found) != len(wanted):
        raise Refused(send_letters.PREVIEW_OLD())
    return found


def _write(row: Answer, value: Any, actor: Actor, log: Log, batch: Batch) -> list[Any]:
    before = [row.value, row.state]
    after = write(row, Said(value, row.note), actor=actor, log=log, batch=batch.pk)
    return [row.pk, after.version, *before]


def undo(pk: int, number: int, *, actor: Actor) -> Undone:
    """Put back what a batch changed, where nobody has changed it since; a unit undoes only what it took in."""
    submission = demand_for(actor, "submissions.import", queries.get(pk), seen, see="submissions.see")
    batch = reads.batches(pk).filter(pk=number).first()
    if batch is None or (actor.role == UNIT and batch.unit_id != actor.office):
        raise Http404
    if submission.state not in (*WRITABLE, REPAIR):
        raise Refused(letters.NOT_WRITABLE(code=batch.name, state=LIFE.states[submission.state]))
    _must_be_open(submission, actor)
    with events.work(actor) as log:
        once = Batch.objects.filter(pk=number, undone_at=None)
        if not once.update(undone_at=timezone.now(), undone_by_id=actor.person):
            raise Stale.of(Say("Berkas ini", "This file"))
        done = _put_back(batch, actor, log)
        data = {"batch": number, "back": len(done.back), "kept": len(done.kept)}
        log.record("submissions.undone", submission, holder=submission.office_id, data=data)
    return done


def _put_back(batch: Batch, actor: Actor, log: Log) -> Undone:
    told = {pk: (version, value, state) for pk, version, value, state in batch.changes}
    rows = Answer.objects.filter(pk__in=list(told), submission_id=batch.submission_id).order_by("position")
    back, kept = [], []
    for row in rows.select_related("submission", "submission__round", "submission__office"):
        version, value, state = told[row.pk]
        if row.version != version or not is_writable(row):
            kept.append(row.code)
            continue
        after = write(row, Said(value, row.note), actor=actor, log=log, batch=batch.pk)
        if state == Answer.State.RETURNED:
            Answer.objects.filter(pk=row.pk, version=after.version).update(state=state)
        back.append(row.code)
    return Undone(back, kept)
