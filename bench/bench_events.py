"""The record at 1,000,000 events: growing, the pages that read it, sealing, exporting, verifying.

Uses the database of DATABASE_URL, or SQLite in a folder of its own: `tools/on-postgres .venv/bin/python
bench/bench_events.py`. KOTAHAM_BENCH_EVENTS changes the number.
"""

# ruff: noqa: E402 - the house needs its folder before it is imported

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"KOTAHAM_DATA": FOLDER.name, "DJANGO_SETTINGS_MODULE": "kotaham.config.settings"}
django.setup()

from django.core.management import call_command
from django.db import connection

from kotaham.apps.events import queries, services
from kotaham.apps.events.models import Event
from kotaham.apps.events.queries import chain
from kotaham.apps.events.rules import within
from kotaham.apps.gate.services import Actor, reach_of, system
from kotaham.apps.offices.models import Office
from kotaham.core.chain import START, seal

COUNT = int(os.environ.get("KOTAHAM_BENCH_EVENTS", "1000000"))
OFFICES, CITIES, PEOPLE, PIECE = 20_000, 514, 100_000, 20_000
FIRST = datetime(2025, 11, 21, tzinfo=UTC)
SECONDS = 365 * 86400 / COUNT
VERBS = ["offices.renamed", "accounts.read", "evidence.added", "actions.opened", "events.exported"]


def events() -> Iterable[list[Event]]:
    """Make a year of events, chained, in pieces."""
    digest = START
    for start in range(1, COUNT + 1, PIECE):
        piece = []
        for seq in range(start, min(start + PIECE, COUNT + 1)):
            event = make(seq, digest)
            event.digest = digest = seal(digest, chain.bytes_of(event))
            piece.append(event)
        yield piece


def make(seq: int, prev: str) -> Event:
    """Make one event of a believable shape."""
    read = seq % 5 == 1
    return Event(
        seq=seq,
        at=FIRST + timedelta(seconds=seq * SECONDS),
        person=seq * 7919 % PEOPLE + 1,
        role="city_coordinator",
        appointment=seq % PEOPLE,
        office=seq * 31 % OFFICES + 1,
        verb=VERBS[seq % 5],
        kind="accounts.person" if read else "offices.office",
        subject=str(seq * 17 % PEOPLE + 1) if read else str(seq * 13 % OFFICES + 1),
        holder=None if read else seq * 13 % OFFICES + 1,
        why="Perubahan nomenklatur menurut Perda 3 Tahun 2024" if seq % 3 == 0 else "",
        origin="10.20.30.40",
        request=f"{seq:016x}",
        data='{"fields":["name","short_name"]}',
        prev=prev,
    )


def offices() -> None:
    """Make the ministry, 20 Kanwil, 38 provinces, 514 cities and units up to 20,000 offices."""
    rows = [Office(pk=1, kind="ministry", name="Kementerian", rank=0)]
    rows += [Office(pk=2 + n, kind="kanwil", name=f"Kanwil {n}", rank=1) for n in range(20)]
    provinces = [(22 + n, f"Provinsi {n}", f"{n + 11}") for n in range(38)]
    rows += [Office(pk=pk, kind="province", name=name, rank=2, province_code=code) for pk, name, code in provinces]
    for number in range(60, OFFICES + 1):
        city = number % CITIES
        province = f"{city % 38 + 11}"
        kind, rank = ("city", 3) if number < 60 + CITIES else ("unit", 4)
        code = f"{province}.{city // 38 + 10}"
        codes = {"province_code": province, "city_code": code}
        rows.append(Office(pk=number, kind=kind, name=f"Kantor {number}", rank=rank, **codes))
    Office.objects.bulk_create(rows, batch_size=2000)


