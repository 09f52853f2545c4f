"""The screens of a training at which those who hold it work: the trainer, the head of the Kanwil, the coordinator."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from playwright.sync_api import expect

from kotaham.apps.jobs import services as jobs
from kotaham.report.qr import qr_svg
from tests.browser.desks import Desk
from tests.browser.training_story import COURSE, EMAIL, MODULE, NAME, NUMBER, QUESTIONS, RIGHT, SESSION, UNIT, Story

WIB = ZoneInfo("Asia/Jakarta")
TOPIC = "Pelayanan"


def choose(desk: Desk, name: str, words: str) -> None:
    """Choose in a list the entry that holds these words."""
    options = desk.page.locator(f"main select[name={name}] option")
    found = options.filter(has_text=re.compile(re.escape(words))).first.get_attribute("value")
    desk.page.locator(f"main select[name={name}]").select_option(found)


def write_the_course(story: Story) -> None:
    """Joko writes programme, course and module, says what it takes, and publishes."""
    joko = story.joko
    joko.open("/")
    joko.glance("joko-mulai")
    joko.open("/pelatihan")
    joko.glance("pelatihan-kosong")
    joko.follow("Buat pelatihan")
    joko.glance("pelatihan-tanpa-program")
    joko.follow("Buat program")
    joko.fill(title="Pengarusutamaan HAM")
    joko.press("Buat program")
    joko.glance("program")
    joko.open("/pelatihan/baru")
    joko.fill(title=COURSE, code="ham-layanan", summary="Bagi petugas yang melayani warga.")
    joko.glance("pelatihan-baru")
    joko.press("Buat pelatihan")
    joko.glance("pelatihan", COURSE)
    joko.follow("Versi 1")
    joko.glance("versi-kosong")
    joko.follow("Ubah isinya")
    joko.fill(goal="Mengenali hak warga saat melayani.", audience="Petugas layanan", attendance="1")
    joko.tick("Menyelesaikan semua modul wajib", "Mengerjakan tes awal")
    choose(joko, "post", "lulus")
    joko.glance("versi-ubah")
    joko.press("Simpan perubahan")
    joko.follow("Tambah modul")
    joko.fill(title=MODULE, text="# Hak warga\n\nSetiap warga dilayani tanpa dibedakan.\n\n* antre\n* adu\n")
    joko.glance("modul-baru")
    joko.press("Simpan modul")
    joko.glance("versi-draf")
    joko.follow("Periksa dan terbitkan")
    joko.glance("terbitkan")
    joko.press("Terbitkan")
    joko.glance("versi-terbit")
    story.keep("version", joko)


def set_the_hours(story: Story) -> None:
    """Intan, who may, sets the learning hours and says on which basis."""
    intan = story.desks.of("intan")
    intan.open(story.made["version"])
    intan.follow("Tetapkan JP")
    intan.fill(hours="6", basis="Keputusan rekaan nomor 3 tahun 2026")
    intan.glance("jp-tetapkan")
    intan.press("Tetapkan")
    intan.glance("versi-jp")
    intan.reads("Keputusan rekaan nomor 3")


def fill_the_bank(story: Story) -> None:
    """Joko writes three questions; the right answer is always the same words."""
    joko = story.joko
    joko.open("/soal")
    joko.glance("bank-kosong")
    for at, text in enumerate(QUESTIONS, start=1):
        joko.open("/soal/baru?jenis=single")
        joko.fill(code=f"LAY-{at}", topic=TOPIC, text=text, option_1=RIGHT, option_2="Yang kurang", option_3="Keliru")
        joko.page.locator("[name=correct_1]").check()
        if at == 1:
            joko.glance("soal-baru")
        joko.press("Simpan dan pakai")
    joko.glance("soal")
    joko.open("/soal")
    joko.glance("bank")


def prepare_the_tests(story: Story) -> None:
    """Joko prepares the first and the final test and opens them."""
    joko = story.joko
    joko.open("/tes")
    joko.glance("tes-kosong")
    for title, stage in (("Tes awal HAM", "pre"), ("Tes akhir HAM", "post")):
        joko.open("/tes/baru")
        choose(joko, "version", COURSE)
        joko.page.locator("main select[name=stage]").select_option(stage)
        joko.fill(title=title, minutes="30", count_1="3")
        if stage == "post":
            joko.fill(pass_percent="60", pass_basis="Surat rekaan nomor 4")
        choose(joko, "topic_1", TOPIC)
        joko.glance(f"tes-baru-{stage}")
        joko.press("Simpan")
        joko.glance(f"tes-draf-{stage}")
        joko.press("Buka tes")
        joko.glance(f"tes-dibuka-{stage}", title)
        story.keep(stage, joko)


def plan_the_session(story: Story) -> None:
    """Joko prepares a session that is part of the course, and opens it."""
    joko, begins = story.joko, timezone.now().astimezone(WIB) + timedelta(minutes=20)
    joko.open("/sesi")
    joko.glance("sesi-kosong")
    joko.follow("Siapkan sesi")
    joko.fill(title=SESSION, starts=f"{begins:%Y-%m-%dT%H:%M}", ends=f"{begins + timedelta(hours=2):%Y-%m-%dT%H:%M}",
              place="Aula Kanwil", capacity="40", letter="W99.UM.01-12")  # fmt: skip
    choose(joko, "version", COURSE)
    choose(joko, "mode", "Tatap muka")
    joko.glance("sesi-baru")
    joko.press("Siapkan sesi")
    joko.glance("sesi-draf", SESSION)
    joko.press("Buka pendaftaran")
    joko.glance("sesi-dibuka", SESSION)
    story.keep("session", joko)


def make_a_link(story: Story) -> str:
    """Joko makes a link of self-registration for a unit, and passes its address on."""
    joko = story.joko
    joko.open("/peserta/tautan")
    joko.glance("tautan-kosong")
    joko.open("/peserta/tautan/baru")
    joko.follow("Kantor lain")
    joko.glance("tautan-kantor")
    joko.page.locator("main input[type=search]").fill(UNIT)
    joko.press("Cari")
    joko.follow(UNIT)
    joko.fill(title=COURSE, until=f"{timezone.localdate() + timedelta(days=7)}")
    joko.glance("tautan-baru")
    joko.press("Buat tautan")
    joko.glance("tautan")
    return joko.page.locator("main #alamat").input_value()


def invite_to_an_account(story: Story) -> None:
    """Ani invites Putri to an account of the unit."""
    ani = story.desks.of("ani")
    ani.open("/undangan/baru")
    ani.page.get_by_label("Cari kantor dengan namanya").fill(UNIT)
    ani.press("Cari")
    ani.follow(UNIT)
    ani.page.get_by_label("Nama lengkap").fill(NAME)
    ani.page.get_by_label("Surel").fill(EMAIL)
    choose(ani, "role", "Peserta")
    ani.page.get_by_label("Dasar").fill("Surat tugas rekaan")
    ani.press("Kirim undangan")
    jobs.work_off()


def invite_to_the_session(story: Story) -> None:
    """Joko invites her by her number."""
    joko = story.joko
    joko.open(story.made["session"])
    joko.follow("Undang orang")
    joko.fill(numbers=NUMBER)
    joko.glance("sesi-undang")
    joko.press("Undang")
    joko.reads("1 orang diundang")
    joko.look("sesi-diundang")


def show_the_code(story: Story) -> str:
    """Joko shows the code of the room; return the address that the picture holds."""
    joko = story.joko
    joko.open(story.made["session"])
    joko.glance("sesi-peserta")
    joko.follow("Tampilkan kode hadir")
    joko.look("kode-hadir")
    drawn, shown = joko.page.evaluate(
        "() => ['.room-qr path', '.room-sign code'].map((one) => document.querySelector(one))"
        ".map((one) => one.getAttribute('d') ?? one.textContent)"
    )
    address = f"/hadir/{story.made['session'].rpartition('/')[2]}?kode={''.join(shown.split())}"
    assert drawn in str(qr_svg(f"{joko.house.url}{address}"))  # what the phone reads from the picture
    return address


def close_the_tests(story: Story) -> None:
    """Joko closes both tests, and looks at their results and statistics."""
    joko = story.joko
    for stage in ("pre", "post"):
        joko.open(story.made[stage])
        joko.press("Tutup tes")
        jobs.work_off()
    joko.open(story.made["post"])
    joko.glance("tes-ditutup")
    joko.follow("Peserta dan hasil")
    joko.reads(NAME, "lulus")
    joko.glance("tes-peserta")
    joko.open(f"{story.made['post']}/statistik")
    joko.look("tes-statistik")
    joko.open(f"{story.made['version']}/peserta")
    joko.reads(NAME, "Lulus")
    joko.glance("versi-peserta")
    joko.open(f"{story.made['session']}/peserta?bagian=hadir")
    joko.glance("sesi-hadir")


def issue(story: Story) -> None:
    """Joko writes a template and issues for everybody who has passed, from the page of the version."""
    joko = story.joko
    joko.open(story.made["version"])
    joko.look("versi-terbit-peserta")
    joko.follow("Terbitkan sertifikat")
    joko.glance("sertifikat-tanpa-templat")
    joko.follow("Buat templat")
    joko.fill(name="Umum", title="Sertifikat", numbering="{nomor}/PHAM/{tahun}", place="Kota Contoh",
              text="telah menyelesaikan {pelatihan} selama {jp} JP", signatory="Intan Irawati",
              signatory_title="Kepala Kanwil Contoh")  # fmt: skip
    joko.glance("templat-baru")
    joko.press("Buat templat")
    joko.glance("templat")
    joko.open(story.made["version"])
    joko.follow("Terbitkan sertifikat")
    joko.reads(NAME, "6 JP")
    joko.look("sertifikat-terbitkan")
    joko.press("Terbitkan")
    expect(joko.page.locator("h1")).to_contain_text("Penerbitan")
    jobs.work_off()
    joko.page.reload()
    joko.glance("penerbitan")
    joko.follow("Lihat sertifikatnya")
    joko.reads("Berlaku")
    joko.glance("sertifikat-daftar")
