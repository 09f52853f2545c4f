"""What changes offices; each asks the policy first and writes its event in the same unit."""

from kotaham.apps.offices.services.areas import Wish, set_area
from kotaham.apps.offices.services.bring_in import Line, bring_in_units, check_units, read_units
from kotaham.apps.offices.services.change import close_office, confirm_office, movable_under, move_office, rename_office
from kotaham.apps.offices.services.closing import Closing, Held, held_at, held_words, on_closing, takers
from kotaham.apps.offices.services.guards import admit
from kotaham.apps.offices.services.load import Loaded, follow_places, load_offices
from kotaham.apps.offices.services.open import Words, create_office
from kotaham.apps.offices.services.parts import Task, add_mandate, drop_contact, end_mandate, set_contact
from kotaham.apps.offices.services.starter import Proposal, adopt_starter_units, proposals

__all__ = [
    "Closing",
    "Held",
    "Line",
    "Loaded",
    "Proposal",
    "Task",
    "Wish",
    "Words",
    "add_mandate",
    "admit",
    "adopt_starter_units",
    "bring_in_units",
    "check_units",
    "close_office",
    "confirm_office",
    "create_office",
    "drop_contact",
    "end_mandate",
    "follow_places",
    "held_at",
    "held_words",
    "load_offices",
    "movable_under",
    "move_office",
    "on_closing",
    "proposals",
    "read_units",
    "rename_office",
    "set_area",
    "set_contact",
    "takers",
]
