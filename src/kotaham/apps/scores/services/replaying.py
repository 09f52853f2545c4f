"""Recompute a run now, from its own facts: is it equal to the last digit?"""

import json

from django.db import IntegrityError, transaction
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.jobs import services as jobs
from kotaham.apps.offices import queries as offices
from kotaham.apps.scores import queries
from kotaham.apps.scores.models import Replay, Run
from kotaham.apps.scores.services import letters
from kotaham.apps.scores.services.finding import run_to_check
from kotaham.apps.scores.services.running import record_of, stored
from kotaham.core.errors import Refused
from kotaham.core.facts_json import canonical_json
from kotaham.core.record import differences

TASK = "scores.replay"
MOST = 100  # places that are told
State = Replay.State


def ask_replay(pk: int, *, actor: Actor) -> Replay:
    """Ask for a run to be recomputed."""
    run = run_to_check(pk, "scores.replay", actor=actor)
    if run.state != Run.State.DONE:
        raise Refused(letters.NOT_DONE(run=str(run)))
    try:
        with events.work(actor) as log:
            with transaction.atomic():
                row = Replay.objects.create(run=run, asked_by_id=actor.person)
            jobs.enqueue(TASK, actor=actor, key=f"replay-{row.pk}", url=f"{run.get_absolute_url()}/periksa", pk=row.pk)
            log.record("scores.replay-asked", run, holder=offices.ministry_id())
    except IntegrityError:
        raise Stale.of(letters.RUN) from None
    return row


def make_replay(pk: int, *, actor: Actor) -> None:
    """Recompute, and write down what differs; asked for twice it is done once."""
    demand(actor, "scores.replay")
    row = Replay.objects.filter(pk=pk, state=State.WAITING).first()
    if row is None:
        return
    run = queries.one(row.run_id).get()
    paths = _differences(run)
    with events.work(actor) as log:
        state = State.DIFFERS if paths else State.EQUAL
        found = Replay.objects.filter(pk=pk, state=State.WAITING)
        if found.update(state=state, paths=paths, made_at=timezone.now()):
            log.record("scores.replayed", run, holder=offices.ministry_id(), data={"equal": not paths})


def _differences(run: Run) -> list[str]:
    try:
        facts, record = stored(run)
        again = record_of(run, facts)
    except Refused as refused:
        return [", ".join(refused.codes)]
    if canonical_json(again) == record:
        return []
    return differences(json.loads(record), json.loads(canonical_json(again)), "")[:MOST] or ["/"]
