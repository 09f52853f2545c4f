"""The screens of a training at which one learns, on a phone; and those of whoever checks what she shows them."""

import re
from pathlib import Path

import pypdf
from django.core import mail
from playwright.sync_api import expect

from kotaham.apps.jobs import services as jobs
from tests.browser.desks import PHONE, Desk
from tests.browser.training_story import COURSE, EMAIL, MODULE, NAME, NUMBER, RIGHT, SESSION, Story

WORDS = "perahu senja menuju pulau"  # a password of the kind the pages ask for


def register_by_the_link(story: Story, link: str) -> None:
    """Putri, who has no account yet, registers herself by the link."""
    phone = story.desks.of("", PHONE)
    phone.open(link.removeprefix(phone.house.url))
    phone.look("daftar-sendiri", "Daftarkan diri")
    phone.fill(name=NAME, number=NUMBER, post="Perawat", email=EMAIL)
    phone.press("Daftarkan saya")
    phone.look("daftar-diterima", "Pendaftaran Anda diterima")


def take_up_the_account(story: Story) -> None:
    """Putri opens the letter, chooses a password, and joins her account to what the register knows of her."""
    putri = story.putri
    letter = next(letter for letter in mail.outbox if letter.to == [EMAIL])
    link = re.search(r"https?://\S+", str(letter.body))
    assert link
    putri.open(link[0].removeprefix(putri.house.url))
    for field in putri.page.locator("input[type=password]").all():
        field.fill(WORDS)
    putri.press("Terima dan masuk")
    putri.glance("mulai", "menunggu Anda")
    putri.open("/belajar")
    putri.glance("belajar-belum-terhubung")
    putri.follow("Hubungkan data saya")
    putri.glance("hubungkan")
    putri.press("Cari dan hubungkan data saya")
    putri.reads("Putri Paramita")
    putri.glance("data-saya")


def take_the_seat(story: Story) -> None:
    """Putri finds the invitation on the page of her work, and takes the seat: she is enrolled in the course."""
    putri = story.putri
    jobs.work_off()
    putri.open("/")
    putri.reads(SESSION)
    putri.look("mulai-undangan")
    putri.follow(SESSION)
    putri.look("sesi", SESSION, keys=True)
    putri.press("Daftar")
    putri.told("Anda terdaftar")
    putri.glance("sesi-terdaftar")
    putri.follow("Buka pelatihannya")
    putri.look("pelatihan-saya-satu", COURSE, keys=True)


def sit(story: Story, title: str, *, right: int) -> None:
    """Putri sits a test from the page of her course: so many answers right, the others wrong."""
    putri = story.putri
    name = title.split()[1]
    putri.open("/")
    putri.reads(title)
    putri.glance(f"mulai-tes-{name}")
    putri.open("/belajar")
    putri.glance(f"pelatihan-saya-{name}")
    putri.follow(COURSE)
    putri.follow(f"Kerjakan {title.lower().removesuffix(' ham')}")
    putri.glance(f"tes-saya-{name}")
    putri.press("Mulai mengerjakan", within=f"main section:has-text('{title}')")
    for at in range(1, 4):
        expect(putri.page.locator("h1")).to_contain_text(f"soal {at}")
        if at == 1:
            _see(putri, f"soal-{name}", title)
        with putri.page.expect_response(re.compile(r".*/soal/\d+$")):
            putri.page.get_by_label(RIGHT if at <= right else "Keliru").check()
        putri.press("Simpan dan lanjut" if at < 3 else "Simpan dan periksa")
    _see(putri, f"serahkan-{name}", "Serahkan")
    putri.press("Serahkan tes")
    _see(putri, f"tes-selesai-{name}", "sudah selesai")
    putri.follow("Kembali ke pelatihan")
    expect(putri.page.locator("h1")).to_contain_text(COURSE)


def _see(putri: Desk, name: str, words: str) -> None:
    """Judge the pages of the first test; those of the final one are the same."""
    if name.endswith("awal"):
        putri.look(name, words, keys=True)
    else:
        putri.glance(name, words)


