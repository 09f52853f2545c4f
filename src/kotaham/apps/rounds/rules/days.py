"""Days of a round by the clock of a place: when a step begins, when it is over, what order the days keep."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

from kotaham.apps.rounds.rules.life import STEPS

DEFAULT_ZONE = "Asia/Jakarta"
ZONES = (DEFAULT_ZONE, "Asia/Makassar", "Asia/Jayapura")
NEEDED = ("submit", "verify")  # without their last days a round does not open
# Steps that may run at the same time as the one before: a Kanwil verifies what has come while other cities still send.
BESIDE = frozenset({"submit", "verify", "repair"})
FARTHEST = 5  # years between the first and the last day of a round; more is a slip of the hand


def today_in(zone: str, now: datetime) -> date:
    """Return the day that the calendar of a zone shows."""
    return now.astimezone(ZoneInfo(zone or DEFAULT_ZONE)).date()


def begin_of(day: date, zone: str) -> datetime:
    """Return the first moment of a day in a zone."""
    return datetime.combine(day, time.min, ZoneInfo(zone or DEFAULT_ZONE))


def end_of(day: date, zone: str) -> datetime:
    """Return the last moment of a day in a zone."""
    return datetime.combine(day, time.max, ZoneInfo(zone or DEFAULT_ZONE))


def is_over(last_day: date, zone: str, now: datetime) -> bool:
    """Tell whether the last day has ended where the city lies; the last day itself still counts to its last second."""
    return today_in(zone, now) > last_day


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one step; no first day means that nothing keeps anybody from beginning."""

    opens: date | None
    closes: date


class Fault(StrEnum):
    """What can be wrong with the days of a step."""

    TURNED = "turned"  # it ends before it begins
    EARLIER = "earlier"  # it begins or ends before the step before it does
    OVERLAP = "overlap"  # it begins while the step before it still runs
    FAR = "far"  # years away from the others
    UNENDED = "unended"  # a first day without a last day


@dataclass(frozen=True, slots=True)
class Wrong:
    """One fault: at which step, and beside which other."""

    fault: Fault
    step: str
    other: str = ""


def faults(days: Mapping[str, Days]) -> Iterator[Wrong]:
    """Yield everything that is wrong with the days of a round, in the order of the steps."""
    given = [step for step in STEPS if step in days]
    first = min((days[step].opens or days[step].closes for step in given), default=date.min)
    for step in given:
        one = days[step]
        if one.opens and one.opens > one.closes:
            yield Wrong(Fault.TURNED, step)
        if one.closes.year - first.year > FARTHEST:
            yield Wrong(Fault.FAR, step)
    for before, step in pairwise(given):
        if fault := _between(days[before], days[step], beside=step in BESIDE):
            yield Wrong(fault, step, before)


def _between(before: Days, after: Days, *, beside: bool) -> Fault | None:
    begins_first = bool(after.opens and before.opens and after.opens < before.opens)
    if after.closes < before.closes or begins_first:
        return Fault.EARLIER
    return Fault.OVERLAP if not beside and after.opens and after.opens <= before.closes else None


def latest(*days: date | None) -> date | None:
    """Return the latest of several days, some of which may not be set."""
    return max((day for day in days if day), default=None)


def standing(days: Days, today: date) -> str:
    """Tell whether a step is over, runs, or is still to come."""
    if today > days.closes:
        return "over"
    return "coming" if days.opens and today < days.opens else "running"


def next_day(days: Iterable[Days], today: date) -> date | None:
    """Return the nearest first or last day that is not past."""
    every = (day for one in days for day in (one.opens, one.closes) if day)
    return min((day for day in every if day >= today), default=None)
