"""Periods of holding a role: from the first day, up to but without the last; days are those of the office's zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

DEFAULT_ZONE = "Asia/Jakarta"


def today_in(zone: str, now: datetime) -> date:
    """Return the day that the calendar of a zone shows; without a zone, that of the capital."""
    return now.astimezone(ZoneInfo(zone or DEFAULT_ZONE)).date()


def is_in_force(starts: date, ends: date | None, day: date) -> bool:
    """Tell whether a period covers a day: the day it ends is already free of it."""
    return starts <= day and (ends is None or day < ends)


def in_force(day: date, prefix: str = "") -> Q:
    """Say the same to the database."""
    return Q(**{f"{prefix}starts__lte": day}) & (Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gt": day}))


def overlap(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Tell whether two periods share a day; one that ends where it starts covers none."""
    starts = max(first[0], second[0])
    limits = [ends for ends in (first[1], second[1]) if ends is not None]
    return not limits or starts < min(limits)