def be_there(story: Story, address: str) -> None:
    """Putri points her phone at the code of the room, twice."""
    putri = story.putri
    for words in ("tersimpan", "sudah tercatat sebelumnya"):
        putri.open(address)
        if words == "tersimpan":
            putri.look("hadir", "Nyatakan Anda hadir")
        putri.press("Saya hadir")
        putri.reads(words)
    putri.glance("hadir-tercatat")
    putri.follow("Lanjutkan pelatihan")
    putri.reads("1 dari 1")
    putri.open("/sesi-saya")
    putri.glance("sesi-saya")


def read_the_module(story: Story) -> None:
    """Putri reads the module."""
    putri = story.putri
    putri.open("/belajar")
    putri.follow(COURSE)
    putri.glance("pelatihan-belajar")
    putri.page.locator("main").get_by_role("link", name=MODULE).first.click()
    putri.look("modul", MODULE, keys=True)
    with putri.page.expect_response(re.compile(r".*/kemajuan$")):
        putri.press("Selesai")
    expect(putri.page.locator("h1")).to_contain_text(COURSE)
    putri.glance("modul-selesai")


def hear_nothing_before_the_close(story: Story) -> None:
    """Before the test has closed Putri is not told whether she passed, on no page."""
    putri = story.putri
    for path in ("/belajar", "/tes/saya", "/"):
        putri.open(path)
        expect(putri.page.locator("main .badge", has_text="Lulus")).to_have_count(0)
    putri.open("/belajar")
    putri.follow(COURSE)
    putri.reads("sesudah tes ditutup")
    putri.look("menunggu-hasil")


def see_both_results(story: Story) -> None:
    """Putri sees that she passed, and what she answered in both tests."""
    putri = story.putri
    putri.open("/belajar")
    putri.reads("Lulus")
    putri.glance("pelatihan-lulus")
    putri.follow(COURSE)
    putri.look("pelatihan-lulus-satu")
    putri.open("/tes/saya")
    putri.glance("tes-saya-hasil")
    for at, points in ((0, "1 dari 3 poin"), (1, "3 dari 3 poin")):
        putri.open("/tes/saya")
        putri.page.locator("main").get_by_role("link", name="Percobaan 1").nth(at).click()
        putri.reads(points)
    putri.look("hasil-tes", keys=True)


def take_the_certificate(story: Story) -> None:
    """Putri hears of her certificate, takes it, and somebody else looks at its page."""
    putri = story.putri
    putri.open("/")
    putri.reads("sudah terbit")
    putri.glance("mulai-sertifikat")
    putri.follow("sudah terbit")
    putri.look("sertifikat-saya")
    story.made["pdf"] = str(putri.download(lambda: putri.follow("Unduh PDF"), story.folder))
    page = putri.page.locator("main").get_by_role("link", name="Halaman pemeriksaan").get_attribute("href")
    stranger = story.desks.of("", PHONE)
    stranger.open(str(page))
    stranger.reads(NAME, COURSE, "6")
    expect(stranger.page.locator("main")).not_to_contain_text(NUMBER)
    stranger.look("periksa-sertifikat", "tercatat dan berlaku")


def check_without_a_line(story: Story) -> None:
    """A stranger who has the page of the checker checks the words of the code without a line."""
    stranger = story.desks.of("", PHONE)
    about = pypdf.PdfReader(Path(story.made["pdf"])).metadata
    assert about
    code = str(about["/Keywords"])
    stranger.open("/sertifikat/periksa")
    stranger.page.context.set_offline(True)
    stranger.page.locator("#kode").fill(code)
    stranger.reads(NAME, COURSE)
    expect(stranger.page.locator("[data-result] .message")).to_have_class(re.compile("tone-ok"))
    stranger.look("periksa-tanpa-sinyal")
    other = "B" if code[-40] == "A" else "A"
    stranger.page.locator("#kode").fill(code[:-40] + other + code[-39:])
    expect(stranger.page.locator("[data-result] .message")).to_have_class(re.compile("tone-bad"))
    stranger.page.context.set_offline(False)


def take_the_transcript(story: Story) -> None:
    """Putri sees the hours once, and takes the transcript."""
    putri = story.putri
    putri.open("/jp/saya")
    putri.reads("Jumlah: 6 JP")
    expect(putri.page.locator("main tbody tr")).to_have_count(1)
    putri.glance("jp-saya")
    paper = putri.download(lambda: putri.page.get_by_role("link", name="Unduh transkrip").click(), story.folder)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(paper).pages)
    assert COURSE in text
    assert text.count("/PHAM/") == 1
