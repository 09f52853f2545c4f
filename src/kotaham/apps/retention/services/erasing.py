"""Erase what two people agreed on, part by part; killed and run again it goes on, and ends with a receipt.

The receipt is the SHA-256 of the lines `kind,number` of what went, in the order of the numbers: it proves later which
rows a list took, without telling whose they were.
"""

from hashlib import sha256

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.jobs.services import Run
from kotaham.apps.offices import queries as offices
from kotaham.apps.retention import queries
from kotaham.apps.retention.models import Entry, Sheet
from kotaham.apps.retention.services.finding import find_sheet
from kotaham.apps.retention.services.kinds import KEEPERS
from kotaham.core.language import Say

PART = 200
WORDS = Say("Menghapus yang jatuh tempo", "Erasing what is due")


def erase(pk: int, run: Run) -> Sheet:
    """Erase a confirmed list to its end, for whoever confirmed it."""
    row = find_sheet(pk, "retention.confirm", actor=run.actor)
    done = 0
    while row.state == Sheet.State.CONFIRMED and not run.cancelled() and (some := queries.waiting(pk, PART)):
        _part(row, some, run)
        done += len(some)
        run.progress(done, row.count, WORDS)
    if row.state == Sheet.State.CONFIRMED and not queries.waiting(pk, 1):
        _end(row, run)
    return row


def _part(row: Sheet, some: list[Entry], run: Run) -> None:
    """Erase some, and mark them in the same transaction."""
    with events.work(run.actor):
        gone = KEEPERS[row.kind].erase(some, row, run.actor)
        rows = Entry.objects.filter(pk__in=[one.pk for one in some])
        rows.filter(number__in=gone).update(erased_at=timezone.now())
        rows.exclude(number__in=gone).update(left=True)


def _end(row: Sheet, run: Run) -> None:
    entries = Entry.objects.filter(sheet=row)
    gone = list(entries.filter(erased_at__isnull=False).order_by("number").values_list("number", flat=True))
    receipt = sha256("".join(f"{row.kind},{number}\n" for number in gone).encode()).hexdigest()
    fields = {"state": Sheet.State.ERASED, "ended_at": timezone.now(), "erased": len(gone), "receipt": receipt}
    with events.work(run.actor) as log:
        if not Sheet.objects.filter(pk=row.pk, state=Sheet.State.CONFIRMED).update(**fields):
            return
        held = entries.exclude(held_why="").count()
        data = {"kind": row.kind, "erased": len(gone), "held": held, "left": row.count - len(gone) - held}
        log.record(
            "retention.erased", row, holder=offices.ministry_id(), reason=row.term.basis,
            data=data | {"receipt": receipt},
        )  # fmt: skip
