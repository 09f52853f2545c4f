"""Reads of the room accounts."""

from kotaham.apps.accounts.queries.demo import DEMO_PEOPLE, demo_table
from kotaham.apps.accounts.queries.holding import appointments_of, count_holders, holders, now_in_force
from kotaham.apps.accounts.queries.people import (
    appointment_names,
    hand_over_of,
    held_by,
    invitation_names,
    invitations,
    names,
    received_by,
    search,
    seats_of,
    successors,
)
from kotaham.apps.accounts.queries.roles import RoleTold, roles_told
from kotaham.apps.accounts.queries.security import security_changes

__all__ = [
    "DEMO_PEOPLE",
    "RoleTold",
    "appointment_names",
    "appointments_of",
    "count_holders",
    "demo_table",
    "hand_over_of",
    "held_by",
    "holders",
    "invitation_names",
    "invitations",
    "names",
    "now_in_force",
    "received_by",
    "roles_told",
    "search",
    "seats_of",
    "security_changes",
    "successors",
]
