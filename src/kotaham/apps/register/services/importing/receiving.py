"""Take a list in: look at the file, keep it until its rows are staged, and let a job read it."""

import hashlib
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, cast

import polars as pl
from django.conf import settings
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.evidence import services as evidence
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.jobs import services as jobs
from kotaham.apps.register import queries
from kotaham.apps.register.models import Batch
from kotaham.apps.register.services.importing import letters
from kotaham.core.errors import Refused
from kotaham.workbook import limits
from kotaham.workbook.roster import table
from kotaham.workbook.roster.table import Layout

MOST_CSV, MOST_XLSX = 300 * 2**20, limits.MAX_FILE_BYTES
FRAME = 50_000  # rows that are read and staged at once
PART = (
    250_000  # rows that are taken in at once; in order of names, so that each page of an index is written once a part
)
READ, TAKE, UNDO, CLEAR = "register.read", "register.take", "register.undo", "register.clear"
_HEAD = 2**20
_ORPHANS = timedelta(hours=1)


def begin(file: BinaryIO, name: str, size: int, basis: str, *, actor: Actor) -> Batch:
    """Look at a list and queue its reading; nobody is added before somebody approves what was read."""
    demand(actor, "register.import-begin")
    if actor.office is None:
        raise Refused(letters.NO_SEAT())
    why = " ".join(basis.split())[:300]
    if not why:
        raise Refused(letters.NO_BASIS())
    xlsx = _is_workbook(file)
    _must_fit(size, xlsx=xlsx)
    digest = _digest(file)
    if (known := queries.same_file(actor.office, digest)) is not None:
        raise Refused(letters.BEFORE(batch=str(known)))
    target = folder() / f"{uuid.uuid4().hex}.{'xlsx' if xlsx else 'csv'}"
    try:
        layout, encoding = _kept(file, target, name)
        return _begun(Batch(
            office_id=actor.office, name=name[:200], sha256=digest, size=size, file=target.name, basis=why,
            mapping={"layout": layout.as_json(), "encoding": encoding}, by_id=cast("int", actor.person),
        ), actor)  # fmt: skip
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _begun(batch: Batch, actor: Actor) -> Batch:
    with events.work(actor) as log:
        batch.save()
        log.record("register.import-begun", batch, holder=batch.office_id, reason=batch.basis)
        jobs.enqueue(READ, actor=actor, key=f"read-{batch.pk}", url=batch.get_absolute_url(), batch=batch.pk)
    return batch


def _is_workbook(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(2) == b"PK"


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while piece := file.read(_HEAD):
        found.update(piece)
    return found.hexdigest()


def _must_fit(size: int, *, xlsx: bool) -> None:
    most = MOST_XLSX if xlsx else MOST_CSV
    if size > most:
        raise Refused(letters.LARGE(limit=most // 2**20))


def _kept(file: BinaryIO, target: Path, name: str) -> tuple[Layout, str]:
    """Keep a file that can be read; what is hostile is refused by the same walls as evidence."""
    if target.suffix == ".xlsx":
        file.seek(0)
        data = file.read(MOST_XLSX + 1)
        evidence.vet(data, "daftar.xlsx")
        target.touch(mode=0o600)
        target.write_bytes(data)
        return table.table_of_xlsx(target, name)[0], ""
    encoding = table.recoded(file, target, name)
    with target.open("rb") as kept:
        head = kept.read(_HEAD)
    evidence.vet(head[: head.rfind(b"\n") + 1] or head, "daftar.csv")
    return table.layout_of_csv(target, name), encoding


def folder() -> Path:
    """Return where lists wait until they are read; nobody but the service looks into it."""
    found = Path(settings.DATA) / "imports"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def frames(batch: Batch, size: int) -> Iterator[pl.DataFrame]:
    """Give the rows of a list; the same frames however often they are asked for."""
    path = folder() / batch.file
    if not batch.file or not path.exists():
        raise Refused(letters.GONE())
    layout = Layout.from_json(batch.mapping["layout"])
    if path.suffix == ".csv":
        yield from table.frames_of_csv(path, layout, size, batch.name)
    else:
        yield from table.table_of_xlsx(path, batch.name)[1].iter_slices(size)


def forget(batch: Batch) -> None:
    """Throw the file of an import away: its rows are staged under seal, or will never be."""
    if batch.file:
        (folder() / batch.file).unlink(missing_ok=True)


def sweep() -> int:
    """Throw away files that no import waits for, such as a kill leaves behind; return how many there were."""
    waiting = set(Batch.objects.filter(state=Batch.State.READING).values_list("file", flat=True))
    oldest = (timezone.now() - _ORPHANS).timestamp()
    lost = [file for file in folder().iterdir() if file.name not in waiting and file.stat().st_mtime < oldest]
    for file in lost:
        file.unlink(missing_ok=True)
    return len(lost)
