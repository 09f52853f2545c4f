"""What the dates of a piece of evidence mean on a day."""

from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=30)


class Validity(StrEnum):
    """Where a day lies in the period of validity; `open` means that no end is known."""

    EARLY = "early"
    OPEN = "open"
    VALID = "valid"
    SOON = "soon"
    OVER = "over"


def validity(effective_from: date | None, expires: date | None, on: date) -> Validity:
    """Tell where a day lies; evidence still counts on the day it expires."""
    if effective_from is not None and on < effective_from:
        return Validity.EARLY
    if expires is None:
        return Validity.OPEN
    if on > expires:
        return Validity.OVER
    return Validity.SOON if expires - on <= SOON else Validity.VALID
