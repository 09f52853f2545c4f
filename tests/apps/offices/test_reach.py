"""Whose office lies within whose reach: the one rule that lists and objects share."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from django.db.models import Q

from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries
from kotaham.apps.offices.models import KanwilArea, Office
from kotaham.core.policy import Reach
from tests.apps.conftest import ActorOf
from tests.apps.matrix import BELOW
from tests.cast import World

PEOPLE = {
    "eko": "ministry",
    "dewi": "kanwil",
    "kartika": "province",
    "ani": "damai",
    "budi": "dinas",
    "citra": "seberang",
}


def seen(world: World, scope: Q) -> set[str]:
    found = set(Office.objects.filter(scope).values_list("pk", flat=True))
    return {name for name, office in world.offices.items() if office.pk in found}


@pytest.mark.parametrize(("person", "office"), PEOPLE.items())
def test_below_is_the_own_office_and_what_lies_under_it(world: World, actor: ActorOf, person: str, office: str) -> None:
    someone = actor(world.people[person])
    assert seen(world, queries.within(someone, Reach.BELOW, at="")) == {office} | BELOW.get(office, set())
    assert seen(world, queries.within(someone, Reach.OWN, at="")) == {office}
    assert seen(world, queries.within(someone, Reach.NONE, at="")) == set()
    assert seen(world, queries.within(someone, Reach.ALL, at="")) == set(world.offices)


@pytest.mark.parametrize("person", PEOPLE)
def test_the_rule_follows_a_path_to_the_office(world: World, actor: ActorOf, person: str) -> None:
    someone = actor(world.people[person])
    direct = Office.objects.filter(queries.within(someone, Reach.BELOW, at=""), areas__isnull=False)
    through = KanwilArea.objects.filter(queries.within(someone, Reach.BELOW, at="kanwil"))
    assert set(through.values_list("kanwil", flat=True)) == set(direct.values_list("pk", flat=True))


def test_holders_are_judged_by_the_same_rule(world: World, actor: ActorOf) -> None:
    ani, damai = actor(world.ani), world.office("damai")
    with events.work(ani) as log:
        for name, office in world.offices.items():
            log.record("offices.tested", ("offices.test", name), holder=office.pk)
    rows = Event.objects.filter(queries.holders_within(ani, Reach.BELOW), kind="offices.test")
    assert set(rows.values_list("subject", flat=True)) == {"damai"} | BELOW["damai"]
    assert queries.holders_within(ani, Reach.OWN) == Q(holder=damai.pk)
    assert queries.holders_within(ani, Reach.ALL) == Q()
    assert queries.holders_within(Actor(), Reach.BELOW) == queries.NOTHING


def test_somebody_without_an_office_reaches_nothing_below(world: World) -> None:
    assert seen(world, queries.within(Actor(person=1), Reach.BELOW, at="")) == set()
    assert seen(world, queries.within(Actor(person=1), Reach.OWN, at="")) == set()


def test_the_area_of_a_kanwil_is_that_of_the_day(world: World, actor: ActorOf) -> None:
    kanwil = world.office("kanwil")
    KanwilArea.objects.filter(kanwil=kanwil).update(valid_to=date(2025, 1, 1))
    assert queries.area(kanwil.pk, date(2024, 12, 31)) == ("99",)
    assert queries.area(kanwil.pk, date(2025, 1, 1)) == ()
    dewi = actor(world.dewi)
    assert seen(world, queries.within(dewi, Reach.BELOW, at="")) == {"kanwil"}
    past = seen(world, queries.within(dewi, Reach.BELOW, at="", on=date(2024, 6, 1)))
    assert past == {"kanwil"} | BELOW["kanwil"]


@pytest.mark.parametrize(
    ("office", "codes"),
    [("ministry", ("",)), ("kanwil", ("99",)), ("province", ("99",)), ("damai", ("99.71",)), ("dinas", ())],
)
def test_every_office_answers_for_its_places(world: World, office: str, codes: tuple[str, ...]) -> None:
    assert queries.area(world.office(office).pk) == codes


def test_an_office_that_does_not_exist_answers_for_nothing(db: None) -> None:
    assert queries.area(999) == ()
    assert queries.superior(999) is None


CHAIN: Mapping[str, str] = {
    "puskesmas": "dinas",
    "dinas": "damai",
    "damai": "province",
    "province": "kanwil",
    "kanwil": "ministry",
    "seberang": "province_other",
    "province_other": "kanwil_other",
}


@pytest.mark.parametrize(("office", "above"), CHAIN.items())
def test_the_superior_is_the_next_office_up(world: World, office: str, above: str) -> None:
    assert queries.superior(world.office(office).pk) == world.office(above).pk


def test_the_ministry_stands_above_a_province_whose_kanwil_is_not_known(world: World) -> None:
    KanwilArea.objects.all().delete()
    assert queries.superior(world.office("province").pk) == world.office("ministry").pk
    assert queries.superior(world.office("ministry").pk) is None


def test_the_superior_of_a_province_is_the_kanwil_of_that_day(world: World) -> None:
    area = KanwilArea.objects.get(province_code="99")
    KanwilArea.objects.filter(pk=area.pk).update(valid_to=date(2025, 7, 1))
    KanwilArea.objects.create(
        kanwil=world.office("kanwil_other"),
        province=area.province,
        province_code="99",
        valid_from=date(2025, 7, 1),
        certainty="stated",
        source="rekaan",
    )
    province = world.office("province").pk
    assert queries.superior(province, date(2025, 6, 30)) == world.office("kanwil").pk
    assert queries.superior(province, date(2025, 7, 1)) == world.office("kanwil_other").pk


def test_names_are_given_by_number(world: World) -> None:
    office = world.office("damai")
    assert queries.names([office.pk, 999]) == {office.pk: office.name}


def test_the_area_of_every_office_is_one_query(world: World, django_assert_num_queries: Any) -> None:
    for name, area in (("kanwil", ("99",)), ("damai", ("99.71",)), ("ministry", ("",)), ("dinas", ())):
        with django_assert_num_queries(1):
            assert queries.area(world.office(name).pk) == area
    assert queries.area(999_999) == ()
