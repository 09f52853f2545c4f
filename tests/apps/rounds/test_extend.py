"""More days for a step: for one city or for all, later only, with a reason, by whom the policy table names."""

import pytest
from django.http import Http404

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.rounds import queries, services
from kotaham.apps.rounds.models import Extension
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.rounds.conftest import Prepare, in_days
from tests.cast import World

WHY = "Kantor kebanjiran."


def test_the_ministry_gives_one_city_more_days_and_the_city_is_told(opened: Prepare, world: World, eko: Actor) -> None:
    round_, damai = opened(), world.office("damai").pk
    Notice.objects.all().delete()
    services.extend(round_.pk, "submit", in_days(40), actor=eko, reason=WHY, office=damai)
    event = Event.objects.get(verb="rounds.extended")
    assert (event.holder, event.why) == (damai, WHY)
    assert f'"new":"{in_days(40)}"' in event.data
    assert f'"old":"{in_days(30)}"' in event.data
    assert [notice.person_id for notice in Notice.objects.all()] == [world.ani.pk]
    assert queries.deadlines(round_, [damai])[damai, "submit"] == in_days(40)


def test_the_ministry_gives_everybody_more_days(opened: Prepare, world: World, eko: Actor) -> None:
    round_ = opened()
    Notice.objects.all().delete()
    services.extend(round_.pk, "verify", in_days(70), actor=eko, reason=WHY)
    told = set(Notice.objects.values_list("person_id", flat=True))
    assert {world.ani.pk, world.citra.pk, world.dewi.pk, world.seno.pk, world.kartika.pk} <= told
    assert eko.person not in told


def test_the_head_of_the_kanwil_gives_a_city_of_the_area_more_days(
    opened: Prepare, world: World, actor: ActorOf
) -> None:
    round_ = opened()
    intan, damai, seberang = actor(world.intan), world.office("damai").pk, world.office("seberang").pk
    services.extend(round_.pk, "submit", in_days(40), actor=intan, reason=WHY, office=damai)
    with pytest.raises(Refused, match="tidak mengikuti putaran ini"):
        services.extend(round_.pk, "submit", in_days(40), actor=intan, reason=WHY, office=seberang)
    with pytest.raises(Forbidden):
        services.extend(round_.pk, "submit", in_days(40), actor=intan, reason=WHY)
    with pytest.raises(Forbidden):
        services.extend(round_.pk, "verify", in_days(70), actor=intan, reason=WHY, office=damai)
    assert Extension.objects.count() == 1


@pytest.mark.parametrize("name", ["ani", "budi", "dewi", "kartika", "gita", "hadi", "made"])
def test_nobody_else_gives_more_days(name: str, world: World, actor: ActorOf, opened: Prepare) -> None:
    with pytest.raises(Forbidden):
        services.extend(
            opened().pk, "submit", in_days(40), actor=actor(world.people[name]), reason=WHY,
            office=world.office("damai").pk,
        )  # fmt: skip


def test_a_kanwil_without_a_city_in_the_round_does_not_see_it(opened: Prepare, world: World, actor: ActorOf) -> None:
    round_ = opened(cities=("damai",))
    with pytest.raises(Http404):
        services.extend(
            round_.pk, "submit", in_days(40), actor=actor(world.seno), reason=WHY, office=world.office("damai").pk
        )


@pytest.mark.parametrize(
    ("step", "days", "code"),
    [
        ("submit", 29, "rounds.extension-not-later"),
        ("submit", 30, "rounds.extension-not-later"),
        ("nothing", 40, "rounds.step-unknown"),
    ],
)
def test_a_day_that_is_not_later_is_refused(
    step: str, days: int, code: str, opened: Prepare, world: World, eko: Actor
) -> None:
    with pytest.raises(Refused) as refused:
        services.extend(opened().pk, step, in_days(days), actor=eko, reason=WHY, office=world.office("damai").pk)
    assert refused.value.codes == (code,)


def test_a_reason_is_wanted_and_a_step_with_days(opened: Prepare, world: World, eko: Actor) -> None:
    round_ = opened(days={"submit": (None, in_days(30)), "verify": (None, in_days(60))})
    with pytest.raises(Refused, match="Alasan masih kosong"):
        services.extend(round_.pk, "submit", in_days(40), actor=eko, reason=" ")
    with pytest.raises(Refused, match="tidak punya tenggat"):
        services.extend(round_.pk, "repair", in_days(40), actor=eko, reason=WHY)


def test_a_day_that_has_passed_where_the_city_lies_is_refused(opened: Prepare, world: World, eko: Actor) -> None:
    round_ = opened()
    round_.steps.filter(step="submit").update(opens=None, closes=in_days(-9))
    with pytest.raises(Refused, match="sudah lewat di tempat peserta"):
        services.extend(round_.pk, "submit", in_days(-3), actor=eko, reason=WHY, office=world.office("damai").pk)


def test_the_second_click_is_told_that_it_stands_already(opened: Prepare, world: World, eko: Actor) -> None:
    round_, damai = opened(), world.office("damai").pk
    services.extend(round_.pk, "submit", in_days(40), actor=eko, reason=WHY, office=damai)
    with pytest.raises(Stale):
        services.extend(round_.pk, "submit", in_days(40), actor=eko, reason=WHY, office=damai)
    assert Extension.objects.count() == 1


def test_only_a_round_that_runs_has_deadlines_to_extend(prepared: Prepare, eko: Actor) -> None:
    with pytest.raises(Refused, match="tidak sedang berjalan: Disiapkan"):
        services.extend(prepared().pk, "submit", in_days(40), actor=eko, reason=WHY)


def test_the_page_offers_the_cities_and_steps_within_reach(opened: Prepare, world: World, as_: AsPerson) -> None:
    round_, browser = opened(), as_(world.intan)
    page = browser.get(f"/putaran/{round_.pk}/perpanjang").content.decode()
    assert "Kota Damai" in page
    assert "Kota Seberang" not in page
    assert "Semua peserta" not in page
    assert 'value="validate"' not in page
    sent = {"office": world.office("damai").pk, "step": "submit", "closes": str(in_days(20)), "reason": WHY}
    wrong = browser.post(f"/putaran/{round_.pk}/perpanjang", sent)
    assert wrong.status_code == 422
    assert "Hari terakhir yang baru harus sesudah" in wrong.content.decode()
    assert browser.post(f"/putaran/{round_.pk}/perpanjang", sent | {"closes": str(in_days(45))}).status_code == 302
    shown = as_(world.ani).get(f"/putaran/{round_.pk}").content.decode()
    assert WHY in shown
    assert "Diperpanjang; semula" in shown
    assert WHY not in as_(world.citra).get(f"/putaran/{round_.pk}").content.decode()


def test_the_page_gives_everybody_more_days_when_nobody_is_named(opened: Prepare, world: World, as_: AsPerson) -> None:
    round_ = opened()
    sent = {"office": "", "step": "validate", "closes": str(in_days(100)), "reason": WHY}
    assert as_(world.eko).post(f"/putaran/{round_.pk}/perpanjang", sent).status_code == 302
    assert Extension.objects.get().office_id is None
