"""What other rooms ask of the room, and what its own pages do: read, correct, return, conclude, assess, announce."""

from kotaham.apps.verification.services.bonus import most_of, recognise
from kotaham.apps.verification.services.boxes import work_boxes
from kotaham.apps.verification.services.checking import (
    OF_HEAD,
    OFFERED,
    Words,
    accept_many,
    bulk,
    check,
    seat,
    settle,
    stage_of,
)
from kotaham.apps.verification.services.concluding import (
    assess,
    conclude,
    differing,
    objection_ends,
    readers_before,
    send_back,
    still_open,
    validate,
)
from kotaham.apps.verification.services.finding import case_for, find, readable_sides
from kotaham.apps.verification.services.minutes import AFTER, Paper
from kotaham.apps.verification.services.minutes import make as make_minutes
from kotaham.apps.verification.services.minutes import opened as opened_minutes
from kotaham.apps.verification.services.minutes import take_back as take_back_minutes
from kotaham.apps.verification.services.queueing import assign, eligible, open_case, read_second, take
from kotaham.apps.verification.services.readings import drop_reading, set_reading
from kotaham.apps.verification.services.returning import give_back, returned

__all__ = [
    "AFTER",
    "OFFERED",
    "OF_HEAD",
    "Paper",
    "Words",
    "accept_many",
    "assess",
    "assign",
    "bulk",
    "case_for",
    "check",
    "conclude",
    "differing",
    "drop_reading",
    "eligible",
    "find",
    "give_back",
    "make_minutes",
    "most_of",
    "objection_ends",
    "open_case",
    "opened_minutes",
    "read_second",
    "readable_sides",
    "readers_before",
    "recognise",
    "returned",
    "seat",
    "send_back",
    "set_reading",
    "settle",
    "stage_of",
    "still_open",
    "take",
    "take_back_minutes",
    "validate",
    "work_boxes",
]
