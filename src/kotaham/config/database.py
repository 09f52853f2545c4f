"""The database: SQLite in the data folder when nothing is said, PostgreSQL by DATABASE_URL."""

from pathlib import Path
from typing import Any

from kotaham.config.profile import Misconfigured, env

_SQLITE = "django.db.backends.sqlite3"
# A writer takes its place at BEGIN, so that two never meet half-way; FULL, so that what was acknowledged survives a
# power cut, which NORMAL does not promise in WAL mode.
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
}


def read_database(data: Path, threads: int) -> dict[str, Any]:
    """Return the settings of the database; `threads` of one server process may each hold a connection."""
    url = env.str("DATABASE_URL", default="")
    if url and not url.startswith(("sqlite:", "postgres:", "postgresql:")):  # never shown: it may hold a password
        raise Misconfigured("DATABASE_URL: hanya sqlite:/// atau postgres://. / only sqlite:/// or postgres://.")
    found: dict[str, Any] = (
        env.db_url_config(url) if url else {"ENGINE": _SQLITE, "NAME": str(data / "kotaham.sqlite3")}
    )
    if found["ENGINE"] == _SQLITE:
        return {**found, "OPTIONS": dict(_SQLITE_OPTIONS)}
    pool = {"min_size": 1, "max_size": threads + 2, "timeout": 10}
    return {**found, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "OPTIONS": {"pool": pool}}
