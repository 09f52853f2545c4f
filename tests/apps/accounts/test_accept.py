"""Take up an invitation: once, in time, by the one it is for, while the inviter may still give the role."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.accounts import services
from kotaham.apps.accounts.models import Appointment, Invitation, Person
from kotaham.apps.gate.services import Actor, Forbidden
from kotaham.core.errors import Refused
from tests.apps.accounts.road import count, last_event
from tests.apps.accounts.test_invite import invite
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db
PASSWORD = "kenari-terbang-malam-hari"
NOBODY = Actor()


def test_taking_up_makes_an_account_with_the_role(world: World, actor: ActorOf) -> None:
    issued = invite(actor(world.ani), world)
    made = services.accept(actor=NOBODY, token=issued.token, name="Baru Sekali", password=PASSWORD)
    person = Person.objects.get(email="baru@kotaham.example")
    assert (made.person, made.role, made.office) == (person, "unit_officer", world.office("dinas"))
    assert Appointment.objects.get(pk=made.pk).appointed_by == world.ani
    assert person.check_password(PASSWORD)
    assert last_event("accounts.invitation-accepted").holder == world.office("dinas").pk


def test_the_page_signs_in_and_the_role_counts_at_once(world: World, actor: ActorOf, client: Client) -> None:
    address = reverse("accounts:accept", args=[invite(actor(world.ani), world).token])
    form = {"name": "Baru Sekali", "password": PASSWORD, "again": PASSWORD}
    response = client.post(address, form, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "Petugas perangkat daerah" in response.content.decode()


def test_the_new_account_can_sign_in_by_password(world: World, actor: ActorOf, client: Client) -> None:
    services.accept(actor=NOBODY, token=invite(actor(world.ani), world).token, name="B", password=PASSWORD)
    response = client.post("/masuk", {"login": "baru@kotaham.example", "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/")


def test_a_weak_password_is_refused_at_its_field_and_nothing_is_used_up(
    world: World, actor: ActorOf, client: Client
) -> None:
    address = reverse("accounts:accept", args=[invite(actor(world.ani), world).token])
    response = client.post(address, {"name": "Baru", "password": "pendek", "again": "pendek"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Kata sandi ini 6 karakter; pakai sekurangnya 12." in html
    assert client.get(address).status_code == 200


def test_two_different_passwords_are_told(world: World, actor: ActorOf, client: Client) -> None:
    address = reverse("accounts:accept", args=[invite(actor(world.ani), world).token])
    response = client.post(address, {"name": "Baru", "password": PASSWORD, "again": PASSWORD + "x"})
    assert "Dua kata sandi ini tidak sama." in response.content.decode()


def test_a_second_click_makes_no_second_account(world: World, actor: ActorOf) -> None:
    token = invite(actor(world.ani), world).token
    services.accept(actor=NOBODY, token=token, name="B", password=PASSWORD)
    with pytest.raises(Refused, match="Undangan ini tidak berlaku"):
        services.accept(actor=NOBODY, token=token, name="B", password=PASSWORD)
    assert count("accounts.invitation-accepted") == 1


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00"])
def test_a_guessed_token_is_refused_in_words(client: Client, token: str, db: None) -> None:
    response = client.get(reverse("accounts:accept", args=[token]))
    assert response.status_code == 400
    assert "Mintalah undangan baru" in response.content.decode()


def test_after_a_week_it_is_too_late(world: World, actor: ActorOf) -> None:
    issued = invite(actor(world.ani), world)
    Invitation.objects.filter(pk=issued.invitation.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused, match="Undangan ini tidak berlaku"):
        services.accept(actor=NOBODY, token=issued.token, name="B", password=PASSWORD)


def test_an_inviter_who_left_gives_nothing(world: World, actor: ActorOf) -> None:
    issued = invite(actor(world.ani), world)
    Appointment.objects.filter(pk=world.appointment("ani").pk).update(ends=date(2020, 2, 1))
    with pytest.raises(Refused, match="tidak lagi berwenang memberi peran ini"):
        services.accept(actor=NOBODY, token=issued.token, name="B", password=PASSWORD)


def test_somebody_with_an_account_accepts_signed_in(world: World, actor: ActorOf, as_: AsPerson) -> None:
    issued = invite(actor(world.ani), world, email=world.tono.email)
    address = reverse("accounts:accept", args=[issued.token])
    assert "Surel ini sudah mempunyai akun" in Client().get(address).content.decode()
    assert as_(world.tono).post(address).status_code == 302
    assert Appointment.objects.filter(person=world.tono, office=world.office("dinas")).count() == 1


def test_nobody_takes_the_account_of_a_mailbox_without_signing_in(world: World, actor: ActorOf) -> None:
    issued = invite(actor(world.ani), world, email=world.tono.email)
    with pytest.raises(Forbidden, match="Undangan ini untuk orang lain"):
        services.accept(actor=NOBODY, token=issued.token, name="X", password=PASSWORD)
    assert not Person.objects.get(pk=world.tono.pk).check_password(PASSWORD)


def test_a_colleague_does_not_take_an_invitation_for_another(world: World, actor: ActorOf, as_: AsPerson) -> None:
    address = reverse("accounts:accept", args=[invite(actor(world.ani), world).token])
    assert as_(world.nia).post(address).status_code == 403


def test_a_wrong_method_has_no_door(world: World, actor: ActorOf, client: Client) -> None:
    assert client.put(reverse("accounts:accept", args=[invite(actor(world.ani), world).token])).status_code == 405
