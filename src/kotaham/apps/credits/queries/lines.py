"""Find lines of the ledger: of a person and year, those that look doubled, those that are exported."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from kotaham.apps.credits.models import Claim, Line
from kotaham.apps.gate.services import search_key
from kotaham.apps.register import queries as register

REVERSED = Line.Kind.REVERSED


def member_of(ref: UUID) -> QuerySet[Any]:
    """Return the one person as a query, for `demand_for`."""
    return register.of_ref(ref)


def line(pk: int) -> QuerySet[Line]:
    """Return the one line as a query, for `demand_for`."""
    return Line.objects.filter(pk=pk).select_related("member", "certificate", "claim", "reversal")


def lines_of(member: int, year: int | None = None) -> QuerySet[Line]:
    """Return the lines of a person in the order in which they came, of one year or of all."""
    rows = Line.objects.filter(member=member)
    rows = rows if year is None else rows.filter(year=year)
    return rows.select_related("certificate", "claim", "reversal").order_by("year", "pk")


def years_of(member: int) -> list[int]:
    """Return the years in which a person has lines, newest first."""
    rows = Line.objects.filter(member=member).order_by("-year").values_list("year", flat=True)
    return list(rows.distinct())


def twice(rows: Iterable[Line]) -> set[int]:
    """Return the lines that count hours for the same course in the same year as another line that counts."""
    counting = [row for row in rows if row.kind != REVERSED and getattr(row, "reversal", None) is None]
    seen = Counter((row.year, _course(row)) for row in counting)
    return {row.pk for row in counting if seen[row.year, _course(row)] > 1}


def _course(row: Line) -> str:
    return search_key(row.title)


def overlapping(claim: Claim) -> Sequence[Line]:
    """Return the lines of the same person that a claim may count a second time: same title and year, or same number."""
    rows = lines_of(claim.member_id).filter(Q(year=claim.ended.year) | Q(number=claim.number))
    counting = rows.exclude(kind=REVERSED).filter(reversal=None).exclude(claim=claim)
    wanted = search_key(claim.title)
    return [row for row in counting if row.number == claim.number or search_key(row.title) == wanted]


def exported(scope: Q, year: int, after: int = 0) -> QuerySet[Line]:
    """Return the lines of a year that count, of the people of a scope, in order; after a line."""
    rows = Line.objects.filter(scope, year=year, pk__gt=after, reversal=None).exclude(kind=REVERSED)
    return rows.select_related("member").order_by("pk")
