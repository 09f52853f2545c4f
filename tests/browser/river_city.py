"""The screens of the river at which the people of a city and its province work."""

import re
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from kotaham.apps.jobs import services as jobs
from tests.browser.desks import Desk

EMPTY = "Tidak ada data"
OUTSIDE = "Tidak berlaku bagi daerah ini"


def open_report(ani: Desk, name: str) -> None:
    """Find the report of the city from the menu."""
    ani.open("/laporan")
    ani.look("laporan", "Laporan kabupaten/kota")
    ani.follow(name)
    ani.look("laporan-kota", f"Laporan {name}")


def share_out(ani: Desk, rest: dict[str, str]) -> None:
    """Give the indicators out: first as proposed, then the rest, each to a unit by its name."""
    ani.follow("Bagikan indikator")
    ani.follow("Centang semua yang ada usulannya")
    ani.page.locator("select[name=unit]").select_option("usulan")
    ani.look("bagikan", "Bagikan indikator")
    ani.press("Bagikan yang dicentang")
    ani.told("dibagikan")
    for code, unit in rest.items():
        ani.page.locator(f"input[name=kode][value={code}]").check()
        choose(ani, "unit", unit)
        ani.press("Bagikan yang dicentang")
        ani.told("dibagikan")


def choose(desk: Desk, name: str, label: str) -> None:
    """Choose in a list the entry whose words begin so."""
    options = desk.page.locator(f"main select[name={name}] option")
    found = options.filter(has_text=re.compile(rf"^\s*{re.escape(label)}")).first.get_attribute("value")
    desk.page.locator(f"main select[name={name}]").first.select_option(found)


def open_mine(officer: Desk, code: str) -> None:
    """Open an indicator from the list of one's own."""
    officer.open("/indikator-saya")
    row = officer.page.locator("main tr", has_text=code)
    row.get_by_role("link").first.click()
    expect(officer.page.locator("form.answer-form")).to_be_visible()


def type_answer(officer: Desk, **fields: str) -> None:
    """Type an answer into its fields and wait until the page says by itself that it is kept."""
    with officer.saving():
        officer.fill(**fields)
    officer.reads("Tersimpan", within="#live")


def tick_answer(officer: Desk, *labels: str) -> None:
    """Tick or choose an answer, and wait until the page says by itself that it is kept."""
    for label in labels:
        with officer.saving():
            officer.tick(label)
    officer.reads("Tersimpan", within="#live")


def say_why_not(officer: Desk, how: str, reason: str) -> None:
    """Say that there is no figure, or that the question does not apply, and why."""
    officer.unfold("Tidak ada data")
    officer.page.locator("[name=alasan]").fill(reason)
    with officer.saving():
        officer.page.locator("main").get_by_label(how, exact=True).check()
    officer.reads("Tersimpan", within="#live")


def prove(officer: Desk, title: str, *, page: str = "", quote: str = "", item: str = "") -> None:
    """Attach a piece of evidence to the answer that is open, or to a bonus item."""
    of = f"{item}-" if item else ""
    officer.unfold("Lampirkan bukti")
    choose(officer, f"{of}evidence", title)
    officer.fill(**{f"{of}page": page, f"{of}quote": quote})
    folded = officer.page.locator("main details", has=officer.page.locator(f"[name={of}quote]"))
    folded.get_by_role("button").last.click()
    expect(officer.page.locator(".chip-name").first).to_contain_text(title)


def upload_for(officer: Desk, file: Path, title: str) -> None:
    """Add a file as evidence on the way: the form leads back by itself, and the file waits there to be attached."""
    back = officer.page.url
    way = officer.page.locator("main").get_by_text("nggah berkas baru").first
    way.click()
    officer.look("bukti-baru", "Tambah bukti")
    officer.page.locator("input[type=file]").set_input_files(file)
    officer.page.get_by_label("Judul").fill(title)
    officer.press("Simpan bukti")
    expect(officer.page.locator("main")).to_contain_text("sudah tersimpan")
    assert officer.page.url.startswith(back.partition("#")[0])
    jobs.work_off()
    officer.page.reload()
    expect(officer.page.locator("main")).to_contain_text("terpilih di bawah")


