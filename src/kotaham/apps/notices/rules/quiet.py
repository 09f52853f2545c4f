"""Hours in which no e-mail is sent, and the hour of the daily digest; both by the clock of a zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
MORNING = time(7, 0)


def mail_not_before(now: datetime, starts: time, ends: time, zone: str) -> datetime:
    """Return the first moment from `now` on that is not quiet; hours that end earlier than they start cross midnight.

    Hours that start when they end are no quiet hours at all.
    """
    local = now.astimezone(ZoneInfo(zone))
    clock = local.time()
    if starts <= ends:
        return _at(local.date(), ends, zone) if starts <= clock < ends else now
    if clock >= starts:
        return _at(local.date() + timedelta(days=1), ends, zone)
    return _at(local.date(), ends, zone) if clock < ends else now


def morning(now: datetime, zone: str) -> tuple[date, datetime] | None:
    """Return today's date in a zone and the moment of its digest, or None before seven in the morning."""
    day = now.astimezone(ZoneInfo(zone)).date()
    moment = _at(day, MORNING, zone)
    return (day, moment) if now >= moment else None


def _at(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
