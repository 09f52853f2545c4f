"""One round of the river, lived through its screens by the people who live it, from the opening to the decision.

Eko opens the round, Ani gives the indicators of Kota Damai to three units, who answer on their phones and in Excel; the
report is endorsed, sent and proved; Dewi and Oki read it, return one answer, and draw up their report; Gita assesses,
Ani objects, Wulan decides, Hadi freezes the decision, and the city sees its four values. At the end the run is scored
once more from the files that the pages give, by the command line in a process of its own: the same bytes.

What is not the story is done at once: the report of the other city, and the days that pass.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, expect

from kotaham.apps.evidence.inspection import limits
from kotaham.apps.jobs import services as jobs
from kotaham.apps.rounds.models import Round, Step
from kotaham.apps.submissions.models import Submission
from tests.apps.river import CODES, River, filled, in_state, small_instrument
from tests.browser import river_city as city
from tests.browser import river_readers as readers
from tests.browser.conftest import PATIENCE, House
from tests.browser.desks import PHONE, Desks, add_evidence
from tests.browser.river_readers import Word
from tests.browser.river_story import (
    DAMAI,
    DINAS,
    DRAWN,
    SEED,
    TITLE,
    Story,
    same_by_the_command,
    third_unit,
)

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]
FIXED = Word("Koreksi", "Rekap bulan Desember tertukar.", "Salah hitung", (("angka", "94"),))
ASKED = Word("Kembalikan", "Berapa kematian ibu menurut audit maternal?")


@pytest.fixture
def story(
    house: House,
    browser: Browser,
    browser_context_args: dict[str, Any],
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Story]:
    """Give a house with a third unit, where the sample is drawn as the story tells it."""
    settings.SITE = house.url
    settings.EVIDENCE_FOLDER = tmp_path / "evidence"
    settings.SCORES_FOLDER = tmp_path / "scores"
    for limit in ("CHILD_WALL_SECONDS", "DRAW_WALL_SECONDS"):
        monkeypatch.setattr(limits, limit, 30.0)
    monkeypatch.setattr("kotaham.apps.rounds.services.opening.new_seed", lambda: SEED)
    small_instrument()
    third_unit(house)
    windows: list[BrowserContext] = []

    def window() -> BrowserContext:
        windows.append(browser.new_context(**browser_context_args, accept_downloads=True))
        windows[-1].set_default_timeout(PATIENCE)
        return windows[-1]

    yield Story(Desks(house, window), house, tmp_path)
    for one in windows:
        one.close()


def test_a_round_from_its_opening_to_the_decision(story: Story) -> None:
    prepare(story)
    open_it(story)
    give_out(story)
    budi_answers(story)
    yuda_answers(story)
    bayu_answers(story)
    look_it_over(story)
    endorse(story)
    send(story)
    read_at_the_kanwil(story)
    repair(story)
    conclude(story)
    assess(story)
    object_and_rule(story)
    decide(story)
    four_values(story)
    assert same_by_the_command(story) == b""
    assert not story.desks.wrong, "\n".join(story.desks.wrong)


def prepare(story: Story) -> None:
    """Eko says what the round is to be, sets its days and chooses who takes part."""
    eko = story.desks.of("eko")
    eko.open("/putaran")
    eko.look("putaran-kosong")
    eko.open("/putaran/baru")
    eko.look("pilih-instrumen", "Instrumen mana")
    eko.follow("Instrumen rekaan untuk uji")
    eko.fill(title=TITLE, period="Januari sampai Desember 2025", period_end="2025-12-31", basis="Surat rekaan",
             sample_percent="50", objection_days="14")  # fmt: skip
    eko.tick("Kepala perangkat daerah", "Sekretaris Daerah kabupaten/kota", "Sekretaris Daerah provinsi", "NT-1")
    eko.look("putaran-baru", "Putaran ini menilai apa")
    eko.press("Siapkan putaran")
    today = timezone.localdate()
    for at, step in enumerate(("fill", "submit", "verify", "repair", "validate", "object", "decide")):
        eko.fill(**{f"{step}_closes": str(today + timedelta(days=30 * (at + 1)))})
    eko.look("hari", "Kapan setiap tahap")
    eko.press("Simpan harinya")
    eko.told("Hari setiap tahap disimpan")
    story.round = Round.objects.get(title=TITLE)
    eko.open(f"/putaran/{story.round.pk}/peserta/pilih")
    eko.look("pilih-peserta")
    eko.follow("Provinsi Contoh")
    eko.tick("Kota Damai", "Kota Rukun")
    eko.look("pilih-kota", "Peserta dari provinsi")
    eko.press("Simpan pilihan")


def open_it(story: Story) -> None:
    """Eko reads what will happen, says why, and opens the round; the other city is soon done."""
    eko = story.desks.of("eko")
    assert story.round
    eko.open(f"/putaran/{story.round.pk}")
    eko.look("putaran-siap", TITLE)
    eko.open(f"/putaran/{story.round.pk}/buka")
    eko.page.locator("[name=reason]").fill("Surat Direktur Jenderal nomor 1.")
    eko.look("buka", f"Buka {TITLE}?")
    eko.press("Buka putaran")
    eko.told("Putaran dibuka")
    eko.look("putaran-berjalan", TITLE)
    rows = dict(Submission.objects.filter(round=story.round).values_list("office_id", "pk"))
    world = story.house.world
    story.report = f"/laporan/{rows[world.office('damai').pk]}"
    story.case = story.report.replace("laporan", "penelaahan")
    story.round.refresh_from_db()
    river = River(world, story.round, story.round.instrument, {"rukun": rows[world.office("rukun").pk]})
    filled(river, "rukun")
    in_state(river, "rukun", "final", fill=False)


def give_out(story: Story) -> None:
    """Ani hears of the round on the page of her work, and gives the indicators out."""
    ani = story.desks.of("ani")
    ani.open("/")
    ani.look("ani-mulai")
    city.open_report(ani, DAMAI)
    city.share_out(ani, {"RK-3": DINAS})
    ani.look("laporan-terbagi")


def budi_answers(story: Story) -> None:
    """Budi types a figure and proves it, has no figure for the second, and says yes to the third."""
    budi = story.desks.of("budi", PHONE)
    budi.open("/")
    budi.look("budi-mulai")
    city.open_mine(budi, "RK-1")
    budi.look("jawaban-kosong", "Cakupan imunisasi dasar")
    city.type_answer(budi, angka="96,5")
    city.upload_for(budi, story.pdf("rekap"), "Rekap imunisasi 2025")
    city.prove(budi, "Rekap imunisasi 2025", page="2", quote="96,5 persen")
    budi.look("jawaban-terisi", "Cakupan imunisasi dasar")
    city.ready(budi)
    expect(budi.page.locator("h1")).to_contain_text("Angka kematian ibu")
    city.say_why_not(budi, city.EMPTY, "Audit maternal belum selesai.")
    budi.look("jawaban-tanpa-data", "Angka kematian ibu")
    city.ready(budi)
    city.tick_answer(budi, "Ya")
    city.prove(budi, "Rekap imunisasi 2025")
    city.ready(budi)
    budi.open("/indikator-saya")
    budi.look("indikator-saya", "Indikator yang dibagikan")


def yuda_answers(story: Story) -> None:
    """Yuda answers in Excel, undoes it, brings it in again, and declares on the screen that one does not apply."""
    yuda = story.desks.of("yuda", PHONE)
    yuda.open(f"{story.report}/berkas")
    form = yuda.download(lambda: yuda.follow("Unduh formulir"), story.folder)
    city.fill_in_workbook(form, {"RK-4": "b"})
    city.bring_in(yuda, form, 1, look="pratinjau-berkas")
    yuda.look("berkas", "lewat Excel")
    yuda.press("Urungkan")
    yuda.reads("Diurungkan")
    city.bring_in(yuda, form, 1)
    city.open_mine(yuda, "RK-4")
    expect(yuda.page.get_by_label("Bekerja sama dengan lembaga lain")).to_be_checked()
    city.ready(yuda)
    city.say_why_not(yuda, city.OUTSIDE, "Pengaduan dilayani provinsi.")
    yuda.look("jawaban-tidak-berlaku", "Kesiapan layanan pengaduan")
    city.ready(yuda)


def bayu_answers(story: Story) -> None:
    """Bayu has a document and says from when until when it holds."""
    bayu = story.desks.of("bayu", PHONE)
    city.open_mine(bayu, "RK-6")
    city.tick_answer(bayu, "Ada")
    city.type_answer(bayu, mulai="2024-01-01", sampai="2029-12-31")
    bayu.look("jawaban-dokumen", "Rencana aksi daerah")
    city.ready(bayu)


def look_it_over(story: Story) -> None:
    """Ani claims bonus points and proves them, and reads what is open and what deserves a second look."""
    ani = story.desks.of("ani")
    ani.open(story.report)
    city.claim(ani, "NT-1", "2", "Laman kota, halaman keterbukaan.")
    city.upload_for(ani, story.pdf("laman"), "Tangkapan laman keterbukaan")
    city.prove(ani, "Tangkapan laman keterbukaan", item="NT-1")
    ani.look("nilai-tambah-berbukti", "Nilai tambah")
    ani.open(f"{story.report}/periksa")
    ani.reads("Angka kematian ibu", "Audit maternal belum selesai.", "dari nilai akhir")
    ani.look("periksa", "Pemeriksaan laporan")
    ani.press("Minta pengesahan")


def endorse(story: Story) -> None:
    """The heads of the units and the province endorse on the screen, the Sekda on paper."""
    for name in ("budi", "yuda", "bayu"):
        city.endorse_on_screen(story.desks.of(name, PHONE), story.report, "pengesahan-unit" if name == "budi" else "")
    ani = story.desks.of("ani")
    ani.open("/bukti/baru")
    add_evidence(ani, story.pdf("pernyataan-sekda"), "Pernyataan Sekda")
    paper = city.endorse_on_paper(ani, story.report, "Dra. Sari; Sekretaris Daerah", "Pernyataan Sekda", story.folder)
    assert paper.read_bytes().startswith(b"%PDF")
    city.endorse_on_screen(story.desks.of("kartika"), story.report, "pengesahan-provinsi")


def send(story: Story) -> None:
    """Ani sends the report without one answer; a stranger checks the receipt."""
    ani = story.desks.of("ani")
    ani.open(f"{story.report}/periksa")
    ani.look("kirim", "Pemeriksaan laporan")
    city.send_without(ani, "RK-2")
    facts = ani.download(lambda: ani.follow("Unduh data yang dikirim"), story.folder)
    paper = ani.download(lambda: ani.follow("Unduh PDF"), story.folder)
    assert paper.read_bytes().startswith(b"%PDF")
    url = ani.page.locator("main a", has_text="/periksa/").inner_text()
    city.check_receipt(story.desks.of(""), url, facts)


def read_at_the_kanwil(story: Story) -> None:
    """Dewi reads, corrects one answer and returns another with a question; Oki reads the sample, blind."""
    dewi, oki = story.desks.of("dewi"), story.desks.of("oki")
    dewi.open("/")
    dewi.look("dewi-mulai")
    dewi.open("/penelaahan?bagian=baru")
    readers.take(dewi, DAMAI, "antrean")
    dewi.press("Mulai menelaah")
    oki.open(story.case)
    oki.press("Jadi pembaca kedua contoh")
    dewi.open(story.case)
    dewi.look("berkas-penelaahan", "Penelaahan laporan")
    readers.accept_many(dewi, "sekaligus")
    read = readers.read_all(dewi, {"RK-1": FIXED, "RK-2": ASKED}, "baca-jawaban")
    assert set(read) >= DRAWN
    assert "RK-3" not in read
    oki.open(f"{story.case}/jawaban/RK-1")
    oki.reads("Anda baru melihat hasil pembaca lain")
    expect(oki.page.locator("main")).not_to_contain_text("tertukar")
    oki.look("baca-tertutup")
    oki.open(story.case)
    assert set(readers.read_all(oki, {"RK-1": FIXED})) == DRAWN
    dewi.open(story.case)
    dewi.look("berkas-dibaca")
    dewi.press("Kembalikan dengan 1 pertanyaan")
    dewi.reads("Diperbaiki kabupaten/kota", within=".status-line")


def repair(story: Story) -> None:
    """Budi answers what came back, the report is endorsed anew, and Ani sends the repair."""
    budi, ani = story.desks.of("budi", PHONE), story.desks.of("ani")
    budi.open("/indikator-saya")
    budi.look("dikembalikan")
    city.open_mine(budi, "RK-2")
    budi.look("jawaban-dikembalikan")
    budi.unfold("Tidak ada data")
    budi.page.get_by_label("Ada nilainya, seperti diisi di atas").check()
    budi.reads("Pertanyaan Kanwil", within=".asked")
    city.type_answer(budi, pembilang="3", penyebut="4.800,0", balasan="Audit selesai; angkanya sekarang ada.")
    city.ready(budi)
    ani.open(f"{story.report}/periksa")
    ani.look("periksa-perbaikan")
    ani.press("Kirim perbaikan")
    ani.told("Perbaikan dikirim")


def conclude(story: Story) -> None:
    """Dewi reads what was repaired, judges the bonus and concludes; agreement and the examination report follow."""
    dewi = story.desks.of("dewi")
    dewi.open(story.case)
    assert readers.read_all(dewi, {}) == ["RK-2"]
    dewi.open(story.case)
    readers.judge_bonus(dewi, "1,5", "Satu halaman belum diumumkan.")
    dewi.press("Selesaikan penelaahan")
    dewi.look("penelaahan-selesai")
    dewi.open("/penelaahan/kesepakatan")
    dewi.look("kesepakatan", "Seberapa sepakat")
    paper = readers.minutes(dewi, story.case, "W99.HA.01-7", "Kota Damai", "2026-11-20", story.folder)
    assert paper.read_bytes().startswith(b"%PDF")


def assess(story: Story) -> None:
    """Gita assesses at the centre, and announces the result."""
    gita = story.desks.of("gita")
    gita.open("/penelaahan?bagian=menunggu")
    readers.take(gita, DAMAI, "antrean-pusat")
    gita.press("Mulai menilai")
    assert set(readers.read_all(gita, {}, "nilai-jawaban")) == set(CODES)
    gita.open(story.case)
    readers.judge_bonus(gita, "1,5", "Sesuai penelaahan.")
    gita.press("Sampaikan hasil")
    gita.look("hasil-disampaikan")


def object_and_rule(story: Story) -> None:
    """Ani objects with evidence; Gita may not decide, Wulan does; then the days pass."""
    ani, wulan = story.desks.of("ani"), story.desks.of("wulan")
    ani.open(story.case + "/berdampingan")
    ani.look("berdampingan")
    ani.open("/bukti/baru")
    add_evidence(ani, story.pdf("audit"), "Rekap yang benar")
    ani.open("/")
    ani.look("ani-hasil")
    ani.open(story.report.replace("/laporan", "/sanggahan/laporan"))
    ani.look("pilih-sanggahan", "dapat disanggah")
    city.object_to(ani, "RK-1", "Rekap Desember tidak tertukar.", "Rekap yang benar", angka="96,5")
    objection = ani.page.url.removeprefix(story.house.url)
    gita = story.desks.of("gita")
    gita.open(objection)
    gita.reads("penilai lain yang memutus")
    wulan.open("/sanggahan")
    wulan.look("sanggahan-menunggu")
    wulan.open(objection)
    wulan.look("putus-sanggahan")
    readers.rule(wulan, "Kabulkan", "Rekap asli sudah diperiksa.")
    wulan.look("sanggahan-diputus")
    yesterday = timezone.now() - timedelta(days=1)
    Submission.objects.filter(round=story.round).update(objection_ends=yesterday)
    Step.objects.filter(round=story.round, step="object").update(closes=yesterday.date() - timedelta(days=1))


def decide(story: Story) -> None:
    """Eko closes, has all stages calculated and drafts; Hadi freezes with number and date."""
    eko, hadi = story.desks.of("eko"), story.desks.of("hadi")
    assert story.round
    eko.open(f"/keputusan/putaran/{story.round.pk}")
    eko.look("menuju-keputusan")
    eko.press("Tutup masa sanggahan 1 laporan")
    for stage in ("self", "verified", "validated", "final"):
        eko.open(f"/putaran/{story.round.pk}/nilai")
        eko.page.locator(f"form:has([name=tahap][value={stage}]) button").click()
        jobs.work_off()
    eko.open(f"/putaran/{story.round.pk}/nilai")
    eko.look("nilai-putaran", "Nilai dalam")
    eko.open(f"/keputusan/putaran/{story.round.pk}")
    eko.page.locator("[name=title]").fill("Kabupaten/Kota Peduli HAM tahun 2026")
    eko.look("siap-diputuskan")
    eko.press("Susun keputusan")
    eko.look("rancangan", "Rancangan keputusan")
    hadi.open(eko.page.url.removeprefix(story.house.url))
    hadi.follow("Tetapkan")
    hadi.fill(number="M.HH-01.HA.02 Tahun 2026", day="2026-11-20", signatory="Hadi Hartanto, Direktur Jenderal")
    hadi.look("tetapkan", "Tetapkan keputusan")
    hadi.press("Tetapkan keputusan")
    hadi.told("Keputusan ditetapkan")
    hadi.look("keputusan", "M.HH-01.HA.02")


def four_values(story: Story) -> None:
    """The city sees its four values side by side, with who changed what and why, and the decision."""
    ani = story.desks.of("ani")
    ani.open(f"{story.report}/nilai")
    ani.reads("Nilai mandiri", "Rekap bulan Desember tertukar.", "Rekap asli sudah diperiksa.", "Dewi Danuarti",
              "Wulan Wardani")  # fmt: skip
    told = ani.page.locator(".score-stage-figure").all_inner_texts()
    own, verified, validated, final = (float(text.replace(",", ".")) for text in told)
    assert verified == validated < final == own
    ani.look("empat-nilai", f"Nilai {DAMAI}")
    ani.open("/keputusan")
    ani.follow("M.HH-01.HA.02")
    ani.reads(DAMAI)
    ani.look("keputusan-kota")
    stranger = story.desks.of("")
    stranger.page.goto(f"{story.house.url}{story.report}")
    expect(stranger.page).to_have_url(re.compile("/masuk"))
