"""Take a file in parts: each is flushed before it is acknowledged; a broken upload goes on where it stopped."""

import fcntl
import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from kotaham.apps.evidence.inspection import launch, limits
from kotaham.apps.evidence.inspection import reasons as why
from kotaham.apps.evidence.inspection.naming import media_of_name
from kotaham.apps.evidence.models import Upload
from kotaham.apps.evidence.services import store
from kotaham.apps.evidence.services.letters import (
    OVER,
    PART,
    TOO_MANY,
    UNFINISHED,
    UPLOAD,
    Misplaced,
    TooLarge,
    Unfit,
)
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.core.language import Say

MAX_PART = 4 * 2**20
MAX_OPEN = 20


@dataclass(frozen=True, slots=True)
class Incoming:
    """How far an upload is: its id, its size, the bytes that are safe, and the hash of the part just taken."""

    id: uuid.UUID
    size: int
    received: int
    part_sha256: str = ""


def begin(*, actor: Actor, name: str, size: int) -> Incoming:
    """Announce a file; refused early when its name or size can never be taken."""
    demand(actor, "evidence.add")
    check_announced(name, size)
    open_now = Upload.objects.filter(person=actor.person, state=Upload.State.RECEIVING).count()
    if open_now >= MAX_OPEN:
        raise Unfit(TOO_MANY(count=open_now))
    now = timezone.now()
    upload = Upload.objects.create(
        person_id=cast("int", actor.person), name=name, size=size, created_at=now, touched_at=now
    )
    return Incoming(upload.pk, size, 0)


def check_announced(name: str, size: int) -> None:
    """Refuse what name and size alone already forbid."""
    if size > limits.MAX_FILE_BYTES:
        raise TooLarge(OVER(size=-(-size // 2**20), limit=limits.MAX_FILE_BYTES // 2**20))
    try:
        media_of_name(name)
        if size <= 0:
            raise why.Unfit("empty")
    except why.Unfit as unfit:
        raise Unfit(launch.refusal(unfit, name).problems) from unfit


def incoming(*, actor: Actor, upload: uuid.UUID) -> Incoming:
    """Tell how far an upload is; what the disk does not hold has not arrived."""
    row = _mine(actor, upload)
    return Incoming(row.pk, row.size, _safe(row))


def kept(*, actor: Actor, upload: uuid.UUID | None) -> str:
    """Return the name of the file of an upload that is complete and can still become evidence; empty without one."""
    if upload is None or actor.person is None:
        return ""
    row = Upload.objects.filter(pk=upload, person=actor.person, state=Upload.State.RECEIVING).first()
    return row.name if row is not None and _safe(row) == row.size else ""


def receive_part(*, actor: Actor, upload: uuid.UUID, offset: int, part: bytes, sha256: str = "") -> Incoming:
    """Take the next part, flush it, and say how far the upload is."""
    demand(actor, "evidence.add")
    row = _mine(actor, upload)
    digest = hashlib.sha256(part).hexdigest()
    _check_part(row, offset, part, sha256 in {"", digest})
    with alone(upload):
        row.refresh_from_db()
        if offset != (received := _safe(row)):
            raise Misplaced(offset, received)
        _write(row, offset, part)
        after = offset + len(part)
        mine = Upload.objects.filter(pk=upload, state=Upload.State.RECEIVING)
        if not mine.update(received=after, parts=F("parts") + 1, touched_at=timezone.now()):
            raise Stale.of(UPLOAD)
    return Incoming(upload, row.size, after, digest)


def abandon(*, actor: Actor, upload: uuid.UUID) -> None:
    """Give up an upload; its parts go at once."""
    demand(actor, "evidence.add")
    row = _mine(actor, upload)
    with alone(upload):
        if not Upload.objects.filter(pk=row.pk, state=Upload.State.RECEIVING).delete()[0]:
            raise Stale.of(UPLOAD)
        store.part_path(upload).unlink(missing_ok=True)


def complete(actor: Actor, upload: uuid.UUID) -> Upload:
    """Return an upload whose every byte is here, or refuse."""
    row = _mine(actor, upload)
    if row.state != Upload.State.RECEIVING:
        raise Stale.of(UPLOAD)
    if (received := _safe(row)) != row.size:
        raise Unfit(UNFINISHED(received=received, size=row.size))
    return row


@contextmanager
def alone(upload: uuid.UUID) -> Iterator[None]:
    """Hold an upload alone; whoever comes second is told at once that somebody is faster."""
    path = store.part_path(upload)
    with path.open("ab") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Stale.of(UPLOAD) from error
        yield


def _mine(actor: Actor, upload: uuid.UUID) -> Upload:
    row = Upload.objects.filter(pk=upload, person=actor.person).first() if actor.person else None
    if row is None:
        raise Http404
    return row


def _safe(row: Upload) -> int:
    path = store.part_path(row.pk)
    return min(row.received, path.stat().st_size) if path.exists() else 0


def _check_part(row: Upload, offset: int, part: bytes, is_whole: bool) -> None:
    faults: list[Say] = []
    if not part or len(part) > MAX_PART:
        faults.append(Say("kosong atau lebih dari 4 MB", "it is empty or has more than 4 MB"))
    if not 0 <= offset <= row.size - len(part):
        faults.append(Say("melebihi ukuran berkas yang diumumkan", "it goes beyond the size that was announced"))
    if not is_whole:
        faults.append(Say("isinya berubah di perjalanan", "its content changed on the way"))
    if faults:
        raise Unfit(PART(detail=fault) for fault in faults)


def _write(row: Upload, offset: int, part: bytes) -> None:
    """Write a part where it belongs; what a kill left behind it is cut off first."""
    path = store.part_path(row.pk)
    with path.open("r+b") as file:
        file.truncate(offset)
        file.seek(offset)
        file.write(part)
        file.flush()
        os.fsync(file.fileno())
    if offset == 0:
        store.flush(path.parent)
    store.fault("after-a-part")
