"""Open a test: draw its forms and freeze them; close it: what still runs is marked as it stands."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from kotaham.apps.courses import queries as courses
from kotaham.apps.events import services as events
from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Attempt, Exam, Form, Question
from kotaham.apps.exams.rules import GRACE, LIFE, digest_of
from kotaham.apps.exams.services import letters
from kotaham.apps.exams.services.drafting import WRITE, find
from kotaham.apps.exams.services.ending import expire_all
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.jobs import services as jobs
from kotaham.core.errors import Problem, Refused
from kotaham.core.exams.drawing import Drawable, NotEnough, Short, Want, draw
from kotaham.core.language import Say

State = Exam.State
ANY = Say("topik apa pun", "any topic")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would come of opening a test now: its forms, or what stands in the way."""

    forms: Sequence[Sequence[int]]
    problems: Sequence[Problem]


def outlook(exam: Exam, now: datetime | None = None, seed: str = "tinjau") -> Outlook:
    """Look whether a test can be opened."""
    problems = list(_obstacles(exam, now or timezone.now()))
    try:
        forms = _draw(exam, seed)
    except NotEnough as missing:
        return Outlook((), [*problems, *_told(missing.short)])
    return Outlook(forms, problems)


def _obstacles(exam: Exam, now: datetime) -> Iterator[Problem]:
    version = courses.version(exam.version_id)
    if version is None or version.state != "published":
        yield letters.UNPUBLISHED()
    if exam.closes and exam.closes <= now:
        yield letters.PAST()
    if not exam.draw:
        yield letters.NO_DRAW()


def _draw(exam: Exam, seed: str) -> list[list[int]]:
    rows = list(queries.active(exam.office_id))
    known = queries.difficulties([row.pk for row in rows])
    bank = [Drawable(row.pk, row.topic, row.right, row.points, known.get(row.pk)) for row in rows]
    wants = [Want(one["topic"], one["right"], one["count"]) for one in exam.draw]
    return draw(bank, wants, exam.forms, seed)


def _told(short: Iterable[Short]) -> Iterator[Problem]:
    for one in short:
        names = ", ".join(name for name in (one.want.topic, one.want.right) if name)
        yield letters.SHORT(found=one.found, what=names or ANY, count=one.want.count)


def open_exam(pk: int, *, actor: Actor, revision: int) -> Exam:
    """Open a draft: what it asks is drawn now, from a fresh seed, and stays."""
    exam = find(pk, WRITE, actor=actor)
    if exam.state != State.DRAFT:
        raise Stale.of(letters.named(exam))
    move, seed, now = LIFE.move("open", exam.state), secrets.token_hex(16), timezone.now()
    view = outlook(exam, now, seed)
    if view.problems:
        raise Refused(view.problems)
    with events.work(actor) as log:
        rows = Exam.objects.filter(pk=pk, state=move.source, revision=revision)
        opens = exam.opens or now
        if not rows.update(state=move.target, since=now, opens=opens, revision=F("revision") + 1):
            raise Stale.of(letters.named(exam))
        forms = _freeze(exam, view.forms, seed)
        log.record("exams.opened", exam, holder=exam.office_id, data={"count": len(forms), "codes": _digests(forms)})
    return queries.get(pk)


def _freeze(exam: Exam, drawn: Sequence[Sequence[int]], seed: str) -> list[Form]:
    """Write the forms; the questions are held first, so that none changes between its draw and its freezing."""
    wanted = sorted({pk for form in drawn for pk in form})
    held = Question.objects.filter(pk__in=wanted, state=Question.State.ACTIVE)
    if held.update(used=True) != len(wanted):
        raise Stale.of(letters.named(exam))
    rows = queries.questions(wanted)
    made = []
    for number, form in enumerate(drawn, start=1):
        asked = [rows[pk] for pk in form]
        points, own = sum(row.points for row in asked), f"{seed}/{number}"
        digest = digest_of(asked, own)
        made.append(Form(exam=exam, number=number, questions=list(form), seed=own, points=points, digest=digest))
    return Form.objects.bulk_create(made)


def _digests(forms: Sequence[Form]) -> list[str]:
    """Return the digests in short groups, so that no row of digits in them looks like a person's number."""
    return ["-".join(form.digest[at : at + 8] for at in range(0, 64, 8)) for form in forms]


def close_exam(pk: int, *, actor: Actor) -> Exam:
    """Close a test: nobody begins any more, what runs ends and is marked, and keys and results may be shown."""
    exam = find(pk, WRITE, actor=actor)
    return _close(exam, actor)


def close_due(pk: int, *, actor: Actor) -> Exam:
    """Close a test whose time has come; work in the background."""
    demand(actor, "exams.work")
    return _close(queries.get(pk), actor)


def _close(exam: Exam, actor: Actor) -> Exam:
    if exam.state != State.OPEN:
        raise Stale.of(letters.named(exam))
    move = LIFE.move("close", exam.state)
    with events.work(actor) as log:
        rows = Exam.objects.filter(pk=exam.pk, state=move.source)
        if not rows.update(state=move.target, since=timezone.now(), revision=F("revision") + 1):
            raise Stale.of(letters.named(exam))
        # Keys may be shown from now on, so from now on no answer is taken, not even one that is on its way.
        Attempt.objects.filter(exam=exam.pk, state=Attempt.State.RUNNING).update(ends_at=timezone.now() - GRACE)
        log.record("exams.closed", exam, holder=exam.office_id)
        jobs.enqueue("exams.count", actor=actor, key=f"exams.count-{exam.pk}-closed", exam=exam.pk)
    expire_all(exam.pk, actor=actor, sets=1)  # the job that counts ends the others first
    return queries.get(exam.pk)
