"""Add hours up."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db.models import Sum

from kotaham.apps.credits.models import Line

NONE = Decimal(0)


def totals(members: Collection[int], year: int) -> Mapping[int, Decimal]:
    """Return the hours of people in a year; who has no line is not in it."""
    rows = Line.objects.filter(member__in=members, year=year).order_by()
    return dict(rows.values_list("member").annotate(n=Sum("hours")))


def total_of(member: int, year: int) -> Decimal:
    """Return the hours of a person in a year."""
    return totals([member], year).get(member, NONE)