def ready(officer: Desk) -> None:
    """Say that the answer is ready."""
    officer.press("Simpan dan nyatakan siap")
    officer.told("dinyatakan siap")


def fill_in_workbook(form: Path, answers: dict[str, str]) -> None:
    """Type into the yellow cells of a form, as somebody with Excel does: the code stands in A, the answer in E."""
    book = openpyxl.load_workbook(form)
    for row in book["Isian"].iter_rows():
        if row[0].value in answers:
            row[4].value = answers[str(row[0].value)]
    book.save(form)


def bring_in(officer: Desk, form: Path, changes: int, look: str = "") -> None:
    """Bring a filled form in: see what would change, then apply it."""
    officer.page.locator("main input[type=file]").set_input_files(form)
    officer.press("Periksa berkas")
    expect(officer.page.locator("h1")).to_contain_text("Yang akan berubah")
    if look:
        officer.look(look)
    officer.press(f"Terapkan {changes} perubahan")
    officer.reads("Diterapkan")


def claim(ani: Desk, item: str, points: str, why: str) -> None:
    """Claim bonus points from the page of the report."""
    ani.follow("Nilai tambah")
    ani.fill(**{f"poin-{item}": points, f"catatan-{item}": why})
    ani.look("nilai-tambah", "Nilai tambah")
    ani.press("Simpan nilai tambah")
    ani.told("isimpan")


def endorse_on_screen(officer: Desk, report: str, look: str = "") -> None:
    """Stand for the answers on the screen."""
    officer.open(f"{report}/pengesahan")
    if look:
        officer.look(look, "Siapa yang mengesahkan")
    officer.press("Sahkan jawaban ini")
    officer.reads("Disahkan")


def endorse_on_paper(ani: Desk, report: str, signatory: str, title: str, folder: Path) -> Path:
    """Record the endorsement that stands on a signed paper; return the statement that was printed for it."""
    ani.open(f"{report}/pengesahan")
    card = ani.page.locator("main section", has=ani.page.locator("h2", has_text="Sekretaris Daerah Kota"))
    card.locator("summary").click()
    paper = ani.download(lambda: card.get_by_role("button", name="Unduh pernyataan").click(), folder)
    card.locator("select").select_option(label=title)
    card.locator("form[method=post] input[type=text]").fill(signatory)
    ani.look("pengesahan-surat")
    card.get_by_role("button", name="Catat pengesahan").click()
    ani.reads(signatory)
    return paper


def send_without(ani: Desk, *codes: str) -> None:
    """Send the report from the check, saying which answers it goes without."""
    for code in codes:
        ani.page.locator(f"input[name=kosong][value={code}]").check()
    ani.press("Kirim ke Kanwil", within="#kirim")
    ani.look("tanda-terima", "Tanda terima")


def check_receipt(stranger: Desk, url: str, facts: Path) -> None:
    """Open the public page of a receipt without an account, and compare a file with what was sent."""
    stranger.page.goto(url)
    stranger.look("periksa-tanda-terima", "tercatat di sini")
    stranger.page.locator("input[type=file]").set_input_files(facts)
    stranger.press("Periksa berkas")
    stranger.reads("Sama persis")


def object_to(ani: Desk, code: str, grounds: str, title: str, **fields: str) -> None:
    """Object to one result: say what is wrong and what is right, attach the proof, and file it."""
    ani.follow(f"Sanggah {code}")
    ani.page.locator("[name=grounds]").fill(grounds)
    ani.fill(**fields)
    ani.look("sanggah", f"Sanggah hasil penilaian {code}")
    ani.press("Simpan sanggahan")
    ani.unfold("Lampirkan bukti")
    choose(ani, "evidence", title)
    ani.page.locator("main form", has=ani.page.locator("[name=quote]")).get_by_role("button").last.click()
    expect(ani.page.locator(".chip-name").first).to_contain_text(title)
    ani.look("sanggahan")
    ani.press("Ajukan sanggahan")
    ani.reads("Menunggu putusan", within=".status-line")
