"""What happened to the ways in of a person, for the own page."""

from collections.abc import Sequence

from kotaham.apps.events import queries as events

SHOWN = 10
VERBS = ("accounts.security-changed", "accounts.sign-in-refused")


def security_changes(person: int) -> Sequence[events.Told]:
    """Return the newest changes and the tries to sign in that failed, in words."""
    rows = events.history(events.PERSON, person).filter(verb__in=VERBS)
    return events.told(list(rows[:SHOWN]))
