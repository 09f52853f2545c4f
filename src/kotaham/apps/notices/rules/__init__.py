"""Rules of the room: when to remind, when to keep quiet, whose notices are whose."""

from kotaham.apps.notices.rules.quiet import ZONES, mail_not_before, morning
from kotaham.apps.notices.rules.reminding import STEPS, Step, due_steps, is_due
from kotaham.apps.notices.rules.scopes import feeds, own

__all__ = ["STEPS", "ZONES", "Step", "due_steps", "feeds", "is_due", "mail_not_before", "morning", "own"]
