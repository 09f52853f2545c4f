"""Rules of the room: the life of a follow-up, who reaches it, when it is late, what may need what."""

from kotaham.apps.actions.rules.days import DEFAULT_ZONE, ZONES, is_late, overdue, today_in
from kotaham.apps.actions.rules.graph import makes_circle, reached
from kotaham.apps.actions.rules.life import ASKER, CLAIMER, CLOSED, EDITABLE, LIFE, OWNER, UNFINISHED
from kotaham.apps.actions.rules.scopes import asked, owned, seen

__all__ = [
    "ASKER",
    "CLAIMER",
    "CLOSED",
    "DEFAULT_ZONE",
    "EDITABLE",
    "LIFE",
    "OWNER",
    "UNFINISHED",
    "ZONES",
    "asked",
    "is_late",
    "makes_circle",
    "overdue",
    "owned",
    "reached",
    "seen",
    "today_in",
]
