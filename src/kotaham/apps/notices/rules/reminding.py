"""The ladder of reminders: three days before, the day after, and a week after to the superior."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: how many days from the due date, and whether the superior hears of it."""

    name: str
    days: int
    superior: bool = False


STEPS: Sequence[Step] = (Step("before", -3), Step("after", 1), Step("superior", 7, superior=True))


def is_due(step: Step, due: date, today: date) -> bool:
    """Tell whether the day of a step has come."""
    return today >= due + timedelta(days=step.days)


def due_steps(due: date, today: date, sent: Collection[str] = ()) -> Sequence[Step]:
    """Return the steps whose day has come and that were not sent; days on which nobody looked are made up for."""
    return [step for step in STEPS if step.name not in sent and is_due(step, due, today)]
