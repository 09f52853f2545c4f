"""Keep the store and the rows in step: take orphans away, prove every file against its hash, warn before expiry."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import Storage
from django.utils import timezone

from kotaham.apps.evidence.models import Revision, Upload
from kotaham.apps.evidence.services import store

DAY = timedelta(hours=24)
_PIECE = 2**20
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """What was taken away."""

    waiting: int
    orphans: int
    uploads: int


@dataclass(frozen=True, slots=True)
class Faults:
    """What `verify` found: files proved, and the keys of rows whose file is missing or changed."""

    proved: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]


def sweep(age: timedelta = DAY) -> Swept:
    """Take away what a kill or a broken connection left behind, once it is a day old."""
    before = time.time() - age.total_seconds()
    old = Upload.objects.filter(touched_at__lt=timezone.now() - age)
    uploads = old.count()
    old.delete()
    waiting = sum(_drop_file(path, before) for path in store.folder("incoming").iterdir())
    return Swept(waiting, _sweep_store(before), uploads)


def _drop_file(path: Path, before: float) -> bool:
    try:
        if path.stat().st_mtime >= before:
            return False
        path.unlink()
    except FileNotFoundError:
        return False
    return True


def _sweep_store(before: float) -> int:
    kept, gone, keys = store.store(), 0, []
    for key in _keys(kept, ""):
        keys.append(key)
        if len(keys) == _CHUNK:
            gone += _drop_orphans(kept, keys, before)
            keys = []
    return gone + _drop_orphans(kept, keys, before)


def _keys(kept: Storage, folder: str) -> Iterator[str]:
    """Give every key of the store, previews apart, in order."""
    folders, files = kept.listdir(folder)
    yield from (f"{folder}/{name}" if folder else name for name in sorted(files))
    for name in sorted(folders):
        if folder or name != "previews":
            yield from _keys(kept, f"{folder}/{name}" if folder else name)


def _drop_orphans(kept: Storage, keys: list[str], before: float) -> int:
    named = Revision.objects.filter(key__in=keys).exclude(state=Revision.State.REFUSED)
    orphans = set(keys) - set(named.values_list("key", flat=True))
    old = [key for key in orphans if kept.get_modified_time(key).timestamp() < before]
    for key in old:
        kept.delete(key)
    return len(old)


def verify() -> Faults:
    """Read every file that a row names and compare it with its hash."""
    kept, proved, missing, changed = store.store(), 0, [], []
    rows = Revision.objects.exclude(key="").exclude(state=Revision.State.REFUSED).order_by("pk")
    for key, sha256 in rows.values_list("key", "sha256").iterator(_CHUNK):
        try:
            with kept.open(key) as file:
                digest = hashlib.sha256()
                for piece in file.chunks(_PIECE):
                    digest.update(piece)
        except FileNotFoundError:
            missing.append(key)
            continue
        proved += digest.hexdigest() == sha256
        changed += [] if digest.hexdigest() == sha256 else [key]
    return Faults(proved, tuple(missing), tuple(changed))
