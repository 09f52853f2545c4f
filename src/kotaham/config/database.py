"""The database: SQLite in the data folder when nothing is said, PostgreSQL by DATABASE_URL."""

from pathlib import Path
from typing import Any

from kotaham.config.profile import Misconfigured, env, is_source_work

_SQLITE = "django.db.backends.sqlite3"
# A writer takes its place at BEGIN, so that two never meet half-way; FULL, so that what was acknowledged survives a
# power cut, which NORMAL does not promise in WAL mode.
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384;",
}
# A thread never waits for another's connection, so waiting means that the database is away: short, so that threads are
# not held up, yet long enough to bridge a restart. The pool must not wait longer between two tries than people do.
_POOL = {"min_size": 1, "timeout": 5, "reconnect_timeout": 5}


def read_database(data: Path, threads: int) -> dict[str, Any]:
    """Return the settings of the database; `threads` of one server process may each hold a connection."""
    url = env.str("DATABASE_URL", default="")
    if url and not url.startswith(("sqlite:", "postgres:", "postgresql:")):  # never shown: it may hold a password
        raise Misconfigured("DATABASE_URL: hanya sqlite:/// atau postgres://. / only sqlite:/// or postgres://.")
    file = data / "kotaham.sqlite3"
    own = {"ENGINE": _SQLITE, "NAME": ":memory:" if is_source_work(file) else str(file)}
    found: dict[str, Any] = env.db_url_config(url) if url else own
    if found["ENGINE"] == _SQLITE:
        # To open the file and to tell SQLite the functions of Django takes longer than what most pages ask it: each
        # thread keeps its connection, with 16 MiB of pages.
        return {**found, "CONN_MAX_AGE": None, "OPTIONS": dict(_SQLITE_OPTIONS)}
    pool = {**_POOL, "max_size": threads + 2}
    # Asked before each use: after a restart of the database every connection in the pool is dead.
    return {**found, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True, "OPTIONS": {"pool": pool}}
