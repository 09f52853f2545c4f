"""Reads of the room accounts."""

from kotaham.apps.accounts.queries.demo import DEMO_PEOPLE, demo_table
from kotaham.apps.accounts.queries.holding import appointments_of, holders, now_in_force
from kotaham.apps.accounts.queries.people import (
    hand_over_of,
    held_by,
    invitations,
    names,
    received_by,
    search,
    seats_of,
    successors,
)
from kotaham.apps.accounts.queries.roles import RoleTold, roles_told

__all__ = [
    "DEMO_PEOPLE",
    "RoleTold",
    "appointments_of",
    "demo_table",
    "hand_over_of",
    "held_by",
    "holders",
    "invitations",
    "names",
    "now_in_force",
    "received_by",
    "roles_told",
    "search",
    "seats_of",
    "successors",
]
