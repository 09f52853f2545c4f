"""The cache in the database, as counters of tries use it: many small writes that need not survive a power cut."""

import base64
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
SWEEP = 200  # so many writes of a process between two looks for what has run out
KEPT = {
    "set": "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires",
    "add": (
        "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires "
        "WHERE {table}.expires < %s"
    ),
}
# Said in the statement itself, so that it holds for that one only.
_LAZY = "FROM (SELECT set_config('synchronous_commit', 'off', true)) AS lazy"


class CounterTable(DatabaseCache):
    """Django's cache in a table, with one statement for each write and none of them waiting for the disk.

    A sign-in writes twenty times here: how often an address and a name were tried, and who counts just now. Django
    counts the whole table for each of these, and throws away a third of it, counters of tries among them, when there
    are more than 300 entries. Here only what has run out is thrown away.
    """

    _table: str
    _writes = count(1)

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        """Write an entry (`set`), write it unless it is there (`add`), or only let it last longer (`touch`)."""
        until, now = self.get_backend_timeout(timeout), timezone.now()
        expires = FOREVER if until is None else datetime.fromtimestamp(until, tz=UTC)
        if next(self._writes) % SWEEP == 0:
            self._do("DELETE FROM {table} WHERE expires < %s", [now])
        if mode == "touch":
            return self._do("UPDATE {table} SET expires = %s WHERE cache_key = %s", [expires, key])
        text = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("latin1")
        into = "INSERT INTO {table} (cache_key, value, expires) SELECT %s, %s, %s {lazy} " + KEPT[mode]
        return self._do(into, [key, text, expires, *([now] if mode == "add" else [])])

    def _base_delete_many(self, keys: Sequence[str]) -> bool:
        """Remove entries."""
        if not keys:
            return False
        marks = ", ".join(["%s"] * len(keys))
        return self._do(f"DELETE FROM {{table}} WHERE cache_key IN ({marks})", list(keys))  # noqa: S608 - marks

    def _do(self, sql: str, values: list[Any]) -> bool:
        """Say one statement; tell whether it touched a row."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        told = [connection.ops.adapt_datetimefield_value(one) if isinstance(one, datetime) else one for one in values]
        postgres = connection.vendor == "postgresql" and not connection.in_atomic_block
        # Without a table SQLite takes ON CONFLICT for the ON of a join, unless a WHERE stands between.
        lazy = _LAZY if postgres else "WHERE true"
        words = sql.format(table=connection.ops.quote_name(self._table), lazy=lazy)
        with _unhurried(connection), connection.cursor() as cursor:
            cursor.execute(words, told)
            return bool(cursor.rowcount)


@contextmanager
def _unhurried(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let SQLite not wait for the disk meanwhile; inside a transaction it cannot be told.

    NORMAL, not OFF: with a write-ahead log that loses no more than these last writes when the power fails, while OFF
    would let a checkpoint that happens to fall here damage the file.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA synchronous").fetchone()[0]
        cursor.execute("PRAGMA synchronous = NORMAL")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA synchronous = {int(before)}")
