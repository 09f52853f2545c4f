"""Write frames of a list into the register: by COPY on PostgreSQL, in bulk on SQLite, and set by set ever after.

A row of the frame is a row of `Staged`; the statements below take many of them in at once, so that a million people
cost some dozens of statements, not millions. They run in the transaction of whoever calls.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl
from django.db import IntegrityError, connection, transaction

BEFORE: Final = (  # columns of a member that an import may change, and that undoing puts back
    "status", "name", "name_key", "sex", "number_sealed", "number_index", "number_tail", "email_sealed", "email_index",
    "phone_sealed", "key", "office_id", "kanwil_id", "agency", "post",
)  # fmt: skip
SEALED: Final = ("number_sealed", "number_index", "email_sealed", "email_index", "phone_sealed")
STAGED: Final = ("batch_id", "row", "ref", *BEFORE, "member_id", "member_version", "change")
REFUSED: Final = ("batch_id", "row", "column", "code", "values")
_OPEN = "m.state IN ('active', 'left')"
_RANGE = 's.batch_id = %(batch)s AND s."row" > %(after)s AND s."row" <= %(upto)s'
_MINE = f"m.id = s.member_id AND m.version = s.member_version AND {_OPEN}"
_NEW = "register_member m WHERE m.id > %(top)s AND m.batch_id = %(batch)s"
_KNOWN_NOW = "SELECT 1 FROM register_member m WHERE m.ref = s.ref"
_MOVED = (
    "(COALESCE(m.office_id, 0) <> COALESCE(s.office_id, 0) OR COALESCE(m.kanwil_id, 0) <> COALESCE(s.kanwil_id, 0))"
)


Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """Rows of one batch: those after one row of the file, up to another; when they are taken in."""

    batch: int
    after: int
    upto: int
    now: datetime
    today: date


@dataclass(frozen=True, slots=True)
class Took:
    """What became of the rows of a frame."""

    created: int
    updated: int
    unchanged: int
    refused: int


def _postgres() -> bool:
    return connection.vendor == "postgresql"


def load(table: str, columns: Sequence[str], frame: pl.DataFrame) -> None:
    """Write a frame into a table of the room."""
    named = ", ".join(f'"{name}"' for name in columns)
    rows = frame.select(columns)
    with connection.cursor() as cursor:
        if _postgres():
            sealed = [name for name in columns if rows.schema[name] == pl.Binary]
            hexed = [("\\x" + pl.col(name).bin.encode("hex")).alias(name) for name in sealed]
            with cursor.copy(f"COPY {table} ({named}) FROM STDIN (FORMAT csv)") as copy:
                copy.write(rows.with_columns(hexed).write_csv(include_header=False).encode())
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows.rows())  # noqa: S608 - ours


def taken_among(indexes: Sequence[bytes]) -> Sequence[bytes]:
    """Return those of some blind indexes of numbers that somebody has; as a rule few of many, or none.

    PostgreSQL takes them as one value: ten thousand single ones take it longer to read than to look for.
    """
    if not _postgres():
        return indexes
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number_index FROM register_member "
            "WHERE number_index = ANY(%s::bytea[]) AND state IN ('active', 'left')",
            [list(indexes)],
        )
        return [bytes(found) for (found,) in cursor.fetchall()]


def refuse_twins(batch: int, key: str, column: str, code: str) -> int:
    """Refuse every staged row of which an earlier one of the batch has the same key; return how many there were.

    Only keys that stand more than once are put in order: counting them is quick, and as a rule there is none.
    """
    several = f"""
        SELECT d.{key} FROM register_staged d WHERE d.batch_id = %(batch)s AND d.{key} IS NOT NULL
        GROUP BY d.{key} HAVING COUNT(*) > 1"""  # noqa: S608 - a column of ours
    twins = f"""
        SELECT s.id, s."row", MIN(s."row") OVER (PARTITION BY s.{key}) AS first
        FROM register_staged s WHERE s.batch_id = %(batch)s AND s.{key} IN ({several})"""  # noqa: S608 - a column of ours
    values: dict[str, int | str] = {"batch": batch, "column": column, "code": code}
    with connection.cursor() as cursor:
        _roomy(cursor)
        cursor.execute(
            f"""INSERT INTO register_refusal (batch_id, "row", "column", code, "values")
            SELECT %(batch)s, t."row", %(column)s, %(code)s, {_object()}('first', t.first)
            FROM ({twins}) t WHERE t."row" > t.first""",  # noqa: S608 - names of ours
            values,
        )
        found = int(cursor.rowcount)
        if found:
            cursor.execute(
                f'DELETE FROM register_staged WHERE id IN (SELECT t.id FROM ({twins}) t WHERE t."row" > t.first)',  # noqa: S608 - names of ours
                {"batch": batch},
            )
    return found


def refuse_marked(batch: int, change: str, column: str, code: str) -> int:
    """Refuse every staged row of a batch that carries a mark; return how many there were."""
    values: dict[str, int | str] = {"batch": batch, "change": change, "column": column, "code": code}
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO register_refusal (batch_id, "row", "column", code, "values")
            SELECT s.batch_id, s."row", %(column)s, %(code)s, '{}'
            FROM register_staged s WHERE s.batch_id = %(batch)s AND s.change = %(change)s""",
            values,
        )
        found = int(cursor.rowcount)
        if found:
            cursor.execute(
                "DELETE FROM register_staged WHERE batch_id = %(batch)s AND change = %(change)s",
                {"batch": batch, "change": change},
            )
    return found


