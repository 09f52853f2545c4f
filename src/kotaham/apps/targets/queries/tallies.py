"""Write the tallies, all that changes in one statement, and count them anew."""
# ruff: noqa: S608 - the statements are put together from names of this room alone; every value is bound

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, QuerySet, Value

from kotaham.apps.targets.models import Counted, Measure, Tally
from kotaham.apps.targets.queries.counted import SET, Fact
from kotaham.apps.targets.queries.entities import EntityFact, entity_sums
from kotaham.apps.targets.queries.facts import of_year
from kotaham.apps.targets.rules import week_of

Kind = Tally.Kind


class Cell(NamedTuple):
    """What a tally is about; sorted, so that all who write several take them in one order."""

    year: int
    kind: str
    kanwil_id: int
    measure: str
    group: str
    mode: str
    span: int
    office_id: int


def cells(fact: Fact | EntityFact) -> tuple[Cell, ...]:
    """Return the cells in which somebody is counted: by month, by week, by office."""
    about = (fact.kanwil, fact.measure, fact.group)
    return (*_by_day(fact.on, about, fact.mode), _by_office(fact.on.year, about, fact.office))


def _by_day(on: date, about: tuple[int, str, str], mode: str) -> tuple[Cell, Cell]:
    return (
        Cell(on.year, Kind.MONTH.value, *about, mode, on.month, 0),
        Cell(on.year, Kind.WEEK.value, *about, "", week_of(on), 0),
    )


def _by_office(year: int, about: tuple[int, str, str], office: int) -> Cell:
    return Cell(year, Kind.OFFICE.value, *about, "", 0, office)


def write(changes: Mapping[Cell, int]) -> None:
    """Add to tallies, all in one statement for so many, in one order."""
    rows = [(cell, count) for cell, count in sorted(changes.items()) if count]
    for start in range(0, len(rows), SET):
        _write(rows[start : start + SET])


def _write(rows: Sequence[tuple[Cell, int]]) -> None:
    table, quote = Tally._meta.db_table, connection.ops.quote_name
    names = ", ".join(quote(name) for name in Cell._fields)
    marks = ", ".join(["(" + ", ".join(["%s"] * (len(Cell._fields) + 1)) + ")"] * len(rows))
    count = quote("count")
    text = (
        f"INSERT INTO {table} ({names}, {count}) VALUES {marks} "
        f"ON CONFLICT ({names}) DO UPDATE SET {count} = {table}.{count} + EXCLUDED.{count}"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, [value for cell, count_ in rows for value in (*cell, count_)])


def kept(year: int) -> Counter[Cell]:
    """Return the tallies of a year as they are kept."""
    rows = Tally.objects.filter(year=year).exclude(count=0).values_list(*Cell._fields, "count")
    return Counter({Cell(*row[:-1]): row[-1] for row in rows.iterator(chunk_size=SET)})


def recounted(year: int) -> Counter[Cell]:
    """Return the tallies of a year as they must be: from who is counted, and every attendance."""
    found: Counter[Cell] = Counter()
    counted = Counted.objects.filter(year=year).order_by()
    (present,) = of_year(Measure.ATTENDANCES, year)
    present = present.order_by().annotate(measure=Value(Measure.ATTENDANCES.value))
    for on, kanwil, measure, group, mode, n in (
        *_sums(counted, ("on", "kanwil_id", "measure", "group", "mode")),
        *_sums(present, ("on", "kanwil_", "measure", "group", "mode")),
    ):
        for cell in _by_day(on, (kanwil, measure, group), mode):
            found[cell] += n
    for kanwil, measure, group, office, n in (
        *_sums(counted, ("kanwil_id", "measure", "group", "office_id")),
        *_sums(present, ("kanwil_", "measure", "group", "office_")),
    ):
        found[_by_office(year, (kanwil, measure, group), office)] += n
    for fact, n in entity_sums(year):
        for cell in cells(fact):
            found[cell] += n
    return found


def _sums(rows: QuerySet[Any], names: tuple[str, ...]) -> Iterable[Any]:
    found: Iterable[Any] = rows.values(*names).annotate(n=Count("pk")).values_list(*names, "n")
    return found


def replace(year: int, found: Mapping[Cell, int]) -> None:
    """Put tallies in place of those of a year."""
    Tally.objects.filter(year=year).delete()
    write(found)
