"""Many kills during uploads: no row without its file, and nothing acknowledged is lost."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

KILLS = 50 if os.environ.get("DATABASE_URL") else 200  # on SQLite all of them


@pytest.fixture
def database(tmp_path: Path, lay: Callable[..., None]) -> Iterator[dict[str, str]]:
    """Give the environment of a database of its own: a file, or a database beside the one of the tests."""
    url, name = os.environ.get("DATABASE_URL", ""), f"kills_{uuid.uuid4().hex}"
    if not url:
        lay(tmp_path)
        yield {}
        return
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    own = f"{url.rpartition('/')[0]}/{name}"
    lay(tmp_path, own)
    yield {"DATABASE_URL": own}
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.mark.slow
def test_kills_amid_uploads_lose_nothing_that_was_acknowledged(database: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.apps.evidence.killing", str(KILLS)],
        env={**os.environ, **database, "DJANGO_SETTINGS_MODULE": "tests.settings", "KOTAHAM_DATA": str(tmp_path)},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["kills"] == KILLS
    assert found["files"] > 0
    assert found["parts"] > 0
    for nothing in ("lost", "short_parts", "lost_parts", "missing", "changed"):
        assert found[nothing] == [], found
    assert found["files_without_row"] == 0
    assert found["orphans"] > 0, "the kills between publishing and the row must have happened"
