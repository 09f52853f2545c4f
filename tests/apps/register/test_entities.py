"""Communities and businesses: noted once, retired, taken up again."""

import pytest

from kotaham.apps.events.models import Event
from kotaham.apps.register import services
from kotaham.apps.register.models import Entity
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World


def test_a_kanwil_notes_a_community_of_its_area_once(world: World, actor: ActorOf, as_: AsPerson) -> None:
    kanwil = world.office("kanwil").pk
    form = {"kind": "community", "name": "Karang  Taruna Damai", "kanwil": kanwil, "place": "99.71", "note": ""}
    page = as_(world.intan).post("/peserta/komunitas/tambah", form, follow=True).content.decode()
    assert "Karang Taruna Damai" in page
    again = as_(world.intan).post("/peserta/komunitas/tambah", form | {"name": "karang taruna damai"})
    assert again.status_code == 422
    assert "sudah tercatat" in again.content.decode()
    assert Entity.objects.count() == 1
    assert Event.objects.filter(verb="register.entity-added").count() == 1


def test_the_coordinator_of_the_city_sees_it_and_another_does_not(world: World, actor: ActorOf, as_: AsPerson) -> None:
    joko = actor(world.joko)
    services.add_entity("business", "Warung Bu Sri", actor=joko, kanwil=world.office("kanwil").pk, place="99.71")
    assert "Warung Bu Sri" in as_(world.ani).get("/peserta/komunitas").content.decode()
    assert "Warung Bu Sri" not in as_(world.citra).get("/peserta/komunitas").content.decode()
    assert as_(world.ani).get("/peserta/komunitas/tambah").status_code == 403


def test_it_is_retired_once_and_taken_up_again(world: World, actor: ActorOf, as_: AsPerson) -> None:
    made = services.add_entity("community", "Sanggar", actor=actor(world.joko), kanwil=world.office("kanwil").pk)
    address = f"/peserta/komunitas/{made.pk}/keadaan"
    assert as_(world.seno).post(address, {"active": "0"}).status_code == 404
    assert as_(world.intan).post(address, {"active": "0"}).status_code == 302
    assert as_(world.intan).post(address, {"active": "0"}).status_code == 409
    assert as_(world.intan).post(address, {"active": "1"}).status_code == 302
    assert Entity.objects.get().active


def test_a_place_outside_the_area_is_refused(world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused, match="di luar wilayah kerja"):
        services.add_entity(
            "community", "Sanggar", actor=actor(world.joko), kanwil=world.office("kanwil").pk, place="98.71"
        )
