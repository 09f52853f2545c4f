"""Keep files so that no kill loses one: written beside, flushed to disk, then published under their hash.

The row in the database is written last. What a kill leaves behind is a file without a row, never a row without its
file; `care.sweep` takes such files away after a day.
"""

import hashlib
import os
import shutil
import signal
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol, cast

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

from kotaham.apps.evidence.services.letters import AWAY, NotNow

_PIECE = 2**20
_CLIENTS = {"botocore", "boto3", "s3transfer"}  # what speaks to a bucket; not installed where files lie in a folder
FAULT = "KOTAHAM_EVIDENCE_FAULT"  # tests name a step here, at which the process kills itself


class Sized(Protocol):
    """What an upload of Django offers."""

    def chunks(self, chunk_size: int | None = None) -> Iterable[bytes]:
        """Give the content in pieces."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that is whole and on disk, but not yet anybody's."""

    path: Path
    sha256: str
    size: int


class DurableStorage(FileSystemStorage):
    """The local store: a file is flushed to disk, and so is the folder that names it, before anybody is told."""

    def adopt(self, path: Path, key: str) -> None:
        """Publish a flushed file under a key; the same file under the same key is the same thing done twice."""
        target = Path(self.path(key))
        _make_folders(target.parent, Path(self.base_location))
        if not target.exists():
            try:
                os.link(path, target)
            except OSError:  # a file system without links: copy beside, flush, rename
                beside = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
                shutil.copyfile(path, beside)
                flush(beside)
                beside.replace(target)
        flush(target.parent)

    def _save(self, name: str, content: Any) -> str:
        staged = stage(content.chunks())
        self.adopt(staged.path, name)
        staged.path.unlink()
        return name


def store() -> Storage:
    """Return the store of the settings, or the folder of evidence."""
    if "evidence" in settings.STORAGES:
        return storages["evidence"]
    return DurableStorage(folder("objects"), file_permissions_mode=0o600, directory_permissions_mode=0o700)


def folder(name: str) -> Path:
    """Return a folder below the folder of evidence, made when it is not there."""
    found = Path(settings.EVIDENCE_FOLDER) / name
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


@contextmanager
def reached() -> Iterator[None]:
    """Answer with a letter when a store that is kept elsewhere fails, or does not answer."""
    try:
        yield
    except Exception as error:
        if any(kind.__module__.partition(".")[0] in _CLIENTS for kind in type(error).__mro__):
            raise NotNow(AWAY()) from error
        raise


def part_path(upload: uuid.UUID) -> Path:
    """Return where the parts of an upload are put together."""
    return folder("incoming") / f"{upload.hex}.part"


def stage(chunks: Iterable[bytes]) -> Staged:
    """Write a file to the waiting room and flush it."""
    path = folder("incoming") / f"{uuid.uuid4().hex}.tmp"
    digest, size = hashlib.sha256(), 0
    with _open_new(path) as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
            fault("while-writing")
        file.flush()
        os.fsync(file.fileno())
    fault("after-writing")
    return Staged(path, digest.hexdigest(), size)


def staged_part(upload: uuid.UUID) -> Staged:
    """Return a complete upload as a staged file; its parts were flushed as they came."""
    path = part_path(upload)
    with path.open("rb") as file:
        return Staged(path, hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def publish(staged: Staged, ticket: uuid.UUID) -> str:
    """Put a staged file into the store under its hash; return its key. The staged file stays until its row is there."""
    key = f"{staged.sha256[:2]}/{staged.sha256[2:4]}/{staged.sha256}-{ticket.hex[:12]}"
    kept = store()
    with reached():
        if isinstance(kept, DurableStorage):
            kept.adopt(staged.path, key)
        elif not kept.exists(key):
            with staged.path.open("rb") as file:
                kept.save(key, File(file))
    fault("after-publishing")
    return key


@contextmanager
def opened(key: str) -> Iterator[IO[bytes]]:
    """Open a kept file as a real file of this machine, which the inspecting process can be handed."""
    with reached(), store().open(key) as kept:
        file = cast("IO[bytes]", kept.file)
        if _has_number(file):
            yield file
            return
        staged = stage(kept.chunks())
    try:
        with staged.path.open("rb") as copy:
            yield copy
    finally:
        staged.path.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Flush a file, or the names in a folder, to disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def fault(step: str) -> None:
    """Die at a step that a test has named, as a power cut would."""
    if os.environ.get(FAULT) == step:
        os.kill(os.getpid(), signal.SIGKILL)


def _has_number(file: IO[bytes]) -> bool:
    try:
        return file.fileno() >= 0
    except (OSError, AttributeError):
        return False


def _open_new(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


def _make_folders(path: Path, root: Path) -> None:
    """Make folders one by one from the root, and flush the name of each new one."""
    for step in [*reversed([up for up in path.parents if up.is_relative_to(root)]), path]:
        if not step.exists():
            step.mkdir(mode=0o700, exist_ok=True, parents=True)
            flush(step.parent)
