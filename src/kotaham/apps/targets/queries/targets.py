"""Read targets: those in force on a day, and how one came to be what it is."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from kotaham.apps.targets.models import Target


def in_force(year: int, on: date, kanwil: int | None = None) -> Mapping[tuple[int, str], Target]:
    """Return the targets of a year in force on a day, by Kanwil and group: of each the newest that has begun."""
    rows = Target.objects.filter(year=year, valid_from__lte=on).order_by("edition")
    rows = rows if kanwil is None else rows.filter(kanwil=kanwil)
    found = {(row.kanwil_id, row.group): row for row in rows}
    return {key: row for key, row in found.items() if row.amount is not None}


def history(year: int, kanwil: int, group: str) -> QuerySet[Target]:
    """Return every edition of a target, the newest first."""
    rows = Target.objects.filter(year=year, kanwil=kanwil, group=group)
    return rows.select_related("kanwil", "made_by").order_by("-edition")


def target_names(ids: Iterable[int]) -> dict[int, str]:
    """Return what targets are called in the record."""
    rows = Target.objects.filter(pk__in=set(ids)).values_list("pk", "year", "kanwil__name")
    return {pk: f"{year}, {name}" for pk, year, name in rows}
