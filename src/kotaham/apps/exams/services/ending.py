"""End attempts: handed in, or their time is up; what was kept is marked, all of a set together."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Attempt, Response
from kotaham.apps.exams.rules import Marked, is_over, oneself, passes, rounded
from kotaham.apps.exams.services import letters
from kotaham.apps.exams.services.hooks import tell_marked
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.core.exams.marking import mark

State = Attempt.State
SET = 200  # attempts that are marked in one unit of work
TOLD = 5_000  # attempts of which others are told in one
VERBS = {State.HANDED_IN: "exams.handed-in", State.EXPIRED: "exams.expired"}


def submit(pk: int, *, actor: Actor) -> Attempt:
    """Hand in one's attempt; after its end it is marked as it stood then, and says so."""
    attempt = demand_for(actor, "exams.take", queries.attempt(pk), oneself)
    target = State.EXPIRED if is_over(attempt.ends_at, timezone.now()) else State.HANDED_IN
    with events.work(actor) as log:
        if not end([pk], target, log):
            raise Stale.of(letters.named(attempt.exam))
    return queries.attempt(pk).get()


def expire(pks: Collection[int], *, actor: Actor) -> int:
    """End attempts whose time is up; whoever touches one does so, and so does a job. Return how many ended."""
    with events.work(actor) as log:
        return end(pks, State.EXPIRED, log)


def expire_due(*, actor: Actor) -> int:
    """End a set of attempts whose time is up."""
    return expire(found, actor=actor) if (found := queries.due(timezone.now(), SET)) else 0


def expire_all(exam: int, *, actor: Actor, sets: int = 0) -> int:
    """End every attempt at a test that still runs, set by set; at most so many sets when a number is given."""
    count = done = 0
    while (not sets or done < sets) and (found := queries.expired_of(exam, SET)):
        count, done = count + expire(found, actor=actor), done + 1
    return count


def end(pks: Collection[int], target: str, log: Log) -> int:
    """Mark and end those of some attempts that run; their rows are held, so that no answer slips in between."""
    rows = queries.running_of(pks)
    if not rows:
        return 0
    answers = queries.responses_of([row.pk for row in rows])
    marked = [_mark(row, answers[row.pk], target) for row in rows]
    changed = [one for row in rows for one in answers[row.pk]]
    Response.objects.bulk_update(changed, ["points"], batch_size=500)
    Attempt.objects.bulk_update(rows, ["state", "ended_at", "points", "most", "passed"], batch_size=SET)
    for row in rows:
        data = {"exam": row.exam_id, "number": row.number}
        log.record(VERBS[State(target)], row, holder=row.office_id, data=data)
    tell_marked(marked, log)
    return len(rows)


def tell_all(exam: int, *, actor: Actor) -> None:
    """Tell the other rooms what came of every attempt at a test that has closed; telling twice changes nothing."""
    last = 0
    while found := queries.ended(exam, last, TOLD):
        last = found[-1].pk
        with events.work(actor) as log:
            tell_marked([_marked(row) for row in found], log)


def _marked(row: Attempt) -> Marked:
    return Marked(row.pk, row.exam_id, row.exam.version_id, row.exam.stage, row.member_id, row.passed)


def _mark(row: Attempt, answers: Sequence[Response], target: str) -> Marked:
    paper = queries.key_paper(row.form)
    earned = []
    for one in answers:
        points = mark(paper[one.position - 1], one.value)
        one.points = rounded(points)
        earned.append(points)
    row.points, row.most = rounded(sum(earned, Fraction(0))), row.form.points
    row.passed = passes(earned, row.form.points, row.exam.pass_percent)
    row.state, row.ended_at = target, min(timezone.now(), row.ends_at)
    return _marked(row)
