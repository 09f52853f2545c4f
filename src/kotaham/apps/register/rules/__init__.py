"""Rules of the room: the lives of members and batches, who reaches whom, who may be one person."""

from kotaham.apps.register.rules.life import BATCH_LIFE, KEEPER, LIFE, SYSTEM
from kotaham.apps.register.rules.likeness import LEAST, REASONS, Seen, alike, birth_of, likely, maybe_one, strangers
from kotaham.apps.register.rules.purposes import PURPOSES, Purpose
from kotaham.apps.register.rules.scopes import (
    entities,
    members,
    near,
    of_both,
    of_kanwil,
    of_member,
    of_office,
    oneself,
)

__all__ = [
    "BATCH_LIFE",
    "KEEPER",
    "LEAST",
    "LIFE",
    "PURPOSES",
    "REASONS",
    "SYSTEM",
    "Purpose",
    "Seen",
    "alike",
    "birth_of",
    "entities",
    "likely",
    "maybe_one",
    "members",
    "near",
    "of_both",
    "of_kanwil",
    "of_member",
    "of_office",
    "oneself",
    "strangers",
]
