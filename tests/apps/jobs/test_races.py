"""Many at once: one effect, and without the guard more than one."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kotaham.apps.gate.services import Stale, system
from kotaham.apps.jobs import services
from kotaham.apps.jobs.models import Job, Schedule, Worker
from kotaham.apps.jobs.services import care, registry
from kotaham.apps.jobs.services.turns import give_turn
from tests.apps.conftest import ActorOf
from tests.apps.jobs.conftest import Register
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROBOT = system("tests")
CROWD = 20


def at_once(act: Callable[[], object], crowd: int = CROWD) -> list[object]:
    """Do something in many threads that start together; return what each got, errors too."""
    ready = threading.Barrier(crowd)
    got: list[object] = []

    def one() -> None:
        ready.wait()
        try:
            got.append(act())
        except Exception as error:  # noqa: BLE001 - the test looks at it
            got.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(crowd)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return got


def test_twenty_times_the_same_key_gives_one_job(register: Register) -> None:
    register("probe.note")(lambda run: None)
    got = at_once(lambda: services.enqueue("probe.note", actor=ROBOT, key="once").pk)
    assert len(got) == CROWD
    assert set(got) == {Job.objects.get().pk}
    assert DBTaskResult.objects.count() == 1


def test_without_the_key_there_are_twenty(register: Register) -> None:
    register("probe.note")(lambda run: None)
    got = at_once(lambda: services.enqueue("probe.note", actor=ROBOT).pk)
    assert len(set(got)) == CROWD
    assert DBTaskResult.objects.count() == CROWD


def test_twenty_workers_tick_and_the_schedule_runs_once(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_plans", {})
    register("probe.tick")(lambda run: None)
    services.schedule("probe.tick", cron="*/15 * * * *")
    start = datetime(2026, 11, 22, tzinfo=UTC)
    care.tick(start)
    got = at_once(lambda: care.tick(start + timedelta(minutes=15)))
    assert sorted(map(str, got)) == ["0"] * (CROWD - 1) + ["1"]
    assert Job.objects.count() == 1


def test_the_very_first_tick_of_twenty_workers_makes_one_schedule(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_plans", {})
    register("probe.tick")(lambda run: None)
    services.schedule("probe.tick", cron="*/15 * * * *")
    assert at_once(lambda: care.tick(datetime(2026, 11, 22, tzinfo=UTC))) == [0] * CROWD
    assert Schedule.objects.count() == 1


def test_twenty_sweepers_give_one_turn_back(register: Register) -> None:
    register("probe.note")(lambda run: None)
    job = services.enqueue("probe.note", actor=ROBOT)
    DBTaskResult.objects.get().claim("dead")
    Worker.objects.create(name="dead", host="h", pid=1, beat_at=timezone.now() - timedelta(hours=1))
    Job.objects.filter(pk=job.pk).update(state="running", worker="dead", attempt=1)
    got = at_once(services.sweep)
    assert sorted(map(str, got)) == ["0"] * (CROWD - 1) + ["1"]
    assert DBTaskResult.objects.filter(status="READY").count() == 1


def test_six_workers_run_sixty_pieces_of_work_once_each(register: Register) -> None:
    runs: list[int] = []
    register("probe.note")(lambda run, number: runs.append(number))
    for number in range(60):
        services.enqueue("probe.note", actor=ROBOT, number=number)
    assert sum(map(int, map(str, at_once(services.work_off, 6)))) == 60
    assert sorted(runs) == list(range(60))
    assert set(Job.objects.values_list("state", "attempt")) == {("done", 1)}


def test_twenty_cancels_make_one_event_and_nineteen_letters(world: World, actor: ActorOf, register: Register) -> None:
    register("probe.note")(lambda run: None)
    ani = actor(world.ani)
    job = services.enqueue("probe.note", actor=ani)
    got = at_once(lambda: services.cancel(job.pk, actor=ani))
    assert sum(isinstance(found, Stale) for found in got) == CROWD - 1
    assert sum(isinstance(found, Job) for found in got) == 1


def test_twenty_retries_give_one_turn(world: World, actor: ActorOf, register: Register) -> None:
    register("probe.note")(lambda run: None)
    eko = actor(world.eko)
    job = services.enqueue("probe.note", actor=eko)
    services.cancel(job.pk, actor=eko)
    DBTaskResult.objects.all().delete()
    got = at_once(lambda: services.retry(job.pk, actor=eko))
    assert sum(isinstance(found, Stale) for found in got) == CROWD - 1
    assert DBTaskResult.objects.count() == 1


def test_without_the_conditional_update_twenty_retries_would_give_many_turns(
    world: World, actor: ActorOf, register: Register
) -> None:
    """The control: read the state, then write it, as a service without the guard would do."""
    register("probe.note")(lambda run: None)
    eko = actor(world.eko)
    job = services.enqueue("probe.note", actor=eko)
    services.cancel(job.pk, actor=eko)
    DBTaskResult.objects.all().delete()
    looked = threading.Barrier(CROWD)

    def unguarded() -> None:
        found = Job.objects.get(pk=job.pk)
        looked.wait()
        if found.state == "cancelled":
            with transaction.atomic():
                Job.objects.filter(pk=job.pk).update(state="waiting")
                give_turn(found, registry.registered(found.name), timezone.now())

    at_once(unguarded)
    assert DBTaskResult.objects.count() == CROWD
