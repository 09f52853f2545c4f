"""Make an installation ready: tables, static files, reference data, and in the demo the invented people.

Each step looks first whether it has anything to do, so that the second start costs no more than looking.
"""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import kotaham
from kotaham.config.profile import Misconfigured

Tell = Callable[[str], None]


def prepare(tell: Tell) -> None:
    """Bring database, static files and data up to this version; `tell` hears each step that does something."""
    for folder in (settings.DATA, settings.EVIDENCE_FOLDER, settings.HEADS_FOLDER, settings.KEYS_FOLDER):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _refuse_what_checks_refuse()
    if _behind():
        tell("Menyiapkan basis data / Preparing the database ...")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    if not _stamp_file().exists() or _stamp_file().read_text() != _static_stamp():
        tell("Mengumpulkan berkas halaman / Collecting the files of the pages ...")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        _stamp_file().write_text(_static_stamp())
    for words, command in _loads():
        tell(words)
        call_command(command, verbosity=0)


def _refuse_what_checks_refuse() -> None:
    try:
        call_command("check", deploy=False, verbosity=0)
    except SystemCheckError as error:
        raise Misconfigured(str(error)) from error


def _behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _loads() -> Iterator[tuple[str, str]]:
    """Name what is loaded at every start; the commands find out themselves whether anything is missing."""
    known = get_commands()
    steps = [
        ("Memuat wilayah / Loading places ...", "ensure_places"),
        ("Memuat kantor / Loading offices ...", "ensure_offices"),
    ]
    steps += [("Memuat orang contoh / Loading demo people ...", "ensure_demo")] if settings.DEMO else []
    return (step for step in steps if step[1] in known)


def _stamp_file() -> Path:
    return Path(settings.STATIC_ROOT) / ".stamp"


def _static_stamp() -> str:
    """Tell the state of the source folder: version, and name, size and time of every file."""
    folder = Path(settings.STATICFILES_DIRS[0])
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    lines = [f"{file.relative_to(folder)} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files]
    return hashlib.sha256("\n".join([kotaham.__version__, *lines]).encode()).hexdigest()
