"""Invite a mailbox to one role of one office; send it again; withdraw it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.accounts import services
from kotaham.apps.accounts.models import Invitation, Letter
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.apps.jobs.services import work_off
from kotaham.core.errors import Refused
from tests.apps.accounts.road import count, last_event, link_in_letter
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import PASSWORD, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def invite(actor: Actor, world: World, office: str = "dinas", **changed: Any) -> services.Issued:
    given: dict[str, Any] = {
        "email": "Baru@Kotaham.example",
        "name": "Baru  Sekali",
        "role": "unit_officer",
        "starts": TODAY,
        "ends": None,
        "basis": "SK 1/2026",
    }
    return services.invite(actor=actor, office=world.office(office).pk, **{**given, **changed})


def test_the_coordinator_invites_an_officer_of_her_unit(world: World, actor: ActorOf) -> None:
    issued = invite(actor(world.ani), world)
    row, event = issued.invitation, last_event("accounts.invited")
    assert (row.email, row.name, row.invited_as) == ("baru@kotaham.example", "Baru Sekali", world.appointment("ani"))
    assert (event.holder, event.person) == (world.office("dinas").pk, world.ani.pk)


def test_neither_database_nor_record_keeps_token_or_address(world: World, actor: ActorOf) -> None:
    issued = invite(actor(world.ani), world)
    kept = str(Invitation.objects.filter(pk=issued.invitation.pk).values().get())
    event = last_event("accounts.invited")
    assert issued.token not in kept
    assert "baru@" not in event.data + event.why


def test_the_page_sends_a_letter_with_a_link_that_opens(world: World, as_: AsPerson, client: Any) -> None:
    address = reverse("accounts:invite") + f"?kantor={world.office('dinas').pk}"
    form = {
        "email": "baru@kotaham.example",
        "name": "Baru Sekali",
        "role": "unit_officer",
        "starts": "2026-11-21",
        "basis": "SK 1/2026",
        "language": "id",
    }
    assert as_(world.ani).post(address, form).status_code == 302
    assert mail.outbox == []
    link = link_in_letter("baru@kotaham.example")
    letter = mail.outbox[-1]
    assert "Petugas perangkat daerah" in letter.subject
    assert "Anda diundang ke KotaHAM" in client.get(link).content.decode()


def test_the_letter_speaks_the_language_chosen(world: World, actor: ActorOf) -> None:
    invite(actor(world.ani), world, language="en")
    work_off()
    assert "Unit officer" in mail.outbox[-1].subject
    assert "You are invited" in mail.outbox[-1].body


def test_a_letter_that_is_sent_twice_holds_the_same_link(world: World, actor: ActorOf) -> None:
    issued = invite(actor(world.ani), world)
    first = link_in_letter("baru@kotaham.example")
    Letter(kind=Letter.Kind.INVITED, to="baru@kotaham.example", invitation=issued.invitation).save()
    services.send(Letter.objects.get().pk)
    assert link_in_letter("baru@kotaham.example") == first == reverse("accounts:accept", args=[issued.token])


def test_sending_again_lets_only_the_letter_with_the_new_link_leave(world: World, actor: ActorOf) -> None:
    first = invite(actor(world.ani), world)
    again = services.renew(actor=actor(world.ani), invitation=first.invitation.pk)
    assert link_in_letter("baru@kotaham.example") == reverse("accounts:accept", args=[again.token])
    assert len(mail.outbox) == 1


def test_a_letter_leaves_no_more_once_the_invitation_is_withdrawn(world: World, actor: ActorOf) -> None:
    issued = invite(actor(world.ani), world)
    services.revoke(actor=actor(world.ani), invitation=issued.invitation.pk)
    work_off()
    assert (mail.outbox, Letter.objects.count()) == ([], 0)


def test_another_secret_of_the_house_makes_another_link_and_that_one_opens(
    world: World, actor: ActorOf, client: Any, settings: Any
) -> None:
    old = invite(actor(world.ani), world).token
    settings.SECRET_KEY = "another-secret-of-the-house-0123456789-0123456789"
    link = link_in_letter("baru@kotaham.example")
    assert old not in link
    assert "Anda diundang ke KotaHAM" in client.get(link).content.decode()


def test_a_used_link_leads_to_the_sign_in(world: World, actor: ActorOf, client: Any) -> None:
    issued = invite(actor(world.ani), world)
    services.accept(actor=Actor(), token=issued.token, name="Baru", password=PASSWORD)
    response = client.get(reverse("accounts:accept", args=[issued.token]))
    page = response.content.decode()
    assert (response.status_code, "Undangan ini tidak berlaku" in page) == (400, True)
    assert 'Sudah diterima? <a href="/masuk">Masuk</a>' in page


def test_an_onlooker_is_refused(world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden, match=r"accounts\.invite"):
        invite(actor(world.budi), world)


def test_an_office_out_of_sight_does_not_exist(world: World, actor: ActorOf) -> None:
    with pytest.raises(Http404):
        invite(actor(world.citra), world)


def test_a_role_that_is_not_hers_to_give_is_refused(world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden, match="tidak dapat Anda berikan"):
        invite(actor(world.ani), world, office="damai", role="city_coordinator")


def test_a_second_click_finds_the_first_invitation_open(world: World, actor: ActorOf) -> None:
    invite(actor(world.ani), world)
    with pytest.raises(Refused, match="untuk peran yang sama masih terbuka"):
        invite(actor(world.ani), world)
    assert (count("accounts.invited"), Invitation.objects.count()) == (1, 1)


def test_an_expired_invitation_does_not_stand_in_the_way(world: World, actor: ActorOf) -> None:
    first = invite(actor(world.ani), world).invitation
    Invitation.objects.filter(pk=first.pk).update(expires_at=timezone.now() - timedelta(days=1))
    assert invite(actor(world.ani), world).invitation.pk != first.pk


def test_sending_again_voids_the_old_link(world: World, actor: ActorOf) -> None:
    first = invite(actor(world.ani), world)
    again = services.renew(actor=actor(world.ani), invitation=first.invitation.pk)
    assert services.open_invitation(again.token).pk == first.invitation.pk
    with pytest.raises(Refused, match="Undangan ini tidak berlaku"):
        services.open_invitation(first.token)


def test_a_withdrawn_invitation_opens_no_door(world: World, actor: ActorOf) -> None:
    issued = invite(actor(world.ani), world)
    services.revoke(actor=actor(world.ani), invitation=issued.invitation.pk)
    with pytest.raises(Refused, match="Undangan ini tidak berlaku"):
        services.open_invitation(issued.token)
    assert last_event("accounts.invitation-withdrawn").subject == str(issued.invitation.pk)


@pytest.mark.parametrize("verb", [services.renew, services.revoke])
def test_a_withdrawn_invitation_is_stale_for_whoever_clicks_next(world: World, actor: ActorOf, verb: Any) -> None:
    issued = invite(actor(world.ani), world)
    services.revoke(actor=actor(world.ani), invitation=issued.invitation.pk)
    with pytest.raises(Stale, match="Undangan ini sudah berubah"):
        verb(actor=actor(world.ani), invitation=issued.invitation.pk)


@pytest.mark.parametrize("verb", [services.renew, services.revoke])
def test_another_city_does_not_find_the_invitation(world: World, actor: ActorOf, verb: Any) -> None:
    issued = invite(actor(world.ani), world)
    with pytest.raises(Http404):
        verb(actor=actor(world.citra), invitation=issued.invitation.pk)


def test_the_list_shows_only_invitations_within_reach(world: World, actor: ActorOf, as_: AsPerson) -> None:
    invite(actor(world.ani), world)
    address = reverse("accounts:invitations")
    assert "Baru Sekali" in as_(world.ani).get(address).content.decode()
    assert "Baru Sekali" in as_(world.eko).get(address).content.decode()
    assert "Baru Sekali" not in as_(world.citra).get(address).content.decode()


def test_the_list_masks_the_address(world: World, actor: ActorOf, as_: AsPerson) -> None:
    invite(actor(world.ani), world)
    assert "baru@kotaham.example" not in as_(world.ani).get(reverse("accounts:invitations")).content.decode()


@pytest.mark.parametrize("route", ["accounts:revoke", "accounts:renew"])
def test_a_wrong_method_has_no_door(world: World, actor: ActorOf, as_: AsPerson, route: str) -> None:
    issued = invite(actor(world.ani), world)
    assert as_(world.ani).get(reverse(route, args=[issued.invitation.pk])).status_code == 405
