"""Rules of the room: which reports count at a stage, who may see it, what is kept of a result, results in words."""

from kotaham.apps.scores.rules.kept import Kept, kept, packed, unpacked
from kotaham.apps.scores.rules.scopes import announced, results_seen
from kotaham.apps.scores.rules.stages import ANNOUNCED, COUNTS, ORDER, TITLES
from kotaham.apps.scores.rules.telling import Choice, choices, outcome, why_none

__all__ = [
    "ANNOUNCED",
    "COUNTS",
    "ORDER",
    "TITLES",
    "Choice",
    "Kept",
    "announced",
    "choices",
    "kept",
    "outcome",
    "packed",
    "results_seen",
    "unpacked",
    "why_none",
]
