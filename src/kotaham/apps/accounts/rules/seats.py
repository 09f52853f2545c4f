"""Which role sits in which kind of office, as one table."""

from collections.abc import Mapping

_GOVERNMENTS = frozenset({"province", "city"})
_UNITS = frozenset({"unit", "service_unit"})

SEATS: Mapping[str, frozenset[str]] = {
    "ministry_admin": frozenset({"ministry"}),
    "instrument_editor": frozenset({"ministry"}),
    "assessor": frozenset({"ministry"}),
    "decision_maker": frozenset({"ministry"}),
    "auditor": frozenset({"ministry"}),
    "kanwil_head": frozenset({"kanwil"}),
    "kanwil_verifier": frozenset({"kanwil"}),
    "kanwil_trainer": frozenset({"kanwil"}),
    "province_coordinator": frozenset({"province"}),
    "city_coordinator": frozenset({"city"}),
    "unit_officer": _UNITS,
    "policy_reviewer": frozenset({"ministry", "kanwil"}) | _GOVERNMENTS,
    "learner": frozenset({"ministry", "kanwil", "partner"}) | _GOVERNMENTS | _UNITS,
}


def may_sit(role: str, kind: str) -> bool:
    """Tell whether a role exists in an office of this kind."""
    return kind in SEATS.get(role, frozenset())


def roles_of(kind: str) -> tuple[str, ...]:
    """Return the roles that an office of this kind can give, in the order of the table."""
    return tuple(role for role, kinds in SEATS.items() if kind in kinds)
