"""Days, weeks and years as targets count them: week 1 begins on 1 January, the last week of a year is short."""

from datetime import date

KNOWN_YEARS = range(2020, 2100)
WEEK = 7


def week_of(day: date) -> int:
    """Return the week of the year, from 1.

    >>> week_of(date(2026, 1, 7)), week_of(date(2026, 1, 8)), week_of(date(2026, 12, 31))
    (1, 2, 53)
    """
    return (day.timetuple().tm_yday - 1) // WEEK + 1


def full_weeks(year: int, today: date) -> int:
    """Return how many whole weeks of a year are over.

    >>> full_weeks(2026, date(2026, 1, 7)), full_weeks(2026, date(2026, 1, 8)), full_weeks(2025, date(2026, 1, 8))
    (0, 1, 52)
    """
    return min((today - date(year, 1, 1)).days, 365) // WEEK if today.year >= year else 0


def days_left(year: int, today: date) -> int:
    """Return how many days of a year are left, today among them."""
    return max((date(year + 1, 1, 1) - max(today, date(year, 1, 1))).days, 0)


def weeks_left(year: int, today: date) -> float:
    """Return how many weeks of a year are left."""
    return days_left(year, today) / WEEK


def effective(year: int, today: date) -> date:
    """Return the day whose targets a year shows: today, or the nearest day of that year."""
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))
