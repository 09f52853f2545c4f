"""Reads of the room: what waits, what was refused, and by which number a happening went out."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from kotaham.apps.statements.models import Statement

__all__ = ["MANY", "due", "held", "open_counts", "outbox", "statement"]

State = Statement.State
MANY = 100_000  # nobody needs to know how many more than that wait


def due(now: datetime, most: int) -> list[Statement]:
    """Return the next statements that may go out, the oldest first."""
    return list(Statement.objects.filter(state=State.WAITING, next_at__lte=now).order_by("next_at", "pk")[:most])


def held(numbers: Collection[UUID]) -> Mapping[UUID, Statement]:
    """Return those statements that are queued or were."""
    return {row.statement: row for row in Statement.objects.filter(statement__in=numbers)}


def statement(pk: int) -> QuerySet[Statement]:
    """Return the one statement as a query, for `demand_for`."""
    return Statement.objects.filter(pk=pk)


def outbox(state: str) -> QuerySet[Statement]:
    """Return what waits or was refused, the newest first."""
    return Statement.objects.filter(state=state).order_by("-pk")


def open_counts() -> Mapping[str, int]:
    """Count what waits and what was refused, up to a bound."""
    return {
        state: Statement.objects.filter(state=state).order_by().values("pk")[: MANY + 1].count()
        for state in (State.WAITING, State.REFUSED)
    }
