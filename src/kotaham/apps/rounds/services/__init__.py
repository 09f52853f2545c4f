"""What other rooms ask of the room: days that bind, the opening and the end of a round; and what its own pages do."""

from kotaham.apps.rounds.services.bring_in import LARGEST, MOST, read_codes
from kotaham.apps.rounds.services.closing import cancel, decide
from kotaham.apps.rounds.services.extending import STEPS_OF_CITY, extend, must_be_running, who_extends
from kotaham.apps.rounds.services.finding import find as found
from kotaham.apps.rounds.services.hooks import (
    Link,
    Part,
    links,
    progress,
    progress_of,
    shown_at,
    when_cancelled,
    when_opened,
    whose_turn,
)
from kotaham.apps.rounds.services.opening import ask_open, open_round, outlook, under_way, was_opened
from kotaham.apps.rounds.services.planning import Wish, bonus_items, create, edit, editable, judged_days, set_days
from kotaham.apps.rounds.services.reminding import remind, to_remind
from kotaham.apps.rounds.services.taking_part import choose, decline, join, join_all, leave, leave_all, withdraw

__all__ = [
    "LARGEST",
    "MOST",
    "STEPS_OF_CITY",
    "Link",
    "Part",
    "Wish",
    "ask_open",
    "bonus_items",
    "cancel",
    "choose",
    "create",
    "decide",
    "decline",
    "edit",
    "editable",
    "extend",
    "found",
    "join",
    "join_all",
    "judged_days",
    "leave",
    "leave_all",
    "links",
    "must_be_running",
    "open_round",
    "outlook",
    "progress",
    "progress_of",
    "read_codes",
    "remind",
    "set_days",
    "shown_at",
    "to_remind",
    "under_way",
    "was_opened",
    "when_cancelled",
    "when_opened",
    "who_extends",
    "whose_turn",
    "withdraw",
]
