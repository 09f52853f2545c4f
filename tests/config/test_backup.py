"""A backup is made while the house is at work, is whole, and leaves nothing half-made behind."""

import hashlib
import os
import sqlite3
import subprocess
import tarfile
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from kotaham.config import backup
from kotaham.config.profile import Misconfigured

NOW = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
NAME = "2026-11-21T013000Z"


@pytest.fixture
def installation(tmp_path: Path, settings: Any) -> Path:
    """Give a data folder with one file of each kind."""
    data = tmp_path / "data"
    for name, setting in (("heads", "HEADS_FOLDER"), ("keys", "KEYS_FOLDER"), ("evidence", "EVIDENCE_FOLDER")):
        (data / name / "a").mkdir(parents=True)
        (data / name / "a" / "file").write_text(f"isi {name}")
        setattr(settings, setting, data / name)
    (data / "secret").write_text("rahasia")
    settings.DATA = data
    return data


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Give a live SQLite database whose accounts always add up to nought."""
    file = tmp_path / "live.sqlite3"
    with closing(sqlite3.connect(file)) as base:
        base.executescript(
            "PRAGMA journal_mode=WAL; CREATE TABLE account (id INTEGER PRIMARY KEY, amount INTEGER, padding TEXT);"
        )
        base.executemany("INSERT INTO account VALUES (?, 0, ?)", [(number, "x" * 500) for number in range(20_000)])
        base.commit()
    return file


def _keep_paying(file: Path, stop: threading.Event) -> None:
    with closing(sqlite3.connect(file, timeout=20)) as base:
        turn = 0
        while not stop.is_set():
            with base:
                base.execute("UPDATE account SET amount = amount + 1 WHERE id % 97 = ?", (turn % 97,))
                base.execute("UPDATE account SET amount = amount - 1 WHERE id % 97 = ?", (turn % 97,))
                base.execute("UPDATE account SET amount = amount + 1 WHERE id = ?", (turn % 20_000,))
                base.execute("UPDATE account SET amount = amount - 1 WHERE id = ?", ((turn * 7) % 20_000,))
            turn += 1


def _while_paying(file: Path, act: Callable[[], None]) -> None:
    stop = threading.Event()
    payer = threading.Thread(target=_keep_paying, args=(file, stop))
    payer.start()
    try:
        act()
    finally:
        stop.set()
        payer.join()


@pytest.mark.slow
def test_ten_copies_of_a_live_database_each_show_one_state(ledger: Path, tmp_path: Path) -> None:
    def copy_ten_times() -> None:
        for number in range(10):
            copy = tmp_path / f"copy{number}.sqlite3"
            backup._copy_sqlite(str(ledger), copy)
            with closing(sqlite3.connect(copy)) as base:
                assert base.execute("SELECT count(*), sum(amount) FROM account").fetchone() == (20_000, 0)

    _while_paying(ledger, copy_ten_times)


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_database_folders_secret_and_sums(installation: Path, tmp_path: Path) -> None:
    made = backup.back_up(tmp_path / "cadangan", NOW)
    assert made == tmp_path / "cadangan" / NAME
    database = "kotaham.sqlite3" if connection.vendor == "sqlite" else "kotaham.dump"
    names = {file.name for file in made.iterdir()}
    assert names == {database, "evidence.tar", "heads.tar", "keys.tar", "secret", backup.SUMS}
    for line in (made / backup.SUMS).read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((made / name).read_bytes()).hexdigest() == digest
    with tarfile.open(made / "evidence.tar") as archive:
        stream = archive.extractfile("a/file")
        assert stream is not None
        assert stream.read() == b"isi evidence"


@pytest.mark.django_db(transaction=True)
def test_the_copied_database_has_every_table(installation: Path, tmp_path: Path) -> None:
    made = backup.back_up(tmp_path / "cadangan", NOW)
    tables = set(connection.introspection.table_names())
    assert len(tables) > 10
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(made / "kotaham.sqlite3")) as base:
            found = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    else:
        told = subprocess.run(
            ["pg_restore", "--list", made / "kotaham.dump"], text=True, capture_output=True, check=True
        )
        found = {line.split()[-2] for line in told.stdout.splitlines() if " TABLE DATA " in line}
    assert tables <= found


@pytest.mark.django_db(transaction=True)
def test_nobody_else_can_read_a_backup(installation: Path, tmp_path: Path) -> None:
    made = backup.back_up(tmp_path / "cadangan", NOW)
    assert made.stat().st_mode & 0o077 == 0


@pytest.mark.django_db(transaction=True)
def test_evidence_may_be_kept_by_other_means(installation: Path, tmp_path: Path) -> None:
    made = backup.back_up(tmp_path / "cadangan", NOW, evidence=False)
    assert not (made / "evidence.tar").exists()
    assert (made / "keys.tar").exists()


@pytest.mark.django_db(transaction=True)
def test_a_second_backup_at_the_same_second_is_refused_and_the_first_stays(installation: Path, tmp_path: Path) -> None:
    made = backup.back_up(tmp_path / "cadangan", NOW)
    before = sorted(file.name for file in made.iterdir())
    with pytest.raises(Misconfigured, match=r"sudah ada\. / is there"):
        backup.back_up(tmp_path / "cadangan", NOW)
    assert sorted(file.name for file in made.iterdir()) == before


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_fails_leaves_no_folder(
    installation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(_folder: Path) -> None:
        raise OSError("disk penuh")

    monkeypatch.setattr(backup, "_sums", break_off)
    with pytest.raises(OSError, match="disk penuh"):
        backup.back_up(tmp_path / "cadangan", NOW)
    assert list((tmp_path / "cadangan").iterdir()) == []


def test_a_tool_that_is_not_installed_is_named() -> None:
    with pytest.raises(Misconfigured, match="pg_dump-lain: tidak terpasang / not installed"):
        backup._run(["pg_dump-lain"], dict(os.environ))


@pytest.mark.django_db(transaction=True)
def test_the_command_names_what_it_made(installation: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup", str(tmp_path / "cadangan"))
    told = capsys.readouterr().out
    assert told.startswith(f"Cadangan / backup: {tmp_path / 'cadangan'}")
    assert "MB)" in told
