"""One attempt: who it acts for, how it ends, what is told."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.gate.services import Actor, Forbidden, system
from kotaham.apps.gate.services.letters import FORBIDDEN
from kotaham.apps.jobs import services
from kotaham.apps.jobs.models import Job
from kotaham.core.language import Say
from tests.apps.conftest import ActorOf
from tests.apps.jobs.conftest import Register
from tests.cast import World

pytestmark = pytest.mark.django_db
ROBOT = system("tests")


def test_work_acts_for_the_person_in_the_role_that_asked(world: World, actor: ActorOf, register: Register) -> None:
    seen: list[Actor] = []
    register("probe.who")(lambda run: seen.append(run.actor))
    ani = actor(world.ani)
    services.enqueue("probe.who", actor=ani)
    services.work_off()
    (found,) = seen
    assert (found.person, found.role, found.office, found.area) == (ani.person, ani.role, ani.office, ani.area)
    assert found.request.startswith("job-")


def test_work_in_the_background_stays_work_in_the_background(register: Register) -> None:
    seen: list[Actor] = []
    register("probe.who")(lambda run: seen.append(run.actor))
    services.enqueue("probe.who", actor=ROBOT)
    services.work_off()
    assert seen[0].system == "tests"
    assert seen[0].person is None


def test_who_lost_the_role_meanwhile_gets_a_letter_and_the_work_does_not_run(
    world: World, actor: ActorOf, register: Register
) -> None:
    ran: list[int] = []
    register("probe.who")(lambda run: ran.append(1))
    job = services.enqueue("probe.who", actor=actor(world.ani))
    Appointment.objects.filter(pk=world.appointment("ani").pk).update(ends=timezone.localdate() - timedelta(days=1))
    services.work_off()
    job.refresh_from_db()
    assert (ran, job.state) == ([], "failed")
    assert job.letter[0]["code"] == "jobs.role-ended"
    assert "peran Koordinator kabupaten/kota milik pemintanya sudah berakhir" in job.letter[0]["id"]["what"]
    assert "the role City coordinator of the person who asked for it has ended" in job.letter[0]["en"]["what"]


def test_who_left_the_house_meanwhile_gets_nothing_done(world: World, actor: ActorOf, register: Register) -> None:
    register("probe.who")(lambda run: None)
    job = services.enqueue("probe.who", actor=actor(world.tono))
    world.tono.is_active = False
    world.tono.save()
    services.work_off()
    job.refresh_from_db()
    assert (job.state, job.letter[0]["code"]) == ("failed", "jobs.role-ended")


def test_a_refusal_is_final_and_told_as_a_letter(register: Register) -> None:
    tries: list[int] = []

    @register("probe.refuse", retries=5)
    def refuse(run: services.Run) -> None:
        tries.append(1)
        title = Say("menguji", "try")
        raise Forbidden(FORBIDDEN(title=title, rule="probe.rule", role="-"))

    job = services.enqueue("probe.refuse", actor=ROBOT)
    services.work_off()
    job.refresh_from_db()
    assert (len(tries), job.state) == (1, "failed")
    (letter,) = job.letter
    assert letter["code"] == "gate.forbidden"
    assert letter["id"]["what"] == "Anda tidak berwenang untuk: menguji."
    assert letter["en"]["why"] == "The role - does not hold this right."


def test_an_exception_is_tried_again_with_growing_pauses_and_then_given_up(register: Register) -> None:
    tries: list[float] = []
    start = timezone.now()

    @register("probe.fail", retries=2, backoff=(10, 60))
    def fail(run: services.Run) -> None:
        tries.append((timezone.now() - start).total_seconds())
        raise OSError("rumah Ani, telepon 0812")

    job = services.enqueue("probe.fail", actor=ROBOT)
    with time_machine.travel(start, tick=False) as clock:
        for _ in range(200):
            services.work_off()
            clock.shift(1)
    job.refresh_from_db()
    assert (job.state, job.attempt, len(tries)) == ("failed", 3, 3)
    assert 10 <= tries[1] - tries[0] <= 13
    assert 60 <= tries[2] - tries[1] <= 73


def test_a_later_attempt_that_works_leaves_no_letter(register: Register) -> None:
    @register("probe.shaky", backoff=(0,))
    def shaky(run: services.Run) -> None:
        if run.attempt < 3:
            raise OSError

    job = services.enqueue("probe.shaky", actor=ROBOT)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            services.work_off()
            clock.shift(1)
    job.refresh_from_db()
    assert (job.state, job.attempt, job.letter, job.trace) == ("done", 3, [], "")


def test_the_message_of_an_exception_is_kept_nowhere(register: Register, caplog: pytest.LogCaptureFixture) -> None:
    @register("probe.fail", retries=0)
    def fail(run: services.Run) -> None:
        secret = "Ani Andayani, 3171234567890001"
        raise ValueError(f"no such person: {secret}")

    job = services.enqueue("probe.fail", actor=ROBOT)
    services.work_off()
    job.refresh_from_db()
    everything = str(Job.objects.values().get()) + str(list(DBTaskResult.objects.values())) + caplog.text
    assert "3171234567890001" not in everything
    assert "Andayani" not in everything
    assert "secret" not in everything
    assert job.trace.startswith("builtins.ValueError\n")
    assert "tests/apps/jobs/test_run.py" in job.trace
    assert job.letter[0]["code"] == "jobs.given-up"
    assert "(ValueError)" in job.letter[0]["id"]["what"]


def test_a_task_that_is_gone_after_an_upgrade_is_told(register: Register) -> None:
    register("probe.old")(lambda run: None)
    job = services.enqueue("probe.old", actor=ROBOT)
    Job.objects.filter(pk=job.pk).update(name="probe.removed")
    services.work_off()
    job.refresh_from_db()
    assert (job.state, job.letter[0]["code"]) == ("failed", "jobs.task-gone")
    assert job.letter[0]["en"]["what"] == "There is no task named probe.removed any more."


def test_progress_is_written_at_once_then_seldom_and_always_at_the_end(register: Register) -> None:
    seen: list[tuple[int, int]] = []

    @register("probe.far")
    def far(run: services.Run) -> None:
        for done in range(101):
            run.progress(done, 100, Say("berkas", "files"))
            seen.append(Job.objects.values_list("done", "total").get(pk=run.job))

    job = services.enqueue("probe.far", actor=ROBOT)
    services.work_off()
    job.refresh_from_db()
    assert (job.done, job.total, job.words) == (100, 100, {"id": "berkas", "en": "files"})
    assert len(set(seen)) < 10


def test_an_attempt_that_takes_too_long_is_stopped_and_tried_again(register: Register) -> None:
    @register("probe.long", timeout=1, retries=1, backoff=(60,))
    def long(run: services.Run) -> None:
        if run.attempt == 1:
            while True:
                pass

    job = services.enqueue("probe.long", actor=ROBOT)
    services.work_off()
    job.refresh_from_db()
    assert job.trace.startswith("kotaham.apps.jobs.services.turns.TooLong\n")
    assert job.letter[0]["id"]["next"] == "Tidak perlu berbuat apa pun; sistem mencobanya lagi sendiri."
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        services.work_off()
    job.refresh_from_db()
    assert (job.state, job.attempt) == ("done", 2)


def test_a_turn_that_was_taken_away_cannot_write_any_more(register: Register) -> None:
    told: list[str] = []

    @register("probe.zombie")
    def zombie(run: services.Run) -> None:
        if run.attempt == 1:
            Job.objects.filter(pk=run.job).update(turn=99)  # as the sweep does when this worker seemed dead
        run.progress(1, 1)
        told.append("still writing")

    job = services.enqueue("probe.zombie", actor=ROBOT)
    services.work_off()
    job.refresh_from_db()
    assert told == []
    assert (job.turn, job.state, job.done) == (99, "running", 0)


@pytest.mark.parametrize(("whole", "effects"), [(True, 0), (False, 1)])
def test_whole_work_is_undone_when_its_turn_was_taken_away(register: Register, whole: bool, effects: int) -> None:
    @register("probe.zombie", whole=whole)
    def zombie(run: services.Run) -> None:
        Job.objects.create(name="probe.effect")
        Job.objects.filter(pk=run.job).update(turn=99)

    services.enqueue("probe.zombie", actor=ROBOT)
    services.work_off()
    assert Job.objects.filter(name="probe.effect").count() == effects


def test_an_entry_of_the_queue_that_comes_twice_runs_once(register: Register) -> None:
    ran: list[int] = []
    register("probe.note")(lambda run: ran.append(1))
    services.enqueue("probe.note", actor=ROBOT)
    entry = DBTaskResult.objects.get()
    services.work_off()
    DBTaskResult.objects.update(status="READY")
    services.work_off()
    assert ran == [1]
    assert entry.args_kwargs["args"][1] == 1