def settle() -> None:
    """Let PostgreSQL look at what was staged, so that it takes the rows in by its indexes."""
    if _postgres():
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE register_staged")


def take(frame: Frame) -> Took:
    """Take the staged rows of a frame into the register; the caller holds the batch."""
    values = {
        "batch": frame.batch,
        "after": frame.after,
        "upto": frame.upto,
        "now": connection.ops.adapt_datetimefield_value(frame.now),
        "today": connection.ops.adapt_datefield_value(frame.today),
    }
    with connection.cursor() as cursor:
        _roomy(cursor)
        wanted = _wanted(cursor, values)
        added, late = _add(cursor, values, wanted.get("created", 0))
        changed, stale = _change(cursor, values) if wanted.get("updated") else (0, 0)
        cursor.execute(f"DELETE FROM register_staged AS s WHERE {_RANGE}", values)  # noqa: S608 - names of ours
    return Took(added, changed, wanted.get("unchanged", 0), late + stale)


def _wanted(cursor: Any, values: Values) -> Mapping[str, int]:
    """Return how many rows of the frame would do what."""
    cursor.execute(f"SELECT s.change, COUNT(*) FROM register_staged s WHERE {_RANGE} GROUP BY s.change", values)  # noqa: S608 - names of ours
    return dict(cursor.fetchall())


def _add(cursor: Any, values: Values, wanted: int) -> tuple[int, int]:
    """Add the new people with postings and words; return how many they are, and how many numbers were taken meanwhile.

    The rows just added are those of the batch above what was the highest number: numbers only grow, and whoever takes
    a frame of the batch holds it.
    """
    if not wanted:
        return 0, 0
    cursor.execute("SELECT COALESCE(MAX(id), 0) FROM register_member")
    values = {**values, "top": cursor.fetchone()[0]}
    added = _insert_members(cursor, values)
    late = _run(cursor, _refuse("register.taken-meanwhile", _KNOWN_NOW, "created"), values) if added < wanted else 0
    _run(cursor, _insert_postings("m.office_id, m.kanwil_id, m.agency", _NEW), values)
    _run(cursor, _insert_words(_NEW), values)
    return added, late


def _change(cursor: Any, values: Values) -> tuple[int, int]:
    """Change the people whose data differ; return how many they are, and how many have changed since they were read."""
    done = {name: _run(cursor, text, values) for name, text in _changing().items()}
    return done["updated"], done["stale"]


def _roomy(cursor: Any) -> None:
    """Let PostgreSQL sort and join a frame in memory; until the end of the transaction only."""
    if _postgres():
        cursor.execute("SET LOCAL work_mem = '64MB'")


def _run(cursor: Any, text: str, values: Values) -> int:
    cursor.execute(text, values)
    return int(cursor.rowcount)


def _insert_members(cursor: Any, values: Values) -> int:
    """Add the new people whose numbers nobody has; return how many they are.

    PostgreSQL asks every unique index beforehand when it shall pass over what is there. Nearly always there is nothing,
    so it is asked to pass over only when a plain insert was refused.
    """
    columns = ", ".join(f'"{name}"' for name in BEFORE)
    given = ", ".join(f's."{name}"' for name in BEFORE)
    text = f"""
        INSERT INTO register_member (ref, state, batch_id, created_at, changed_at, version, {columns})
        SELECT s.ref, 'active', s.batch_id, %(now)s, %(now)s, 1, {given}
        FROM register_staged s WHERE {_RANGE} AND s.change = 'created' ORDER BY s.name_key, s."row" """  # noqa: S608 - names of ours
    if _postgres():
        with suppress(IntegrityError), transaction.atomic():
            return _run(cursor, text, values)
    return _run(cursor, f"{text} ON CONFLICT DO NOTHING", values)


