"""Rules of the room: lives of sessions and seats, the rotating code, lists of meetings, who reaches what."""

from kotaham.apps.classes.rules.answering import short_name, standing
from kotaham.apps.classes.rules.codes import STEP, code_of, is_valid
from kotaham.apps.classes.rules.life import HOLDER, LIFE, MEMBER, OFFICER, SEAT_LIFE, SYSTEM, TAKES_PRESENCE
from kotaham.apps.classes.rules.rolls import Line, bare, present, read_roll
from kotaham.apps.classes.rules.scopes import at_seat, held, oneself, seen

__all__ = [
    "HOLDER",
    "LIFE",
    "MEMBER",
    "OFFICER",
    "SEAT_LIFE",
    "STEP",
    "SYSTEM",
    "TAKES_PRESENCE",
    "Line",
    "at_seat",
    "bare",
    "code_of",
    "held",
    "is_valid",
    "oneself",
    "present",
    "read_roll",
    "seen",
    "short_name",
    "standing",
]
