"""Cancel: waiting work at once, running work when it looks up."""

import pytest
from django.http import Http404

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, Stale, system
from kotaham.apps.jobs import services
from kotaham.apps.jobs.models import Job
from tests.apps.conftest import ActorOf
from tests.apps.jobs.conftest import Register
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(world: World, actor: ActorOf, register: Register) -> Job:
    """Give work that Ani asked for."""
    register("probe.note")(lambda run: None)
    return services.enqueue("probe.note", actor=actor(world.ani))


def test_ani_cancels_what_she_asked_for_and_it_never_runs(job: Job, world: World, actor: ActorOf) -> None:
    found = services.cancel(job.pk, actor=actor(world.ani))
    assert found.state == "cancelled"
    services.work_off()
    job.refresh_from_db()
    assert (job.state, job.attempt) == ("cancelled", 0)
    event = Event.objects.get(verb="jobs.cancelled")
    assert (event.subject, event.person, event.holder) == (str(job.pk), world.ani.pk, world.office("damai").pk)


def test_the_ministry_cancels_anything(job: Job, world: World, actor: ActorOf) -> None:
    assert services.cancel(job.pk, actor=actor(world.eko)).state == "cancelled"


def test_the_auditor_sees_it_and_may_not_cancel_it(job: Job, world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden, match=r"Peran Auditor tidak memegang wewenang ini"):
        services.cancel(job.pk, actor=actor(world.made))
    assert not Event.objects.exists()


def test_for_citra_it_does_not_exist(job: Job, world: World, actor: ActorOf) -> None:
    with pytest.raises(Http404):
        services.cancel(job.pk, actor=actor(world.citra))


def test_what_is_done_cannot_be_cancelled(job: Job, world: World, actor: ActorOf) -> None:
    services.work_off()
    with pytest.raises(Stale, match="Pekerjaan ini sudah berubah"):
        services.cancel(job.pk, actor=actor(world.ani))


def test_the_second_click_is_told_so(job: Job, world: World, actor: ActorOf) -> None:
    services.cancel(job.pk, actor=actor(world.ani))
    with pytest.raises(Stale):
        services.cancel(job.pk, actor=actor(world.ani))
    assert Event.objects.filter(verb="jobs.cancelled").count() == 1


def test_running_work_stops_when_it_looks_up(world: World, actor: ActorOf, register: Register) -> None:
    done: list[int] = []
    ani = actor(world.ani)

    @register("probe.steps")
    def steps(run: services.Run) -> None:
        for number in range(10):
            if number == 3:
                assert services.cancel(run.job, actor=ani).state == "running"
                run._looked = float("-inf")  # as if half a second had passed
            if run.cancelled():
                return
            done.append(number)

    job = services.enqueue("probe.steps", actor=ani)
    services.work_off()
    job.refresh_from_db()
    assert (done, job.state) == ([0, 1, 2], "cancelled")
    assert Event.objects.filter(verb="jobs.cancel-asked").count() == 1


def test_work_that_does_not_look_up_is_done_all_the_same(world: World, actor: ActorOf, register: Register) -> None:
    ani = actor(world.ani)
    register("probe.deaf")(lambda run: services.cancel(run.job, actor=ani))
    job = services.enqueue("probe.deaf", actor=ani)
    services.work_off()
    job.refresh_from_db()
    assert job.state == "done"


def test_cancelled_work_that_fails_is_not_tried_again(world: World, actor: ActorOf, register: Register) -> None:
    ani = actor(world.ani)

    @register("probe.fails", backoff=(0,))
    def fails(run: services.Run) -> None:
        services.cancel(run.job, actor=ani)
        raise OSError

    job = services.enqueue("probe.fails", actor=ani)
    services.work_off()
    job.refresh_from_db()
    assert (job.state, job.attempt) == ("cancelled", 1)


def test_a_second_wish_to_cancel_running_work_is_stale(world: World, actor: ActorOf, register: Register) -> None:
    ani = actor(world.ani)

    @register("probe.twice")
    def twice(run: services.Run) -> None:
        services.cancel(run.job, actor=ani)
        with pytest.raises(Stale):
            services.cancel(run.job, actor=ani)

    services.enqueue("probe.twice", actor=ani)
    services.work_off()
    assert Event.objects.filter(verb="jobs.cancel-asked").count() == 1


def test_background_work_itself_cancels_nothing(job: Job) -> None:
    with pytest.raises(Forbidden):
        services.cancel(job.pk, actor=system("tests"))