def _changing() -> Mapping[str, str]:
    """Return what changes people in a frame, in order."""
    known = f"register_staged s JOIN register_member m ON {_MINE} WHERE {_RANGE} AND s.change = 'updated'"
    held = (
        "register_staged s JOIN register_before b ON b.batch_id = s.batch_id AND b.member_id = s.member_id "
        f"JOIN register_member m ON m.id = s.member_id WHERE {_RANGE} AND s.change = 'updated'"
    )
    return {
        "kept": _keep_before(),
        "left": (
            "UPDATE register_posting SET ends = %(today)s WHERE ends IS NULL AND member_id IN "  # noqa: S608 - ours
            f"(SELECT m.id FROM {known} AND {_MOVED})"
        ),
        "moved": _insert_postings("s.office_id, s.kanwil_id, s.agency", f"{known} AND {_MOVED}"),
        "updated": _update_members(),
        "stale": _refuse(
            "register.changed-meanwhile",
            "SELECT 1 FROM register_before b WHERE b.batch_id = s.batch_id AND b.member_id = s.member_id",
            "updated",
        ),
        "unnamed": f"DELETE FROM register_nameword WHERE member_id IN (SELECT m.id FROM {held})",  # noqa: S608 - names of ours
        "renamed": _insert_words(held),
    }  # fmt: skip


def _insert_postings(place: str, rows: str) -> str:
    return f"""
        INSERT INTO register_posting (member_id, office_id, kanwil_id, agency, starts, reason)
        SELECT m.id, {place}, %(today)s, '' FROM {rows}"""  # noqa: S608 - names of ours


def _insert_words(rows: str) -> str:
    """Write the words of names; a name holds no sign that would end a text of JSON once SQLite has quoted it."""
    tables, _where, condition = rows.partition(" WHERE ")
    words = (
        "CROSS JOIN LATERAL string_to_table(m.name_key, ' ') AS w(value)" if _postgres()
        else """CROSS JOIN json_each('[' || replace(json_quote(m.name_key), ' ', '","') || ']') AS w"""
    )  # fmt: skip
    return f"""
        INSERT INTO register_nameword (word, member_id, kanwil_id, office_id)
        SELECT DISTINCT substr(w.value, 1, 80), m.id, m.kanwil_id, m.office_id
        FROM {tables} {words} WHERE {condition} AND w.value <> '' ORDER BY 1, 2"""  # noqa: S608 - names of ours


def _keep_before() -> str:
    """Keep what was, with the posting that a move ends: sealed columns stay sealed, as hexadecimal text."""
    now = {name: _hex(f"m.{name}") if name in SEALED else f'm."{name}"' for name in BEFORE}
    was = ", ".join(f"'{name}', {value}" for name, value in now.items())
    return f"""
        INSERT INTO register_before (batch_id, member_id, version, was)
        SELECT s.batch_id, m.id, m.version + 1, {_object()}({was}, 'posting', p.id,
            'moved', CASE WHEN {_MOVED} THEN 1 ELSE 0 END)
        FROM register_staged s JOIN register_member m ON {_MINE}
        LEFT JOIN register_posting p ON p.member_id = m.id AND p.ends IS NULL
        WHERE {_RANGE} AND s.change = 'updated'"""  # noqa: S608 - names of ours


def _update_members() -> str:
    changes = ", ".join(f'"{name}" = s."{name}"' for name in BEFORE)
    return f"""
        UPDATE register_member AS m SET {changes}, version = m.version + 1, changed_at = %(now)s
        FROM register_staged s WHERE {_MINE} AND {_RANGE} AND s.change = 'updated'"""  # noqa: S608 - names of ours


def _refuse(code: str, done: str, change: str) -> str:
    return f"""
        INSERT INTO register_refusal (batch_id, "row", "column", code, "values")
        SELECT s.batch_id, s."row", 'number', '{code}', {_object()}()
        FROM register_staged s WHERE {_RANGE} AND s.change = '{change}' AND NOT EXISTS ({done})"""  # noqa: S608 - ours


def _object() -> str:
    return "jsonb_build_object" if _postgres() else "json_object"


def _hex(column: str) -> str:
    if _postgres():
        return f"encode({column}, 'hex')"
    return f"CASE WHEN {column} IS NULL THEN NULL ELSE lower(hex({column})) END"


def put_back(rows: Sequence[tuple[int, int, Mapping[str, Any]]], now: datetime) -> None:
    """Give members the columns that they had: their numbers, versions, and what was."""
    changes = ", ".join(f'"{name}" = %s' for name in BEFORE)
    moment = connection.ops.adapt_datetimefield_value(now)
    values = [(*(_was(was, name) for name in BEFORE), moment, pk, version) for pk, version, was in rows]
    text = (
        f"UPDATE register_member SET {changes}, version = version + 1, changed_at = %s WHERE id = %s AND version = %s"  # noqa: S608 - names of ours
    )
    with connection.cursor() as cursor:
        cursor.executemany(text, values)


def _was(was: Mapping[str, Any], name: str) -> Any:
    value = was[name]
    return bytes.fromhex(value) if name in SEALED and value is not None else value
