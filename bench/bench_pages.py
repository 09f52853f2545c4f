"""Every list, search and single page at 100,000 people, 20,000 offices, 1,000,000 events and 200,000 files.

Asks each page as six people in turn, through the whole stack of the real settings: 1 request to warm up, then 10.
Prints the median time in the server, the processor time and the number of queries, and marks what misses the limits.

Uses the database of DATABASE_URL (`tools/on-postgres .venv/bin/python bench/bench_pages.py`), or SQLite in a folder of
its own. KOTAHAM_BENCH is the part of the full size, 1 unless told. With KOTAHAM_DATA the folder stays, and what is
already filled is used again. Words behind the command keep only the pages whose address holds one of them.
"""

# ruff: noqa: E402 - the house needs its folder before it is imported

import logging
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

FOLDER = tempfile.TemporaryDirectory()
sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("KOTAHAM_DATA", FOLDER.name)
os.environ["DJANGO_SETTINGS_MODULE"] = "kotaham.config.settings"
logging.disable(logging.WARNING)  # refusals are asked for, too
django.setup()

import house
import house_work
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.actions.models import Action
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.jobs.models import Job
from kotaham.apps.offices.models import Office
from kotaham.config.prepare import prepare

LIMIT_MS, LIMIT_QUERIES, TIMES = 150, 15, 10
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FILLS: tuple[Callable[[house.Chance], None], ...] = (
    house.offices,
    house.people,
    house.events,
    house_work.evidence,
    house_work.actions,
    house_work.uses,
    house_work.notices,
    house_work.jobs,
)


def fill() -> None:
    """Make the country, unless it is there."""
    prepare(lambda _words: None)
    if Person.objects.filter(email__endswith="@bench.example").exists():
        return
    start = time.perf_counter()
    chance = house.Chance(20261121)
    for step in FILLS:
        begun = time.perf_counter()
        step(chance)
        print(f"  {step.__name__:10} {time.perf_counter() - begun:6.1f} s", flush=True)
    house.analyse()
    print(f"{connection.vendor}: filled in {time.perf_counter() - start:.0f} s, {house.SHARE:g} of the full size")


@dataclass(frozen=True)
class Viewer:
    """Who looks: a person in a role, and the office."""

    role: str
    person: Person
    office: Office


def viewers() -> Iterator[Viewer]:
    """Give one person for each role whose reach differs; the Kanwil with the most provinces, the busy city."""
    city = Office.objects.filter(kind="city", place_code=house.BIG_CITY).get()
    kanwil = max(Office.objects.filter(kind="kanwil"), key=lambda one: one.areas.count())
    (ministry,) = Office.objects.filter(kind="ministry")
    seats: dict[str, dict[str, Any]] = {
        "ministry_admin": {"office": ministry},
        "auditor": {"office": ministry},
        "kanwil_head": {"office": kanwil},
        "province_coordinator": {"office": city.parent},
        "city_coordinator": {"office": city},
        "unit_officer": {"office__parent": city},
    }
    for role, seat in seats.items():
        rows = Appointment.objects.filter(role=role, ended_at=None, **seat).order_by("pk")
        held = rows.select_related("person", "office")[0]
        yield Viewer(role, held.person, held.office)


def pages(viewer: Viewer) -> Iterator[str]:
    """Give every address to ask."""
    own = viewer.office
    city = own if own.kind == "city" else Office.objects.filter(kind="city", place_code=house.BIG_CITY).get()
    unit = Office.objects.filter(parent=city, kind="unit", valid_to=None).order_by("pk")[0]
    yield from ("/", "/akun", "/peran", "/akun/keamanan", "/akun/sesi", "/kotak-masuk/pengaturan")
    words = ("Ani", "Ani+Kusuma+5", "Dinas+Kesehatan", "trotoar", "31.71", "TL-000123", "tidakada", "orang5@b")
    yield from (f"/cari?q={word}" for word in (*words, "an", "orang5@bench.example"))
    yield from _offices(own, city, unit)
    yield from _people(viewer, unit)
    yield from _events(viewer, unit)
    yield from _evidence(unit)
    yield from _actions(unit)
    yield from ("/kotak-masuk", "/kotak-masuk?tampilkan=belum", "/kotak-masuk?jenis=actions.due", "/kotak-masuk?hal=5")
    job = Job.objects.order_by("-pk")[0].pk
    lists = ("", "?keadaan=failed", "?keadaan=waiting", "?nama=evidence.inspect", "?hal=200")
    yield from (f"/pekerjaan-latar{query}" for query in (*lists, "?keadaan=cancelled&nama=evidence.inspect", f"/{job}"))
    places = ("", "?q=jakarta", "?q=zzz", "?tingkat=city", "?provinsi=31", "/31", "/31.71", "/31/anak", "/91.71")
    yield from (f"/wilayah{query}" for query in places)


