"""Write who is counted, once, whoever comes first; both databases say which rows are new."""
# ruff: noqa: S608 - the statements are put together from names of this room alone; every value is bound

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet, Value

from kotaham.apps.classes import queries as classes
from kotaham.apps.targets.models import Counted, Measure
from kotaham.apps.targets.queries.facts import of_year, sources

SET = 2_000  # rows of one statement
_LOCK = 0x4B6F7461_48414D02  # one number for the counts among the advisory locks of the database
COLUMNS = ("year", "measure", "member_id", "on", "kanwil_id", "office_id", "group", "mode")
FOUND = ("year", "measure", "member_id", "on", "kanwil_", "office_", "group", "mode")  # what a room tells of these
ORDER = ("recorded", "source", "pk")  # the first in this order is what a person is counted by
KINDS = ("smallint", "varchar", "bigint", "date", "bigint", "bigint", "varchar", "varchar")  # of these on PostgreSQL


@dataclass(frozen=True, slots=True)
class Fact:
    """Somebody who counts: as what, on which day, and where; zero is a Kanwil or an office that is not known."""

    measure: str
    member: int
    on: date
    kanwil: int
    office: int
    group: str
    mode: str

    @property
    def key(self) -> tuple[int, str, int]:
        """What is counted once: a person, for a measure, in a year."""
        return self.on.year, self.measure, self.member


def enter() -> None:
    """Count beside others, but with nobody who is alone, until this transaction is over."""
    _lock("pg_advisory_xact_lock_shared")


def alone() -> None:
    """Wait for all who are counting, see all that they counted, and keep everybody from it until this is over."""
    _lock("pg_advisory_xact_lock")


def _lock(function: str) -> None:
    """Take the lock of the counts, which a vacuum does not hold up; SQLite has one writer at a time anyhow."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_LOCK])


@contextmanager
def one_moment() -> Iterator[None]:
    """Let all that is read inside be of one moment, while others go on counting."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and not nested:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def add(rows: Iterable[Fact]) -> list[Fact]:
    """Count people who are not counted yet; return those who are new, each by its first row."""
    found: dict[tuple[int, str, int], Fact] = {}
    for row in rows:
        found.setdefault(row.key, row)
    keys = sorted(found)
    parts = [[found[key] for key in keys[start : start + SET]] for start in range(0, len(keys), SET)]
    return [found[key] for part in parts for key in _added(part)]


def _added(rows: Sequence[Fact]) -> list[tuple[int, str, int]]:
    names = ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
    source, values = _source([_values(row) for row in rows])
    text = (
        f"INSERT INTO {Counted._meta.db_table} ({names}) {source} "
        "ON CONFLICT (year, measure, member_id) DO NOTHING RETURNING year, measure, member_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return [(year, measure, member) for year, measure, member in cursor.fetchall()]


def _source(rows: Sequence[Sequence[Any]]) -> tuple[str, list[Any]]:
    """Return where rows come from; PostgreSQL takes a list for each column far faster than a mark for each value."""
    if connection.vendor == "postgresql":
        lists = ", ".join(f"%s::{kind}[]" for kind in KINDS)
        return f"SELECT * FROM unnest({lists})", [list(column) for column in zip(*rows, strict=True)]
    marks = ", ".join(["(" + ", ".join(["%s"] * len(COLUMNS)) + ")"] * len(rows))
    return f"VALUES {marks}", [value for row in rows for value in row]


def _values(row: Fact) -> Sequence[Any]:
    return (row.on.year, row.measure, row.member, row.on.isoformat(), row.kanwil, row.office, row.group, row.mode)


def held(measure: str, members: Collection[int]) -> Mapping[tuple[int, str, int], Fact]:
    """Return how members are counted for a measure, and hold these rows until the transaction is over."""
    rows = Counted.objects.filter(measure=measure, member__in=members).select_for_update().order_by("year", "member")
    return {fact.key: fact for fact in map(_fact, rows)}


def _fact(row: Counted) -> Fact:
    return Fact(row.measure, row.member_id, row.on, row.kanwil_id, row.office_id, row.group, row.mode)


def remove(rows: Iterable[Fact]) -> None:
    """Count people no longer."""
    for row in rows:
        Counted.objects.filter(year=row.on.year, measure=row.measure, member=row.member).delete()


def firsts(measure: str, members: Collection[int]) -> Mapping[tuple[int, str, int], Fact]:
    """Return what members are to be counted by: for each year the first that stands, in the order of recording."""
    told = [_ordered(rows.filter(member__in=members), at) for at, rows in enumerate(sources(measure))]
    found: dict[tuple[int, str, int], Fact] = {}
    for one in sorted(row for rows in told for row in rows.values_list(*ORDER, *FOUND[2:])):
        fact = Fact(measure, *one[len(ORDER) :])
        found.setdefault(fact.key, fact)
    return found


def _ordered(rows: QuerySet[Any], source: int) -> QuerySet[Any]:
    """Say of which room rows are; those of several rooms are put in order together."""
    found: QuerySet[Any] = rows.annotate(source=Value(source)).order_by()
    return found


def staying(member: int) -> list[Fact]:
    """Return the attendances that stand with a row of the register, whatever its state."""
    return [
        Fact(
            Measure.ATTENDANCES.value, row.member_id, row.day, row.kanwil_id or 0, row.office_id or 0, row.group,
            row.session.mode,
        )
        for row in classes.left_with(member)
    ]  # fmt: skip


def once() -> list[str]:
    """Return the measures that count a person once a year."""
    return [one for one in Measure.values if one != Measure.ATTENDANCES]


def fill(year: int) -> int:
    """Count everybody in a year anew, by what the rooms below say; return how many rows there are."""
    Counted.objects.filter(year=year).delete()
    for measure in once():
        _fill(measure, year)
    return Counted.objects.filter(year=year).count()


def _fill(measure: str, year: int) -> None:
    """Count everybody by the first that stands, of all the rooms that tell of a measure."""
    told = [_ordered(rows, at).annotate(measure=Value(measure)) for at, rows in enumerate(of_year(measure, year))]
    parts = [rows.values_list(*FOUND, *ORDER).query.sql_with_params() for rows in told]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in COLUMNS)
    every, order = f"{columns}, {', '.join(map(quote, ORDER))}", ", ".join(map(quote, ORDER))
    text = (
        f"INSERT INTO {Counted._meta.db_table} ({columns}) "
        f"WITH found ({every}) AS ({' UNION ALL '.join(part for part, _values in parts)}) "
        f"SELECT {columns} FROM (SELECT found.*, ROW_NUMBER() OVER (PARTITION BY member_id ORDER BY {order}) AS place "
        "FROM found) AS placed WHERE place = 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, [value for _part, values in parts for value in values])


def missing(measure: str, year: int) -> int:
    """Return how many people are to be counted and are not."""
    there = Counted.objects.filter(year=year, measure=measure, member=OuterRef("member_id"))
    told = [
        rows.filter(~Exists(there)).order_by().values("member_id").distinct() for rows in of_year(measure, year)
    ]  # whoever two rooms tell of is missing once
    return told[0].union(*told[1:]).count()


def unfounded(measure: str, year: int) -> int:
    """Return how many people are counted as something that does not stand so, in any room."""
    counted = Counted.objects.filter(year=year, measure=measure)
    same = {name: OuterRef(column) for name, column in zip(FOUND[2:], COLUMNS[2:], strict=True)}
    for rows in of_year(measure, year):
        counted = counted.filter(~Exists(rows.filter(**same)))
    return counted.count()
