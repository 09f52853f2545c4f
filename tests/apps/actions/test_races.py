"""Twenty clicks at once: one effect for every verb, and without the guard more than one."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction

from kotaham.apps.actions import queries, services
from kotaham.apps.actions.models import Action, Need
from kotaham.apps.actions.rules import LIFE, makes_circle
from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Stale, system
from kotaham.apps.notices.models import Notice, Reminder
from kotaham.core.errors import Refused
from tests.apps.actions.conftest import Ask, today
from tests.apps.actions.test_life import act
from tests.apps.conftest import ActorOf
from tests.apps.jobs.test_races import CROWD, at_once
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
STARTS = {"take": "open", "claim": "in_progress", "accept": "claimed", "return": "claimed", "reopen": "accepted",
          "extend": "open", "cancel": "open"}  # fmt: skip


@pytest.mark.parametrize("verb", LIFE.verbs)
def test_twenty_clicks_move_it_once(verb: str, world: World, actor: ActorOf, ask: Ask) -> None:
    action = ask(STARTS[verb])
    doer = actor(world.budi if verb in {"take", "claim"} else world.ani)
    before, told = Event.objects.count(), Notice.objects.count()
    got = at_once(lambda: act(verb, action.pk, doer, today() + timedelta(days=60)))
    kinds = Counter(type(found).__name__ for found in got)
    assert kinds == {"Action": 1, "Stale": CROWD - 1}, got
    assert Event.objects.count() == before + 1
    assert Notice.objects.count() == told + 1


def test_without_the_conditional_update_twenty_clicks_move_it_twenty_times(
    world: World, actor: ActorOf, ask: Ask
) -> None:
    """The control: look at the state, then write, as a service without the guard would do."""
    action, budi = ask("open"), actor(world.budi)
    looked = threading.Barrier(CROWD)

    def unguarded() -> None:
        found = Action.objects.get(pk=action.pk)
        looked.wait()
        if found.state == "open":
            with events.work(budi) as log:
                Action.objects.filter(pk=action.pk).update(state="in_progress")
                log.record("actions.taken", found, holder=found.owner_id)

    at_once(unguarded)
    assert Event.objects.filter(verb="actions.taken").count() == CROWD


def test_twenty_reminders_at_once_are_one(world: World, ask: Ask) -> None:
    action = ask()
    Action.objects.filter(pk=action.pk).update(due=today())
    Notice.objects.all().delete()
    now = action.created_at
    got = at_once(lambda: services.remind(action.pk, actor=system("tests"), now=now))
    assert Counter(map(str, got)) == {"True": 1, "False": CROWD - 1}
    assert Reminder.objects.count() == Notice.objects.count() == 1


def test_twenty_edits_of_one_version_keep_one(world: World, actor: ActorOf, ask: Ask) -> None:
    action, ani = ask(), actor(world.ani)
    names = iter(range(CROWD))
    got = at_once(
        lambda: services.edit(
            action.pk, actor=ani, version=1, title=f"Judul {next(names)}", task="Isi", proof_wanted=""
        )
    )
    assert sum(isinstance(found, Stale) for found in got) == CROWD - 1
    assert Action.objects.get(pk=action.pk).version == 2


def test_needs_made_at_once_never_close_a_circle(world: World, actor: ActorOf, ask: Ask) -> None:
    ring, ani = [ask().pk for _ in range(5)], actor(world.ani)
    turns = iter(range(CROWD))

    def link() -> None:
        number = next(turns)
        services.add_need(ring[number % 5], ring[(number + 1) % 5], actor=ani)

    got = at_once(link)
    assert all(found is None or isinstance(found, Refused) for found in got), got
    assert 1 <= Need.objects.count() <= 4, "never all five links of the ring"
    for pk, needed in Need.objects.values_list("action_id", "needed_id"):
        assert pk not in queries.reached_from(needed)


def test_without_the_lock_needs_made_at_once_close_a_circle(world: World, actor: ActorOf, ask: Ask) -> None:
    ring = [ask().pk for _ in range(5)]
    looked, turns = threading.Barrier(5), iter(range(5))

    def unguarded() -> None:
        number = next(turns)
        action, needed = ring[number], ring[(number + 1) % 5]
        circle = makes_circle(action, needed, queries.edges)
        looked.wait()
        if not circle:
            with transaction.atomic():
                Need.objects.create(action_id=action, needed_id=needed)

    at_once(unguarded, crowd=5)
    assert Need.objects.count() == 5
    assert queries.reached_from(ring[0]) == set(ring)
