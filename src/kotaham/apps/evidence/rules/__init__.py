"""Who reaches which evidence, and what may be said of its dates and links."""

from kotaham.apps.evidence.rules.dates import Validity, validity
from kotaham.apps.evidence.rules.links import checked_link
from kotaham.apps.evidence.rules.scopes import inherited, reachable, usable, uses_reachable

__all__ = ["Validity", "checked_link", "inherited", "reachable", "usable", "uses_reachable", "validity"]
