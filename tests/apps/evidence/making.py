"""Make evidence for tests."""

import uuid
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kotaham.apps.evidence import services
from kotaham.apps.evidence.models import Evidence, Revision, Upload
from kotaham.apps.evidence.services import store
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices.models import Office
from tests.apps.evidence import benign

KIND = "tests.thing"
ADD = "/bukti/baru"


def sent(name: str = "Keputusan.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, benign.pdf() if data is None else data)


def filled(**fields: Any) -> dict[str, Any]:
    """Return the fields of the form for a new piece of evidence."""
    return {"title": "Keputusan gugus tugas", "ticket": str(uuid.uuid4()), "file": sent(), **fields}


def piece_of(office: Office, **fields: Any) -> Evidence:
    """Write a piece of evidence with one stored revision, without asking anybody."""
    data = fields.pop("data", b"isi\n")
    staged = store.stage([data])
    ticket = uuid.uuid4()
    key = store.publish(staged, ticket)
    staged.path.unlink()
    now = timezone.now()
    made = Evidence.objects.create(
        **{
            "title": "Laporan",
            "holder": office,
            "kind": "file",
            "media": "txt",
            "latest": 1,
            "created_at": now,
            **fields,
        }
    )
    Revision.objects.create(
        evidence=made, number=1, state="ready", ticket=ticket, name="laporan.txt", size=len(data), sha256=staged.sha256,
        media="txt", key=key, created_at=now,
    )  # fmt: skip
    return made


def added(actor: Actor, name: str = "Keputusan.pdf", data: bytes | None = None, **draft: Any) -> Evidence:
    """Add a piece of evidence through the service."""
    file = sent(name, data)
    draft = {"title": "Keputusan", **draft}
    source = services.Source(name=name, file=file)
    return services.add(actor=actor, draft=services.Draft(**draft), source=source)


def upload_of(person: int, data: bytes, name: str = "Keputusan.pdf") -> Upload:
    """Write a complete upload that waits to be finished."""
    now = timezone.now()
    row = Upload.objects.create(
        person_id=person, name=name, size=len(data), received=len(data), created_at=now, touched_at=now
    )
    store.part_path(row.pk).write_bytes(data)
    return row


def files_in(folder: Path, part: str = "") -> list[Path]:
    """Return every file below a folder of the store."""
    return [path for path in sorted((folder / part).rglob("*")) if path.is_file()]


def page_of(browser: Client, address: str) -> str:
    """Return the text of a page that opens."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()
