"""Move one enrolment because somebody decided: accept, refuse, start, withdraw, recognise other learning."""

from contextlib import suppress
from typing import Any

from django.db.models import F
from django.utils import timezone

from kotaham.apps.courses.models import Enrolment
from kotaham.apps.courses.rules import ENROLMENT_LIFE
from kotaham.apps.courses.services import letters
from kotaham.apps.courses.services.finding import find_enrolment, find_own
from kotaham.apps.courses.services.settling import settle
from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale, demand

VERBS = {
    "accept": "courses.accepted",
    "refuse": "courses.refused",
    "start": "courses.started",
    "withdraw": "courses.withdrawn",
    "waive": "courses.waived",
}


def mark(row: Enrolment, verb: str, *, log: Log, reason: str = "", **fields: Any) -> None:
    """Make a move in the unit of work of who has asked and was allowed; the second of two clicks is stale."""
    move = ENROLMENT_LIFE.move(verb, row.state)
    fields |= {"reason": reason} if reason else {}
    rows = Enrolment.objects.filter(pk=row.pk, state=move.source)
    if not rows.update(state=move.target, since=timezone.now(), revision=F("revision") + 1, **fields):
        raise Stale.of(letters.enrolled(row))
    log.record(VERBS[verb], row, holder=row.office_id, reason=reason, data={"old": move.source, "new": move.target})
    row.state = move.target


def accept(pk: int, *, actor: Actor) -> Enrolment:
    """Accept an invitation to a course; what is proven already counts from now on."""
    row = find_own(pk, actor=actor)
    with events.work(actor) as log:
        mark(row, "accept", log=log)
        settle([row.pk], log)
    return row


def refuse(pk: int, *, actor: Actor) -> Enrolment:
    """Refuse an invitation to a course; one was invited all the same."""
    row = find_own(pk, actor=actor)
    with events.work(actor) as log:
        mark(row, "refuse", log=log, refused_at=timezone.now())
    return row


def start(row: Enrolment, log: Log) -> bool:
    """Note that somebody has begun; only the first time changes anything, from however many phones it comes."""
    if row.state not in {"invited", "enrolled"}:
        return False
    with suppress(Stale):
        mark(row, "start", log=log, started_at=timezone.now())
        return True
    row.refresh_from_db(fields=["state"])
    return False


def give_up(pk: int, *, actor: Actor, reason: str) -> Enrolment:
    """Leave a course that one takes."""
    return _withdraw(find_own(pk, actor=actor), actor, reason)


def withdraw(pk: int, *, actor: Actor, reason: str) -> Enrolment:
    """Take somebody out of a course."""
    return _withdraw(find_enrolment(pk, "courses.withdraw", actor=actor), actor, reason)


def _withdraw(row: Enrolment, actor: Actor, reason: str) -> Enrolment:
    why = letters.must_say(reason)
    with events.work(actor) as log:
        mark(row, "withdraw", log=log, reason=why)
    return row


def waive(pk: int, *, actor: Actor, reason: str, proof: str) -> Enrolment:
    """Recognise what somebody learnt elsewhere, with the reason and the proof."""
    row = find_enrolment(pk, "courses.waive", actor=actor)
    why, shown = letters.must_say(reason), letters.must_say(proof, letters.NO_PROOF, 300)
    with events.work(actor) as log:
        mark(row, "waive", log=log, reason=why, proof=shown)
    return row


def reckon(ids: list[int], *, actor: Actor) -> int:
    """Reckon enrolments anew; for work in the background."""
    demand(actor, "courses.settle")
    with events.work(actor) as log:
        return settle(ids, log)
