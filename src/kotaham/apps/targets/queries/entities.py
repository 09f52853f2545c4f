"""Communities and businesses that count: once a year as present, and every attendance; apart from people throughout."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth

from kotaham.apps.classes import queries as classes
from kotaham.apps.targets.models import CountedEntity, Measure
from kotaham.apps.targets.queries.people import Ask, within

SET = 2_000
ABOUT = ("on", "kanwil_id", "group", "mode")
COLUMNS = ("year", "entity_id", *ABOUT)


@dataclass(frozen=True, slots=True)
class EntityFact:
    """A community or a business that counts: on which day, in the area of which Kanwil; it has no office."""

    measure: str
    entity: int
    on: date
    kanwil: int
    group: str
    mode: str
    office: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """What is counted once as present: one, in a year."""
        return self.on.year, self.entity


class Along(NamedTuple):
    """How many people came along with communities and businesses, and at how many attendances nobody knows that."""

    people: int
    unknown: int


Facts = Mapping[tuple[int, int], EntityFact]


def add_entities(rows: Iterable[EntityFact]) -> list[EntityFact]:
    """Count those that are not counted yet; return those that are new, each by its first row."""
    found: dict[tuple[int, int], EntityFact] = {}
    for row in rows:
        found.setdefault(row.key, row)
    return [found[key] for key in sorted(found) if _is_added(found[key])]


def _is_added(row: EntityFact) -> bool:
    """Write one, unless it stands there; the database says which."""
    table, names = CountedEntity._meta.db_table, ", ".join(map(connection.ops.quote_name, COLUMNS))
    text = (
        f"INSERT INTO {table} ({names}) VALUES (%s, %s, %s, %s, %s, %s) "  # noqa: S608 - names of this room alone
        "ON CONFLICT (year, entity_id) DO NOTHING RETURNING year"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, [*row.key, row.on.isoformat(), row.kanwil, row.group, row.mode])
        return cursor.fetchone() is not None


def entities_held(entities: Collection[int]) -> Facts:
    """Return how some are counted, and hold these rows until the transaction is over."""
    rows = CountedEntity.objects.filter(entity__in=entities).select_for_update().order_by("year", "entity")
    return _facts(rows)


def entity_firsts(entities: Collection[int]) -> Facts:
    """Return by what some are to be counted: for each year the first attendance that stands, as it was recorded."""
    return _facts(classes.entity_facts().filter(entity__in=entities).order_by("pk"))


def _facts(rows: QuerySet[Any]) -> dict[tuple[int, int], EntityFact]:
    found: dict[tuple[int, int], EntityFact] = {}
    for values in rows.values_list("entity_id", *ABOUT):
        fact = EntityFact(Measure.PERSONS.value, *values)
        found.setdefault(fact.key, fact)
    return found


def entities_left(entity: int, without: Collection[int]) -> list[EntityFact]:
    """Return the attendances that stand with one row of the register, whatever became of it, but for some."""
    return [
        EntityFact(Measure.ATTENDANCES.value, entity, row.day, row.kanwil_id, row.group, row.session.mode)
        for row in classes.entities_left_with(entity)
        if row.pk not in without
    ]


def remove_entities(rows: Iterable[EntityFact]) -> None:
    """Count some no longer."""
    for row in rows:
        CountedEntity.objects.filter(year=row.on.year, entity=row.entity).delete()


def _due(year: int) -> Facts:
    return _facts(classes.entity_facts().filter(day__year=year).order_by("pk"))


def fill_entities(year: int) -> int:
    """Count all anew in a year, by the attendances; return how many there are."""
    CountedEntity.objects.filter(year=year).delete()
    rows = CountedEntity.objects.bulk_create(
        (
            CountedEntity(year=year, entity_id=one.entity, on=one.on, kanwil_id=one.kanwil, group=one.group,
                          mode=one.mode)
            for one in _due(year).values()
        ),
        batch_size=SET,
    )  # fmt: skip
    return len(rows)


def entities_wrong(year: int) -> tuple[int, int]:
    """Return how many are to be counted and are not, and how many are counted as something that does not stand so."""
    kept, due = _facts(CountedEntity.objects.filter(year=year).order_by("pk")), _due(year)
    return len(due.keys() - kept.keys()), sum(due.get(key) != fact for key, fact in kept.items())


def entity_sums(year: int) -> Iterator[tuple[EntityFact, int]]:
    """Yield how many count in a year, by day, Kanwil, group and mode: as present once, and every attendance."""
    for measure, rows in (
        (Measure.PERSONS, CountedEntity.objects.filter(year=year)),
        (Measure.ATTENDANCES, classes.entity_facts().filter(day__year=year)),
    ):
        sums: QuerySet[Any] = rows.order_by().values(*ABOUT).annotate(n=Count("pk"))
        for *about, n in sums.values_list(*ABOUT, "n"):
            yield EntityFact(measure.value, 0, *about), n


def counted_entities(ask: Ask) -> QuerySet[Any]:
    """Return the rows that a number counts: one a year each, or every attendance, with its `entity`."""
    if ask.office:
        return CountedEntity.objects.none()
    ask = replace(ask, office=None)  # which they have none of
    if ask.measure == Measure.ATTENDANCES:
        rows: QuerySet[Any] = classes.entity_facts().filter(**within(ask, "day", none=None))
    else:
        rows = CountedEntity.objects.filter(year=ask.year, **within(ask, "on", none=0))
    rows = rows if ask.mode is None else rows.filter(mode=ask.mode)
    return rows.select_related("entity", "entity__kanwil").order_by("pk")


def _along(year: int, kanwil: int | None) -> QuerySet[Any]:
    rows: QuerySet[Any] = classes.entity_facts().filter(day__year=year).order_by()
    return rows if kanwil is None else rows.filter(kanwil=kanwil)


def came_along(year: int, kanwil: int | None, group: str) -> Along:
    """Return how many people came along in a year; nobody knows who, so they are counted nowhere."""
    rows = _along(year, kanwil).filter(group=group)
    return Along(*rows.aggregate(people=Sum("came", default=0), n=Count("pk", filter=Q(came=None))).values())


def along_cells(year: int, kanwil: int | None) -> QuerySet[Any]:
    """Return the same by Kanwil, group, month and mode, for a file."""
    by = ("kanwil_id", "group", "month", "mode")
    rows = _along(year, kanwil).annotate(month=ExtractMonth("day")).values(*by)
    sums: QuerySet[Any] = rows.annotate(people=Sum("came", default=0), unknown=Count("pk", filter=Q(came=None)))
    found: QuerySet[Any] = sums.order_by(*by).values_list(*by, "people", "unknown")
    return found
