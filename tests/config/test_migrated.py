"""The kept database of the tests is never older than the migrations."""

import shutil
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from tests import migrated


def test_an_edited_or_a_new_migration_asks_for_another_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room = apps.get_app_config("rounds")
    shutil.copytree(Path(room.path, "migrations"), tmp_path / "migrations")
    before = migrated.digest()
    monkeypatch.setattr(room, "path", str(tmp_path))
    assert migrated.digest() == before
    first = tmp_path / "migrations" / "0001_initial.py"
    first.write_text(first.read_text("utf-8") + "\n", "utf-8")
    edited = migrated.digest()
    (tmp_path / "migrations" / "0099_more.py").write_text("", "utf-8")
    assert len({before, edited, migrated.digest()}) == 3


@pytest.mark.django_db
def test_a_copy_holds_what_the_migrations_made() -> None:
    assert "rounds_round" in connection.introspection.table_names()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations WHERE app = 'rounds'")
        assert cursor.fetchone()[0] >= 1