def timed(doing: Callable[[], object], times: int = 7) -> float:
    """Return the median of some runs, in milliseconds; the first run does not count."""
    doing()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        doing()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def page(actor: Actor, **query: object) -> Callable[[], object]:
    """Return what the list page does for a reader."""
    before = query.pop("before", None)
    wanted = queries.Wanted(**query)  # type: ignore[arg-type]

    def read() -> object:
        scope = within(actor, reach_of(actor, "events.list"))
        return queries.told(queries.Page.of(queries.listed(scope, wanted, before)).rows)  # type: ignore[arg-type]

    return read


def pages() -> None:
    """Measure every way the pages ask."""
    auditor = Actor(person=1, role="auditor", office=1, rank=0, area=("",))
    head = Actor(person=2, role="kanwil_head", office=2, rank=1, area=("11", "12"))
    city = Actor(person=3, role="city_coordinator", office=100, rank=3, area=("13.10",))
    old, month = FIRST + timedelta(days=40), timedelta(days=31)
    ways = {
        "all, newest": page(auditor),
        "all, from the middle": page(auditor, before=COUNT // 2),
        "all, from the very old": page(auditor, before=1000),
        "all, one verb": page(auditor, verb="events.exported"),
        "all, a verb that never was": page(auditor, verb="events.restarted"),
        "all, one person": page(auditor, person=77),
        "all, one office": page(auditor, office=777),
        "all, an old day": page(auditor, since=old, until=old + timedelta(days=1)),
        "all, an old month": page(auditor, since=old, until=old + month),
        "all, an old month, one verb": page(auditor, since=old, until=old + month, verb="events.exported"),
        "all, since a year": page(auditor, since=FIRST),
        "all, a day without events": page(auditor, until=FIRST - timedelta(days=1)),
        "Kanwil, newest": page(head),
        "Kanwil, an old month": page(head, since=old, until=old + month),
        "Kanwil, a verb that never was": page(head, verb="events.restarted"),
        "city, newest": page(city),
        "city, from the very old": page(city, before=20_000),
        "city, an old day": page(city, since=old, until=old + timedelta(days=1)),
        "mine": lambda: queries.told(queries.Page.of(queries.done_by(77)).rows),
        "my data": lambda: queries.told(queries.Page.of(queries.about(77, "accounts.person")).rows),
        "one subject": lambda: queries.told(queries.Page.of(queries.history("offices.office", 777)).rows),
    }
    for name, read in ways.items():
        print(f"page: {name:32}{timed(read):9.1f} ms")


def growing() -> None:
    """Measure what recording costs a unit of work."""
    actor = Actor(person=1, role="auditor")

    def once(many: int) -> None:
        with services.work(actor) as log:
            for _ in range(many):
                log.record("events.exported", ("events.event", "all"))

    print(f"unit with 1 event               {timed(lambda: once(1), 50):14.2f} ms")
    print(f"unit with 50 events             {timed(lambda: once(50), 20):14.2f} ms")


def outside(folder: Path) -> None:
    """Measure sealing, exporting, verifying."""
    start = time.perf_counter()
    services.seal_head(system("events.seal_head"))
    print(f"first head, after checking all events  {time.perf_counter() - start:7.1f} s")
    start = time.perf_counter()
    done = services.export(system("events.export"), folder / "riwayat.jsonl")
    size = done.file.stat().st_size / 2**20
    print(f"export                                 {time.perf_counter() - start:7.1f} s  ({size:.0f} MB)")
    start = time.perf_counter()
    command = [sys.executable, "-I", done.verifier, done.file, "--heads", done.heads, "--key", done.keys]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print(f"verify                                 {time.perf_counter() - start:7.1f} s  (limit 30 s)")
    print(told.splitlines()[1])


def main() -> None:
    """Fill an empty database and measure."""
    call_command("migrate", verbosity=0, skip_checks=True)
    offices()
    start = time.perf_counter()
    for piece in events():
        Event.objects.bulk_create(piece)
    print(f"{connection.vendor}: {COUNT} events written in {time.perf_counter() - start:.0f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    growing()
    pages()
    outside(Path(FOLDER.name))


if __name__ == "__main__":
    main()
