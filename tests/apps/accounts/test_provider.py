"""Sign in by an OpenID Connect provider: the whole round, with a provider that runs beside the test."""

from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from kotaham.apps.accounts.models import Person
from kotaham.apps.jobs.services import work_off
from tests.apps.accounts.provider import CLIENT, SECRET, Provider, running
from tests.apps.accounts.road import count, last_event
from tests.apps.accounts.test_invite import invite
from tests.apps.conftest import ActorOf
from tests.cast import PASSWORD, World

pytestmark = pytest.mark.django_db
DOOR, CHANGED = "/masuk/penyedia/oidc", "accounts.security-changed"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with running() as found:
        where = {"server_url": found.url, "oauth_pkce_enabled": True}
        app = {"provider_id": "oidc", "name": "SSO Uji", "client_id": CLIENT, "secret": SECRET, "settings": where}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        yield found


@pytest.fixture
def ani(world: World) -> Person:
    EmailAddress.objects.create(user=world.ani, email=world.ani.email, verified=True, primary=True)
    return world.ani


def vouch(provider: Provider, email: str, *, proven: bool = True, number: str = "nomor-1") -> None:
    provider.claims = {"sub": number, "email": email, "email_verified": proven, "name": "Ani di SSO"}


def ask(client: Client) -> dict[str, str]:
    """Go to the provider as a browser would; return what it sends the browser back with."""
    there = urlsplit(client.post(DOOR).headers["Location"])
    line = HTTPConnection(there.netloc)
    line.request("GET", f"{there.path}?{there.query}")
    back = urlsplit(line.getresponse().headers["Location"])
    line.close()
    assert back.path == f"{DOOR}/balik"
    return {name: values[0] for name, values in parse_qs(back.query).items()}


def enter(client: Client) -> HttpResponse:
    return client.get(f"{DOOR}/balik", ask(client))  # type: ignore[return-value]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_door_is_on_the_sign_in_page_by_its_name(provider: Provider, client: Client) -> None:
    assert "Masuk lewat SSO Uji" in client.get("/masuk").content.decode()


def test_the_whole_round_signs_in_who_has_an_account(provider: Provider, ani: Person, client: Client) -> None:
    vouch(provider, ani.email)
    assert enter(client).headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(ani.pk)
    assert {"/.well-known/openid-configuration", "/authorize", "/token", "/userinfo"} <= set(provider.asked)
    assert last_event("accounts.signed-in").person == ani.pk
    assert not SocialToken.objects.exists()


def test_the_first_round_ties_the_account_on_the_record_and_by_a_letter(
    provider: Provider, ani: Person, client: Client
) -> None:
    vouch(provider, ani.email)
    enter(client)
    assert SocialAccount.objects.get(user=ani).uid == "nomor-1"
    assert last_event(CHANGED).data == '{"change":"provider-connected"}'
    work_off()
    assert [one.to for one in mail.outbox] == [[ani.email]]
    assert "akun di penyedia identitas dihubungkan" in str(mail.outbox[0].body)
    assert Person.objects.get(pk=ani.pk).check_password(PASSWORD)
    enter(Client())
    assert (count(CHANGED), SocialAccount.objects.count()) == (1, 1)


def test_somebody_tied_gets_in_by_the_number_when_the_provider_writes_another_address(
    provider: Provider, ani: Person, client: Client
) -> None:
    vouch(provider, ani.email)
    enter(Client())
    vouch(provider, "ani.lain@kotaham.example")
    enter(client)
    assert client.session["_auth_user_id"] == str(ani.pk)
    assert Person.objects.get(pk=ani.pk).email == "ani@kotaham.example"


