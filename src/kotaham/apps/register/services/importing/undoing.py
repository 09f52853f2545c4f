"""Undo an import in frames: people whom it changed get back what they had, people whom it added go again.

Whoever was changed or used since stays as they are, and the import says how many these are. What is done is gone from
the list of what is to do, so a restart needs no mark of where it stood.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor
from kotaham.apps.jobs.services import Run
from kotaham.apps.register import queries
from kotaham.apps.register.models import Batch, Before, Member, NameWord, Posting
from kotaham.apps.register.services.telling import UNDONE, tell_import
from kotaham.core.language import Say

State = Batch.State
SIZE = 5_000
BACK = Say("Perubahan dikembalikan", "Changes are put back")


def undo(pk: int, run: Run) -> None:
    """Put back what an import changed, then take away whom it added."""
    batch = queries.get_batch(pk)
    if batch is None or batch.state != State.UNDOING:
        return
    done = 0
    for step in (_restore, _remove):
        while count := step(pk):
            done += count
            run.progress(done, batch.created + batch.updated, BACK)
            if run.cancelled():
                return
    _finish(pk, run.actor)


def _restore(pk: int) -> int:
    """Give one frame of people back what they had; return how many they were."""
    with transaction.atomic():
        _hold(pk)
        rows = list(queries.untouched(pk)[:SIZE])
        held = Member.objects.select_for_update().filter(pk__in=[row.member_id for row in rows])
        versions = dict(held.order_by("pk").values_list("pk", "version"))
        mine = [row for row in rows if versions[row.member_id] == row.version]
        queries.put_back([(row.member_id, row.version, row.was) for row in mine], timezone.now())
        _serve_again(mine)
        _name_again([row.member_id for row in mine])
        Before.objects.filter(pk__in=[row.pk for row in mine]).delete()
    return len(rows)


def _hold(pk: int) -> None:
    """Hold the batch to the end of a frame, so that of two workers the second sees what is left after the first."""
    list(Batch.objects.select_for_update().filter(pk=pk).values_list("pk"))


def _serve_again(rows: Iterable[Before]) -> None:
    """Open the postings again that the import had ended, as if they had never been."""
    moved = {row.member_id: row.was["posting"] for row in rows if row.was["moved"]}
    Posting.objects.filter(member_id__in=moved, ends=None).delete()
    Posting.objects.filter(pk__in=[pk for pk in moved.values() if pk]).update(ends=None)


def _name_again(ids: Iterable[int]) -> None:
    NameWord.objects.filter(member_id__in=ids).delete()
    rows = Member.objects.filter(pk__in=ids).values_list("pk", "name_key", "kanwil_id", "office_id")
    NameWord.objects.bulk_create(_words(rows), batch_size=2000)


def _words(rows: Iterable[Any]) -> Iterable[NameWord]:
    for pk, key, kanwil, office in rows:
        for word in dict.fromkeys(one[:80] for one in key.split()):
            yield NameWord(member_id=pk, word=word, kanwil_id=kanwil, office_id=office)


def _remove(pk: int) -> int:
    """Take away one frame of people whom the import added and nobody has used; return how many they were."""
    with transaction.atomic():
        _hold(pk)
        ids = list(queries.unused(pk).values_list("pk", flat=True)[:SIZE])
        Member.objects.filter(pk__in=ids).delete()
    return len(ids)


def _finish(pk: int, actor: Actor) -> None:
    kept = queries.count_left_over(pk)
    with events.work(actor) as log:
        rows = Batch.objects.filter(pk=pk, state=State.UNDOING)
        if not rows.update(state=State.UNDONE, undone_at=timezone.now(), kept=kept, version=F("version") + 1):
            return
        batch = queries.batch_rows(pk).get()
        data = {"kept": kept}
        log.record("register.import-undone", batch, holder=batch.office_id, reason=batch.undo_reason, data=data)
        tell_import(batch, UNDONE)
