"""What the pages and the jobs ask of the room."""

from kotaham.apps.retention.services.deciding import check, confirm, drop, hold
from kotaham.apps.retention.services.erasing import erase
from kotaham.apps.retention.services.finding import find_sheet, kind_of
from kotaham.apps.retention.services.listing import list_due
from kotaham.apps.retention.services.setting import Wish, set_term

__all__ = ["Wish", "check", "confirm", "drop", "erase", "find_sheet", "hold", "kind_of", "list_due", "set_term"]
