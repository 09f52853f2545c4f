"""Send what waits, in batches; what goes wrong is tried again later, or kept with the reason.

A statement may go out twice (the answer was lost, a worker was killed): its number and its words are the same each
time, so the store keeps one. An answer of 409 is looked into: the same statement there is as good as sent.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.apps.jobs.services import Run
from kotaham.apps.offices import queries as offices
from kotaham.apps.statements import queries
from kotaham.apps.statements.models import Statement
from kotaham.apps.statements.rules import everything, pause, same
from kotaham.apps.statements.services import wire
from kotaham.apps.statements.services.composing import CLOSED, bodies
from kotaham.apps.statements.services.wire import Endpoint, Unreachable
from kotaham.core.language import Say

BATCH = 50
HOUR = timedelta(hours=1)
KEY = frozenset({401, 403})
LATER = frozenset({408, 425, 429})
TOGETHER = frozenset({400, 409, 413})  # says that one of a batch is at fault, not which
State = Statement.State
THING = Say("Pernyataan belajar ini", "This statement about learning")


class Stop(Exception):
    """The other side takes nothing now; the rest waits."""


def is_on() -> bool:
    """Tell whether statements go out at all."""
    return bool(settings.XAPI["endpoint"])


def send_due(run: Run) -> int:
    """Send what is due until nothing is, the other side takes no more, or the work is cancelled."""
    demand(run.actor, "statements.send")
    done, to = 0, Endpoint(settings.XAPI["endpoint"], settings.XAPI["key"], settings.XAPI["secret"])
    try:
        while is_on() and not run.cancelled() and (rows := queries.due(timezone.now(), BATCH)):
            done += _send(to, _ready(rows))
            run.progress(done, done, Say("Mengirim pernyataan belajar", "Sending statements about learning"))
    except Stop:
        pass
    if done:
        with events.work(run.actor) as log:
            subject = ("statements.endpoint", to.host)
            log.record("statements.sent", subject, holder=offices.ministry_id(), data={"count": done})
    return done


def _ready(rows: Sequence[Statement]) -> list[Statement]:
    """Write out what was not yet; return what can go, marked as tried before it goes."""
    fresh = bodies([row for row in rows if row.body is None])
    ready = []
    for row in rows:
        told = fresh.get(row.pk, row.body)
        if isinstance(told, str):
            _hold(row, told)
        else:
            row.body = told
            ready.append(row)
    return _claimed(ready)


def _claimed(ready: Sequence[Statement]) -> list[Statement]:
    """Mark statements as tried, and return those that nobody has dropped meanwhile; from now on one is voided."""
    held = Statement.objects.filter(pk__in=[row.pk for row in ready], state=State.WAITING)
    held.update(tries=F("tries") + 1)
    tries = dict(held.values_list("pk", "tries"))
    rows = [row for row in ready if row.pk in tries]
    for row in rows:
        row.tries = tries[row.pk]
    Statement.objects.bulk_update(rows, ["body"], batch_size=BATCH)
    return rows


def _hold(row: Statement, why: str) -> None:
    """Leave for later what may not be told yet; drop what cannot be told any more."""
    fields = {"next_at": timezone.now() + HOUR} if why == CLOSED else {"state": State.DROPPED}
    Statement.objects.filter(pk=row.pk, state=State.WAITING).update(why=why, **fields)


def _send(to: Endpoint, rows: Sequence[Statement]) -> int:
    """Send rows together; where one of them is at fault, find it by halves. Return how many are there now."""
    if not rows:
        return 0
    try:
        status = wire.post(to, [row.body for row in rows]).status
    except Unreachable:
        _later(rows, "unreachable", None)
        raise Stop from None
    if 200 <= status < 300:
        return _sent(rows, status)
    if status in KEY or status in LATER or status >= 500 or status < 400:
        _later(rows, "key" if status in KEY else "busy", status)
        raise Stop
    if len(rows) > 1 and status in TOGETHER:
        half = len(rows) // 2
        return _send(to, rows[:half]) + _send(to, rows[half:])
    return _one_refused(to, rows, status)


def _one_refused(to: Endpoint, rows: Sequence[Statement], status: int) -> int:
    """Judge what was refused: what the other side has already, word for word, is sent."""
    if status == 409 and len(rows) == 1:
        row = rows[0]
        try:
            there = wire.fetch(to, row.statement)
        except Unreachable:
            _later(rows, "unreachable", None)
            raise Stop from None
        if there is not None and same(row.body, there):
            return _sent(rows, status)
    held = Statement.objects.filter(pk__in=[row.pk for row in rows], state=State.WAITING)
    held.update(state=State.REFUSED, body=None, why="conflict" if status == 409 else "invalid", status=status)
    return 0


def _sent(rows: Sequence[Statement], status: int) -> int:
    """Mark as sent, and throw the words away: the number stays."""
    held = Statement.objects.filter(pk__in=[row.pk for row in rows], state=State.WAITING)
    return held.update(state=State.SENT, sent_at=timezone.now(), body=None, why="", status=status)


def _later(rows: Sequence[Statement], why: str, status: int | None) -> None:
    """Try again after a pause that grows."""
    now = timezone.now()
    for row in rows:
        row.why, row.status, row.next_at = why, status, now + pause(row.tries)
    Statement.objects.bulk_update(rows, ["why", "status", "next_at"], batch_size=BATCH)


def again(pk: int, *, actor: Actor) -> Statement:
    """Let a refused statement be written out and sent anew."""
    row = demand_for(actor, "statements.again", queries.statement(pk), everything)
    with events.work(actor) as log:
        fields = {"state": State.WAITING, "tries": 0, "body": None, "why": "", "next_at": timezone.now()}
        if not Statement.objects.filter(pk=pk, state=State.REFUSED).update(**fields):
            raise Stale.of(THING)
        log.record("statements.again", row, holder=offices.ministry_id())
    return row
