"""Rules of the room: the life of a claim, who reaches whose hours, the course record of the personnel system."""

from kotaham.apps.credits.rules.life import DECIDER, LIFE
from kotaham.apps.credits.rules.national import EMPTY, FIELDS, Course, record_of
from kotaham.apps.credits.rules.scopes import claims, members, of_office, offices_of, oneself

__all__ = [
    "DECIDER",
    "EMPTY",
    "FIELDS",
    "LIFE",
    "Course",
    "claims",
    "members",
    "of_office",
    "offices_of",
    "oneself",
    "record_of",
]
