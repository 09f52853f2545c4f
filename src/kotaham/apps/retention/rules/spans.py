"""When a time is over."""

from datetime import date, datetime
from typing import TypeVar

Moment = TypeVar("Moment", date, datetime)


def years_before(moment: Moment, years: int) -> Moment:
    """Return the same moment some years earlier; of the 29th of February the 28th where there is none.

    >>> years_before(date(2028, 2, 29), 1)
    datetime.date(2027, 2, 28)
    """
    try:
        return moment.replace(year=moment.year - years)
    except ValueError:
        return moment.replace(year=moment.year - years, day=28)
