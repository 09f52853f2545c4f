"""The people of the demonstration, and the first admin of a real installation."""

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.test import Client

from kotaham.apps.accounts import queries
from kotaham.apps.accounts.checks import nobody_from_the_demo
from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.accounts.queries import demo
from kotaham.apps.accounts.services.demo import load_demo
from kotaham.apps.gate.services import system
from kotaham.core.policy import ROLES
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def invented(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the demo live in the places of the cast."""
    moved = [
        replace(one, place=re.sub(r"^31\.\d\d$", "99.71", one.place).replace("31", "99")) for one in demo.DEMO_PEOPLE
    ]
    monkeypatch.setattr("kotaham.apps.accounts.services.demo.DEMO_PEOPLE", moved)


def test_the_demo_has_somebody_for_every_role(invented: None) -> None:
    assert load_demo(actor=system("uji")) == len(demo.DEMO_PEOPLE)
    held = Appointment.objects.filter(person__demo=True)
    assert held.count() == len(demo.DEMO_PEOPLE)
    assert {row.role for row in held} == set(ROLES)


def test_loading_twice_changes_nothing(invented: None) -> None:
    load_demo(actor=system("uji"))
    assert load_demo(actor=system("uji")) == 0
    assert Appointment.objects.filter(person__demo=True).count() == len(demo.DEMO_PEOPLE)


def test_a_demo_city_without_units_gets_some_of_the_usual_ones(invented: None, world: World) -> None:
    Appointment.objects.filter(office__rank__gt=3).delete()
    type(world.office("dinas")).objects.filter(rank__gt=3, parent__parent=world.office("damai")).delete()
    type(world.office("dinas")).objects.filter(parent=world.office("damai")).delete()
    load_demo(actor=system("uji"))
    held = Appointment.objects.filter(person__demo=True, role="unit_officer")
    assert [row.office.proposed for row in held] == [True] * len(held)


@pytest.mark.parametrize("person", demo.DEMO_PEOPLE, ids=lambda one: one.mailbox)
def test_everybody_of_the_table_signs_in_with_what_it_says(invented: None, person: demo.DemoPerson) -> None:
    load_demo(actor=system("uji"))
    line = next(line for line in queries.demo_table() if person.email in line.split())
    response = Client().post("/masuk", {"login": person.email, "password": line.split()[-1]})
    assert response.status_code == 302


def test_without_offices_the_command_tells_what_to_run_first(db: None) -> None:
    with pytest.raises(CommandError, match="Jalankan load_places lalu load_offices") as refused:
        call_command("load_demo")
    assert refused.value.returncode == 3


def test_production_refuses_the_demo(invented: None, settings: Any) -> None:
    settings.PROFILE = replace(django_settings.PROFILE, name="production")
    with pytest.raises(CommandError, match="Orang demo tidak boleh ada di profil production"):
        call_command("load_demo")
    assert not Person.objects.filter(demo=True).exists()


def test_a_production_database_with_demo_people_does_not_start_until_they_are_closed(
    invented: None, settings: Any
) -> None:
    load_demo(actor=system("uji"))
    assert nobody_from_the_demo(databases=["default"]) == []
    settings.PROFILE = replace(django_settings.PROFILE, name="production")
    (found,) = nobody_from_the_demo(databases=["default"])
    assert (found.id, "drop_demo" in str(found.hint)) == ("kotaham.E020", True)
    call_command("drop_demo", stdout=io.StringIO())
    assert nobody_from_the_demo(databases=["default"]) == []


def test_the_first_admin_is_invited_from_the_command_line(world: World, client: Client) -> None:
    out = io.StringIO()
    call_command("invite_admin", "pertama@kementerian.example", "Pertama Sekali", stdout=out)
    link = re.search(r"/undangan/terima/\S+", out.getvalue())
    assert link
    form = {"name": "Pertama Sekali", "password": "kenari-terbang-malam", "again": "kenari-terbang-malam"}
    assert client.post(link[0], form).status_code == 302
    assert client.get("/orang").status_code == 200
