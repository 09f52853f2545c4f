"""The starter list of units."""

import pytest

from kotaham.apps.offices import services
from kotaham.apps.offices.models import Office
from kotaham.apps.places.models import Place
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.offices.walking import last_event, text
from tests.cast import World


def test_chosen_units_are_opened_as_proposals(world: World, as_: AsPerson) -> None:
    damai = world.office("damai")
    url = f"/kantor/{damai.pk}/daftar-awal"
    units = ["Sekretariat Daerah", "Bagian Hukum Sekretariat Daerah", "Dinas Pendidikan"]
    assert as_(world.ani).post(url, {"units": units}).status_code == 302
    found = Office.objects.filter(proposed=True).order_by("pk")
    assert [office.name for office in found] == [f"{name} Kota Damai" for name in units]
    legal = found[1]
    assert legal.parent is not None
    assert legal.parent.name == "Sekretariat Daerah Kota Damai"
    assert {office.city_code for office in found} == {"99.71"}
    assert last_event().verb == "offices.created"


def test_the_second_click_opens_nothing_twice(world: World, as_: AsPerson) -> None:
    client, url = as_(world.ani), f"/kantor/{world.office('damai').pk}/daftar-awal"
    client.post(url, {"units": ["Inspektorat"]})
    assert client.post(url, {"units": ["Inspektorat"]}).status_code == 409
    assert Office.objects.filter(name="Inspektorat Kota Damai").count() == 1


def test_strangers_and_onlookers_are_turned_away(world: World, as_: AsPerson) -> None:
    url = f"/kantor/{world.office('damai').pk}/daftar-awal"
    assert as_(world.budi).post(url, {"units": ["Inspektorat"]}).status_code == 403
    assert as_(world.citra).get(url).status_code == 404


def test_the_page_says_that_the_list_is_a_proposal_and_names_the_regulations(world: World, as_: AsPerson) -> None:
    page = text(as_(world.ani).get(f"/kantor/{world.office('damai').pk}/daftar-awal"))
    assert "Daftar ini usulan" in page
    assert "PP 18/2016" in page
    assert "Dinas Pendidikan Kota Damai" in page


def test_what_exists_is_not_offered_again(world: World, actor: ActorOf) -> None:
    damai = world.office("damai")
    services.adopt_starter_units(damai.pk, actor=actor(world.ani), names=["Inspektorat"])
    assert {one.name for one in services.proposals(damai) if one.exists} == {"Inspektorat"}


def test_an_administrative_city_gets_the_names_of_jakarta(world: World) -> None:
    Place.objects.filter(code="99.71").update(autonomous=False)
    damai = Office.objects.select_related("place").get(pk=world.office("damai").pk)
    names = [one.full_name for one in services.proposals(damai)]
    assert "Suku Dinas Kesehatan Kota Damai" in names
    assert not any("DPRD" in name for name in names)


def test_only_a_city_takes_the_list(world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused, match="Perangkat daerah tidak dapat berada di bawah"):
        services.adopt_starter_units(world.office("province").pk, actor=actor(world.eko), names=["Inspektorat"])
