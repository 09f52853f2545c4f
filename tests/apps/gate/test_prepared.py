"""Queries that are put into words once answer as those that Django puts into words each time."""

import pytest
from django.db.models import QuerySet

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.accounts.queries import now_in_force
from kotaham.apps.gate.queries import Prepared
from tests.cast import World

pytestmark = pytest.mark.django_db


def _held(person: int, role: str) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(person_id=person, role=role).select_related("office", "office__place")
    return rows.only("role", "starts", "office__name", "office__place__zone").order_by("pk")


HELD = Prepared(_held, 987_654_321, "mark-of-the-role")


def test_the_rows_are_those_of_the_query_itself(world: World, django_assert_num_queries: object) -> None:
    asked = [(person.pk, role) for person in (world.ani, world.budi, world.dewi) for role in ("city_coordinator", "x")]
    for values in asked:
        with django_assert_num_queries(1):  # type: ignore[operator]
            told = [(row.pk, row.role, row.starts, row.office.name, row.office.place) for row in HELD(*values)]
        assert told == [(row.pk, row.role, row.starts, row.office.name, row.office.place) for row in _held(*values)]
    assert [len(HELD(*values)) for values in asked].count(1) == 1


def test_a_number_that_no_column_holds_finds_nothing(world: World) -> None:
    assert HELD(10**30, "city_coordinator") == []


@pytest.mark.once
@pytest.mark.parametrize("build", [lambda _mark: Person.objects.all(), lambda mark: Person.objects.filter(pk=mark + 1)])
def test_a_mark_that_is_not_in_the_query_is_an_error_of_the_program(build: object) -> None:
    with pytest.raises(ValueError, match="each mark has to stand once"):
        Prepared(build, 987_654_321)(1)  # type: ignore[arg-type]


def test_a_person_found_by_number_is_read_anew_each_time(world: World) -> None:
    before = Person.objects.get(pk=world.ani.pk)
    Person.objects.filter(pk=world.ani.pk).update(name="Ani Baru")
    assert (before.name, Person.objects.get(pk=world.ani.pk).name) == (world.ani.name, "Ani Baru")
    assert type(now_in_force(world.ani.pk, world.ani.joined_at)) is list
    with pytest.raises(Person.DoesNotExist):
        Person.objects.get(pk=0)
