"""Twenty who ask for a run at once get one run; without the guard there are many."""

import threading
from collections import Counter

import pytest
from django.db import IntegrityError

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Stale
from kotaham.apps.jobs.models import Job
from kotaham.apps.scores import services
from kotaham.apps.scores.models import Result, Run
from tests.apps.jobs.test_races import CROWD, at_once
from tests.apps.river import River

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_twenty_who_ask_at_once_get_one_run_or_the_letter(river: River) -> None:
    gita = river.actor("gita")
    got = at_once(lambda: services.ask_run(river.round.pk, "self", actor=gita))
    assert {type(one) for one in got} <= {Run, Stale}, got
    run = Run.objects.get()
    assert {one.pk for one in got if isinstance(one, Run)} == {run.pk}
    assert Job.objects.filter(name="scores.run").count() == 1
    assert Event.objects.filter(verb="scores.run-asked").count() == 1
    assert run.job == Job.objects.get(name="scores.run").pk


def test_twenty_workers_at_once_make_one_run(river: River) -> None:
    gita = river.actor("gita")
    run = services.ask_run(river.round.pk, "self", actor=gita)
    got = at_once(lambda: services.make(run.pk, actor=gita))
    assert got == [None] * CROWD
    run.refresh_from_db()
    assert (run.state, run.subjects) == ("done", Result.objects.filter(run=run).count())
    assert Event.objects.filter(verb="scores.run-made").count() == 1


def test_twenty_who_ask_for_the_same_recomputation_get_one(river: River) -> None:
    gita = river.actor("gita")
    run = services.ask_run(river.round.pk, "self", actor=gita)
    services.make(run.pk, actor=gita)
    got = at_once(lambda: services.ask_replay(run.pk, actor=gita))
    assert Counter(type(one).__name__ for one in got) == {"Replay": 1, "Stale": CROWD - 1}, got


def test_without_the_constraint_twenty_would_ask_twenty_times(river: River) -> None:
    """The control: look whether a run waits, then write one, at a stage of which the database knows nothing."""
    looked, found = threading.Barrier(CROWD), []

    def unguarded() -> object:
        waits = Run.objects.filter(round=river.round, state="waiting").exists()
        looked.wait()
        found.append(waits)
        return Run.objects.create(round=river.round, stage="self")

    got = at_once(unguarded)
    assert found == [False] * CROWD  # all of them saw that nothing waits
    assert sum(isinstance(one, IntegrityError) for one in got) == CROWD - 1  # and only the constraint held them
    assert Run.objects.count() == 1
