"""Reminders: three days before, the day after, and a week after also to the office above."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.apps.actions import queries, services
from kotaham.apps.actions.models import Action
from kotaham.apps.actions.rules import ZONES, today_in
from kotaham.apps.events import queries as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, system
from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.services import enqueue, work_off
from kotaham.apps.notices.models import Notice, Reminder
from kotaham.apps.notices.rules import STEPS, due_steps
from tests.apps.actions.conftest import Ask, today
from tests.apps.conftest import ActorOf
from tests.cast import World

ROBOT = system("tests")
NOON = datetime(2026, 12, 10, 5, tzinfo=UTC)  # noon in Jakarta, the same day everywhere


def due_in(action: Action, days: int, zone: str = "Asia/Jakarta") -> None:
    Action.objects.filter(pk=action.pk).update(due=today_in(zone, NOON) + timedelta(days=days), zone=zone)
    Notice.objects.all().delete()


def run(now: datetime = NOON) -> int:
    return sum(services.remind(pk, actor=ROBOT, now=now) for pk in services.to_remind(now))


@pytest.mark.parametrize(
    ("days", "people"), [(4, ""), (3, "budi"), (0, "budi"), (-1, "budi"), (-6, "budi"), (-7, "budi ani")]
)
def test_who_hears_of_it_on_which_day(world: World, ask: Ask, days: int, people: str) -> None:
    due_in(ask(), days)
    run()
    told = {notice.person for notice in Notice.objects.select_related("person")}
    assert told == {world.people[name] for name in people.split()}


def test_looking_again_tells_nothing_new(world: World, ask: Ask) -> None:
    due_in(ask(), 2)
    assert [run(), run(), run(NOON + timedelta(days=1))] == [1, 0, 0]
    assert Notice.objects.count() == 1


def test_days_on_which_nobody_looked_are_made_up_for_in_one_notice(world: World, ask: Ask) -> None:
    due_in(ask(), -9)
    run()
    assert Counter(Reminder.objects.values_list("step", flat=True)) == {"before": 1, "after": 1, "superior": 1}
    assert Notice.objects.filter(person=world.budi, kind="actions.due").count() == 1
    notice = Notice.objects.get(person=world.ani, kind="actions.escalated")
    assert notice.values["days"] == 9
    assert notice.urgent


def test_after_a_week_it_stands_on_the_list_of_the_office_above(world: World, actor: ActorOf, ask: Ask) -> None:
    action = ask(by="dewi")
    due_in(action, -7)
    assert list(queries.escalated(actor(world.ani))) == []
    run()
    assert list(queries.escalated(actor(world.ani))) == [action]
    event = events.history("actions.action", action.pk)[0]
    assert (event.verb, event.system) == ("actions.reminded", "tests")
    assert '"steps":["before","after","superior"]' in event.data


@pytest.mark.parametrize("state", ["claimed", "accepted", "cancelled"])
def test_nothing_is_told_when_it_is_not_the_owners_turn(world: World, ask: Ask, state: str) -> None:
    action = ask(state)
    due_in(action, -8)
    assert run() == 0
    assert not services.remind(action.pk, actor=ROBOT, now=NOON)


def test_a_new_due_date_is_a_new_ladder(world: World, actor: ActorOf, ask: Ask) -> None:
    action = ask()
    Action.objects.filter(pk=action.pk).update(due=today() + timedelta(days=1))
    now = datetime.now(UTC)
    assert services.remind(action.pk, actor=ROBOT, now=now)
    services.extend(action.pk, actor=actor(world.ani), due=today() + timedelta(days=2), reason="Sehari lagi.")
    assert services.remind(action.pk, actor=ROBOT, now=now)
    assert Reminder.objects.filter(step="before").count() == 2


def test_the_day_after_begins_at_midnight_of_the_place(world: World, ask: Ask) -> None:
    action = ask()
    due_in(action, 0, "Asia/Jayapura")
    Reminder.objects.create(
        kind="actions.action", subject=action.pk, due=today_in("Asia/Jayapura", NOON), step="before"
    )
    midnight = datetime(2026, 12, 10, 15, tzinfo=UTC)
    assert run(midnight - timedelta(minutes=1)) == 0
    assert run(midnight) == 1


def test_only_the_platform_reminds(world: World, actor: ActorOf, ask: Ask) -> None:
    action = ask()
    with pytest.raises(Forbidden):
        services.remind(action.pk, actor=actor(world.ani), now=NOON)


def test_the_job_reminds(world: World, ask: Ask) -> None:
    action = ask()
    Action.objects.filter(pk=action.pk).update(due=today())
    enqueue("actions.remind", actor=ROBOT)
    work_off()
    assert Job.objects.get(name="actions.remind").state == "done"
    assert events.history("actions.action", action.pk)[0].verb == "actions.reminded"


DAYS = st.integers(min_value=-30, max_value=30)


@given(DAYS, st.sets(DAYS, max_size=25))
def test_each_step_once_and_never_before_its_day(gap: int, looks: set[int]) -> None:
    due = date(2026, 12, 10) + timedelta(days=gap)
    sent: list[str] = []
    for day in sorted(looks):
        today = date(2026, 12, 10) + timedelta(days=day)
        for step in due_steps(due, today, sent):
            assert (today - due).days >= step.days
            sent.append(step.name)
    assert len(sent) == len(set(sent))
    last = date(2026, 12, 10) + timedelta(days=max(looks)) if looks else date.min
    assert set(sent) == {step.name for step in STEPS if looks and (last - due).days >= step.days}


class _Undo(Exception):
    """Raised to undo one example."""


CLOCKS = st.lists(st.integers(min_value=-8 * 24, max_value=14 * 24), min_size=1, max_size=8)


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(hours=CLOCKS, zone=st.sampled_from(ZONES), closing=st.one_of(st.none(), st.integers(-8 * 24, 14 * 24)))
def test_whatever_the_clocks_and_missed_days_each_step_is_sent_once_and_never_after_closing(
    world: World, ask: Ask, hours: list[int], zone: str, closing: int | None
) -> None:
    try:
        with transaction.atomic():
            action = ask()
            due_in(action, 0, zone)
            due, sent = today_in(zone, NOON), 0
            for hour in sorted(hours):
                now = NOON + timedelta(hours=hour)
                if closing is not None and hour >= closing:
                    Action.objects.filter(pk=action.pk).update(state="cancelled")
                before = Reminder.objects.count()
                run(now)
                fresh = Reminder.objects.count() - before
                sent += fresh
                assert not (fresh and closing is not None and hour >= closing), "told after closing"
                late = (today_in(zone, now) - due).days
                assert all(late >= step.days for step in STEPS if Reminder.objects.filter(step=step.name).exists())
            open_hours = [hour for hour in hours if closing is None or hour < closing]
            latest = max(((today_in(zone, NOON + timedelta(hours=h)) - due).days for h in open_hours), default=-99)
            assert sent == sum(latest >= step.days for step in STEPS)
            assert Event.objects.filter(verb="actions.reminded", subject=str(action.pk)).count() <= sent
            raise _Undo
    except _Undo:
        pass
