"""One long way through the house, on a phone, in Indonesian: from an invitation to an accepted follow-up."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from kotaham.apps.evidence.inspection import limits
from kotaham.apps.jobs import services as jobs
from tests.apps.evidence import benign
from tests.browser import walking
from tests.browser.conftest import PATIENCE, House

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
PHONE: ViewportSize = {"width": 360, "height": 740}
WORDS = "perahu senja menuju pulau"  # a password of the kind the pages ask for
CITY, UNIT = "Pemerintah Kota Rukun", "Dinas Sosial Kota Rukun"
TASK = "Lengkapi data layanan lansia 2026"
Opened = Callable[..., BrowserContext]


@pytest.fixture(autouse=True)
def _room_to_work(house: House, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SITE = house.url
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    monkeypatch.setattr(limits, "CHILD_WALL_SECONDS", 30.0)
    mail.outbox = []


@pytest.fixture
def opened(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Opened]:
    """Give phones, each of somebody else; they are put away at the end."""
    contexts: list[BrowserContext] = []

    def phone(**more: Any) -> BrowserContext:
        contexts.append(browser.new_context(**browser_context_args, viewport=PHONE, **more))
        contexts[-1].set_default_timeout(PATIENCE)
        return contexts[-1]

    yield phone
    for context in contexts:
        context.close()


def test_from_an_invitation_to_an_accepted_follow_up(house: House, opened: Opened, tmp_path: Path) -> None:
    eko = opened()
    house.enter(eko, house.world.eko)
    invite(eko.new_page(), house, CITY, "Wati Wulandari", "wati@kotaham.example")
    wati = opened().new_page()
    take_up(wati, "wati@kotaham.example", house)
    install_an_app(wati, house)
    open_a_unit(wati, house)
    send_in_one_piece(wati, house, opened, tmp_path)
    invite(wati, house, UNIT, "Yudi Yulianto", "yudi@kotaham.example")
    number = ask_for_work(wati, house)
    yudi = opened().new_page()
    take_up(yudi, "yudi@kotaham.example", house)
    send_in_parts(yudi, house, tmp_path)
    do_the_work(yudi)
    accept_the_work(wati, house, number)


def press(page: Page, name: str, role: Any = "button") -> None:
    """Press a button or follow a link by its words, in the page itself and not in its frame."""
    page.locator("main").get_by_role(role, name=name).first.click()


def heading(page: Page, words: str) -> None:
    """Wait for the heading of a page; keep its picture, and see that nothing is cut off."""
    expect(page.locator("h1")).to_contain_text(words)
    assert walking.overflow(page) <= 0
    walking.picture(page, f"perjalanan-{re.sub(r'[^a-z]+', '-', words.lower())}-360")


def invite(page: Page, house: House, office: str, name: str, email: str) -> None:
    """Invite somebody to the first role that an office has."""
    page.goto(f"{house.url}/undangan/baru")
    page.get_by_label("Cari kantor dengan namanya").fill(office)
    press(page, "Cari")
    page.locator("main").get_by_role("link", name=office).first.click()
    heading(page, f"Undang petugas untuk {office}")
    page.get_by_label("Nama lengkap").fill(name)
    page.get_by_label("Surel").fill(email)
    page.get_by_label("Dasar").fill("SK Wali Kota Nomor 7 Tahun 2026")
    press(page, "Kirim undangan")
    expect(page.locator(".message")).to_be_visible()


def take_up(page: Page, email: str, house: House) -> None:
    """Open the link of the letter, choose a password, and land on the page of one's work."""
    jobs.work_off()
    letter = next(letter for letter in mail.outbox if letter.to == [email])
    link = re.search(r"https?://\S+", str(letter.body))
    assert link
    assert link[0].startswith(house.url)
    page.goto(link[0])
    heading(page, "Anda diundang ke KotaHAM")
    for field in page.locator("input[type=password]").all():
        field.fill(WORDS)
    press(page, "Terima dan masuk")
    heading(page, "menunggu Anda")


def install_an_app(page: Page, house: House) -> None:
    """Install the second factor, as an app would: its code is computed from the secret on the page."""
    page.goto(f"{house.url}/akun/keamanan")
    press(page, "Pasang aplikasi", "link")
    if page.locator("input[type=password]").count():
        page.locator("input[type=password]").fill(WORDS)
        press(page, "Lanjutkan")
    heading(page, "Pasang aplikasi autentikator")
    secret = page.locator("main code").first.inner_text()
    counters = list(yield_hotp_counters_from_time())  # of a moment ago, of now, of a moment ahead
    code = format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))
    page.locator("input[name=code]").fill(code)
    press(page, "Pasang")
    heading(page, "ode pemulihan")


