"""Schedules: no due time is lost, none is given twice, missed ones are made up for once."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.apps.jobs import services
from kotaham.apps.jobs.models import Job, Schedule
from kotaham.apps.jobs.rules import Cron
from kotaham.apps.jobs.services import care, registry
from tests.apps.jobs.conftest import Register

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 22, 0, 0, tzinfo=UTC)


@pytest.fixture
def only(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave one schedule: every quarter of an hour."""
    monkeypatch.setattr(registry, "_plans", {})
    register("probe.tick")(lambda run: None)
    services.schedule("probe.tick", cron="*/15 * * * *")


def test_the_first_tick_only_notes_when_it_is_due(only: None) -> None:
    assert care.tick(START) == 0
    assert Schedule.objects.get().next_at == START + timedelta(minutes=15)


def test_a_due_schedule_is_queued_once_and_moves_on(only: None) -> None:
    care.tick(START)
    due = START + timedelta(minutes=15)
    assert [care.tick(due), care.tick(due), care.tick(due + timedelta(minutes=1))] == [1, 0, 0]
    row = Schedule.objects.get()
    assert (row.last_at, row.next_at) == (due, START + timedelta(minutes=30))
    assert Job.objects.get().system == "probe.tick"


def test_missed_times_are_made_up_for_once(only: None) -> None:
    care.tick(START)
    assert care.tick(START + timedelta(days=3, minutes=7)) == 1
    assert Schedule.objects.get().next_at == START + timedelta(days=3, minutes=15)


@given(st.lists(st.integers(0, 3 * 3600), min_size=1, max_size=25))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whenever_workers_tick_each_gap_with_a_due_time_gives_exactly_one_run(only: None, seconds: list[int]) -> None:
    Job.objects.all().delete()
    Schedule.objects.all().delete()
    care.tick(START)
    cron = Cron.read("*/15 * * * *", "UTC")
    expected, last = 0, START
    for moment in sorted(START + timedelta(seconds=s) for s in seconds):
        expected += cron.after(last) <= moment
        care.tick(moment)
        last = max(last, moment)
    assert Job.objects.filter(name="probe.tick").count() == expected


def test_a_changed_schedule_counts_from_now(only: None) -> None:
    care.tick(START)
    services.schedule("probe.tick", cron="0 7 * * *", zone="Asia/Jakarta")
    assert care.tick(START + timedelta(minutes=20)) == 0
    assert Schedule.objects.get().next_at == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


def test_a_tick_that_fails_queues_nothing_and_loses_nothing(only: None, monkeypatch: pytest.MonkeyPatch) -> None:
    care.tick(START)

    def broken(*args: object, **options: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(care, "enqueue", broken)
        with pytest.raises(RuntimeError):
            care.tick(START + timedelta(minutes=15))
    assert care.tick(START + timedelta(minutes=16)) == 1


def test_a_schedule_of_an_unknown_task_is_an_error(only: None) -> None:
    services.schedule("probe.nobody", cron="* * * * *")
    with pytest.raises(services.UnknownTask, match=r"probe\.nobody"):
        care.tick(START)


def test_the_house_seals_its_record_every_quarter_of_an_hour_and_clears_the_queue_at_night() -> None:
    plans = registry.plans()
    assert plans["events.seal_head"].cron.text == "*/15 * * * *"
    assert "jobs.prune" in plans
