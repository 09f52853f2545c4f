"""What pages and jobs ask of the room."""

from kotaham.apps.targets.services.board import Asked, Board, Line, board, narrowed, now, offices_of
from kotaham.apps.targets.services.checking import ask_check, check, rebuild, under_way, years_to_check
from kotaham.apps.targets.services.counting import Told, count
from kotaham.apps.targets.services.exporting import as_csv, as_xlsx
from kotaham.apps.targets.services.letters import NO_KANWIL
from kotaham.apps.targets.services.setting import Wish, must_exist, set_target

__all__ = [
    "NO_KANWIL",
    "Asked",
    "Board",
    "Line",
    "Told",
    "Wish",
    "as_csv",
    "as_xlsx",
    "ask_check",
    "board",
    "check",
    "count",
    "must_exist",
    "narrowed",
    "now",
    "offices_of",
    "rebuild",
    "set_target",
    "under_way",
    "years_to_check",
]
