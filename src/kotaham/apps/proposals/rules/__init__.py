"""Rules of the room: what is weak by the record, and who reaches what."""

from kotaham.apps.proposals.rules.scopes import everything, offices_near
from kotaham.apps.proposals.rules.weak import Weak, share_of, weak

__all__ = ["Weak", "everything", "offices_near", "share_of", "weak"]
