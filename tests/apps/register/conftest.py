"""Fixtures of the register: people added through the services, lists brought in, keys of one's own for every test."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from kotaham.apps.gate.services import Actor
from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.services import work_off
from kotaham.apps.register import services
from kotaham.apps.register.models import Batch, Member
from kotaham.apps.register.services import Wish, importing
from tests.append_only import _triggers_step_aside_for_flush  # noqa: F401 - a fixture
from tests.apps.conftest import ActorOf
from tests.cast import World

AddPerson = Callable[..., Member]
Import = Callable[..., Batch]
BASIS = "Surat tugas rekaan 7/2026"
HEAD = "Nama;Status;NIP;Unit Kerja;Instansi;Jabatan;Surel;Telepon"


def nip(number: int, year: int = 1990) -> str:
    """Return a well-formed NIP of a PNS; another number for every call with another argument."""
    born = f"{year}{1 + number // 28 % 12:02d}{1 + number % 28:02d}"
    return f"{born}{year + 25}{1 + number // 336 % 12:02d}{1 + number % 2}{1 + number // 4032 % 999:03d}"


def line(which: int, name: str = "", office: str = "", **more: str) -> str:
    """Return one row of a list."""
    cells = {"status": "PNS", "agency": "", "post": "", "email": "", "phone": "", "number": nip(which)} | more
    return ";".join([name or f"Orang {which}", cells["status"], cells["number"], office, cells["agency"],
                     cells["post"], cells["email"], cells["phone"]])  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folders(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep keys and waiting files of a test apart."""
    base = tmp_path_factory.getbasetemp() / "register" / uuid4().hex
    settings.KEYS_FOLDER, settings.DATA = base / "keys", base
    Path(base).mkdir(parents=True)


@pytest.fixture
def ani(world: World, actor: ActorOf) -> Actor:
    return actor(world.ani)


@pytest.fixture
def person(world: World, ani: Actor) -> AddPerson:
    """Give somebody who serves in a unit of Damai unless told otherwise."""

    def make(number: int = 1, name: str = "Sari Dewi Lestari", office: str = "dinas", **more: Any) -> Member:
        wish = Wish(name=name, status="pns", number=nip(number), office=world.office(office).pk, **more)
        actor = more.pop("actor", ani)
        return services.add(wish, actor=actor)

    return make


def begin(actor: Actor, *lines: str, head: str = HEAD, name: str = "daftar.csv", encoding: str = "utf-8") -> Batch:
    """Upload a list."""
    data = "\r\n".join((head, *lines, "")).encode(encoding)
    return importing.begin(BytesIO(data), name, len(data), BASIS, actor=actor)


@pytest.fixture
def bring_in(ani: Actor) -> Import:
    """Give a list that was read, and taken in unless told otherwise."""

    def make(*lines: str, approve: bool = True, actor: Actor | None = None, **more: Any) -> Batch:
        batch = begin(actor or ani, *lines, **more)
        work_off()
        batch.refresh_from_db()
        if approve:
            importing.approve(batch.pk, actor=actor or ani, version=batch.version)
            work_off()
            batch.refresh_from_db()
        return batch

    return make


def troubles() -> list[str]:
    """Return what went wrong in the background."""
    return [f"{job.name} {job.letter} {job.trace}" for job in Job.objects.filter(state="failed")]
