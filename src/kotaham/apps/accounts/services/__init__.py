"""Writes of the room accounts, and who acts."""

from kotaham.apps.accounts.services.acting import Acting, act, acting_of, actor_of, actor_of_appointment
from kotaham.apps.accounts.services.handing import OpenWork, hand_over, moved_words, on_handed, open_work, work_of
from kotaham.apps.accounts.services.holding import appoint, appointment_for, end
from kotaham.apps.accounts.services.inviting import Issued, accept, invite, open_invitation, renew, revoke
from kotaham.apps.accounts.services.mailing import ask_for_reset, drop_old, send
from kotaham.apps.accounts.services.people import deactivate, end_sessions, reactivate, set_profile
from kotaham.apps.accounts.services.securing import recorded

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
    "ask_for_reset",
    "deactivate",
    "drop_old",
    "end",
    "end_sessions",
    "hand_over",
    "invite",
    "moved_words",
    "on_handed",
    "open_invitation",
    "open_work",
    "reactivate",
    "recorded",
    "renew",
    "revoke",
    "send",
    "set_profile",
    "work_of",
]
