"""Rules of the room: which events are told, what a statement looks like, how long to wait for the next try."""

from kotaham.apps.statements.rules.happenings import LISTENED, Told, identity, told_by
from kotaham.apps.statements.rules.scopes import everything
from kotaham.apps.statements.rules.shape import Actor, Thing, same, statement, voiding
from kotaham.apps.statements.rules.trying import WHY, pause

__all__ = [
    "LISTENED",
    "WHY",
    "Actor",
    "Thing",
    "Told",
    "everything",
    "identity",
    "pause",
    "same",
    "statement",
    "told_by",
    "voiding",
]
