"""Read the tallies for a page: a few sums, never a look at the people themselves."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet, Sum

from kotaham.apps.targets.models import Measure, Recount, Tally

Kind = Tally.Kind
WITH_MODE = (Measure.INVITED, Measure.PERSONS, Measure.ATTENDANCES)


def _of(year: int, kind: str, kanwil: int | None, group: str = "") -> QuerySet[Tally]:
    rows = Tally.objects.filter(year=year, kind=kind).order_by()
    rows = rows if kanwil is None else rows.filter(kanwil_id=kanwil)
    return rows.filter(group=group) if group else rows


def by_kanwil(year: int, kanwil: int | None) -> Mapping[tuple[int, str, str], int]:
    """Return the sums of a year by Kanwil, group and measure."""
    rows = _of(year, Kind.WEEK, kanwil).values("kanwil_id", "group", "measure").annotate(n=Sum("count"))
    return {(row["kanwil_id"], row["group"], row["measure"]): row["n"] for row in rows}


def by_month(year: int, kanwil: int | None, group: str) -> Mapping[tuple[int, str], int]:
    """Return the sums of a year by month and measure."""
    rows = _of(year, Kind.MONTH, kanwil, group).values("span", "measure").annotate(n=Sum("count"))
    return {(row["span"], row["measure"]): row["n"] for row in rows}


def by_mode(year: int, kanwil: int | None, group: str) -> Mapping[tuple[str, str], int]:
    """Return the sums of a year by mode and measure, of what has a mode; an invitation to a course has an empty one."""
    rows = _of(year, Kind.MONTH, kanwil, group).filter(measure__in=WITH_MODE)
    sums = rows.values("mode", "measure").annotate(n=Sum("count"))
    return {(row["mode"], row["measure"]): row["n"] for row in sums}


def by_week(year: int, kanwil: int | None, group: str, measure: str) -> Mapping[int, int]:
    """Return the sums of a measure by week of the year."""
    rows = _of(year, Kind.WEEK, kanwil, group).filter(measure=measure).values("span").annotate(n=Sum("count"))
    return {row["span"]: row["n"] for row in rows}


def by_office(year: int, kanwil: int, group: str, measure: str) -> QuerySet[Any]:
    """Return the offices of a Kanwil with all their sums, those with most of a measure first."""
    sums = {one: Sum("count", filter=Q(measure=one), default=0) for one in Measure.values}
    rows = _of(year, Kind.OFFICE, kanwil, group).values("office_id").annotate(**sums)
    return rows.order_by(f"-{measure}", "office_id")


def cells(year: int, kanwil: int | None) -> QuerySet[Any]:
    """Return the cells of a year by month and mode, for a file."""
    rows = _of(year, Kind.MONTH, kanwil).exclude(count=0).order_by("kanwil_id", "group", "span", "mode", "measure")
    return rows.values_list("kanwil_id", "group", "span", "mode", "measure", "count")


def last_recount(year: int) -> Recount | None:
    """Return what the last recount of a year found."""
    return Recount.objects.filter(year=year).order_by("-pk").first()


def recounts(year: int) -> QuerySet[Recount]:
    """Return what the recounts of a year have found, the last first."""
    return Recount.objects.filter(year=year).order_by("-pk")
