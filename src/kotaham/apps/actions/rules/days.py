"""When a due date is over: by the calendar of the place of the owner."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from kotaham.apps.actions.rules.life import UNFINISHED

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
DEFAULT_ZONE = ZONES[0]


def today_in(zone: str, now: datetime) -> date:
    """Return the day that the calendar of a zone shows."""
    return now.astimezone(ZoneInfo(zone or DEFAULT_ZONE)).date()


def overdue(now: datetime) -> Q:
    """Return the condition that a follow-up is late: its owner's day after the due date has begun."""
    days = {zone: today_in(zone, now) for zone in ZONES}
    waiting = Q(waiting=1)
    if len(set(days.values())) == 1:
        return waiting & Q(due__lt=days[DEFAULT_ZONE])
    over = Q()
    for zone, day in days.items():
        over |= Q(zone=zone, due__lt=day)
    return waiting & over


def is_late(state: str, due: date, zone: str, now: datetime) -> bool:
    """Tell the same of one follow-up."""
    return state in UNFINISHED and due < today_in(zone, now)
