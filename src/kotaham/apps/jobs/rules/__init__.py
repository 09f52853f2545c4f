"""Rules of the room: who may see a piece of work, when it is due, how long to wait before trying again."""

from kotaham.apps.jobs.rules.cron import Cron
from kotaham.apps.jobs.rules.patience import pause_before
from kotaham.apps.jobs.rules.who import may_reach

__all__ = ["Cron", "may_reach", "pause_before"]