def open_a_unit(page: Page, house: House) -> None:
    """Open one unit of the starter list."""
    page.goto(f"{house.url}/kantor")
    press(page, CITY, "link")
    press(page, "Daftar awal perangkat daerah", "link")
    heading(page, "Pilih perangkat daerah")
    for box in page.locator("input[name=units]").all():
        box.uncheck()
    page.get_by_label(UNIT, exact=True).check()
    press(page, "Buka yang dipilih sebagai usulan")
    press(page, UNIT, "link")
    heading(page, UNIT)


def send_in_one_piece(page: Page, house: House, opened: Opened, folder: Path) -> None:
    """Add a PDF where scripts do not run: the plain form takes the whole file."""
    plain = opened(java_script_enabled=False, storage_state=page.context.storage_state()).new_page()
    describe(plain, house, folder / "keputusan.pdf", "Keputusan tim data", benign.pdf())
    press(plain, "Simpan bukti")
    checked(plain, "Keputusan tim data")


def send_in_parts(page: Page, house: House, folder: Path) -> None:
    """Add a PDF of several parts, which the script of the form sends one after the other."""
    parts: list[str] = []
    page.on("request", lambda request: parts.append(request.url) if "/unggahan/" in request.url else None)
    large = benign.pdf() + b"%" + b"x" * (2 * 1024 * 1024) + b"\n%%EOF\n"
    describe(page, house, folder / "lansia.pdf", "Data layanan lansia", large)
    press(page, "Simpan bukti")
    checked(page, "Data layanan lansia")
    assert len(parts) >= 2


def describe(page: Page, house: House, file: Path, title: str, content: bytes) -> None:
    """Fill in the form of a new piece of evidence."""
    file.write_bytes(content)
    page.goto(f"{house.url}/bukti/baru")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("Judul").fill(title)


def checked(page: Page, title: str) -> None:
    """Wait for the page of the evidence, and until the file has been inspected."""
    expect(page.locator("h1")).to_contain_text(title)
    jobs.work_off()
    page.reload()
    heading(page, title)
    expect(page.locator(".badge").first).to_contain_text("Berlaku")


def ask_for_work(page: Page, house: House) -> str:
    """Ask the unit for something; return the number of the follow-up."""
    page.goto(f"{house.url}/tindak-lanjut/baru")
    press(page, UNIT, "link")
    page.get_by_label("Judul").fill(TASK)
    page.get_by_label("Yang harus dikerjakan").fill("Isi jumlah lansia yang dilayani di setiap kecamatan.")
    page.get_by_label("Tenggat").fill("2030-12-01")
    press(page, "Minta tindak lanjut")
    heading(page, TASK)
    return page.locator(".trail [aria-current]").inner_text()


def do_the_work(page: Page) -> None:
    """Take the follow-up from the page of one's work, attach the evidence, and report it done."""
    page.locator("a.brand").click()
    press(page, TASK, "link")
    press(page, "Ambil dan kerjakan")
    page.locator("#prove > summary").click()
    page.get_by_label("Bukti milik kantor Anda").select_option(label="Data layanan lansia")
    press(page, "Lampirkan bukti")
    expect(page.locator(".chip-name")).to_contain_text("Data layanan lansia")
    page.get_by_label("Catatan hasil").fill("Semua kecamatan sudah terisi.")
    page.locator("#claim").get_by_role("button").click()
    expect(page.locator(".status-line")).to_contain_text("Menunggu penerimaan")


def accept_the_work(page: Page, house: House, number: str) -> None:
    """Accept what was done, from the page of one's work, and read its history."""
    page.goto(house.url)
    heading(page, "1 hal menunggu Anda")
    press(page, TASK, "link")
    press(page, "Terima")
    expect(page.locator(".status-line")).to_contain_text("Diterima")
    told = page.locator(".timeline").inner_text()
    for words in ("diminta", "diambil", "dilaporkan selesai", "diterima", "Yudi Yulianto", "Wati Wulandari"):
        assert words in told, f"{number}: {told}"
    walking.picture(page, "perjalanan-selesai-360")
