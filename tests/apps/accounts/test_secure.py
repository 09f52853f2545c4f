"""Each change of the ways in is one event and one letter, in the transaction of the change."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.accounts import services
from kotaham.apps.accounts.apps import SECURITY
from kotaham.apps.accounts.models import Letter, Person
from kotaham.apps.accounts.rules.securing import WaysIn, changes
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, policy
from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.services import work_off
from tests.apps.accounts.road import link_in_letter
from tests.apps.accounts.test_sign_in import code_now, prove
from tests.apps.conftest import BACKEND, ActorOf
from tests.cast import PASSWORD, World

pytestmark = pytest.mark.django_db
VERB = "accounts.security-changed"
NEW, FIRST = "kenari-baru-sekali", "ani.baru@kotaham.example"


@pytest.fixture
def ani(world: World) -> Person:
    EmailAddress.objects.create(user=world.ani, email=world.ani.email, verified=True, primary=True)
    return world.ani


@pytest.fixture
def client(ani: Person) -> Client:
    client = Client(headers={"user-agent": "Peramban Uji"})
    prove(client)
    return client


def told() -> list[str]:
    """Return the changes on the record, oldest first."""
    rows = Event.objects.filter(verb=VERB).order_by("seq")
    return [found[1] for row in rows if (found := re.fullmatch(r'\{"change":"([\w-]+)"\}', row.data))]


def nothing(_ani: Person) -> None:
    """Prepare nothing."""


def an_app(ani: Person) -> None:
    TOTP.activate(ani, generate_totp_secret())


def an_app_and_codes(ani: Person) -> None:
    an_app(ani)
    RecoveryCodes.activate(ani)


def a_passkey(ani: Person) -> None:
    Authenticator.objects.create(user=ani, type="webauthn", data={"name": "Laptop", "credential": {}})


def no_password(ani: Person) -> None:
    """Be somebody who came by an identity provider."""
    Person.objects.filter(pk=ani.pk).update(password="!nobody-knows")


def a_waiting_address(ani: Person) -> None:
    EmailAddress.objects.create(user=ani, email=FIRST)


def a_provider(ani: Person) -> None:
    SocialAccount.objects.create(user=ani, provider="oidc", uid="42")


def install(client: Client, _ani: Person) -> object:
    secret = re.search(r"<code>(\w+)</code>", client.get("/akun/keamanan/aplikasi").content.decode())
    assert secret
    return client.post("/akun/keamanan/aplikasi", {"code": code_now(secret[1])})


def uninstall(client: Client, _ani: Person) -> object:
    return client.post("/akun/keamanan/aplikasi/lepas")


def make_codes(client: Client, _ani: Person) -> object:
    return client.post("/akun/keamanan/kode/buat")


def add_passkey(client: Client, _ani: Person) -> object:
    """Add a passkey; the ceremony itself is played in tests/browser/test_passkeys.py."""
    return client.post("/akun/keamanan/kunci-sandi/tambah", {"name": "Laptop", "credential": '{"id": "x"}'})


def remove_passkey(client: Client, ani: Person) -> object:
    return client.post(f"/akun/keamanan/kunci-sandi/{Authenticator.objects.get(user=ani).pk}/lepas")


def change_password(client: Client, _ani: Person) -> object:
    return client.post("/akun/sandi", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})


def set_password(client: Client, ani: Person) -> object:
    client.force_login(Person.objects.get(pk=ani.pk), backend=BACKEND)
    return client.post("/akun/sandi-baru", {"password1": NEW, "password2": NEW})


def reset_password(_client: Client, ani: Person) -> object:
    stranger = Client()
    stranger.post("/masuk/lupa-sandi", {"email": ani.email})
    address = stranger.get(link_in_letter(ani.email), follow=True).redirect_chain[-1][0]
    return stranger.post(address, {"password1": NEW, "password2": NEW})


def add_address(client: Client, _ani: Person) -> object:
    return client.post("/akun/surel", {"email": FIRST, "action_add": ""})


def change_address(client: Client, _ani: Person) -> object:
    client.post("/akun/surel", {"email": FIRST, "action_send": ""})
    return Client().post(link_in_letter(FIRST))  # on another device, not signed in


def remove_address(client: Client, _ani: Person) -> object:
    return client.post("/akun/surel", {"email": FIRST, "action_remove": ""})


def leave_provider(client: Client, ani: Person) -> object:
    return client.post("/akun/penyedia", {"account": SocialAccount.objects.get(user=ani).pk})


@dataclass(frozen=True)
class Change:
    """What stands before, what somebody does, and what the record calls it."""

    before: Callable[[Person], None]
    do: Callable[[Client, Person], object]
    named: tuple[str, ...]


ACTS = {
    "an app is installed": Change(nothing, install, ("totp-added", "recovery-codes-made")),
    "an app is taken off": Change(an_app_and_codes, uninstall, ("totp-removed", "recovery-codes-removed")),
    "codes are made": Change(an_app, make_codes, ("recovery-codes-made",)),
    "codes are made anew": Change(an_app_and_codes, make_codes, ("recovery-codes-made",)),
    "a passkey is added": Change(nothing, add_passkey, ("passkey-added", "recovery-codes-made")),
    "a passkey is removed": Change(a_passkey, remove_passkey, ("passkey-removed",)),
    "the password is changed": Change(nothing, change_password, ("password-changed",)),
    "a first password is set": Change(no_password, set_password, ("password-set",)),
    "the password is reset": Change(nothing, reset_password, ("password-reset",)),
    "an address is added": Change(nothing, add_address, ("email-added",)),
    "the address is changed": Change(a_waiting_address, change_address, ("email-changed",)),
    "an address is removed": Change(a_waiting_address, remove_address, ("email-removed",)),
    "a provider is left": Change(a_provider, leave_provider, ("provider-removed",)),
}


@pytest.fixture
def _ceremony(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every passkey pass: what a device signs is the matter of the browser test."""

    class Proven:
        def is_user_verified(self) -> bool:
            return True

    monkeypatch.setattr(webauthn, "parse_registration_response", lambda given: given)
    monkeypatch.setattr(webauthn, "complete_registration", lambda given: Proven())


