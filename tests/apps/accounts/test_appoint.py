"""Give a person a role of an office for a period."""

from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.accounts import services
from kotaham.apps.accounts.models import Appointment
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.core.errors import Refused
from tests.apps.accounts.road import count, last_event
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def appoint(actor: Actor, world: World, person: str = "tono", office: str = "dinas", **changed: Any) -> Appointment:
    given = {"role": "unit_officer", "starts": TODAY, "ends": None, "basis": "SK 12/2026", **changed}
    return services.appoint(actor=actor, person=world.people[person].pk, office=world.office(office).pk, **given)


def test_the_admin_appoints_and_the_record_tells_it(world: World, actor: ActorOf) -> None:
    made = appoint(actor(world.eko), world)
    event = last_event("accounts.appointed")
    assert (made.person, made.office, made.appointed_by) == (world.tono, world.office("dinas"), world.eko)
    assert (event.subject, event.holder, event.person) == (str(made.pk), world.office("dinas").pk, world.eko.pk)


def test_the_coordinator_appoints_somebody_of_her_units_to_another_unit(world: World, actor: ActorOf) -> None:
    assert appoint(actor(world.ani), world, person="budi", office="dinas_social").role == "unit_officer"


def test_the_page_appoints(world: World, as_: AsPerson) -> None:
    address = reverse("accounts:appoint", args=[world.budi.pk]) + f"?kantor={world.office('dinas_social').pk}"
    form = {"role": "unit_officer", "starts": "2026-11-21", "ends": "", "basis": "SK 12/2026"}
    response = as_(world.ani).post(address, form)
    assert response.status_code == 302
    assert Appointment.objects.filter(person=world.budi, office=world.office("dinas_social")).count() == 1


def test_a_form_with_gaps_says_which_field_and_writes_nothing(world: World, as_: AsPerson) -> None:
    address = reverse("accounts:appoint", args=[world.budi.pk]) + f"?kantor={world.office('dinas_social').pk}"
    response = as_(world.ani).post(address, {"role": "unit_officer", "starts": "bukan tanggal"})
    assert response.status_code == 422
    assert 'href="#id_starts"' in response.content.decode()
    assert count("accounts.appointed") == 0


def test_an_onlooker_is_refused_and_told_the_rule(world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden, match=r"Peran Petugas perangkat daerah tidak memegang wewenang ini"):
        appoint(actor(world.budi), world)


def test_the_auditor_who_sees_all_appoints_nobody(world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden, match="Auditor"):
        appoint(actor(world.made), world)


def test_a_person_out_of_sight_does_not_exist(world: World, actor: ActorOf) -> None:
    with pytest.raises(Http404):
        appoint(actor(world.citra), world, person="budi", office="dinas_seberang")


def test_an_office_out_of_sight_does_not_exist(world: World, actor: ActorOf) -> None:
    with pytest.raises(Http404):
        appoint(actor(world.ani), world, person="budi", office="dinas_seberang")


def test_a_role_that_is_not_the_givers_to_give_is_refused_with_its_name(world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden, match=r"Peran Koordinator kabupaten/kota di .* tidak dapat Anda berikan"):
        appoint(actor(world.ani), world, person="budi", office="damai", role="city_coordinator")


def test_a_role_without_such_a_seat_names_the_seats(world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused, match=r"Peran Auditor tidak ada di Dinas Kesehatan .*Pilih salah satu: Petugas"):
        appoint(actor(world.eko), world, role="auditor")


def test_a_period_backwards_and_a_wrong_seat_are_told_together(world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused) as refused:
        appoint(actor(world.eko), world, role="assessor", ends=date(2026, 1, 1))
    assert refused.value.codes == ("accounts.no-such-seat", "accounts.period-backwards")


def test_a_closed_office_gives_no_role(world: World, actor: ActorOf) -> None:
    office = world.office("dinas")
    type(office).objects.filter(pk=office.pk).update(valid_to=date(2026, 1, 1))
    with pytest.raises(Refused, match="sudah tidak berlaku"):
        appoint(actor(world.eko), world)


def test_a_second_click_is_stale_and_writes_nothing(world: World, actor: ActorOf) -> None:
    appoint(actor(world.eko), world)
    with pytest.raises(Stale, match="Penugasan ini sudah berubah"):
        appoint(actor(world.eko), world)
    assert count("accounts.appointed") == 1


def test_an_overlapping_term_of_the_same_seat_is_refused(world: World, actor: ActorOf) -> None:
    appoint(actor(world.eko), world)
    with pytest.raises(Refused, match="sudah memegang peran Petugas perangkat daerah"):
        appoint(actor(world.eko), world, starts=date(2027, 1, 1))


def test_somebody_whose_account_is_closed_gets_no_role(world: World, actor: ActorOf) -> None:
    type(world.tono).objects.filter(pk=world.tono.pk).update(is_active=False, deactivated_at=timezone.now())
    with pytest.raises(Refused, match="Akun orang ini tidak aktif"):
        appoint(actor(world.eko), world)


def test_a_wrong_method_has_no_door(world: World, as_: AsPerson) -> None:
    assert as_(world.eko).put(reverse("accounts:appoint", args=[world.budi.pk])).status_code == 405
