"""Queue what happened, in the transaction in which it happened; nothing while no endpoint is named."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from kotaham.apps.certificates.services import Issued
from kotaham.apps.events.services import Heard, Log
from kotaham.apps.statements import queries
from kotaham.apps.statements.models import Statement
from kotaham.apps.statements.rules import Told, identity, told_by

BATCH = 1_000
State, What = Statement.State, Statement.What


def hear(recorded: Sequence[Heard]) -> None:
    """Queue what events tell, and take back what they undo."""
    if settings.XAPI["endpoint"]:
        queue([told_by(event) for event in recorded])


def issued(rows: Sequence[Issued], _log: Log) -> None:
    """Queue that certificates were earned."""
    if settings.XAPI["endpoint"]:
        queue([Told(What.EARNED, str(row.certificate)) for row in rows])


def queue(told: Sequence[Told]) -> None:
    """Write the happenings; one that is there already stays as it is."""
    now = timezone.now()
    fresh = [_row(one.what, one.about, now) for one in told if not one.undone]
    Statement.objects.bulk_create(fresh, batch_size=BATCH, ignore_conflicts=True)
    _take_back([identity(settings.SITE, one.what, one.about) for one in told if one.undone], now)


def _row(what: str, about: str, now: datetime) -> Statement:
    number = identity(settings.SITE, what, about)
    return Statement(statement=number, what=what, about=about, happened_at=now, next_at=now)


def _take_back(numbers: Collection[UUID], now: datetime) -> None:
    """Drop what was never tried; of what may have gone out, queue the statement that voids it.

    What was never queued, since the endpoint was named later, needs no voiding.
    """
    found = queries.held(numbers) if numbers else {}
    rows = [_voiding(number, now) for number, row in found.items() if not _dropped(row)]
    Statement.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _dropped(row: Statement) -> bool:
    """Drop a statement that never got there; False when it did, or may have."""
    never = Q(state=State.WAITING, tries=0) | Q(state__in=(State.REFUSED, State.DROPPED))
    return bool(Statement.objects.filter(never, pk=row.pk).update(state=State.DROPPED, body=None))


def _voiding(number: UUID, now: datetime) -> Statement:
    row = _row(What.VOIDED, str(number), now)
    row.voids = number
    return row
