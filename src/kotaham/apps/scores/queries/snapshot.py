"""Read several tables as they were at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

POSTGRES = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
MODE = "transaction_mode"  # of the connection of SQLite alone


@contextmanager
def snapshot() -> Iterator[None]:
    """Let everything that is read inside be of the same moment, while others go on writing.

    Inside another transaction this one joins it, and reads what that reads.
    """
    if connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    with _reading_only(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(POSTGRES)
        yield


@contextmanager
def _reading_only() -> Iterator[None]:
    """Let the next transaction of SQLite begin without the lock of the one writer: it keeps what its first read finds.

    Elsewhere transactions begin with that lock; here it would hold up every save in the country while 61,680 answers
    are read.
    """
    if connection.vendor != "sqlite":
        yield
        return
    held = getattr(connection, MODE)
    setattr(connection, MODE, "DEFERRED")
    try:
        yield
    finally:
        setattr(connection, MODE, held)