def _offices(own: Office, city: Office, unit: Office) -> Iterator[str]:
    asked = ("", "?q=Dinas+Kesehatan", "?q=tidakada", "?jenis=unit", "?jenis=partner", "?wilayah=31", "?wilayah=31.71")
    more = ("?hal=200", "?jenis=unit&q=trotoar", "?tutup=on", "/wilayah-kerja")
    yield from (f"/kantor{query}" for query in (*asked, *more, f"/{own.pk}", f"/{city.pk}", f"/{unit.pk}"))
    yield from (f"/kantor/{city.pk}/{verb}" for verb in ("buka", "perbaiki", "pindah", "tutup", "tabel", "daftar-awal"))


def _people(viewer: Viewer, unit: Office) -> Iterator[str]:
    sub = Appointment.objects.filter(office=unit, ended_at=None).order_by("pk")[0]
    asked = ("", "?q=Ani", "?q=Citra+Kusuma+12", "?q=tidakada", "?q=orang5@bench.example", "?hal=200")
    yield from (f"/orang{query}" for query in asked)
    verbs = ("", "/surel", "/riwayat-baca", "/tugaskan", "/nonaktifkan")
    yield from (f"/orang/{sub.person_id}{verb}" for verb in verbs)
    yield f"/orang/{viewer.person.pk}/riwayat-baca"
    yield from (f"/penugasan/{sub.pk}/{verb}" for verb in ("akhiri", "serah-terima"))
    states = ("open", "expired", "accepted", "withdrawn")
    yield from (f"/undangan{query}" for query in ("", *(f"?keadaan={state}" for state in states), "/baru"))


def _events(viewer: Viewer, unit: Office) -> Iterator[str]:
    day = (timezone.localdate() - timedelta(days=200)).isoformat()
    later = (timezone.localdate() - timedelta(days=170)).isoformat()
    verbs = ("offices.renamed", "accounts.read", "events.restarted")
    spans = (f"?sejak={day}&sampai={day}", f"?sejak={day}&sampai={later}")
    asked = ("", *(f"?perbuatan={verb}" for verb in verbs), *spans)
    more = (f"?orang={viewer.person.pk}", f"?kantor={unit.pk}", f"?sebelum={house.EVENTS // 2}", "?sebelum=1000")
    both = f"?perbuatan=offices.renamed&sejak={day}&sampai={later}"
    yield from (f"/riwayat{query}" for query in (*asked, *more, both, "/saya", "/saya?bagian=data", "/kepala"))
    yield from (f"/riwayat/offices.office/{pk}" for pk in (viewer.office.pk, unit.pk))


def _evidence(unit: Office) -> Iterator[str]:
    states = ("expiring", "expired", "unused", "withdrawn")
    asked = ("", *(f"?keadaan={state}" for state in states), "?jenis=pdf", "?jenis=link", "?jenis=odp", "?hal=200")
    both = ("?keadaan=expired&jenis=png", "?keadaan=unused&jenis=csv", "?keadaan=unused&jenis=link")
    words = ("?cari=trotoar", "?cari=nomor+77", "?cari=tidakada", "?keadaan=withdrawn&cari=tidakada")
    yield from (f"/bukti{query}" for query in (*asked, *both, *words, "/baru", "/tautan-baru"))
    for kind in ("file", "link"):
        piece = Evidence.objects.filter(holder=unit, kind=kind).order_by("-pk")[:1]
        yield from (f"/bukti/{row.pk}" for row in piece)


