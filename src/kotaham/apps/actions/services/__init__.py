"""What other rooms ask of the room: open a follow-up; and what its own pages and tasks do."""

from kotaham.apps.actions.services.boxes import work_boxes
from kotaham.apps.actions.services.moving import (
    accept,
    cancel,
    claim,
    extend,
    give_back,
    reopen,
    standing,
    take,
    within_reach,
)
from kotaham.apps.actions.services.opening import (
    Source,
    Wish,
    add_need,
    drop_need,
    edit,
    editable,
    may_give_to,
    open_action,
)
from kotaham.apps.actions.services.proving import offered, prove
from kotaham.apps.actions.services.reminding import remind, to_remind
from kotaham.apps.evidence.services import Pinpoint

__all__ = [
    "Pinpoint",
    "Source",
    "Wish",
    "accept",
    "add_need",
    "cancel",
    "claim",
    "drop_need",
    "edit",
    "editable",
    "extend",
    "give_back",
    "may_give_to",
    "offered",
    "open_action",
    "prove",
    "remind",
    "reopen",
    "standing",
    "take",
    "to_remind",
    "within_reach",
    "work_boxes",
]
