"""Twenty clicks at once: one effect for every verb, and without the guard more than one."""

import threading
from collections import Counter

import pytest
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Stale, system
from kotaham.apps.notices.models import Notice
from kotaham.apps.rounds import queries, services
from kotaham.apps.rounds.models import Extension, Participant, Round
from kotaham.apps.rounds.rules import begin_of
from kotaham.apps.rounds.services import hooks
from tests.apps.conftest import ActorOf
from tests.apps.jobs.test_races import CROWD, at_once
from tests.apps.river import small_instrument
from tests.apps.rounds.conftest import REASON, Prepare, in_days, wish
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def kinds(got: list[object]) -> Counter[str]:
    return Counter(type(found).__name__ for found in got)


def test_twenty_clicks_open_a_round_once(prepared: Prepare, eko: Actor, only_here: hooks.Hooks) -> None:
    round_ = prepared()
    began: list[int] = []
    hooks.when_opened(lambda one, _people, _actor, _log: began.append(one.pk))
    got = at_once(lambda: services.open_round(round_.pk, actor=eko, reason=REASON))
    assert kinds(got) == {"Round": 1, "Stale": CROWD - 1}, got
    assert len(began) == 1
    assert Event.objects.filter(verb="rounds.opened").count() == 1
    assert Notice.objects.filter(kind="rounds.opened").count() == 8


def test_without_the_conditional_update_it_opens_twenty_times(prepared: Prepare, eko: Actor) -> None:
    """The control: look at the state, then write, as a service without the guard would do."""
    round_ = prepared()
    looked = threading.Barrier(CROWD)

    def unguarded() -> None:
        found = queries.get(round_.pk)
        looked.wait()
        if found.state == "draft":
            with events.work(eko) as log:
                Round.objects.filter(pk=round_.pk).update(state="open", content_sha256="0" * 64)
                log.record("rounds.opened", found)

    at_once(unguarded)
    assert Event.objects.filter(verb="rounds.opened").count() == CROWD


def test_twenty_extensions_to_the_same_day_are_one(opened: Prepare, world: World, eko: Actor) -> None:
    round_, damai = opened(), world.office("damai").pk
    got = at_once(lambda: services.extend(round_.pk, "submit", in_days(40), actor=eko, reason="Banjir.", office=damai))
    assert kinds(got) == {"Extension": 1, "Stale": CROWD - 1}, got
    assert Extension.objects.count() == 1


def test_without_the_lock_twenty_extensions_to_the_same_day_are_twenty(
    opened: Prepare, world: World, eko: Actor
) -> None:
    round_, damai = opened(), world.office("damai").pk
    looked = threading.Barrier(CROWD)

    def unguarded() -> None:
        days = queries.days_for(round_, damai)["submit"]
        looked.wait()
        if in_days(40) > days.closes:
            Extension.objects.create(round=round_, step="submit", office_id=damai, closes=in_days(40), reason="x")

    at_once(unguarded)
    assert Extension.objects.count() == CROWD


def test_extensions_made_at_once_each_go_later_than_the_one_before(opened: Prepare, world: World, eko: Actor) -> None:
    round_, days = opened(), iter(range(40, 40 + CROWD))
    at_once(lambda: services.extend(round_.pk, "submit", in_days(next(days)), actor=eko, reason="Banjir."))
    closes = list(Extension.objects.order_by("pk").values_list("closes", flat=True))
    assert closes == sorted(set(closes))
    assert closes[-1] == in_days(39 + CROWD)


def test_twenty_edits_of_one_version_keep_one(prepared: Prepare, eko: Actor) -> None:
    round_, version, names = prepared(), small_instrument(), iter(range(CROWD))
    got = at_once(
        lambda: services.edit(round_.pk, wish(version, title=f"Judul {next(names)}"), actor=eko, version=round_.version)
    )
    assert sum(isinstance(found, Stale) for found in got) == CROWD - 1, got
    assert queries.get(round_.pk).version == round_.version + 1


def test_twenty_times_all_join_once(prepared: Prepare, eko: Actor) -> None:
    round_ = prepared(cities=())
    got = at_once(lambda: services.join_all(round_.pk, actor=eko))
    assert sorted(map(str, got)) == ["0"] * (CROWD - 1) + ["3"], got
    assert Participant.objects.filter(round=round_).count() == 3


def test_opening_and_choosing_at_once_start_work_for_exactly_those_who_take_part(
    prepared: Prepare, eko: Actor, only_here: hooks.Hooks
) -> None:
    round_, turns = prepared(cities=("damai",)), iter(range(CROWD))
    began: list[str] = []
    hooks.when_opened(lambda _one, people, _actor, _log: began.extend(row.place_code for row in people))

    def act() -> object:
        if next(turns) % 2:
            return services.open_round(round_.pk, actor=eko, reason=REASON)
        return services.join_all(round_.pk, actor=eko)

    at_once(act)
    assert sorted(began) == sorted(queries.participants(round_).values_list("place_code", flat=True))


def test_opening_and_cancelling_at_once_leave_the_state_that_the_record_tells_last(
    prepared: Prepare, eko: Actor
) -> None:
    round_, turns = prepared(), iter(range(CROWD))

    def act() -> object:
        if next(turns) % 2:
            return services.open_round(round_.pk, actor=eko, reason=REASON)
        return services.cancel(round_.pk, actor=eko, basis="Surat 1", reason="Wabah.")

    at_once(act)
    rows = Event.objects.filter(verb__in=["rounds.opened", "rounds.cancelled"]).order_by("seq")
    verbs = [verb.removeprefix("rounds.") for verb in rows.values_list("verb", flat=True)]
    # Whoever saw it in preparation and came second is told so; nothing leads back from a cancelled round.
    assert verbs in (["opened"], ["cancelled"], ["opened", "cancelled"])
    assert queries.get(round_.pk).state == {"opened": "open", "cancelled": "cancelled"}[verbs[-1]]


def test_twenty_cancellations_are_one(opened: Prepare, eko: Actor) -> None:
    round_ = opened()
    got = at_once(lambda: services.cancel(round_.pk, actor=eko, basis="Surat 1", reason="Wabah."))
    assert kinds(got) == {"Round": 1, "Stale": CROWD - 1}, got


def test_twenty_decisions_are_one(opened: Prepare, world: World, actor: ActorOf) -> None:
    round_, hadi = opened(), actor(world.hadi)

    def decide() -> Round:
        with events.work(hadi) as log:
            return services.decide(round_.pk, actor=hadi, log=log)

    assert kinds(at_once(decide)) == {"Round": 1, "Stale": CROWD - 1}


def test_twenty_reminders_at_once_are_one(opened: Prepare, only_here: hooks.Hooks) -> None:
    round_ = opened()
    Notice.objects.all().delete()
    now = begin_of(in_days(28), "Asia/Jakarta")
    got = at_once(lambda: services.remind(round_.pk, actor=system("tests"), now=now))
    assert sorted(map(str, got)) == ["0"] * (CROWD - 1) + ["3"], got
    assert Notice.objects.count() == 3
    assert timezone.is_aware(now)
