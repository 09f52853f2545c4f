"""The board of one city: its answers by state and by unit."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kotaham.apps.submissions import queries as submissions

STATES = ("empty", "draft", "ready", "returned")


@dataclass(slots=True)
class Unit:
    """What one unit holds: answers by state, and the nearest day among those that are not ready."""

    pk: int | None  # None holds what nobody was given
    name: str
    states: Counter[str] = field(default_factory=Counter)
    due: date | None = None

    @property
    def total(self) -> int:
        """How many answers it holds."""
        return self.states.total()

    @property
    def waiting(self) -> int:
        """How many of them are not ready."""
        return self.total - self.states["ready"]


def units(pk: int) -> list[Unit]:
    """Return the units of a report, those with most to do first; what nobody was given comes before all."""
    found: dict[int | None, Unit] = {}
    rows: Any = submissions.answers(pk).values_list("unit_id", "unit__name", "state", "due")
    for unit_pk, name, state, due in rows:
        unit = found.setdefault(unit_pk, Unit(unit_pk, name or ""))
        unit.states[state] += 1
        if due and state != "ready" and (unit.due is None or due < unit.due):
            unit.due = due
    return sorted(found.values(), key=lambda one: (one.pk is not None, -one.waiting, one.name))


def totals(found: list[Unit]) -> Mapping[str, int]:
    """Return how many answers are in each state."""
    return {state: sum(unit.states[state] for unit in found) for state in STATES}
