"""List whom a number counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kotaham.apps.classes import queries as classes
from kotaham.apps.targets.models import Counted, Measure


@dataclass(frozen=True, slots=True)
class Ask:
    """Which number: of a year and a measure, narrowed by whatever else is said."""

    year: int
    measure: str
    group: str = ""
    kanwil: int | None = None
    office: int | None = None
    month: int = 0
    mode: str | None = None


def counted(ask: Ask) -> QuerySet[Any]:
    """Return the rows that a number counts: people once a year, or every attendance, each with its `member`."""
    if ask.measure == Measure.ATTENDANCES:
        rows: QuerySet[Any] = classes.facts().filter(**within(ask, "day", none=None)).order_by("pk")
        mode = {} if ask.mode is None else {"session__mode": ask.mode}
        return rows.filter(**mode).select_related("member", "member__kanwil")
    mode = {} if ask.mode is None else {"mode": ask.mode}
    rows = Counted.objects.filter(year=ask.year, measure=ask.measure, **within(ask, "on", none=0), **mode)
    return rows.select_related("member", "member__kanwil").order_by("member")


def within(ask: Ask, day: str, none: int | None) -> Mapping[str, Any]:
    """Return the conditions that both kinds of rows share; 0 asks for what is not known, which some keep as `none`."""
    found: dict[str, Any] = {"group": ask.group} if ask.group else {}
    for column, asked in (("kanwil_id", ask.kanwil), ("office_id", ask.office)):
        if asked is not None:
            found[column] = asked or none
    if ask.month:
        last = date(ask.year + ask.month // 12, ask.month % 12 + 1, 1)
        return found | {f"{day}__gte": date(ask.year, ask.month, 1), f"{day}__lt": last}
    return found if day == "on" else found | {f"{day}__year": ask.year}
