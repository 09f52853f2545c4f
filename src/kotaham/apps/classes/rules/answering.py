"""What still holds of an invitation that is answered by its link, and by what somebody knows that it is theirs."""

import re
from datetime import datetime

OPEN, PRESENT, BEGUN, CANCELLED, WITHDRAWN = "open", "present", "begun", "cancelled", "withdrawn"
_TITLE = re.compile(r"^\w+\.$")  # drs., Ir., H.: no name, and no initial either


def standing(session: str, seat: str, starts: datetime, now: datetime, *, known: bool, present: bool) -> str:
    """Tell whether an invitation can be answered; from the very moment at which the session begins it cannot."""
    if seat == "revoked" or not known:
        return WITHDRAWN
    if session == "cancelled":
        return CANCELLED
    if session == "held" or now >= starts:
        return BEGUN
    return PRESENT if present else OPEN


def short_name(name: str) -> str:
    """Return the first name and initials: enough for whoever it is to know, little for anybody else.

    >>> short_name("Dr. Siti Aminah Lubis, S.H.")
    'Siti A. L.'
    """
    words = name.partition(",")[0].split()
    plain = [word for word in words if not _TITLE.match(word)] or words
    return " ".join([*plain[:1], *(f"{word[0]}." for word in plain[1:])])