@pytest.fixture
def _provider(settings: Any) -> None:
    app = {"provider_id": "oidc", "name": "SSO", "client_id": "k", "secret": "r", "settings": {"server_url": "x"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


@pytest.fixture(params=ACTS, ids=lambda name: name.replace(" ", "-"))
def change(request: pytest.FixtureRequest, ani: Person, client: Client, _ceremony: None, _provider: None) -> Change:
    found = ACTS[request.param]
    found.before(ani)
    return found


def state(person: Person) -> object:
    """Return everything that a person signs in with, as the database has it."""
    return (
        Person.objects.values_list("email", "password").get(pk=person.pk),
        sorted(EmailAddress.objects.filter(user=person).values_list("email", "primary", "verified")),
        sorted(Authenticator.objects.filter(user=person).values_list("type", "pk")),
        SocialAccount.objects.filter(user=person).count(),
    )


def test_each_change_is_one_event_about_the_person(change: Change, client: Client, ani: Person) -> None:
    change.do(client, ani)
    assert told() == list(change.named)
    for event in Event.objects.filter(verb=VERB):
        assert (event.kind, event.subject) == ("accounts.person", str(ani.pk))
        assert event.person in {ani.pk, None}
        assert "@" not in event.data


def test_each_change_is_told_by_one_letter_to_the_address_of_before(
    change: Change, client: Client, ani: Person
) -> None:
    before = ani.email
    change.do(client, ani)
    work_off()
    letters = [one for one in mail.outbox if "cara masuk" in one.subject]
    assert [one.to for one in letters] == [[before]]
    assert [name for name in change.named if str(SECURITY[name]) not in str(letters[0].body)] == []
    assert not Letter.objects.exists()


def test_control_without_the_hook_there_is_a_change_but_no_event(
    change: Change, client: Client, ani: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def blind(*_args: object, **_kwargs: object) -> Iterator[None]:
        yield

    monkeypatch.setattr(services, "recorded", blind)
    before = state(ani)
    change.do(client, ani)
    assert told() == []
    assert state(ani) != before


def test_a_change_whose_event_cannot_be_written_does_not_happen(
    client: Client, ani: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("the record is not to be had")

    before = state(ani)
    monkeypatch.setattr("kotaham.apps.events.services.unit._append", broken)
    for do in (install, change_password, add_address):
        with pytest.raises(RuntimeError, match="not to be had"):
            do(client, ani)
    assert state(ani) == before
    assert not Job.objects.filter(name="accounts.letter").exists()


def test_what_fails_changes_nothing_and_is_not_recorded(client: Client, ani: Person) -> None:
    before = state(ani)
    client.post("/akun/sandi", {"oldpassword": "salah", "password1": NEW, "password2": NEW})
    client.get("/akun/keamanan/aplikasi")
    client.post("/akun/keamanan/aplikasi", {"code": "000000"})
    client.post("/akun/surel", {"email": "bukan surel", "action_add": ""})
    client.post("/masuk/lupa-sandi/zzz-set-password", {"password1": NEW, "password2": NEW})
    client.post("/masuk/surel/tidak-ada")
    assert (state(ani), told()) == (before, [])


def test_a_way_in_of_somebody_else_is_not_there(client: Client, ani: Person, world: World) -> None:
    a_passkey(world.budi)
    theirs = Authenticator.objects.get(user=world.budi).pk
    assert client.post(f"/akun/keamanan/kunci-sandi/{theirs}/lepas").status_code == 404
    assert Authenticator.objects.filter(pk=theirs).exists()
    assert told() == []


def test_a_second_click_on_a_removed_passkey_finds_nothing(client: Client, ani: Person) -> None:
    a_passkey(ani)
    door = f"/akun/keamanan/kunci-sandi/{Authenticator.objects.get(user=ani).pk}/lepas"
    assert [client.post(door).status_code, client.post(door).status_code] == [302, 404]
    assert told() == ["passkey-removed"]


def test_nobody_who_is_not_signed_in_changes_ways_in_as_their_own(actor: ActorOf, ani: Person) -> None:
    nobody = services.actor_of_appointment(None)
    with pytest.raises(Forbidden, match=r"accounts\.secure"), services.recorded(nobody, ani.pk, rule="accounts.secure"):
        pytest.fail("the policy was not asked")


def test_the_own_page_tells_what_changed_and_who_tried(client: Client, ani: Person) -> None:
    assert "Belum ada perubahan cara masuk" in client.get("/akun/keamanan").content.decode()
    change_password(client, ani)
    cache.clear()
    Client().post("/masuk", {"login": ani.email, "password": "salah sama sekali"})
    html = client.get("/akun/keamanan").content.decode()
    assert "Kata sandi diganti" in html
    assert "Gagal masuk" in html
    assert "kata sandi diganti" in client.get("/riwayat/saya").content.decode().lower()


# Doors of the ways in that change none: they prove who one is, name a passkey, end sessions.
HARMLESS = {
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_edit_webauthn",
    "usersessions_list",
}


def test_every_door_that_may_change_a_way_in_is_on_record() -> None:
    marked = {pattern.name for pattern in _patterns() if getattr(pattern.callback, "is_on_record", False)}
    writes = {door.partition(" ")[2] for door in _doors("accounts.secure") if door.startswith("POST ")}
    assert marked == writes - HARMLESS | {"account_confirm_email", "account_reset_password_from_key"}


def _doors(rule: str) -> list[str]:
    return [" ".join(door) for door in policy().rules[rule].doors]


def _patterns(resolver: URLResolver | None = None) -> Iterator[Any]:
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one)
        else:
            yield one


moments = st.none() | st.datetimes()
factors = st.frozensets(st.tuples(st.sampled_from(["totp", "webauthn", "recovery_codes"]), st.integers(1, 4)))
names = st.frozensets(st.sampled_from(["a@x", "b@x", "c@x"]), min_size=1)


@st.composite
def ways(draw: st.DrawFn) -> WaysIn:
    known = draw(names)
    main = draw(st.sampled_from(sorted(known)))
    return WaysIn(draw(moments), main, known, draw(factors), draw(st.frozensets(st.integers(1, 3))))


@given(ways(), ways(), st.booleans())
def test_a_change_is_named_exactly_when_something_differs(before: WaysIn, after: WaysIn, reset: bool) -> None:
    found = changes(before, after, reset=reset)
    assert bool(found) == (before != after)
    assert set(found) <= set(SECURITY)
