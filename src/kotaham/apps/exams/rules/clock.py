"""The clock of an attempt, kept by the server: when it ends, what may still arrive, which of two answers is newer."""

import math
from datetime import datetime, timedelta

# What was sent before the end may be on its way for so long; the page of the attempt says so.
GRACE = timedelta(seconds=30)
AHEAD = 5_000  # thousandths of a second by which the clock of a browser may be ahead


def ends_at(start: datetime, minutes: int, closes: datetime | None) -> datetime:
    """Return when an attempt ends: after its minutes, and not later than the test."""
    end = start + timedelta(minutes=minutes)
    return min(end, closes) if closes else end


def is_over(end: datetime, now: datetime) -> bool:
    """Tell whether nothing more is taken: the time is up, and what was on its way had time to arrive."""
    return now > end + GRACE


def left(end: datetime, now: datetime) -> int:
    """Return the whole seconds that are left; never below zero."""
    return max(0, math.ceil((end - now).total_seconds()))


def sequence_of(start: datetime, now: datetime, told: int | None) -> int:
    """Return the place of an answer in time: what the browser told, unless that lies in the future; else now."""
    here = max(1, int((now - start).total_seconds() * 1000))
    return told if told is not None and 0 < told <= here + AHEAD else here
