"""Who may hold what, for how long, and who may give it: data and pure questions about them."""

from kotaham.apps.accounts.rules.granting import GRANTS, grantable, may_grant
from kotaham.apps.accounts.rules.periods import DEFAULT_ZONE, in_force, is_in_force, overlap, today_in
from kotaham.apps.accounts.rules.scopes import (
    appointments,
    endable,
    few_people,
    handable,
    invitations,
    manageable,
    oneself,
    people,
)
from kotaham.apps.accounts.rules.seats import SEATS, may_sit, roles_of

__all__ = [
    "DEFAULT_ZONE",
    "GRANTS",
    "SEATS",
    "appointments",
    "endable",
    "few_people",
    "grantable",
    "handable",
    "in_force",
    "invitations",
    "is_in_force",
    "manageable",
    "may_grant",
    "may_sit",
    "oneself",
    "overlap",
    "people",
    "roles_of",
    "today_in",
]
