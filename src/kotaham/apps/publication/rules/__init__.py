"""Rules of the room: the life of an objection, who reaches what, the list of a decision as plain data."""

from kotaham.apps.publication.rules.drawing import (
    NOT_SCORED,
    NOT_SENT,
    NOT_TAKING_PART,
    SETTLED,
    UNSENT,
    WHY_NOT_HERE,
    Entry,
    Line,
    as_before,
    differs,
    digest_of,
    ordered,
    told_of,
)
from kotaham.apps.publication.rules.life import ASSESSOR, BEFORE, CITY, LIFE
from kotaham.apps.publication.rules.scopes import CENTRE, JUDGED, decisions_seen, objections_seen, reports_of_city

__all__ = [
    "ASSESSOR",
    "BEFORE",
    "CENTRE",
    "CITY",
    "JUDGED",
    "LIFE",
    "NOT_SCORED",
    "NOT_SENT",
    "NOT_TAKING_PART",
    "SETTLED",
    "UNSENT",
    "WHY_NOT_HERE",
    "Entry",
    "Line",
    "as_before",
    "decisions_seen",
    "differs",
    "digest_of",
    "objections_seen",
    "ordered",
    "reports_of_city",
    "told_of",
]
