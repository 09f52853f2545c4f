"""Putting work into the queue."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from kotaham.apps.gate.services import Actor, system
from kotaham.apps.jobs import services
from kotaham.apps.jobs.models import Job
from tests.apps.jobs.conftest import Register

pytestmark = pytest.mark.django_db
ROBOT = system("tests")


def test_queued_work_runs_with_its_ids(register: Register) -> None:
    seen: list[tuple[int, str]] = []

    @register("probe.note")
    def note(run: services.Run, *, number: int, code: str = "") -> None:
        seen.append((number, code))

    job = services.enqueue("probe.note", actor=ROBOT, number=5, code="31.71")
    assert job.state == "waiting"
    assert seen == []
    assert services.work_off() == 1
    job.refresh_from_db()
    assert (seen, job.state, job.attempt) == ([(5, "31.71")], "done", 1)
    assert job.ended_at is not None


def test_an_unknown_task_is_refused_and_the_known_ones_are_named(register: Register) -> None:
    register("probe.known")(lambda run: None)
    with pytest.raises(services.UnknownTask, match=r"no task 'probe\.unknown'; registered are: .*probe\.known"):
        services.enqueue("probe.unknown", actor=ROBOT)


def test_ids_that_the_task_does_not_take_are_refused_at_once(register: Register) -> None:
    @register("probe.note")
    def note(run: services.Run, *, number: int) -> None: ...

    with pytest.raises(TypeError, match="number"):
        services.enqueue("probe.note", actor=ROBOT)
    with pytest.raises(TypeError, match="colour"):
        services.enqueue("probe.note", actor=ROBOT, number=1, colour="red")
    assert not Job.objects.exists()


@pytest.mark.parametrize("value", [1.5, {"a": 1}, "x" * 201, b"bytes", [1]])
def test_content_does_not_go_into_the_queue(register: Register, value: object) -> None:
    register("probe.note")(lambda run, number: None)
    with pytest.raises(TypeError, match="only whole numbers, short texts"):
        services.enqueue("probe.note", actor=ROBOT, number=value)  # type: ignore[arg-type]


@pytest.mark.parametrize("url", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_the_page_of_the_result_is_one_of_ours(register: Register, url: str) -> None:
    register("probe.note")(lambda run: None)
    with pytest.raises(ValueError, match="is not a page of this site"):
        services.enqueue("probe.note", actor=ROBOT, url=url)


def test_the_same_key_gives_the_same_job_also_after_it_is_done(register: Register) -> None:
    runs: list[int] = []
    register("probe.note")(lambda run, number: runs.append(number))
    first = services.enqueue("probe.note", actor=ROBOT, key="once", number=1)
    again = services.enqueue("probe.note", actor=ROBOT, key="once", number=1)
    assert services.work_off() == 1
    later = services.enqueue("probe.note", actor=ROBOT, key="once", number=1)
    assert services.work_off() == 0
    assert first.pk == again.pk == later.pk
    assert runs == [1]


def test_a_key_counts_for_one_task_only_and_no_key_never_counts(register: Register) -> None:
    for name in ("probe.one", "probe.two"):
        register(name)(lambda run: None)
    jobs = [
        services.enqueue(name, actor=ROBOT, key=key) for name in ("probe.one", "probe.two") for key in ("", "", "a")
    ]
    assert len({job.pk for job in jobs}) == 6


def test_a_key_used_with_other_ids_is_an_error(register: Register) -> None:
    register("probe.note")(lambda run, number: None)
    services.enqueue("probe.note", actor=ROBOT, key="once", number=1)
    with pytest.raises(ValueError, match="was used before with other ids"):
        services.enqueue("probe.note", actor=ROBOT, key="once", number=2)


def test_a_key_that_is_taken_does_not_spoil_the_callers_transaction(register: Register) -> None:
    register("probe.note")(lambda run: None)
    with transaction.atomic():
        services.enqueue("probe.note", actor=ROBOT, key="once")
        services.enqueue("probe.note", actor=ROBOT, key="once")
        assert Job.objects.count() == 1


def test_a_rolled_back_request_leaves_no_work(register: Register) -> None:
    register("probe.note")(lambda run: None)

    def request() -> None:
        with transaction.atomic():
            services.enqueue("probe.note", actor=ROBOT)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        request()
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()
    assert services.work_off() == 0


def test_urgent_work_goes_first(register: Register) -> None:
    order: list[str] = []
    register("probe.slow", priority=-10)(lambda run: order.append("slow"))
    register("probe.soon", priority=10)(lambda run: order.append("soon"))
    services.enqueue("probe.slow", actor=ROBOT)
    services.enqueue("probe.soon", actor=ROBOT)
    services.work_off()
    assert order == ["soon", "slow"]


def test_work_may_queue_more_work(register: Register) -> None:
    left: list[int] = []

    @register("probe.count")
    def count(run: services.Run, *, number: int) -> None:
        left.append(number)
        if number:
            services.enqueue("probe.count", actor=run.actor, number=number - 1)

    services.enqueue("probe.count", actor=ROBOT, number=3)
    assert services.work_off() == 4
    assert left == [3, 2, 1, 0]


def test_the_queue_keeps_who_asked_as_numbers_only(register: Register) -> None:
    register("probe.note")(lambda run: None)
    actor = Actor(person=7, name="Ani Andayani", role="city_coordinator", appointment=8, office=9, request="abc")
    job = services.enqueue("probe.note", actor=actor)
    assert (job.person, job.appointment, job.role, job.office, job.request) == (7, 8, "city_coordinator", 9, "abc")
    row = str(Job.objects.filter(pk=job.pk).values().get()) + str(list(DBTaskResult.objects.values()))
    assert "Ani" not in row


def test_a_name_is_registered_once(register: Register) -> None:
    register("probe.note")(lambda run: None)
    with pytest.raises(ValueError, match=r"'probe\.note' is registered twice"):
        register("probe.note")(lambda run: None)


@pytest.mark.parametrize("options", [{"retries": -1}, {"backoff": ()}, {"backoff": (-1,)}, {"timeout": 0}])
def test_a_task_with_impossible_patience_is_refused(register: Register, options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="retries, backoff and timeout"):
        register("probe.note", **options)(lambda run: None)
