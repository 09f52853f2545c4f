"""What each role is, told from the tables that are asked: seats, granting, policy."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotaham.apps.accounts.rules import GRANTS, SEATS
from kotaham.apps.gate.services import policy
from kotaham.core.language import Say
from kotaham.core.policy import ROLES, Reach, Rule


@dataclass(frozen=True, slots=True)
class RoleTold:
    """One role: where it sits, who gives it, and what it may do how far."""

    role: str
    title: Say
    seats: Sequence[str]
    givers: Sequence[str]
    rules: Sequence[tuple[Rule, Reach]]


def roles_told() -> Sequence[RoleTold]:
    """Tell every role; what every signed-in person may do is left out."""
    table = policy().rules.values()
    return [
        RoleTold(
            role,
            title,
            sorted(SEATS[role]),
            [giver for giver, given in GRANTS.items() if role in given],
            [(rule, rule.cells[role]) for rule in table if rule.cells.get(role)],
        )
        for role, title in ROLES.items()
    ]
