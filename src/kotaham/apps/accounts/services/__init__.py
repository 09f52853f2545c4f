"""Writes of the room accounts, and who acts."""

from kotaham.apps.accounts.services.acting import Acting, act, acting_of, actor_of, actor_of_appointment
from kotaham.apps.accounts.services.handing import OpenWork, hand_over, open_work, work_of
from kotaham.apps.accounts.services.holding import appoint, appointment_for, end
from kotaham.apps.accounts.services.inviting import (
    Issued,
    accept,
    invite,
    open_invitation,
    renew,
    revoke,
    send_letter,
)
from kotaham.apps.accounts.services.people import deactivate, end_sessions, reactivate, set_profile

__all__ = [
    "Acting",
    "Issued",
    "OpenWork",
    "accept",
    "act",
    "acting_of",
    "actor_of",
    "actor_of_appointment",
    "appoint",
    "appointment_for",
    "deactivate",
    "end",
    "end_sessions",
    "hand_over",
    "invite",
    "open_invitation",
    "open_work",
    "reactivate",
    "renew",
    "revoke",
    "send_letter",
    "set_profile",
    "work_of",
]
