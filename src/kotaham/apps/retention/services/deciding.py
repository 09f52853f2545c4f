"""Decide on a list: hold rows back, check it, confirm it as a second person, or drop it."""

from typing import Any

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.jobs.services import enqueue
from kotaham.apps.offices import queries as offices
from kotaham.apps.retention import queries
from kotaham.apps.retention.models import Entry, Sheet
from kotaham.apps.retention.rules import LIFE
from kotaham.apps.retention.services import letters
from kotaham.apps.retention.services.finding import find_sheet
from kotaham.core.errors import Refused

TASK = "retention.erase"


def check(pk: int, *, actor: Actor) -> Sheet:
    """Say that one has looked through a list."""
    row = find_sheet(pk, "retention.check", actor=actor)
    with events.work(actor) as log:
        _move(row, "check", "retention.checked", log, checked_at=timezone.now(), checked_by_id=actor.person)
    return row


def confirm(pk: int, *, actor: Actor) -> Sheet:
    """Confirm a list that another person checked; what is not held goes."""
    row = find_sheet(pk, "retention.confirm", actor=actor)
    if actor.person is None or row.checked_by_id == actor.person:
        raise Refused(letters.SECOND())
    term = queries.in_force(row.kind, offices.today())
    if row.state == Sheet.State.CHECKED and (term is None or term.pk != row.term_id):
        raise Refused(letters.TERM_CHANGED())
    with events.work(actor) as log:
        _move(row, "confirm", "retention.confirmed", log, confirmed_at=timezone.now(), confirmed_by_id=actor.person)
        enqueue(TASK, actor=actor, key=f"sheet-{row.pk}", url=row.get_absolute_url(), sheet=row.pk)
    return row


def drop(pk: int, reason: str, *, actor: Actor) -> Sheet:
    """Let a list go without erasing anything; what is due still comes with the next."""
    row = find_sheet(pk, "retention.check", actor=actor)
    why = letters.must_say(reason)
    with events.work(actor) as log:
        _move(row, "drop", "retention.dropped", log, reason=why, why=why, ended_at=timezone.now())
    return row


def hold(pk: int, number: int, reason: str, *, actor: Actor) -> Sheet:
    """Hold one row of a list back, before anybody has checked the list."""
    row = find_sheet(pk, "retention.check", actor=actor)
    why = letters.must_say(reason)
    if row.state != Sheet.State.LISTED:
        raise Stale.of(letters.named(row))
    with events.work(actor) as log:
        held = Entry.objects.filter(sheet=row, number=number, held_why="")
        if not held.update(held_why=why, held_by_id=actor.person):
            raise Refused(letters.NOT_THERE())
        data = {"kind": row.kind, "number": number}
        log.record("retention.held", row, holder=offices.ministry_id(), reason=why, data=data)
    return row


def _move(row: Sheet, verb: str, event: str, log: Log, *, reason: str = "", **fields: Any) -> None:
    if row.state not in LIFE.sources(verb):
        raise Stale.of(letters.named(row))
    move = LIFE.move(verb, row.state)
    if not Sheet.objects.filter(pk=row.pk, state=move.source).update(state=move.target, **fields):
        raise Stale.of(letters.named(row))
    data = {"kind": row.kind, "count": row.count}
    log.record(event, row, holder=offices.ministry_id(), reason=reason, data=data)
    row.state = move.target
