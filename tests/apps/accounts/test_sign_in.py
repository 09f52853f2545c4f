"""Sign in and out: the same words for known and unknown, limits, second factor, sessions, nobody signs up."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from kotaham.apps.accounts.models import Person
from kotaham.apps.accounts.services.signing_in import keys
from kotaham.apps.jobs.services import work_off
from tests.apps.accounts.road import count, last_event, link_in_letter
from tests.apps.conftest import AsPerson
from tests.cast import PASSWORD, World

pytestmark = pytest.mark.django_db
WRONG = "salah-sama-sekali-ini"


def code_now(secret: str) -> str:
    """Return the code that an authenticator app would show."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))


@pytest.fixture
def ani(world: World) -> Person:
    EmailAddress.objects.create(user=world.ani, email=world.ani.email, verified=True, primary=True)
    return world.ani


def sign_in(client: Client, email: str, password: str = PASSWORD) -> object:
    return client.post("/masuk", {"login": email, "password": password})


def prove(client: Client) -> None:
    """Sign in as Ani and write the password once more, as pages about the way in ask."""
    sign_in(client, "ani@kotaham.example")
    client.post("/akun/periksa-ulang", {"password": PASSWORD})


def test_the_right_password_opens_and_is_recorded(ani: Person, client: Client) -> None:
    response = sign_in(client, ani.email.upper())
    assert (response.status_code, response.headers["Location"]) == (302, "/")  # type: ignore[attr-defined]
    assert last_event("accounts.signed-in").person == ani.pk


def test_the_greeting_speaks_as_who_came_in_and_not_as_the_browser(ani: Person, client: Client) -> None:
    form = {"login": ani.email, "password": PASSWORD}
    greeted = client.post("/masuk", form, headers={"accept-language": "en-US"}, follow=True).content.decode()
    assert '<html lang="id"' in greeted
    assert "Successfully" not in greeted


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(ani: Person, client: Client) -> None:
    def told(email: str) -> str:
        html = sign_in(client, email, WRONG).content.decode()  # type: ignore[attr-defined]
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html).replace(email, "")

    assert told(ani.email) == told("nobody@kotaham.example")


def test_a_failed_try_is_recorded_for_a_known_account_only(ani: Person, client: Client) -> None:
    sign_in(client, ani.email, WRONG)
    sign_in(client, "nobody@kotaham.example", WRONG)
    assert count("accounts.sign-in-refused") == 1


def test_guessing_is_stopped_after_five_tries_even_with_the_right_password(ani: Person, client: Client) -> None:
    for _ in range(5):
        sign_in(client, ani.email, WRONG)
    sign_in(client, ani.email)
    assert count("accounts.signed-in") == 0


def test_a_closed_account_does_not_open(ani: Person, client: Client) -> None:
    Person.objects.filter(pk=ani.pk).update(is_active=False)
    sign_in(client, ani.email)
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client: Client, db: None) -> None:
    html = client.get("/masuk/daftar").content.decode()
    assert "Akun hanya dibuat lewat undangan" in html
    assert client.post("/masuk/daftar", {"email": "x@y.example", "password1": PASSWORD}).status_code == 405
    assert not Person.objects.filter(email="x@y.example").exists()


def test_signing_out_needs_a_click(ani: Person, as_: AsPerson) -> None:
    client = as_(ani)
    assert client.get("/keluar").status_code == 200
    assert client.get("/akun").status_code == 200
    client.post("/keluar")
    assert client.get("/akun").status_code == 302


def test_a_forgotten_password_gets_a_link_that_works_once(ani: Person, client: Client) -> None:
    client.post("/masuk/lupa-sandi", {"email": ani.email})
    link = link_in_letter(ani.email)
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0]
    new = "kenari-baru-sekali"
    assert client.post(address, {"password1": new, "password2": new}).status_code == 302
    assert Person.objects.get(pk=ani.pk).check_password(new)
    assert "Tautan ini tidak berlaku" in Client().get(link, follow=True).content.decode()


def test_a_forgotten_password_says_the_same_for_an_unknown_address_and_sends_nothing(
    ani: Person, client: Client
) -> None:
    def told(email: str) -> str:
        html = client.post("/masuk/lupa-sandi", {"email": email}, follow=True).content.decode()
        return re.sub(r'value="\w{64}"', "", html)

    assert told(ani.email) == told("nobody@kotaham.example")
    work_off()
    assert [letter.to for letter in mail.outbox] == [[ani.email]]


def test_the_second_factor_is_asked_and_its_secret_is_not_readable_in_the_database(ani: Person, client: Client) -> None:
    secret = generate_totp_secret()
    TOTP.activate(ani, secret)
    kept = Authenticator.objects.get(user=ani).data["secret"]
    assert secret not in kept
    assert keys().decrypt(kept.encode()).decode() == secret
    assert sign_in(client, ani.email).headers["Location"] == "/masuk/faktor-kedua"  # type: ignore[attr-defined]
    assert "_auth_user_id" not in client.session
    assert client.post("/masuk/faktor-kedua", {"code": "000000"}).status_code == 200
    assert client.post("/masuk/faktor-kedua", {"code": code_now(secret)}).status_code == 302
    assert client.session["_auth_user_id"] == str(ani.pk)


