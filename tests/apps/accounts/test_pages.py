"""Every page of the room opens for somebody it is meant for, and says its title as a sentence."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.apps.conftest import AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db
ANONYMOUS = [
    "account_login",
    "account_inactive",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_signup",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
]
OWN = [
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "usersessions_list",
    "socialaccount_connections",
    "accounts:profile",
    "accounts:roles",
]


def title_of(html: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)
    return found[1].strip() if found else ""


@pytest.mark.parametrize("route", ANONYMOUS)
def test_a_page_without_sign_in_opens_for_anybody(client: Client, route: str, db: None) -> None:
    response = client.get(reverse(route))
    assert response.status_code in {200, 401}
    assert title_of(response.content.decode())


@pytest.mark.parametrize("route", OWN)
def test_a_page_about_oneself_opens_for_somebody_without_a_role(world: World, as_: AsPerson, route: str) -> None:
    response = as_(world.tono).get(reverse(route))
    assert response.status_code == 200
    assert title_of(response.content.decode())


@pytest.mark.parametrize("route", OWN)
def test_a_page_about_oneself_sends_a_stranger_to_the_sign_in(client: Client, route: str, db: None) -> None:
    if route == "account_logout":
        return
    assert client.get(reverse(route)).url.startswith("/masuk")  # type: ignore[attr-defined]


@pytest.mark.parametrize("route", ["accounts:people", "accounts:invitations", "accounts:invite"])
def test_lists_open_for_the_admin(world: World, as_: AsPerson, route: str) -> None:
    response = as_(world.eko).get(reverse(route))
    assert response.status_code == 200
    assert title_of(response.content.decode())


@pytest.mark.parametrize("route", ["accounts:person", "accounts:contact", "accounts:readers", "accounts:appoint"])
def test_pages_about_budi_open_for_the_admin(world: World, as_: AsPerson, route: str) -> None:
    response = as_(world.eko).get(reverse(route, args=[world.budi.pk]))
    assert response.status_code == 200
    assert "Budi Budiman" in response.content.decode()


@pytest.mark.parametrize("route", ["accounts:end", "accounts:hand-over"])
def test_pages_about_an_appointment_open_for_the_coordinator(world: World, as_: AsPerson, route: str) -> None:
    response = as_(world.ani).get(reverse(route, args=[world.appointment("budi").pk]))
    assert response.status_code == 200
    assert "Budi Budiman" in title_of(response.content.decode())


def test_the_form_of_an_invitation_offers_only_roles_that_can_be_given(world: World, as_: AsPerson) -> None:
    html = as_(world.ani).get(reverse("accounts:invite"), {"kantor": world.office("dinas").pk}).content.decode()
    assert "unit_officer" in html
    assert "city_coordinator" not in html
