"""A passkey from its making to its end, with an authenticator that Chromium plays."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize, expect

from kotaham.apps.accounts.models import Person
from kotaham.apps.events.models import Event
from kotaham.apps.jobs import services as jobs
from tests.browser import walking
from tests.browser.conftest import PATIENCE, House
from tests.cast import PASSWORD

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]
PHONE: ViewportSize = {"width": 360, "height": 740}
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """The authenticator of a phone: it keeps keys, and knows or does not know its owner."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        """Build it into the browser."""
        self.line: CDPSession = context.new_cdp_session(page)
        self.line.send("WebAuthn.enable", {"enableUI": False})
        made = self.line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self.number = {"authenticatorId": made["authenticatorId"]}

    def kept(self) -> list[dict[str, Any]]:
        """Return the keys it keeps."""
        found: list[dict[str, Any]] = self.line.send("WebAuthn.getCredentials", self.number)["credentials"]
        return found

    def know_its_owner(self, known: bool) -> None:
        """Let the finger fit, or not."""
        self.line.send("WebAuthn.setUserVerified", {**self.number, "isUserVerified": known})


@pytest.fixture
def phone(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(**browser_context_args, viewport=PHONE)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def ani(house: House) -> Person:
    mail.outbox = []
    Authenticator.objects.filter(user=house.world.ani).delete()
    EmailAddress.objects.get_or_create(
        user=house.world.ani, email=house.world.ani.email, defaults={"verified": True, "primary": True}
    )
    return house.world.ani


def press(page: Page, name: str, role: Any = "button") -> None:
    page.locator("main").get_by_role(role, name=name, exact=True).first.click()


def heading(page: Page, words: str, picture: str = "") -> None:
    expect(page.locator("h1")).to_contain_text(words)
    assert walking.overflow(page) <= 0
    if picture:
        walking.picture(page, f"kunci-sandi-{picture}-360")


def sign_in(page: Page, house: House, person: Person) -> None:
    page.goto(f"{house.url}/masuk")
    page.get_by_label("Surel").fill(person.email)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    press(page, "Masuk")
    expect(page.locator("h1")).not_to_contain_text("Masuk ke KotaHAM")


def sign_out(page: Page, house: House) -> None:
    page.goto(f"{house.url}/keluar")
    press(page, "Keluar")
    expect(page.locator("h1")).not_to_contain_text("Keluar")


def prove(page: Page) -> None:
    heading(page, "Pastikan ini Anda")
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    press(page, "Lanjutkan")


def add(page: Page, house: House, name: str) -> None:
    """Make a passkey that signs in by itself."""
    page.goto(f"{house.url}/akun/keamanan/kunci-sandi")
    heading(page, "Kunci sandi Anda", "kosong")
    press(page, "Tambah kunci sandi", "link")
    prove(page)
    heading(page, "Tambah kunci sandi", "tambah")
    page.get_by_label("Nama").fill(name)
    page.get_by_label("Dapat dipakai masuk tanpa kata sandi").check()
    press(page, "Tambah")
    heading(page, "Kode pemulihan Anda", "kode")


def changes(person: Person) -> list[str]:
    rows = Event.objects.filter(verb="accounts.security-changed", subject=str(person.pk)).order_by("seq")
    return [row.data.partition(":")[2].strip('"}') for row in rows]


def test_a_passkey_from_its_making_to_its_end(house: House, phone: BrowserContext, ani: Person) -> None:
    page = phone.new_page()
    device = Device(phone, page)
    sign_in(page, house, ani)
    before = len(changes(ani))
    add(page, house, "Ponsel kantor")
    assert [key["isResidentCredential"] for key in device.kept()] == [True]
    assert changes(ani)[before:] == ["passkey-added", "recovery-codes-made"]

    sign_out(page, house)
    page.goto(f"{house.url}/masuk")
    press(page, "Masuk dengan kunci sandi")
    expect(page.locator("h1")).not_to_contain_text("Masuk ke KotaHAM")
    page.goto(f"{house.url}/akun")
    expect(page.locator("main")).to_contain_text(ani.email)
    assert device.kept()[0]["signCount"] > 1

    page.goto(f"{house.url}/akun/keamanan/kunci-sandi")
    heading(page, "Kunci sandi Anda", "daftar")
    expect(page.locator("main")).to_contain_text("Ponsel kantor")
    press(page, "Hapus", "link")
    prove(page)
    heading(page, "Hapus kunci sandi ini?", "hapus")
    press(page, "Hapus")
    expect(page.locator("main")).to_contain_text("Belum ada kunci sandi")
    assert not Authenticator.objects.filter(user=ani).exists()
    assert changes(ani)[before + 2 :] == ["passkey-removed", "recovery-codes-removed"]
    jobs.work_off()
    assert [one.to for one in mail.outbox] == [[ani.email]] * 2

    page.goto(f"{house.url}/akun/keamanan")
    expect(page.locator("main")).to_contain_text("Kunci sandi dihapus")
    heading(page, "Keamanan akun Anda", "keamanan")
    sign_out(page, house)
    page.goto(f"{house.url}/masuk")
    press(page, "Masuk dengan kunci sandi")
    expect(page.locator("h1")).to_contain_text("Masuk ke KotaHAM")


def test_a_device_that_does_not_know_its_owner_opens_nothing(house: House, phone: BrowserContext, ani: Person) -> None:
    page = phone.new_page()
    device = Device(phone, page)
    sign_in(page, house, ani)
    add(page, house, "Ponsel pinjaman")
    sign_out(page, house)
    device.know_its_owner(False)
    page.goto(f"{house.url}/masuk")
    press(page, "Masuk dengan kunci sandi")
    expect(page.locator("h1")).to_contain_text("Masuk ke KotaHAM")
    page.goto(f"{house.url}/akun")
    heading(page, "Masuk ke KotaHAM")


def test_a_passkey_is_the_second_factor_after_the_password(house: House, phone: BrowserContext, ani: Person) -> None:
    page = phone.new_page()
    Device(phone, page)
    sign_in(page, house, ani)
    add(page, house, "Ponsel kantor")
    sign_out(page, house)
    page.goto(f"{house.url}/masuk")
    page.get_by_label("Surel").fill(ani.email)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    press(page, "Masuk")
    heading(page, "Satu langkah lagi: faktor kedua", "faktor-kedua")
    press(page, "Pakai kunci sandi")
    expect(page.locator("h1")).not_to_contain_text("faktor kedua")
    page.goto(f"{house.url}/akun")
    expect(page.locator("main")).to_contain_text(ani.email)
