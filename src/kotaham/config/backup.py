"""Copy an installation while it runs: the database by its own tool, then the folders, then the sums of all of it.

The order matters. A row is written only after its file is safe, so every row of a copy made first finds its file in
what is copied after it. A database is never copied as a file: what `cp` makes of a live one is mostly broken.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from kotaham.config.profile import Misconfigured

SUMS = "SHA256SUMS"


def back_up(into: Path, now: datetime, *, evidence: bool = True) -> Path:
    """Make one backup in a new folder below `into`, named by the time; a backup that failed leaves nothing there."""
    target = into / now.strftime("%Y-%m-%dT%H%M%SZ")
    draft = target.with_suffix(".draft")
    if target.exists():
        raise Misconfigured(f"{target}: sudah ada. / is there already.")
    draft.mkdir(mode=0o700, parents=True)
    try:
        _copy_database(draft)
        for name, folder in _folders(evidence):
            _pack(draft / f"{name}.tar", folder)
        if (settings.DATA / "secret").is_file():
            shutil.copy(settings.DATA / "secret", draft / "secret")
        (draft / SUMS).write_text("".join(_sums(draft)), "utf-8")
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft)
        raise
    return target


def _folders(evidence: bool) -> Iterator[tuple[str, Path]]:
    """Name the folders whose files are only ever added; one that is not there yet is no fault."""
    named = {"heads": settings.HEADS_FOLDER, "keys": settings.KEYS_FOLDER}
    named |= {"evidence": settings.EVIDENCE_FOLDER} if evidence else {}
    return ((name, folder) for name, folder in named.items() if folder.is_dir())


def _copy_database(draft: Path) -> None:
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        _copy_sqlite(str(told["NAME"]), draft / "kotaham.sqlite3")
    else:
        _dump_postgresql(told, draft / "kotaham.dump")


def _copy_sqlite(name: str, file: Path) -> None:
    """Use SQLite's own backup, which waits for nobody and copies one state; then ask the copy whether it is whole."""
    opened = sqlite3.connect(name, timeout=20, uri=name.startswith("file:"))
    with closing(opened) as source, closing(sqlite3.connect(file)) as copy:
        source.backup(copy)
        (answer,) = copy.execute("PRAGMA integrity_check").fetchone()
    if answer != "ok":
        raise Misconfigured(f"{name}: salinan tidak utuh / the copy is not whole: {answer}")


def _dump_postgresql(told: dict[str, Any], file: Path) -> None:
    """Use pg_dump; the password travels in the environment, where other users of the machine do not see it."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    env = {**os.environ, **{name: str(told[key]) for name, key in names.items() if told.get(key)}}
    _run(["pg_dump", "--format=custom", "--no-owner", f"--file={file}"], env)
    _run(["pg_restore", "--list", str(file)], env)


def _run(command: list[str], env: dict[str, str]) -> None:
    try:
        told = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our words
    except FileNotFoundError as error:
        raise Misconfigured(f"{command[0]}: tidak terpasang / not installed (postgresql-client).") from error
    if told.returncode:
        raise Misconfigured(f"{command[0]}: {told.stderr.strip()}")


def _pack(file: Path, folder: Path) -> None:
    """Put a folder into one file; what is swept away meanwhile had no row."""
    with tarfile.open(file, "w") as archive:
        for path in sorted(folder.rglob("*")):
            with suppress(FileNotFoundError):
                archive.add(path, arcname=str(path.relative_to(folder)), recursive=False)


def _sums(folder: Path) -> Iterator[str]:
    for file in sorted(folder.iterdir()):
        with file.open("rb") as stream:
            yield f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {file.name}\n"
