"""Let failed work run again: the ministry only."""

import pytest
from django.http import Http404

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.apps.jobs import services
from kotaham.apps.jobs.models import Job
from tests.apps.conftest import ActorOf
from tests.apps.jobs.conftest import Register
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(world: World, actor: ActorOf, register: Register) -> Job:
    """Give work of Ani that failed once and would work now."""

    @register("probe.shaky", retries=0)
    def shaky(run: services.Run) -> None:
        if Job.objects.get(pk=run.job).turn == 1:
            raise OSError

    job = services.enqueue("probe.shaky", actor=actor(world.ani))
    services.work_off()
    job.refresh_from_db()
    assert job.state == "failed"
    return job


def test_the_ministry_runs_it_again(failed: Job, world: World, actor: ActorOf) -> None:
    assert services.retry(failed.pk, actor=actor(world.eko)).state == "waiting"
    services.work_off()
    failed.refresh_from_db()
    assert (failed.state, failed.letter, failed.attempt) == ("done", [], 1)
    assert Event.objects.filter(verb="jobs.retried", subject=str(failed.pk), person=world.eko.pk).count() == 1


def test_it_still_acts_for_ani(failed: Job, world: World, actor: ActorOf) -> None:
    assert services.retry(failed.pk, actor=actor(world.eko)).person == world.ani.pk


def test_ani_may_not(failed: Job, world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden, match=r"mengulang pekerjaan latar yang gagal"):
        services.retry(failed.pk, actor=actor(world.ani))


def test_work_that_is_no_more_is_not_found(failed: Job, world: World, actor: ActorOf) -> None:
    with pytest.raises(Http404):
        services.retry(failed.pk + 1, actor=actor(world.eko))


def test_the_second_click_is_told_so_and_the_work_runs_once(failed: Job, world: World, actor: ActorOf) -> None:
    services.retry(failed.pk, actor=actor(world.eko))
    with pytest.raises(Stale):
        services.retry(failed.pk, actor=actor(world.eko))
    assert services.work_off() == 1


def test_what_is_done_is_not_run_again(failed: Job, world: World, actor: ActorOf) -> None:
    services.retry(failed.pk, actor=actor(world.eko))
    services.work_off()
    with pytest.raises(Stale):
        services.retry(failed.pk, actor=actor(world.eko))


def test_cancelled_work_can_be_taken_up_again(world: World, actor: ActorOf, register: Register) -> None:
    register("probe.note")(lambda run: None)
    job = services.enqueue("probe.note", actor=actor(world.ani))
    services.cancel(job.pk, actor=actor(world.ani))
    services.retry(job.pk, actor=actor(world.eko))
    services.work_off()
    job.refresh_from_db()
    assert (job.state, job.cancel_asked_at) == ("done", None)


def test_a_task_that_is_gone_cannot_run_again_and_says_so(failed: Job, world: World, actor: ActorOf) -> None:
    Job.objects.filter(pk=failed.pk).update(name="probe.removed")
    services.retry(failed.pk, actor=actor(world.eko))
    services.work_off()
    failed.refresh_from_db()
    assert failed.letter[0]["code"] == "jobs.task-gone"
