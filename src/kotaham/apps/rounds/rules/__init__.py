"""Rules of the room: the life of a round, its days by the clock of a place, its sample, who reaches it."""

from kotaham.apps.rounds.rules.days import (
    DEFAULT_ZONE,
    FARTHEST,
    NEEDED,
    ZONES,
    Days,
    Fault,
    Wrong,
    begin_of,
    end_of,
    faults,
    is_over,
    latest,
    next_day,
    standing,
    today_in,
)
from kotaham.apps.rounds.rules.life import DECIDER, ENDORSEMENTS, LIFE, ORGANISER, STEPS
from kotaham.apps.rounds.rules.sampling import draw_number, new_seed, sample, sample_size
from kotaham.apps.rounds.rules.scopes import CITY, seen, takes_part

__all__ = [
    "CITY",
    "DECIDER",
    "DEFAULT_ZONE",
    "ENDORSEMENTS",
    "FARTHEST",
    "LIFE",
    "NEEDED",
    "ORGANISER",
    "STEPS",
    "ZONES",
    "Days",
    "Fault",
    "Wrong",
    "begin_of",
    "draw_number",
    "end_of",
    "faults",
    "is_over",
    "latest",
    "new_seed",
    "next_day",
    "sample",
    "sample_size",
    "seen",
    "standing",
    "takes_part",
    "today_in",
]
