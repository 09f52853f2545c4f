"""What the room does, and what rooms above ask of it."""

from kotaham.apps.instruments.services.boxes import work_boxes
from kotaham.apps.instruments.services.commenting import comment, places_of, settle
from kotaham.apps.instruments.services.editing import (
    add_indicator,
    edit_indicator,
    edit_page,
    move_indicator,
    remove_indicator,
    rewrite,
)
from kotaham.apps.instruments.services.finding import editable, visible
from kotaham.apps.instruments.services.joining import join
from kotaham.apps.instruments.services.locking import lock
from kotaham.apps.instruments.services.making import make_blank, make_copy, make_from_file
from kotaham.apps.instruments.services.moving import drop, moves_of, offer, seal, seal_line, send_back
from kotaham.apps.instruments.services.shelves import behind, load_shelves
from kotaham.apps.instruments.services.translating import translate
from kotaham.apps.instruments.services.trying import (
    Past,
    PastFigures,
    compute,
    mappings,
    past,
    sources,
    try_file,
    try_past,
)
from kotaham.apps.instruments.services.usage import Use, used_by, users_of

__all__ = [
    "Past",
    "PastFigures",
    "Use",
    "add_indicator",
    "behind",
    "comment",
    "compute",
    "drop",
    "edit_indicator",
    "edit_page",
    "editable",
    "join",
    "load_shelves",
    "lock",
    "make_blank",
    "make_copy",
    "make_from_file",
    "mappings",
    "move_indicator",
    "moves_of",
    "offer",
    "past",
    "places_of",
    "remove_indicator",
    "rewrite",
    "seal",
    "seal_line",
    "send_back",
    "settle",
    "sources",
    "translate",
    "try_file",
    "try_past",
    "used_by",
    "users_of",
    "visible",
    "work_boxes",
]
