"""Rules of the room: the kinds of data, the life of a list, who reaches it, when a time is over."""

from kotaham.apps.retention.rules.kinds import KINDS, PEOPLE, SHOWN, Kind
from kotaham.apps.retention.rules.life import CHECKER, LIFE, ROLE
from kotaham.apps.retention.rules.scopes import everything
from kotaham.apps.retention.rules.spans import years_before

__all__ = ["CHECKER", "KINDS", "LIFE", "PEOPLE", "ROLE", "SHOWN", "Kind", "everything", "years_before"]
