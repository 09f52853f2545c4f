"""A province lets its cities use a piece of evidence: they follow its rules."""

from typing import Any

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.evidence import queries, services
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.gate.services import Stale
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.evidence.making import piece_of
from tests.cast import World


@pytest.fixture
def rule(world: World) -> Evidence:
    return piece_of(world.office("province"))


def click(browser: Any, piece: Evidence, on: str = "ya") -> int:
    status: int = browser.post(f"/bukti/{piece.pk}/bagikan", {"bagikan": on}).status_code
    return status


def test_once_shared_the_city_and_its_units_open_it(world: World, rule: Evidence, as_: AsPerson) -> None:
    for person in (world.ani, world.budi):
        assert as_(person).get(f"/bukti/{rule.pk}").status_code == 404
    assert click(as_(world.kartika), rule) == 302
    for person in (world.ani, world.budi):
        page = as_(person).get(f"/bukti/{rule.pk}")
        assert page.status_code == 200
        assert "dibagikan kepada kabupaten/kotanya" in page.content.decode()
    assert as_(world.citra).get(f"/bukti/{rule.pk}").status_code == 404, "a city of another province"


def test_it_may_be_used_but_not_changed(world: World, rule: Evidence, as_: AsPerson, actor: ActorOf) -> None:
    click(as_(world.kartika), rule)
    assert [one.pk for one in queries.inherited_by(actor(world.budi))] == [rule.pk]
    assert as_(world.ani).get(f"/bukti/{rule.pk}/ubah").status_code == 404
    assert as_(world.ani).get(f"/bukti/{rule.pk}/tarik").status_code == 404


def test_sharing_ends_for_new_use(world: World, rule: Evidence, as_: AsPerson, actor: ActorOf) -> None:
    browser = as_(world.kartika)
    click(browser, rule)
    assert click(browser, rule, "tidak") == 302
    assert not queries.inherited_by(actor(world.ani)).exists()
    assert as_(world.ani).get(f"/bukti/{rule.pk}").status_code == 404


def test_a_second_click_is_stale(world: World, rule: Evidence, as_: AsPerson, actor: ActorOf) -> None:
    assert click(as_(world.kartika), rule) == 302
    assert click(as_(world.kartika), rule) == 409
    with pytest.raises(Stale):
        services.share(actor=actor(world.kartika), evidence=rule.pk, on=True)
    assert Event.objects.filter(verb="evidence.shared").count() == 1


def test_only_the_province_shares(world: World, rule: Evidence, as_: AsPerson) -> None:
    assert click(as_(world.ani), rule) == 403
    assert click(as_(world.eko), rule) == 403
    assert click(as_(world.kartika), piece_of(world.office("damai"))) in {403, 404}
    assert as_(world.kartika).get(f"/bukti/{rule.pk}/bagikan").status_code == 405


def test_personal_data_are_not_shared(world: World, rule: Evidence, as_: AsPerson, actor: ActorOf) -> None:
    Evidence.objects.filter(pk=rule.pk).update(personal=True)
    response = as_(world.kartika).post(f"/bukti/{rule.pk}/bagikan", {"bagikan": "ya"})
    assert response.status_code == 400
    assert "data pribadi" in response.content.decode()
    Evidence.objects.filter(pk=rule.pk).update(shared=True)
    assert not queries.inherited_by(actor(world.ani)).exists(), "marked as personal after it was shared"
