"""Take a list of people in as an office does, beside what no program can go below: the same checks and a bare COPY.

Ours is the whole way: the file is looked at and kept, a worker reads, checks, seals and stages its rows, somebody
approves, and a worker takes them into the register with postings and words of names. The bare way reads the same file
with polars, checks the same columns, and copies the rows into a table with nothing but a primary key.
"""

import io
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import polars as pl
from django.db import connection, transaction
from django.utils import timezone
from training_limits import Book
from training_people import MADE_FOR, ground, listed

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.register.models import Batch, Member
from kotaham.apps.register.services import importing
from kotaham.workbook.roster.checks import check

RATIO, MOST_MB = 3.0, 1024
LOOK = 0.05  # seconds between two looks at the memory of a worker
BASIS = "Rekaan untuk pengukuran"
COLUMNS = {"Nama": "name", "Status": "status", "NIP": "number", "Unit Kerja": "office", "Jabatan": "post",
           "Surel": "email"}  # fmt: skip
BARE = (*COLUMNS.values(), "row")


@dataclass(frozen=True)
class Worked:
    """What a worker has used: seconds by the clock and of processor, and the most memory it held."""

    wall: float
    cpu: float
    peak_mb: float


def measure(book: Book, rows: int) -> None:
    """Import so many people whom nobody knows yet."""
    with NamedTemporaryFile(suffix=".csv") as file:
        path = Path(file.name)
        _write(path, rows)
        print(f"import of {rows} rows, {path.stat().st_size / 1e6:.0f} MB of CSV", flush=True)
        bare = _bare(path)
        ours, peak = _ours(path, rows)
        again = _bare(path)
    base = (bare + again) / 2
    book.most(f"import {ours:.1f} s, bare copy with the same checks {base:.1f} s, ratio", ours / base, RATIO, "")
    book.most("memory of the worker", peak, MOST_MB, "MB")


def _write(path: Path, rows: int) -> None:
    """Write a list of people whose numbers no earlier list has had."""
    first = Member.objects.count() + sum(Batch.objects.values_list("rows", flat=True))
    with path.open("wb") as file:
        for at, piece in enumerate(listed(ground(), first, rows)):
            file.write(piece.write_csv(include_header=not at).encode())


def _bare(path: Path) -> float:
    """Read, check, and write into a table with a primary key alone; return the seconds."""
    begun = time.perf_counter()
    frame = pl.read_csv(path, infer_schema=False).rename(COLUMNS).with_row_index("row", 2)
    good = check(frame, timezone.localdate()).good.select(BARE)
    read = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        columns = ", ".join("row integer PRIMARY KEY" if name == "row" else f'"{name}" text' for name in BARE)
        cursor.execute(f"CREATE TABLE bench_bare ({columns})")
        _copy(cursor, good)
    seconds = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_bare")
    print(f"  bare: read and checked {read - begun:.2f} s, written {seconds - (read - begun):.2f} s", flush=True)
    return seconds


def _copy(cursor: object, good: pl.DataFrame) -> None:
    names = ", ".join(f'"{name}"' for name in BARE)
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY bench_bare ({names}) FROM STDIN (FORMAT csv)") as copy:  # type: ignore[attr-defined]
            copy.write(good.write_csv(include_header=False).encode())
    else:
        marks = ", ".join(["%s"] * len(BARE))
        cursor.executemany(f"INSERT INTO bench_bare ({names}) VALUES ({marks})", good.rows())  # type: ignore[attr-defined]


def _ours(path: Path, rows: int) -> tuple[float, float]:
    """Import; return the seconds, without those of starting a worker twice, and the most memory of one."""
    _worker()  # what waits from before
    idle = _worker()
    row = Appointment.objects.select_related("person", "office").get(person__email=f"ministry_admin{MADE_FOR}")
    actor = actor_of_appointment(row)
    begun = time.perf_counter()
    batch = importing.begin(io.BytesIO(path.read_bytes()), path.name, path.stat().st_size, BASIS, actor=actor)
    looked = time.perf_counter() - begun
    read = _worker()
    batch.refresh_from_db()
    if batch.state != Batch.State.PREVIEW:
        raise SystemExit(f"{batch} was not read: {batch.state} {batch.mapping}")
    importing.approve(batch.pk, actor=actor, version=batch.version)
    took = _worker()
    _must_add_up(batch, rows)
    seconds = looked + read.wall + took.wall - 2 * idle.wall
    print(
        f"  ours: looked at {looked:.2f} s, read, sealed and staged {read.wall - idle.wall:.2f} s ({read.cpu:.1f} cpu, "
        f"{read.peak_mb:.0f} MB), taken in {took.wall - idle.wall:.2f} s ({took.cpu:.1f} cpu, {took.peak_mb:.0f} MB)"
    )
    return seconds, max(read.peak_mb, took.peak_mb)


def _must_add_up(batch: Batch, rows: int) -> None:
    batch.refresh_from_db()
    found = (batch.rows, batch.created, batch.updated, batch.unchanged, batch.refused)
    if batch.state != Batch.State.DONE or found != (rows, rows, 0, 0, 0):
        raise SystemExit(f"{batch}: {batch.state}, rows, created, updated, unchanged, refused: {found}")


def _worker(words: Sequence[str] = ("-m", "kotaham.config", "worker", "--batch")) -> Worked:
    """Let a worker do what waits, in a process of its own; return what it used.

    The most memory is read from the process itself: what it leaves behind counts that of its parent, too.
    """
    connection.close()
    begun, peak, ended = time.perf_counter(), 0, 0
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    while not ended:
        peak = max(peak, _held(process.pid))
        time.sleep(LOOK)
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the worker ended with {process.returncode}")
    return Worked(time.perf_counter() - begun, used.ru_utime + used.ru_stime, peak / 1024)


def _held(pid: int) -> int:
    """Return the most memory, in KB, that a process has held since its program began; 0 when it has ended."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
