"""Rules of the room: the river, who reaches what, what a stored value says."""

from kotaham.apps.submissions.rules.life import (
    CENTRE,
    CITY,
    KANWIL,
    LIFE,
    PROVINCE,
    SENDER,
    SENT,
    STEP,
    TURN,
    WRITABLE,
)
from kotaham.apps.submissions.rules.scopes import UNIT, answers_seen, answers_written, claims_written, governed, seen
from kotaham.apps.submissions.rules.values import answer_of, same, same_figure, short, stored

__all__ = [
    "CENTRE",
    "CITY",
    "KANWIL",
    "LIFE",
    "PROVINCE",
    "SENDER",
    "SENT",
    "STEP",
    "TURN",
    "UNIT",
    "WRITABLE",
    "answer_of",
    "answers_seen",
    "answers_written",
    "claims_written",
    "governed",
    "same",
    "same_figure",
    "seen",
    "short",
    "stored",
]
