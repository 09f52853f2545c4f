"""The addresses of the river that `bench_river.py` asks, by who looks."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q
from river import City, Country, Draft

import kotaham
from kotaham.apps.publication.models import Decision, Objection
from kotaham.apps.rounds.models import Round
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions.models import Answer, Receipt, Submission
from kotaham.apps.verification.models import Minutes

ROOMS = ("instruments", "rounds", "submissions", "verification", "scores", "publication", "dashboard")
OPEN_STATES = ("filling", "endorsing", "sent", "verifying", "repair", "verified", "validating", "validated", "final")
FEW = ("filling", "verifying", "validated")  # for roles that see the same pages as others
EVERY = ("ministry_admin", "kanwil_verifier")  # roles that ask for a report in each state
CODES = ("TU-003", "TU-060")
STAGES = ("self", "final")
OF_REPORT = (
    "", "/bagikan", "/nilai-tambah", "/periksa", "/pengesahan", "/pengesahan/sekda", "/pengesahan/sekda/pernyataan",
    "/tanda-terima/1", "/tanda-terima/1/cetak", "/tanda-terima/1/data", "/berkas", "/berkas/formulir", "/nilai",
    "/nilai-sementara",
)  # fmt: skip
OF_CASE = ("", "/sekaligus", "/pertanyaan", "/berdampingan", "/berita-acara", "/berita-acara/1.pdf")
OF_STAGE = ("jejak", "rapor.pdf", "facts.json")
OF_RUN = ("", "?provinsi=35", "?q=kota", "?hal=5", "/periksa", "/facts.json", "/record.json", "/bekal.zip")
OF_DRAFT = ("/susun/isi-berkas", "/susun/indikator-baru", "/susun/urutan", "/coba")
# Nobody has asked for these yet when the benchmark runs: a package takes minutes to write, a draft round has no cities.
NOT_ASKED = {"scores:package-file", "dashboard:doings"}


@dataclass(frozen=True)
class Viewer:
    """Who looks: a role, the person, and the city where the role belongs to one."""

    role: str
    person: int
    city: City | None = None
    state: str = ""


def viewers(land: Country, current: Round) -> Iterator[Viewer]:
    """Give one person for each role that may see the river; coordinators of cities in every state."""
    for role, people in land.ministry.items():
        yield Viewer(role, people[0])
    kanwil = land.desk(land.cities[0].office.province_code)[1]
    for role, person in zip(("kanwil_head", "kanwil_verifier"), kanwil, strict=False):
        yield Viewer(role, person)
    province = land.cities[0].office.parent
    yield Viewer("province_coordinator", land.provinces[province.pk if province else 0])
    home = {city.office.pk: city for city in land.cities}
    for state in OPEN_STATES:
        report = reports(current, state)[:1]
        for row in report:
            city = home[row.office_id]
            yield Viewer("city_coordinator", city.coordinator, city, state)
            if state in ("filling", "repair"):
                yield Viewer("unit_officer", city.people[city.units[0]], city, state)


def reports(one: Round, state: str) -> list[Submission]:
    """Return reports in a state, those of the big province first."""
    return list(Submission.objects.filter(round=one, state=state).order_by("pk")[:3])


def pages(viewer: Viewer, every: list[Round], draft: Draft) -> Iterator[str]:
    """Give every address of the rooms of the river that a viewer may look at."""
    current, decided = every[-1], every[-2]
    yield from ("/", "/papan", "/cari?q=kota", "/laporan", "/laporan?keadaan=filling", "/laporan?q=malang")
    yield from (f"/laporan?putaran={one.pk}" for one in every)
    yield from ("/indikator-saya", "/penelaahan", "/penelaahan?hal=2", "/penelaahan/kesepakatan", "/nilai")
    yield from ("/sanggahan", "/sanggahan?keadaan=filed", "/keputusan", "/instrumen", "/putaran", "/putaran/baru")
    yield from (f"/penelaahan/kesepakatan?putaran={one.pk}" for one in every)
    for one in (*every[1:], draft.round):
        yield from _round(one)
    if viewer.city is not None:
        own = Submission.objects.filter(office=viewer.city.office, round__in=[current, decided])
    else:
        states = OPEN_STATES if viewer.role in EVERY else FEW
        held = [row.pk for state in states for row in reports(current, state)[:1]]
        own = Submission.objects.filter(Q(pk__in=held) | Q(round=decided, place_code="35.01"))
    for report in own.order_by("pk"):
        yield from _report(report)
    yield from _runs(current, decided)
    yield from _decisions(viewer, decided)
    yield from _instruments(viewer, draft)


def _round(one: Round) -> Iterator[str]:
    address = f"/putaran/{one.pk}"
    parts = ("", "/ubah", "/hari", "/peserta", "/peserta?hal=5", "/peserta?q=kota", "/peserta/pilih", "/contoh")
    more = ("/peserta/tabel", "/buka", "/perpanjang", "/batalkan", "/nilai")
    yield from (f"{address}{part}" for part in (*parts, *more))
    yield from (f"/papan/{one.pk}{part}" for part in ("", "?provinsi=35", "/laporan", "/laporan?hal=5"))
    asked = ("keadaan=filling", "provinsi=35", "giliran=city", "hambatan=lewat", "ramalan=miss")
    yield from (f"/papan/{one.pk}/laporan?{ask}" for ask in asked)
    yield f"/keputusan/putaran/{one.pk}"


def _report(report: Submission) -> Iterator[str]:
    address, desk = f"/laporan/{report.pk}", f"/penelaahan/{report.pk}"
    yield from (f"{address}{part}" for part in OF_REPORT)
    unit = Answer.objects.filter(submission=report, unit__isnull=False).order_by("position")[0].unit_id
    yield f"{address}/berkas/formulir?unit={unit}"
    returned = Answer.objects.filter(submission=report, returned=True).values_list("code", flat=True)[:1]
    codes = (*CODES, *returned)
    yield from (f"{address}/indikator/{code}" for code in codes)
    yield from (f"{desk}{part}" for part in OF_CASE)
    yield from (f"{desk}/jawaban/{code}" for code in codes)
    yield from (f"{address}/nilai/{stage}/{part}" for stage in STAGES for part in OF_STAGE)
    yield from (f"/papan/daerah/{report.pk}{part}" for part in ("", "/serah-terima"))
    for receipt in Receipt.objects.filter(submission=report):
        yield f"/periksa/{receipt.token}"
    yield f"/sanggahan/laporan/{report.pk}"
    yield from (f"/sanggahan/laporan/{report.pk}/{code}" for code in CODES[:1])
    for row in Minutes.objects.filter(submission=report):
        yield f"{desk}/berita-acara/{row.edition}.pdf"


def _runs(current: Round, decided: Round) -> Iterator[str]:
    for run in Run.objects.filter(round__in=[current, decided], stage__in=("self", "final")).order_by("pk"):
        yield from (f"/nilai/{run.pk}{part}" for part in OF_RUN)


def _decisions(viewer: Viewer, decided: Round) -> Iterator[str]:
    for state in ("draft", "filed", "dismissed"):
        rows = Objection.objects.filter(state=state)
        if viewer.city is not None:
            rows = rows.filter(submission__office=viewer.city.office)
        for pk in rows.order_by("-pk").values_list("pk", flat=True)[:1]:
            yield from (f"/sanggahan/{pk}{part}" for part in ("", "/ubah"))
    report = Submission.objects.filter(round=decided).order_by("pk")[0]
    for one in Decision.objects.filter(round=decided):
        address = f"/keputusan/{one.pk}"
        parts = ("", "?q=kota", "?hal=5", f"/daerah/{report.place_code}", "/lampiran.pdf", "/lampiran.xlsx")
        more = ("/daftar.json", "/koreksi", f"/koreksi/{report.pk}", f"/koreksi/{report.pk}/{CODES[0]}", "/tetapkan")
        yield from (f"{address}{part}" for part in (*parts, *more))


def _instruments(viewer: Viewer, draft: Draft) -> Iterator[str]:
    yield from ("/instrumen/baru", "/instrumen/dari-berkas")
    for pk in (draft.sealed.pk, draft.version.pk):
        yield from (f"/instrumen/{pk}{part}" for part in ("", "/berkas", "/lampiran", "/perbedaan", "/salin"))
        if viewer.city is None:
            yield f"/instrumen/{pk}/susun"
    if viewer.role not in ("instrument_editor", "auditor", "ministry_admin"):
        return
    address = f"/instrumen/{draft.version.pk}"
    yield from (f"{address}{part}" for part in OF_DRAFT)
    yield from (f"{address}/susun/indikator/{code}{part}" for code in CODES[:1] for part in ("", "/hapus"))
    yield from (f"{address}/susun/{page}" for page in draft.parts)
    yield f"{address}/coba/{draft.try_out}"


def doors() -> set[str]:
    """Return the names of every address of the rooms that can be looked at."""
    found: set[str] = set()
    for room in ROOMS:
        table = Path(kotaham.__file__).parent / "apps" / room / "policy.csv"
        with table.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                told = [door.split() for door in row["doors"].split(";") if door.strip()]
                found |= {name for method, name in told if method == "GET"}
    return found - NOT_ASKED
