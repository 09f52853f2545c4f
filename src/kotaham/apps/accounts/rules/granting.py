"""Who may give which role, and how far away: the table that invitations, appointments and endings ask.

The policy table opens the door; this one says which role may be handed through it. `OWN` is the giver's own office,
`BELOW` also the offices inside its area. Nobody below the ministry can give the role they hold themselves.
"""

from collections.abc import Mapping

from kotaham.apps.gate.services import Actor
from kotaham.core.policy import ROLES, Reach

GRANTS: Mapping[str, Mapping[str, Reach]] = {
    "ministry_admin": dict.fromkeys(ROLES, Reach.ALL),
    "kanwil_head": {
        "kanwil_verifier": Reach.OWN,
        "kanwil_trainer": Reach.OWN,
        "policy_reviewer": Reach.OWN,
        "province_coordinator": Reach.BELOW,
        "city_coordinator": Reach.BELOW,
        "learner": Reach.OWN,
    },
    "province_coordinator": {
        "city_coordinator": Reach.BELOW,
        "unit_officer": Reach.BELOW,
        "policy_reviewer": Reach.OWN,
        "learner": Reach.BELOW,
    },
    "city_coordinator": {
        "unit_officer": Reach.BELOW,
        "policy_reviewer": Reach.OWN,
        "learner": Reach.BELOW,
    },
}


def may_grant(actor: Actor, role: str) -> Reach:
    """Return how far away an actor may give a role; `NONE` when it may not. The installation itself may give all."""
    return Reach.ALL if actor.system else grantable(actor.role).get(role, Reach.NONE)


def grantable(giver: str | None) -> Mapping[str, Reach]:
    """Return every role that the giver's role may give, with its reach."""
    return GRANTS.get(giver or "", {})
