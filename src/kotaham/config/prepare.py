"""Make an installation ready: tables, static files, reference data, and in the demo the invented people.

Each step looks first whether it has anything to do, so that the second start costs no more than looking.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import kotaham
from kotaham.apps.dashboard import services as demo
from kotaham.apps.instruments import services as instruments
from kotaham.apps.offices import queries as offices
from kotaham.apps.places import queries as places
from kotaham.config.profile import Misconfigured

Tell = Callable[[str], None]


def prepare(tell: Tell) -> None:
    """Bring database, static files and data up to this version; `tell` hears each step that does something."""
    for folder in (settings.DATA, settings.EVIDENCE_FOLDER, settings.HEADS_FOLDER, settings.KEYS_FOLDER):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    tell_of_checks(tell)
    if _behind():
        tell("Menyiapkan basis data / Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    tell_of_checks(tell, tags=[Tags.database], databases=["default"])
    if not _stamp_file().exists() or _stamp_file().read_text() != _static_stamp():
        tell("Mengumpulkan berkas halaman / Collecting the files of the pages ...")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        _stamp_file().write_text(_static_stamp())
    for words, command in _loads():
        tell(words)
        call_command(command, verbosity=0)


def tell_of_checks(tell: Tell, **asked: Any) -> None:
    """Stop at what a check finds wrong, and tell a real installation of what it finds doubtful.

    Checks that look into the database can do so once its tables are there.
    """
    found = run_checks(**asked)
    serious = [message for message in found if message.is_serious()]
    if serious:
        raise Misconfigured("\n".join(str(message) for message in serious))
    for message in found if settings.PROFILE.production else ():
        tell(f"Peringatan / warning: {message}")


def _behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _loads() -> Iterator[tuple[str, str]]:
    """Name what is missing: the country, its offices, the instruments, and in the demo the invented people."""
    if not places.provinces().exists():
        yield "Memuat wilayah / Loading places ...", "load_places"
    if offices.ministry_id() is None:
        yield "Memuat kantor / Loading offices ...", "load_offices"
    if instruments.behind():
        yield "Memuat instrumen / Loading instruments ...", "load_instruments"
    if settings.DEMO and not demo.is_told():
        yield "Memuat orang contoh / Loading invented people ...", "ensure_demo"


def _stamp_file() -> Path:
    return Path(settings.STATIC_ROOT) / ".stamp"


def _static_stamp() -> str:
    """Tell the state of the source folder: version, and name, size and time of every file."""
    folder = Path(settings.STATICFILES_DIRS[0])
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    lines = [f"{file.relative_to(folder)} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    return hashlib.sha256("\n".join([kotaham.__version__, *lines]).encode()).hexdigest()
