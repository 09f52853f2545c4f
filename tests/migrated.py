"""The migrated database: made once for each state of the migrations, kept in pytest's cache, copied for every run.

The name of what is kept is the digest of all migrations, those of the libraries included, so that an edited one gives
another. `migrate` runs on the copy all the same, and adds what is missing.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.db import connection


def digest() -> str:
    """Return what the migrated database follows from: the database program, Django, and every migration."""
    told = sha256(f"{django.__version__} {_program()}".encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            told.update(f"{app.label}/{file.name}\0".encode() + file.read_bytes())
    return told.hexdigest()[:24]


@contextmanager
def copied(folder: Path) -> Iterator[None]:
    """Let every database made in here start as a copy of the kept one, if there is one."""
    kept = kept_in(folder)
    creation: Any = connection.creation
    plain: Callable[..., str] = creation._create_test_db

    def create(verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name = plain(verbosity, autoclobber, keepdb)
        if kept.exists() and not keepdb:
            _FILL[connection.vendor](kept, name)
        return name

    creation._create_test_db = create
    try:
        yield
    finally:
        creation._create_test_db = plain


def keep(folder: Path) -> None:
    """Keep the database as it is now, if nobody has yet, and throw away what older migrations made."""
    kept = kept_in(folder)
    if kept.exists():
        return
    half = kept.with_suffix(f".{os.getpid()}")
    if not _KEEP[connection.vendor](half):
        return
    half.replace(kept)  # two workers may come here at once: both made the same
    for older in set(folder.glob(f"{connection.vendor}-*.kept")) - {kept}:
        older.unlink(missing_ok=True)


def lay(folder: Path, data: Path, url: str = "") -> None:
    """Begin a database of its own, in a data folder or at a URL, as a copy of the kept one, if there is one."""
    kept = kept_in(folder)
    if not kept.exists():
        return
    if url:
        words = ["psql", "-qX", "-1", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", str(kept), url]
        subprocess.run(words, check=True)
        return
    data.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, data / "kotaham.sqlite3")


def kept_in(folder: Path) -> Path:
    """Return the file that is kept for the migrations as they are now."""
    return folder / f"{connection.vendor}-{digest()}.kept"


def _program() -> str:
    if connection.vendor == "sqlite":
        return sqlite3.sqlite_version
    return subprocess.run(["pg_dump", "--version"], capture_output=True, text=True, check=True).stdout


def _keep_sqlite(half: Path) -> bool:
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as made:
        made.execute("VACUUM INTO ?", [str(half)])
    return True


def _fill_sqlite(kept: Path, name: str) -> None:
    shutil.copyfile(kept, name)


def _keep_postgres(half: Path) -> bool:
    return _postgres("pg_dump", "--no-owner", "--file", str(half), connection.settings_dict["NAME"])


def _fill_postgres(kept: Path, name: str) -> None:
    done = _postgres("psql", "-qX", "-1", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-f", str(kept), name)
    assert done, f"{kept} does not load; remove it"


def _postgres(program: str, *arguments: str) -> bool:
    """Run a program of PostgreSQL against the server of the tests."""
    told = connection.settings_dict
    where = {"PGHOST": told["HOST"], "PGPORT": told["PORT"], "PGUSER": told["USER"], "PGPASSWORD": told["PASSWORD"]}
    environment = os.environ | {name: str(value) for name, value in where.items() if value}
    return subprocess.run([program, *arguments], env=environment, check=False).returncode == 0


_FILL = {"sqlite": _fill_sqlite, "postgresql": _fill_postgres}
_KEEP = {"sqlite": _keep_sqlite, "postgresql": _keep_postgres}
