"""Draft a decision from the newest run of the final stage, draw it up again, drop it."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError
from django.db.models import F, Max
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.offices import queries as offices
from kotaham.apps.publication import queries
from kotaham.apps.publication.models import Amendment, Decision, Row
from kotaham.apps.publication.queries import Standing
from kotaham.apps.publication.rules import Entry, as_before, differs
from kotaham.apps.publication.services import letters, telling
from kotaham.apps.publication.services.finding import find_decision
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.verification import services as verification
from kotaham.core.errors import Problem, Refused

State = Decision.State
RULE = "publication.draft"
FINAL = "final"


def blocks(found: Standing) -> list[Problem]:
    """Return everything that keeps a round from being decided."""
    round_ = found.round
    if round_.trial:
        return [letters.TRIAL(round=round_.title)]
    problems = []
    if found.on_the_way:
        names = letters.few([row.name for row in found.on_the_way])
        problems.append(letters.ON_THE_WAY(count=len(found.on_the_way), names=names))
    if waiting := may_send(round_, [row for row in found.unsent if row.state != "withdrawn"]):
        names = letters.few([row.name for row in waiting])
        problems.append(letters.STILL_OPEN(count=len(waiting), names=names))
    if not found.final:
        return problems or [letters.NOTHING_DECIDED()]
    if found.run is None:
        problems.append(letters.NO_RUN())
    elif not found.fresh:
        problems.append(letters.OLD_RUN(run=str(found.run)))
    return problems


def may_send(round_: Any, reports: Sequence[Any]) -> list[Any]:
    """Return the reports that their cities can still send."""
    last, now = rounds.deadlines(round_, [row.office_id for row in reports]), timezone.now()
    days = ((row, last.get((row.office_id, "submit"))) for row in reports)
    return [row for row, day in days if day is not None and not rounds.is_over(day, row.zone, now)]


def draft(round_pk: int, title: str, *, actor: Actor) -> Decision:
    """Draft the decision of a round."""
    demand(actor, RULE)
    round_ = rounds.get(round_pk)
    words = letters.must_say(title)[:300]
    if round_.trial:
        raise Refused(letters.TRIAL(round=round_.title))
    if round_.state != "open":
        raise Refused(letters.NOT_RUNNING(round=round_.title))
    found = queries.standing(round_)
    if problems := blocks(found):
        raise Refused(problems)
    decision = make(Decision(round=round_, run=found.run, title=words), found, actor)
    return queries.decision(decision.pk).get()


def make(decision: Decision, found: Standing, actor: Actor) -> Decision:
    """Keep a new draft with its rows, and tell who freezes it."""
    try:
        with events.work(actor) as log:
            decision.made_by_id = actor.person or 0
            decision.save(force_insert=True)
            write_rows(decision, queries.entries(found))
            data = {"run": found.run.pk, "round": found.round.pk, "corrects": decision.corrects_id}
            log.record("publication.drafted", decision, holder=offices.ministry_id(), reason=decision.why, data=data)
            people = telling.of_ministry("decision_maker")
            telling.tell_decision(decision, people, actor, "publication.drafted", telling.DRAFTED)
    except IntegrityError as error:
        raise Stale.of(letters.of_round(found.round)) from error
    return decision


def write_rows(decision: Decision, entries: Sequence[Entry]) -> None:
    """Write the rows of a draft; in a correction each says what it changes."""
    held = {row.place_code: row for row in queries.rows_of(decision.corrects_id)} if decision.corrects_id else {}
    rows = []
    for place, one in enumerate(entries, start=1):
        old = held.get(one.place_code)
        before = as_before(old) if old is not None and differs(one, old) else None
        fields = {name: getattr(one, name) for name in Entry.__slots__ if name != "bonus"}
        rows.append(Row(decision=decision, place=place, before=before, bonus=[list(b) for b in one.bonus], **fields))
    Row.objects.bulk_create(rows, batch_size=500)


def redraw(pk: int, *, actor: Actor, version: int) -> Decision:
    """Draw a draft up again from the newest run."""
    decision = find_decision(pk, RULE, actor=actor)
    must_be_draft(decision)
    if decision.round.state == "cancelled":
        raise Refused(letters.NOT_RUNNING(round=decision.round.title))
    found = queries.standing(decision.round)
    if problems := [*blocks(found), *stale(decision, found)]:
        raise Refused(problems)
    with events.work(actor) as log:
        take(decision, version, run_id=found.run.pk)
        Row.objects.filter(decision_id=pk).delete()
        write_rows(decision, queries.entries(found))
        log.record("publication.redrawn", decision, holder=offices.ministry_id(), data={"run": found.run.pk})
    return queries.decision(pk).get()


def stale(decision: Decision, found: Standing) -> list[Problem]:
    """Return what is wrong with the newest run when a correction changed values after it was asked for."""
    last = Amendment.objects.filter(decision=decision).aggregate(last=Max("at"))["last"]
    late = last is not None and found.run is not None and found.run.asked_at < last
    return [letters.OLD_RUN(run=str(found.run))] if late else []


def take(decision: Decision, version: int, **changes: Any) -> None:
    """Change a draft that is as it was seen; the row is written first, so that two at once come one after the other."""
    rows = Decision.objects.filter(pk=decision.pk, state=State.DRAFT, version=version)
    if not rows.update(version=F("version") + 1, **changes):
        raise Stale.of(letters.of_decision(decision))


def must_be_draft(decision: Decision) -> None:
    """Refuse to change what is frozen."""
    if decision.state != State.DRAFT:
        raise Refused(letters.IS_FROZEN(number=letters.of_decision(decision)))


def drop(pk: int, *, actor: Actor, version: int) -> None:
    """Drop a draft; values that it changed are again as they were. The history keeps that it was there."""
    decision = find_decision(pk, RULE, actor=actor)
    must_be_draft(decision)
    with events.work(actor) as log:
        take(decision, version)
        for row in queries.amendments(pk):
            _restore(row, actor, log)
        Amendment.objects.filter(decision_id=pk).delete()
        Row.objects.filter(decision_id=pk).delete()
        data = {"round": decision.round_id}
        telling.settle_decision(decision)
        log.record("publication.dropped", decision, holder=offices.ministry_id(), data=data)
        Decision.objects.filter(pk=pk).delete()


def _restore(row: Amendment, actor: Actor, log: Log) -> None:
    held = row.earlier
    if held is None:
        verification.drop_reading(row.answer, FINAL, log=log)
        return
    verification.set_reading(
        row.answer, FINAL, held["value"], held["reason_code"], held["reason"], actor=actor, log=log,
        by=held["by"], by_as=held["by_as"],
    )  # fmt: skip
