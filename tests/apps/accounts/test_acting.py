"""Who acts: from appointment to actor."""

import pytest

from kotaham.apps.accounts import queries
from kotaham.core.policy import ROLES
from tests.apps.conftest import ActorOf
from tests.cast import SINCE, World

pytestmark = pytest.mark.django_db


def test_the_cast_holds_every_role(world: World) -> None:
    assert {row.role for row in world.appointments.values()} == set(ROLES)


def test_ani_acts_for_her_city(world: World, actor: ActorOf) -> None:
    ani = actor(world.ani)
    assert (ani.role, ani.office, ani.area, ani.rank) == ("city_coordinator", world.office("damai").pk, ("99.71",), 3)


def test_dewi_acts_for_the_area_of_her_kanwil(world: World, actor: ActorOf) -> None:
    assert actor(world.dewi).area == ("99",)


def test_tono_without_a_role_is_a_person_without_reach(world: World, actor: ActorOf) -> None:
    tono = actor(world.tono)
    assert (tono.person, tono.role, tono.area) == (world.tono.pk, None, ())


def test_holders_are_found_by_office_role_and_day(world: World) -> None:
    found = queries.holders([world.office("damai").pk, world.office("dinas").pk], ["unit_officer"], SINCE)
    assert list(found) == [world.budi]
