"""Twenty clicks that install an app at the same moment install one, with one event and one letter."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as house
from django.db import connections
from django.test import Client

from kotaham.apps.accounts import services
from kotaham.apps.accounts.models import Letter, Person
from tests.apps.accounts.road import count
from tests.apps.accounts.test_secure import an_app, told
from tests.apps.accounts.test_sign_in import code_now, prove
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
THREADS = 20
INSTALL, CODES = "/akun/keamanan/aplikasi", "/akun/keamanan/kode/buat"


@pytest.fixture(autouse=True)
def _slow_clock(settings: Any) -> None:
    """Let a code count a little longer: twenty tabs on a busy machine take their time."""
    settings.MFA_TOTP_TOLERANCE = 4


@pytest.fixture
def world(transactional_db: None) -> World:
    from tests import cast  # noqa: PLC0415 - the cast of conftest asks for the other kind of database

    return cast.build()


@pytest.fixture
def key(world: World) -> str:
    """Give the cookie of a session in which Ani has proven herself."""
    EmailAddress.objects.create(user=world.ani, email=world.ani.email, verified=True, primary=True)
    client = Client()
    prove(client)
    return client.cookies[house.SESSION_COOKIE_NAME].value


def browser(key: str) -> Client:
    client = Client(raise_request_exception=False)
    client.cookies[house.SESSION_COOKIE_NAME] = key
    return client


def at_once(key: str, path: str, fields: dict[str, str], threads: int = THREADS) -> list[int]:
    """Let so many tabs of one browser post at the same moment; return the answers."""
    gate = Barrier(threads)

    def one(_number: int) -> int:
        try:
            client = browser(key)
            gate.wait()
            return client.post(path, fields).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))


def the_code(key: str) -> dict[str, str]:
    html = browser(key).get(INSTALL).content.decode()
    return {"code": code_now(html.partition("<code>")[2].partition("</code>")[0])}


def test_one_app_is_installed(world: World, key: str) -> None:
    answers = at_once(key, INSTALL, the_code(key))
    assert set(answers) == {302}
    assert told() == ["totp-added", "recovery-codes-made"]
    assert Letter.objects.count() == 1


def test_each_making_of_codes_is_one_event_and_one_set_counts(world: World, key: str) -> None:
    an_app(world.ani)
    answers = at_once(key, CODES, {})
    assert set(answers) == {302}
    assert told() == ["recovery-codes-made"] * THREADS
    assert Authenticator.objects.filter(user=world.ani, type="recovery_codes").count() == 1


def test_control_without_the_hold_on_the_person_two_clicks_meet(
    world: World, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, usual = Barrier(2), TOTP.activate

    def together(user: Person, secret: str) -> Any:
        with suppress(BrokenBarrierError):
            both.wait(timeout=60)
        return usual(user, secret)

    @contextmanager
    def blind(*_args: object, **_kwargs: object) -> Iterator[None]:
        yield

    fields = the_code(key)
    monkeypatch.setattr(TOTP, "activate", together)
    monkeypatch.setattr(services, "recorded", blind)
    monkeypatch.setattr("allauth.mfa.totp.views.flows.activate_totp", _loose)
    answers = at_once(key, INSTALL, fields, threads=2)
    assert sorted(answers) == [302, 500]
    assert count("accounts.security-changed") == 0


def _loose(request: Any, form: Any) -> Any:
    """Activate as the library does, without the transaction that on SQLite lets one in at a time."""
    return TOTP.activate(request.user, form.secret).instance, None
