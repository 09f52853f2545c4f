"""What other rooms and the pages ask of the register."""

from kotaham.apps.register.services.adding import Wish, add, change, completed, judged, kanwil_above, put, write_words
from kotaham.apps.register.services.claiming import claim
from kotaham.apps.register.services.entities import add_entity, find_entity, set_active
from kotaham.apps.register.services.entity_hooks import Before, Holds, Twice, before, when_joined
from kotaham.apps.register.services.hooks import (
    Happened,
    Rejoined,
    Visited,
    count,
    visit,
    when_counted,
    when_merged,
    when_visited,
)
from kotaham.apps.register.services.keeping import Due, due_people, due_wishes, empty_wishes, erase_due
from kotaham.apps.register.services.keys import keyring
from kotaham.apps.register.services.links import close_link, join, make_link, open_link, token_of
from kotaham.apps.register.services.merging import differ, merge, seek, unmerge
from kotaham.apps.register.services.merging_entities import (
    differ_entities,
    hold_standing,
    merge_entities,
    noted_as,
    seek_entities,
    two,
    unmerge_entity,
)
from kotaham.apps.register.services.moving import come_back, leave, move
from kotaham.apps.register.services.revealing import address_to_write_to, reveal, reveal_numbers, reveal_own
from kotaham.apps.register.services.sealed import indexes, like_number, number_of, opened
from kotaham.apps.register.services.wishing import answer, ask, erase

__all__ = [
    "Before",
    "Due",
    "Happened",
    "Holds",
    "Rejoined",
    "Twice",
    "Visited",
    "Wish",
    "add",
    "add_entity",
    "address_to_write_to",
    "answer",
    "ask",
    "before",
    "change",
    "claim",
    "close_link",
    "come_back",
    "completed",
    "count",
    "differ",
    "differ_entities",
    "due_people",
    "due_wishes",
    "empty_wishes",
    "erase",
    "erase_due",
    "find_entity",
    "hold_standing",
    "indexes",
    "join",
    "judged",
    "kanwil_above",
    "keyring",
    "leave",
    "like_number",
    "make_link",
    "merge",
    "merge_entities",
    "move",
    "noted_as",
    "number_of",
    "open_link",
    "opened",
    "put",
    "reveal",
    "reveal_numbers",
    "reveal_own",
    "seek",
    "seek_entities",
    "set_active",
    "token_of",
    "two",
    "unmerge",
    "unmerge_entity",
    "visit",
    "when_counted",
    "when_joined",
    "when_merged",
    "when_visited",
    "write_words",
]