def test_somebody_unknown_is_refused_with_a_letter_and_leaves_no_trace(provider: Provider, client: Client) -> None:
    vouch(provider, "orang.baru@kotaham.example")
    before = Person.objects.count()
    html = enter(client).content.decode()
    assert "Akun hanya dibuat lewat undangan" in html
    assert "Mintalah undangan kepada koordinator atau admin kantor Anda" in html
    assert not is_in(client)
    assert (Person.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_somebody_invited_gets_in_once_the_invitation_is_taken_up(
    provider: Provider, world: World, client: Client, actor: ActorOf
) -> None:
    issued = invite(actor(world.ani), world)
    email = issued.invitation.email
    vouch(provider, email)
    enter(client)
    assert not is_in(client)
    form = {"name": "Orang Baru", "password": "kenari-baru-sekali", "again": "kenari-baru-sekali"}
    Client().post(f"/undangan/terima/{issued.token}", form)
    enter(client)
    assert client.session["_auth_user_id"] == str(Person.objects.get(email=email).pk)


def test_an_address_that_the_provider_did_not_prove_opens_nothing(
    provider: Provider, ani: Person, client: Client
) -> None:
    vouch(provider, ani.email, proven=False)
    enter(client)
    assert (is_in(client), SocialAccount.objects.exists()) == (False, False)


def test_a_closed_account_stays_closed_and_is_not_tied(provider: Provider, ani: Person, client: Client) -> None:
    Person.objects.filter(pk=ani.pk).update(is_active=False)
    vouch(provider, ani.email)
    enter(client)
    assert (is_in(client), SocialAccount.objects.exists(), count(CHANGED)) == (False, False, 0)


def test_a_password_from_before_the_address_was_proven_is_thrown_away_on_the_record(
    provider: Provider, world: World, client: Client
) -> None:
    vouch(provider, world.budi.email)  # who never proved the address here: the password may be somebody else's
    enter(client)
    assert not Person.objects.get(pk=world.budi.pk).has_usable_password()
    assert count(CHANGED) == 2


def test_the_second_factor_is_asked_all_the_same(provider: Provider, ani: Person, client: Client) -> None:
    TOTP.activate(ani, generate_totp_secret())
    vouch(provider, ani.email)
    assert enter(client).headers["Location"] == "/masuk/faktor-kedua"
    assert not is_in(client)


@pytest.mark.parametrize(
    "wrong", [{"aud": "orang-lain"}, {"iss": "https://jahat.example"}, {"exp": 1}], ids=["audience", "issuer", "age"]
)
def test_a_token_that_is_not_meant_for_us_opens_nothing(
    provider: Provider, ani: Person, client: Client, wrong: dict[str, Any]
) -> None:
    vouch(provider, ani.email)
    provider.wrong = wrong
    html = enter(client).content.decode()
    assert "Penyedia identitas tidak menjawab dengan benar" in html
    assert not is_in(client)


def test_an_answer_that_this_browser_did_not_ask_for_opens_nothing(
    provider: Provider, ani: Person, client: Client
) -> None:
    vouch(provider, ani.email)
    answer = ask(Client())
    html = client.get(f"{DOOR}/balik", answer).content.decode()
    assert "Penyedia identitas tidak menjawab dengan benar" in html
    assert not is_in(client)


def test_a_code_opens_once(provider: Provider, ani: Person, client: Client) -> None:
    vouch(provider, ani.email)
    answer = ask(client)
    client.get(f"{DOOR}/balik", answer)
    client.post("/keluar")
    client.get(f"{DOOR}/balik", answer)
    assert not is_in(client)


def test_a_provider_that_is_away_is_told_in_a_letter(provider: Provider, ani: Person, client: Client) -> None:
    vouch(provider, ani.email)
    answer = ask(client)
    provider.codes.clear()
    response = client.get(f"{DOOR}/balik", answer)
    assert "masuk dengan kata sandi" in response.content.decode()
    assert not is_in(client)


def test_leaving_the_provider_is_a_click_on_the_own_page(provider: Provider, ani: Person, client: Client) -> None:
    vouch(provider, ani.email)
    enter(client)
    client.post("/akun/periksa-ulang", {"password": PASSWORD})
    client.post("/akun/penyedia", {"account": SocialAccount.objects.get(user=ani).pk})
    assert not SocialAccount.objects.exists()
    assert last_event(CHANGED).data == '{"change":"provider-removed"}'
