"""Write frames of made-up rows straight into tables: COPY on PostgreSQL, `executemany` on SQLite.

Chance comes from the number of a row and a seed (SplitMix64), not from a generator that goes on from row to row: a row
is the same whatever the size of the pieces in which the rows are made.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import polars as pl
from django.core.management.color import no_style
from django.db import connection, models

SEED = 20261122
_ADD, _ONE, _TWO = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_PLAIN = (models.BooleanField, models.IntegerField, models.FloatField)


def draw(row: pl.Expr, salt: int, most: int) -> pl.Expr:
    """Draw a whole number from 0 to `most` - 1 for each row; another salt is another draw."""
    mixed = row.cast(pl.UInt64) + pl.lit((SEED * (salt + 1) * _ADD) % 2**64, pl.UInt64)
    for shift, factor in ((30, _ONE), (27, _TWO)):
        mixed = (mixed ^ (mixed // 2**shift)) * pl.lit(factor, pl.UInt64)
    return (mixed ^ (mixed // 2**31)) % most


def skewed(row: pl.Expr, salt: int, most: int) -> pl.Expr:
    """Draw so that the first are far more common than the last, as words of names are."""
    share = draw(row, salt, 1_000_000) / 1_000_000
    return (share.pow(2) * most).cast(pl.UInt32).clip(0, most - 1)


def top(model: type[models.Model]) -> int:
    """Return the highest number of a row that there is."""
    last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return int(last or 0)


@contextmanager
def unwatched() -> Iterator[None]:
    """Let foreign keys be unchecked and triggers rest while a new database is filled; `orphans` looks afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica" if _postgres() else "PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT" if _postgres() else "PRAGMA foreign_keys = ON")


def write(model: type[models.Model], frame: pl.DataFrame) -> None:
    """Write rows, which hold their own `id`; columns that the frame does not have get what the model gives."""
    fields = list(model._meta.concrete_fields)
    given = frame.with_columns(
        pl.lit(_default(field)).alias(field.column) for field in fields if field.column not in frame.columns
    ).select(field.column for field in fields)
    names = ", ".join(connection.ops.quote_name(name) for name in given.columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if _postgres():
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as copy:
                copy.write(_hexed(given).write_csv(include_header=False).encode())
        else:
            marks = ", ".join(["%s"] * given.width)
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", given.rows())


def _postgres() -> bool:
    return connection.vendor == "postgresql"


def _default(field: models.Field[Any, Any]) -> Any:
    value = field.get_default()
    if isinstance(field, models.JSONField):
        return None if value is None else json.dumps(value)
    if isinstance(field, models.DateTimeField | models.DateField) and value is not None:
        return f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(field, models.DateTimeField) else value.isoformat()
    return value if value is None or isinstance(field, _PLAIN) else str(value)


def _hexed(frame: pl.DataFrame) -> pl.DataFrame:
    """Write bytes as PostgreSQL reads them."""
    sealed = [name for name, kind in frame.schema.items() if kind == pl.Binary]
    return frame.with_columns(("\\x" + pl.col(name).bin.encode("hex")).alias(name) for name in sealed)


def of_model(rows: Sequence[models.Model]) -> pl.DataFrame:
    """Return unsaved rows of one model as a frame."""
    fields = rows[0]._meta.concrete_fields
    return pl.DataFrame({field.column: [_cell(field, getattr(row, field.attname)) for row in rows] for field in fields})


def _cell(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return None if value is None else json.dumps(value, ensure_ascii=False)
    if isinstance(field, models.DateTimeField):
        return f"{value:%Y-%m-%d %H:%M:%S}" if value is not None else None
    if isinstance(field, models.DateField) and value is not None:
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def go_on(*written: type[models.Model]) -> None:
    """Let the next row that somebody adds have the number behind the last one."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(written)):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def orphans(*written: type[models.Model]) -> Mapping[str, int]:
    """Count the rows whose foreign keys lead nowhere, by column; nothing means that all lead somewhere."""
    found = {}
    for model in written:
        for field in model._meta.concrete_fields:
            if isinstance(field, models.ForeignKey):
                there = field.related_model._default_manager.filter(pk=models.OuterRef(field.attname))
                rows = model._default_manager.exclude(**{field.attname: None}).filter(~models.Exists(there))
                if count := rows.count():
                    found[f"{model._meta.db_table}.{field.column}"] = count
    return found
