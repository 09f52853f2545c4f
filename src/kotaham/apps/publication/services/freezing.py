"""Freeze a decision with the number and the date that the decree was given; nothing of it changes afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.offices import queries as offices
from kotaham.apps.publication import queries
from kotaham.apps.publication.models import Decision
from kotaham.apps.publication.rules import digest_of, told_of
from kotaham.apps.publication.services import letters, telling
from kotaham.apps.publication.services.drafting import blocks, must_be_draft, stale
from kotaham.apps.publication.services.finding import find_decision
from kotaham.apps.rounds import services as rounds
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions import services as sending
from kotaham.core.errors import Refused

State = Decision.State


@dataclass(frozen=True, slots=True)
class Decree:
    """What the signed paper says: its number and date as given, and who signed it."""

    number: str
    day: date | None
    signatory: str


def freeze(pk: int, decree: Decree, *, actor: Actor, version: int) -> Decision:
    """Freeze a decision, and with the first one of a round the round itself."""
    decision = find_decision(pk, "publication.freeze", actor=actor)
    if decision.state == State.FROZEN:
        raise Stale.of(letters.of_decision(decision))
    must_be_draft(decision)
    if actor.person == decision.made_by_id:
        raise letters.NotYours(letters.OWN_DRAFT(number=str(decision)))
    fields = _as_given(decree)
    _must_be_ready(decision)
    for name, value in fields.items():
        setattr(decision, name, value)
    rows = list(queries.rows_of(pk))
    digest = digest_of(told_of(decision, rows))
    try:
        with events.work(actor) as log:
            found = Decision.objects.filter(pk=pk, state=State.DRAFT, version=version)
            done = {"frozen_by_id": actor.person, "frozen_at": timezone.now(), "version": F("version") + 1}
            if not found.update(state=State.FROZEN, digest=digest, **fields, **done):
                raise Stale.of(letters.of_decision(decision))
            _decide(decision, actor, log)
            data = {"number": decision.number, "digest": digest, "corrects": decision.corrects_id}
            log.record("publication.frozen", decision, holder=offices.ministry_id(), reason=decision.why, data=data)
            telling.settle_decision(decision)
            _tell(decision, rows, actor)
    except IntegrityError as error:
        raise Stale.of(letters.of_decision(decision)) from error
    return queries.decision(pk).get()


def _as_given(decree: Decree) -> dict[str, Any]:
    fields = {"number": decree.number.strip()[:120], "day": decree.day, "signatory": decree.signatory.strip()[:200]}
    if missing := [letters.NUMBER(part=letters.PARTS[name]) for name, value in fields.items() if not value]:
        raise Refused(missing)
    return fields


def _must_be_ready(decision: Decision) -> None:
    """Refuse a draft that is behind what is known now."""
    if decision.corrects_id:
        held = queries.in_force(decision.round_id)
        if held is None or held.pk != decision.corrects_id:
            raise Stale.of(letters.of_decision(decision))
    elif decision.round.state != "open":
        raise Refused(letters.NOT_RUNNING(round=decision.round.title))
    found = queries.standing(decision.round)
    problems = [*blocks(found), *stale(decision, found)]
    if not problems and found.run.pk != decision.run_id:
        problems.append(letters.OLD_RUN(run=str(decision.run)))
    if problems:
        raise Refused(problems)


def _decide(decision: Decision, actor: Actor, log: Log) -> None:
    """Let every report of a first decision be decided, and the round with it."""
    if decision.corrects_id:
        return
    for report in submissions.of_round(decision.round_id).filter(state="final"):
        sending.move(report.pk, "decide", actor=actor, log=log, parties=[submissions.CENTRE])
    why = f"{decision.number}, {letters.told(decision.day).id}" if decision.day else decision.number
    rounds.decide(decision.round_id, actor=actor, log=log, reason=why)


def _tell(decision: Decision, rows: Sequence[Any], actor: Actor) -> None:
    """Tell the cities: of a first decision all of them, of a correction those whose result it changes."""
    cities = {row.submission_id: row for row in rows if row.submission_id}
    reports = list(submissions.of_round(decision.round_id).filter(pk__in=list(cities)))
    if not decision.corrects_id:
        people = telling.holders([one.office_id for one in reports], "city_coordinator")
        telling.tell_decision(decision, people, actor, "publication.frozen", telling.FROZEN)
        return
    for one in reports:
        if cities[one.pk].before is not None:
            telling.tell_decision(
                decision, telling.city(one), actor, "publication.frozen", telling.CORRECTED, name=one.name,
                why=telling.short(decision.why),
            )  # fmt: skip


def kept(decision: Decision) -> bytes:
    """Return what was decided, in the form whose SHA-256 is the digest."""
    return told_of(decision, list(queries.rows_of(decision.pk)))
