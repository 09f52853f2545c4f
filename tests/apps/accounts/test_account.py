"""One's own settings, the role acted in, and closing an account."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from kotaham.apps.accounts import services
from kotaham.apps.accounts.models import Appointment, Invitation, Person
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.core.errors import Refused
from tests.apps.accounts.road import count, last_event
from tests.apps.accounts.test_invite import invite
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import PASSWORD, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(world: World) -> Appointment:
    """Give Ani a second role, in another city."""
    return Appointment.objects.create(
        person=world.ani, role="city_coordinator", office=world.office("rukun"), starts=date(2020, 1, 1), basis="SK"
    )


def test_the_role_acted_in_is_chosen_for_the_session(world: World, as_: AsPerson, second: Appointment) -> None:
    ani = as_(world.ani)
    before = ani.get(reverse("accounts:people")).content.decode()
    assert ani.post(reverse("accounts:act"), {"appointment": second.pk, "next": "/orang"}).status_code == 302
    after = ani.get(reverse("accounts:people")).content.decode()
    assert ("Budi Budiman" in before, "Budi Budiman" in after) == (True, False)
    assert last_event("accounts.role-chosen").subject == str(second.pk)


def test_the_role_acted_in_stands_on_every_page(world: World, as_: AsPerson, second: Appointment) -> None:
    ani = as_(world.ani)
    ani.post(reverse("accounts:act"), {"appointment": second.pk})
    assert "Pemerintah Kota Rukun" in ani.get(reverse("accounts:roles")).content.decode()


def test_a_role_of_somebody_else_cannot_be_chosen(world: World, as_: AsPerson) -> None:
    ani = as_(world.ani)
    for wrong in (world.appointment("eko").pk, 0, "x", ""):
        assert ani.post(reverse("accounts:act"), {"appointment": wrong}).status_code == 404


def test_a_chosen_role_that_ends_falls_back_to_another(world: World, as_: AsPerson, second: Appointment) -> None:
    ani = as_(world.ani)
    ani.post(reverse("accounts:act"), {"appointment": second.pk})
    Appointment.objects.filter(pk=second.pk).update(ends=date(2020, 1, 2))
    assert "Budi Budiman" in ani.get(reverse("accounts:people")).content.decode()


def test_going_on_never_leaves_the_house(world: World, as_: AsPerson, second: Appointment) -> None:
    response = as_(world.ani).post(
        reverse("accounts:act"), {"appointment": second.pk, "next": "https://jahat.example/"}
    )
    assert response.headers["Location"] == "/"


def test_a_profile_is_saved_and_the_record_tells_which_fields_not_what(world: World, as_: AsPerson) -> None:
    form = {"name": "Ani Andayani Putri", "language": "en", "zone": "Asia/Makassar"}
    response = as_(world.ani).post(reverse("accounts:profile"), form, follow=True)
    event = last_event("accounts.profile-changed")
    assert Person.objects.get(pk=world.ani.pk).name_key == "ani andayani putri"
    assert "Putri" not in event.data
    assert '<html lang="en"' in response.content.decode()
    assert "Your account was saved." in response.content.decode(), "in the language just chosen"


def test_saving_the_same_again_writes_nothing(world: World, as_: AsPerson) -> None:
    form = {"name": world.ani.name, "language": "id", "zone": ""}
    as_(world.ani).post(reverse("accounts:profile"), form)
    assert count("accounts.profile-changed") == 0


def test_an_empty_name_is_told_at_its_field(world: World, as_: AsPerson) -> None:
    response = as_(world.ani).post(reverse("accounts:profile"), {"name": " ", "language": "id", "zone": ""})
    assert response.status_code == 422
    assert 'href="#id_name"' in response.content.decode()


def test_a_person_speaks_the_own_language_on_a_new_machine(world: World, as_: AsPerson) -> None:
    Person.objects.filter(pk=world.ani.pk).update(language="en")
    response = as_(world.ani).get(reverse("accounts:profile"), headers={"accept-language": "id"})
    assert '<html lang="en"' in response.content.decode()


def test_closing_an_account_ends_its_sessions_and_withdraws_its_invitations(world: World, actor: ActorOf) -> None:
    EmailAddress.objects.create(user=world.ani, email=world.ani.email, verified=True, primary=True)
    browser = Client()
    browser.post("/masuk", {"login": world.ani.email, "password": PASSWORD})
    issued = invite(actor(world.ani), world)
    services.deactivate(actor=actor(world.eko), person=world.ani.pk, reason="Kehilangan laptop")
    assert browser.get("/akun").status_code == 302
    assert Invitation.objects.get(pk=issued.invitation.pk).revoked_at is not None
    assert last_event("accounts.deactivated").why == "Kehilangan laptop"


def test_a_closed_account_opens_again(world: World, actor: ActorOf, as_: AsPerson) -> None:
    services.deactivate(actor=actor(world.eko), person=world.ani.pk, reason="Keliru")
    assert as_(world.eko).post(reverse("accounts:reactivate", args=[world.ani.pk])).status_code == 302
    assert Person.objects.get(pk=world.ani.pk).is_active


def test_closing_twice_is_stale(world: World, actor: ActorOf) -> None:
    services.deactivate(actor=actor(world.eko), person=world.ani.pk, reason="x")
    with pytest.raises(Stale, match="Akun ini sudah berubah"):
        services.deactivate(actor=actor(world.eko), person=world.ani.pk, reason="x")


def test_opening_what_is_open_is_stale(world: World, actor: ActorOf) -> None:
    with pytest.raises(Stale, match="Akun ini sudah berubah"):
        services.reactivate(actor=actor(world.eko), person=world.ani.pk)


def test_nobody_closes_the_own_account(world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused, match="Akun Anda sendiri"):
        services.deactivate(actor=actor(world.eko), person=world.eko.pk, reason="x")


def test_only_the_admin_closes_accounts(world: World, actor: ActorOf) -> None:
    for name in ("intan", "ani", "budi", "made"):
        with pytest.raises(Forbidden, match=r"accounts\.deactivate"):
            services.deactivate(actor=actor(world.people[name]), person=world.nia.pk, reason="x")


def test_a_wrong_method_has_no_door(world: World, as_: AsPerson) -> None:
    assert as_(world.eko).get(reverse("accounts:reactivate", args=[world.ani.pk])).status_code == 405
    assert as_(world.ani).get(reverse("accounts:act")).status_code == 405