def _actions(unit: Office) -> Iterator[str]:
    parts = ("milik", "diminta", "terima", "terlambat", "naik", "semua", "menunggu", "lewat")
    yield from (f"/tindak-lanjut?bagian={part}" for part in parts)
    asked = ("q=trotoar", "q=tidakada", "q=TL-000123", "hal=200")
    yield from (f"/tindak-lanjut?bagian=semua&{query}" for query in asked)
    yield from (f"/tindak-lanjut?bagian=semua&keadaan={state}" for state in ("open", "accepted", "cancelled"))
    yield from (f"/tindak-lanjut?bagian={part}&q=tidakada" for part in ("milik", "diminta", "terlambat"))
    yield from ("/tindak-lanjut?bagian=semua&sebelum=2026-01-01", "/tindak-lanjut/baru", "/tindak-lanjut/baru?q=Dinas")
    yield f"/tindak-lanjut/baru?kantor={unit.pk}"
    for row in Action.objects.filter(owner=unit).order_by("-pk")[:1]:
        yield f"/tindak-lanjut/{row.pk}"


@dataclass(frozen=True)
class Measured:
    """One page: what it took."""

    ms: float
    cpu: float
    queries: int

    @property
    def misses(self) -> bool:
        """Whether it is over a limit."""
        return self.ms >= LIMIT_MS or self.queries > LIMIT_QUERIES


def cpu() -> float:
    """Return the seconds of processor that we and our PostgreSQL have used; on a busy machine clocks tell little."""
    if connection.vendor != "postgresql":
        return time.process_time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    ticks = stat.read_text().rsplit(")", 1)[1].split()[11:13] if stat.exists() else ()
    return time.process_time() + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def measure(client: Client, url: str) -> Measured | None:
    """Ask one page; None when it is not open to who asks."""
    answer = client.get(url)
    if answer.status_code in {302, 403, 404}:
        return None
    if answer.status_code != 200:
        raise SystemExit(f"{url}: {answer.status_code}")
    walls, used = [], cpu()
    for _ in range(TIMES):
        wall = time.perf_counter()
        client.get(url)
        walls.append((time.perf_counter() - wall) * 1000)
    used = (cpu() - used) * 1000 / TIMES
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    control = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    queries = sum(not query["sql"].startswith(control) for query in asked)
    return Measured(statistics.median(walls), used, queries)


def main() -> None:
    """Fill, ask, tell."""
    if isinstance(pool := connection.settings_dict["OPTIONS"].pop("pool", None), dict):
        print(f"without the pool of {pool['max_size']} connections")
    fill()
    found: list[tuple[Measured, str]] = []
    for viewer in viewers():
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(viewer.person, backend=BACKEND)
        for url in pages(viewer):
            if len(sys.argv) > 1 and not any(word in url for word in sys.argv[1:]):
                continue
            one = measure(client, url)
            if one:
                found.append((one, f"{viewer.role:20} {url}"))
                mark = "  MISS" if one.misses else ""
                print(f"{one.ms:8.1f} ms {one.cpu:8.1f} cpu {one.queries:3} queries  {found[-1][1]}{mark}", flush=True)
    if not found:
        return
    misses = [name for one, name in found if one.misses]
    slowest, most = max(found, key=lambda row: row[0].ms), max(found, key=lambda row: row[0].queries)
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{connection.vendor}: {len(found)} pages, {len(misses)} over {LIMIT_MS} ms or {LIMIT_QUERIES} queries")
    print(f"median {statistics.median(one.ms for one, _ in found):.1f} ms")
    print(f"slowest {slowest[0].ms:.1f} ms, {slowest[1]}")
    busiest = max(found, key=lambda row: row[0].cpu)
    print(f"most processor time {busiest[0].cpu:.1f} ms, {busiest[1]}")
    print(f"most queries {most[0].queries}, {most[1]}")


if __name__ == "__main__":
    main()
