"""Rules of the room: lives of versions and enrolments, what it takes to finish, who reaches what, text as HTML."""

from kotaham.apps.courses.rules.life import (
    ENROLMENT_LIFE,
    KEEPER,
    LEARNER,
    LIFE,
    OFFICER,
    OPEN_STATES,
    RECKONED,
    SYSTEM,
    TOLD,
    route,
)
from kotaham.apps.courses.rules.needs import NEEDS, POST, Goal, Need, goal_of, needs_of
from kotaham.apps.courses.rules.reading import as_html
from kotaham.apps.courses.rules.scopes import PUBLISHED, enrolments, kept, oneself, seen

__all__ = [
    "ENROLMENT_LIFE",
    "KEEPER",
    "LEARNER",
    "LIFE",
    "NEEDS",
    "OFFICER",
    "OPEN_STATES",
    "POST",
    "PUBLISHED",
    "RECKONED",
    "SYSTEM",
    "TOLD",
    "Goal",
    "Need",
    "as_html",
    "enrolments",
    "goal_of",
    "kept",
    "needs_of",
    "oneself",
    "route",
    "seen",
]
