"""Reminders and calendars: for those whose turn it is, by the clock of each place, each rung once."""

from collections.abc import Collection
from datetime import datetime, timedelta

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, system
from kotaham.apps.jobs.services import enqueue, work_off
from kotaham.apps.notices.models import Notice
from kotaham.apps.notices.services import days_of, told, words_of
from kotaham.apps.rounds import services
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.rules import begin_of
from kotaham.apps.rounds.services import hooks
from tests.apps.conftest import ActorOf
from tests.apps.rounds.conftest import Prepare, in_days
from tests.cast import World

ROBOT = system("tests")


@pytest.fixture
def running(opened: Prepare, only_here: hooks.Hooks) -> Round:
    round_ = opened()
    Notice.objects.all().delete()
    return round_


def at(days: int, hour: int = 6) -> datetime:
    return begin_of(in_days(days), "Asia/Jakarta") + timedelta(hours=hour)


def people() -> set[int]:
    return set(Notice.objects.values_list("person_id", flat=True))


def test_three_days_before_the_coordinators_are_told(running: Round, world: World) -> None:
    assert services.remind(running.pk, actor=ROBOT, now=at(26)) == 0
    assert services.remind(running.pk, actor=ROBOT, now=at(27)) == 3
    assert people() == {world.ani.pk, world.rini.pk, world.citra.pk}
    notice = Notice.objects.get(person=world.ani)
    assert words_of(notice, "id").startswith("Pengiriman oleh kabupaten/kota berakhir")
    assert words_of(notice, "en").startswith("Submission by the city ends on")
    assert not notice.urgent
    assert Event.objects.filter(verb="rounds.reminded").count() == 3


def test_looking_again_tells_nothing_again(running: Round) -> None:
    services.remind(running.pk, actor=ROBOT, now=at(27))
    before = Notice.objects.count()
    assert services.remind(running.pk, actor=ROBOT, now=at(28)) == 0
    assert Notice.objects.count() == before


def test_the_east_is_reminded_when_its_day_has_come(running: Round, world: World) -> None:
    late_evening = at(26, hour=23)  # already tomorrow in Jayapura
    services.remind(running.pk, actor=ROBOT, now=late_evening)
    assert people() == {world.citra.pk}


def test_the_day_after_it_is_urgent_and_a_week_after_the_province_hears_of_all_its_cities(
    running: Round, world: World
) -> None:
    services.remind(running.pk, actor=ROBOT, now=at(27))
    Notice.objects.all().delete()
    services.remind(running.pk, actor=ROBOT, now=at(31))
    assert all(notice.urgent for notice in Notice.objects.all())
    assert world.kartika.pk not in people()
    Notice.objects.all().delete()
    services.remind(running.pk, actor=ROBOT, now=at(37))
    notice = Notice.objects.get(person=world.kartika)
    assert notice.kind == "rounds.escalated"
    assert "terlambat 7 hari" in words_of(notice, "id")
    assert "Kota Damai, Kota Rukun" in words_of(notice, "id")


def test_only_those_whose_turn_it_is_are_told(running: Round, world: World) -> None:
    damai = world.office("damai").pk

    def turn(_round: int, step: str, offices: Collection[int]) -> Collection[int]:
        return {damai} & set(offices) if step == "submit" else ()

    hooks.whose_turn(turn)
    services.remind(running.pk, actor=ROBOT, now=at(27))
    assert people() == {world.ani.pk}


def test_a_kanwil_is_told_once_of_all_its_cities(running: Round, world: World) -> None:
    hooks.whose_turn(lambda _round, step, offices: offices if step == "verify" else ())
    services.remind(running.pk, actor=ROBOT, now=at(58))
    assert people() == {world.intan.pk, world.dewi.pk, world.oki.pk, world.seno.pk}
    notice = Notice.objects.get(person=world.dewi)
    assert "Kota Damai, Kota Rukun" in words_of(notice, "id")


def test_an_extension_moves_the_reminder(running: Round, world: World, eko: Actor) -> None:
    services.extend(running.pk, "submit", in_days(40), actor=eko, reason="Banjir.", office=world.office("damai").pk)
    Notice.objects.all().delete()
    services.remind(running.pk, actor=ROBOT, now=at(27))
    assert people() == {world.rini.pk, world.citra.pk}
    services.remind(running.pk, actor=ROBOT, now=at(37))
    assert Notice.objects.filter(person=world.ani, kind="rounds.due").count() == 1


def test_a_round_that_does_not_run_reminds_nobody(running: Round, eko: Actor) -> None:
    services.cancel(running.pk, actor=eko, basis="Surat 1", reason="Wabah.")
    Notice.objects.all().delete()
    assert services.remind(running.pk, actor=ROBOT, now=at(27)) == 0
    assert services.to_remind() == []
    assert not Notice.objects.exists()


def test_only_the_system_reminds(running: Round, world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden):
        services.remind(running.pk, actor=actor(world.eko), now=at(27))


@pytest.mark.django_db(transaction=True)
def test_the_daily_job_reminds(opened: Prepare, only_here: hooks.Hooks) -> None:
    round_ = opened()
    round_.steps.filter(step="submit").update(closes=in_days(2))
    Notice.objects.all().delete()
    enqueue("rounds.remind", actor=ROBOT)
    work_off()
    assert Notice.objects.filter(kind="rounds.due").count() == 3


def test_the_calendar_of_everybody_holds_the_last_days_that_concern_them(
    running: Round, world: World, eko: Actor
) -> None:
    services.extend(running.pk, "submit", in_days(40), actor=eko, reason="Banjir.", office=world.office("damai").pk)

    def days(name: str) -> dict[str, object]:
        return {
            told(day.title, {}, "id").split(" berakhir")[0]: day.on
            for day in days_of(world.people[name].pk)
            if day.uid.startswith("putaran-")
        }

    assert days("budi") == {}, "a unit has the days of its own answers, not those of the round"
    assert days("ani")["Pengiriman oleh kabupaten/kota"] == in_days(40)
    assert days("citra")["Pengiriman oleh kabupaten/kota"] == in_days(30)
    assert days("dewi")["Penelaahan Kanwil"] == in_days(60)
    assert len(days("eko")) == 7
    assert days("gita") == {"Penilaian pusat": in_days(90), "Sanggahan": in_days(110)}
    assert days("nia") == {} == days("tono")