@pytest.mark.parametrize(("late", "is_taken"), [(0, True), (1, True), (-1, True), (2, False), (-2, False)])
def test_a_clock_may_be_half_a_minute_off_and_no_more(
    ani: Person, client: Client, monkeypatch: pytest.MonkeyPatch, late: int, is_taken: bool
) -> None:
    monkeypatch.setattr("time.time", lambda: 1_800_000_015.0)  # the middle of a half minute
    secret = generate_totp_secret()
    TOTP.activate(ani, secret)
    sign_in(client, ani.email)
    code = str(format_hotp_value(hotp_value(secret, 1_800_000_015 // 30 - late)))
    assert client.post("/masuk/faktor-kedua", {"code": code}).status_code == (302 if is_taken else 200)


def test_an_app_is_installed_from_its_page_and_recovery_codes_follow(ani: Person, client: Client) -> None:
    prove(client)
    html = client.get("/akun/keamanan/aplikasi").content.decode()
    secret = re.search(r"<code>(\w+)</code>", html)
    assert secret
    assert client.post("/akun/keamanan/aplikasi", {"code": code_now(secret[1])}).status_code == 302
    codes = re.findall(r"<li><code>([\w-]+)</code></li>", client.get("/akun/keamanan/kode").content.decode())
    assert len(codes) == 10
    download = client.get("/akun/keamanan/kode/unduh").content.decode()
    assert download.split() == codes


def test_what_changes_the_way_in_asks_for_the_password_once_more(ani: Person, client: Client) -> None:
    sign_in(client, ani.email)
    response = client.get("/akun/keamanan/aplikasi")
    assert response.headers["Location"].startswith("/akun/periksa-ulang")


def test_a_passkey_is_offered_with_a_challenge(ani: Person, client: Client) -> None:
    offer = client.get(
        "/masuk/kunci-sandi", headers={"accept": "application/json", "x-requested-with": "XMLHttpRequest"}
    )
    assert offer.json()["request_options"]["publicKey"]["challenge"]


def test_the_list_of_devices_ends_all_the_others(ani: Person) -> None:
    here, there = Client(), Client()
    sign_in(here, ani.email)
    sign_in(there, ani.email)
    assert UserSession.objects.filter(user=ani).count() == 2
    assert "Perangkat ini" in here.get("/akun/sesi").content.decode()
    here.post("/akun/sesi")
    assert (here.get("/akun").status_code, there.get("/akun").status_code) == (200, 302)


def test_the_new_address_counts_only_after_its_link_was_opened(ani: Person, client: Client) -> None:
    prove(client)
    client.post("/akun/surel", {"email": "ani.baru@kotaham.example", "action_add": ""})
    assert Person.objects.get(pk=ani.pk).email == "ani@kotaham.example"
    client.post(link_in_letter("ani.baru@kotaham.example"))
    assert Person.objects.get(pk=ani.pk).email == "ani.baru@kotaham.example"


def test_without_a_provider_its_door_leads_nowhere(client: Client, db: None) -> None:
    assert client.post("/masuk/penyedia/oidc").status_code == 404


def test_the_page_brings_no_script_of_its_own(client: Client, db: None) -> None:
    html = client.get("/masuk").content.decode()
    inline = [tag for tag in re.findall(r"<script[^>]*>", html) if "src=" not in tag]
    assert all("application/json" in tag for tag in inline)
    assert 'style="' not in html


@pytest.mark.parametrize(
    "path", ["/masuk", "/masuk/lupa-sandi", "/akun/sandi", "/akun/surel", "/akun/keamanan/aplikasi"]
)
def test_no_field_says_its_label_again_as_a_placeholder(ani: Person, client: Client, path: str) -> None:
    if path.startswith("/akun"):
        prove(client)
    html = client.get(path).content.decode()
    fields = re.findall(r"<input[^>]*>", html[html.index("<main") :])
    assert any('type="hidden"' not in field for field in fields)
    assert [field for field in fields if "placeholder" in field] == []


def test_the_list_of_devices_names_them_as_people_do(ani: Person) -> None:
    phone = Client(
        headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/156.0 Mobile Safari/537.36"}
    )
    sign_in(phone, ani.email)
    assert "Chrome di Android" in phone.get("/akun/sesi").content.decode()


def test_the_second_factor_offers_a_passkey_only_to_who_has_one(ani: Person, client: Client) -> None:
    TOTP.activate(ani, generate_totp_secret())
    sign_in(client, ani.email)
    assert "Pakai kunci sandi" not in client.get("/masuk/faktor-kedua").content.decode()


def test_who_has_a_second_factor_is_told_how_to_change_the_address(ani: Person, client: Client) -> None:
    prove(client)
    TOTP.activate(ani, generate_totp_secret())
    html = client.post("/akun/surel", {"email": "ani.baru@kotaham.example", "action_add": ""}).content.decode()
    assert "Lepas dulu aplikasi autentikator dan kunci sandi" in html
