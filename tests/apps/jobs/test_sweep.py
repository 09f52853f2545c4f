"""Work of workers that died, and what is cleared away."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kotaham.apps.gate.services import system
from kotaham.apps.jobs import queries, services
from kotaham.apps.jobs.models import Job, Worker
from kotaham.apps.jobs.services.turns import here, release
from tests.apps.jobs.conftest import Register

pytestmark = pytest.mark.django_db
ROBOT = system("tests")
LONG_AGO = timedelta(minutes=10)


@pytest.fixture
def runs(register: Register) -> list[int]:
    """Give the list that the task writes to."""
    seen: list[int] = []
    register("probe.note")(lambda run: seen.append(run.attempt))
    return seen


def dead_worker(job: Job, *, claimed: bool = True) -> Worker:
    """Leave things as a worker that was killed leaves them: in the middle of the work, or just before it."""
    worker = services.sign_on()
    DBTaskResult.objects.get(status="READY").claim(worker.name)
    if claimed:
        Job.objects.filter(pk=job.pk).update(state="running", worker=worker.name, attempt=job.attempt + 1)
    Worker.objects.filter(pk=worker.pk).update(beat_at=timezone.now() - LONG_AGO)
    return worker


@pytest.mark.parametrize(("claimed", "attempt"), [(True, 2), (False, 1)])
def test_work_of_a_killed_worker_runs_again(runs: list[int], claimed: bool, attempt: int) -> None:
    job = services.enqueue("probe.note", actor=ROBOT)
    dead_worker(job, claimed=claimed)
    assert services.work_off() == 0
    assert services.sweep() == 1
    services.work_off()
    job.refresh_from_db()
    assert (job.state, job.lost, runs) == ("done", int(claimed), [attempt])


def test_work_of_a_living_worker_is_left_alone(runs: list[int]) -> None:
    job = services.enqueue("probe.note", actor=ROBOT)
    services.beat(dead_worker(job))
    assert services.sweep() == 0
    job.refresh_from_db()
    assert job.state == "running"


def test_sweeping_twice_gives_one_turn(runs: list[int]) -> None:
    job = services.enqueue("probe.note", actor=ROBOT)
    dead_worker(job)
    assert [services.sweep(), services.sweep()] == [1, 0]
    services.work_off()
    assert runs == [2]


def test_work_that_kills_three_workers_is_given_up_with_a_letter(runs: list[int]) -> None:
    job = services.enqueue("probe.note", actor=ROBOT)
    for _ in range(3):
        job.refresh_from_db()
        dead_worker(job)
        services.sweep()
    job.refresh_from_db()
    assert (job.state, job.letter[0]["code"]) == ("failed", "jobs.lost")
    assert "mati 3 kali" in job.letter[0]["id"]["what"]
    assert services.work_off() == 0


def test_cancelled_work_of_a_killed_worker_does_not_come_back(runs: list[int]) -> None:
    job = services.enqueue("probe.note", actor=ROBOT)
    dead_worker(job)
    Job.objects.filter(pk=job.pk).update(cancel_asked_at=timezone.now())
    services.sweep()
    job.refresh_from_db()
    assert (job.state, services.work_off(), runs) == ("cancelled", 0, [])


def test_a_worker_that_lost_its_database_for_a_while_takes_its_work_up_again(runs: list[int]) -> None:
    job = services.enqueue("probe.note", actor=ROBOT)
    worker = dead_worker(job)
    assert release(worker.name) == 1
    services.work_off()
    assert runs == [2]


def test_signing_off_counts_as_gone_at_once() -> None:
    worker = services.sign_on()
    assert queries.health().alive == 1
    services.sign_off(worker)
    assert queries.health().alive == 0
    assert here.worker == "here"


def test_finished_entries_and_old_work_are_forgotten_and_their_keys_are_free_again(runs: list[int]) -> None:
    old = services.enqueue("probe.note", actor=ROBOT, key="k")
    services.work_off()
    DBTaskResult.objects.update(finished_at=timezone.now() - LONG_AGO * 2)
    services.sweep()
    assert not DBTaskResult.objects.exists()
    assert services.prune() == 0
    assert services.prune(timezone.now() + timedelta(days=91)) == 1
    assert services.enqueue("probe.note", actor=ROBOT, key="k").pk != old.pk


def test_work_that_waits_is_never_forgotten(runs: list[int]) -> None:
    services.enqueue("probe.note", actor=ROBOT)
    assert services.prune(timezone.now() + timedelta(days=1000)) == 0


def test_health_tells_how_long_due_work_waits_and_whether_anybody_works(runs: list[int]) -> None:
    assert not queries.health().stuck
    services.enqueue("probe.note", actor=ROBOT)
    later = timezone.now() + timedelta(minutes=5)
    health = queries.health(later)
    assert timedelta(minutes=4) < health.waited < timedelta(minutes=6)
    assert health.stuck
    Worker.objects.create(name="w", host="h", pid=1, beat_at=later)
    assert not queries.health(later).stuck
