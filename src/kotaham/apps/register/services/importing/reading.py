"""Read a list in frames: each is staged in one transaction with the count of rows read, where a restart goes on."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

from django.db import transaction
from django.db.models import F

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor
from kotaham.apps.jobs.services import Run
from kotaham.apps.register import queries
from kotaham.apps.register.models import Batch, Staged
from kotaham.apps.register.services.importing import letters, receiving
from kotaham.apps.register.services.importing.staging import (
    STRANGER,
    Checked,
    Desk,
    Made,
    checked,
    desk_of,
    finished,
    known_in,
)  # fmt: skip
from kotaham.apps.register.services.telling import FAILED, READ, tell_import
from kotaham.core.errors import Refused
from kotaham.core.language import Say

State = Batch.State
ROWS = Say("Baris dibaca dan diperiksa", "Rows are read and checked")


def read(pk: int, run: Run) -> None:
    """Read a list to its end; a second turn goes on where the first was stopped.

    Who finds that another has taken the reading over leaves the file to them.
    """
    batch = queries.get_batch(pk)
    if batch is None or batch.state != State.READING:
        return
    try:
        if not _stage_all(batch, run):
            return
        _finish(batch, run.actor)
    except Refused as refused:
        _fail(batch, refused, run.actor)
        raise
    receiving.forget(batch)


def _stage_all(batch: Batch, run: Run) -> bool:
    """Stage every frame that is not staged yet; return whether the end was reached."""
    with closing(_frames(batch, desk_of(batch, run.actor))) as frames:
        for frame in frames:
            if run.cancelled():
                raise Refused(letters.STOPPED())
            if not _stage(batch, frame):
                return False
            run.progress(frame.upto, 0, ROWS)
    return True


def _frames(batch: Batch, desk: Desk) -> Generator[Made, None, None]:
    """Give the frames that are not staged yet, in order; another thread makes the next while this one is written.

    That thread never speaks to the database. Whom numbers belong to is asked here, as what is made is written here.
    """
    rows, waits = _checked(batch, desk), None
    with ThreadPoolExecutor(1) as other:
        coming = other.submit(next, rows, None)
        while (frame := coming.result()) is not None:
            coming = other.submit(next, rows, None)
            sealing = other.submit(finished, frame, known_in(frame, desk), desk)
            if waits is not None:
                yield waits.result()
            waits = sealing
        if waits is not None:
            yield waits.result()


def _checked(batch: Batch, desk: Desk) -> Iterator[Checked]:
    upto = 0
    for frame in receiving.frames(batch, receiving.FRAME):
        upto += frame.height
        if upto > batch.rows:
            yield checked(frame, upto, desk)


def _stage(batch: Batch, frame: Made) -> bool:
    """Write one frame, unless another worker has done so."""
    with transaction.atomic():
        mine = Batch.objects.filter(pk=batch.pk, state=State.READING, rows=frame.upto - frame.rows)
        if not mine.update(rows=frame.upto, refused=F("refused") + frame.refused.height):
            return False
        queries.load("register_staged", queries.STAGED, frame.good)
        queries.load("register_refusal", queries.REFUSED, frame.refused)
    return True


def _finish(batch: Batch, actor: Actor) -> None:
    """Refuse the second of two rows of one person, and rows of other people; show what would happen."""
    queries.settle()
    with events.work(actor) as log:
        twins = queries.refuse_twins(batch.pk, "number_index", "number", letters.TWICE.code)
        twins += queries.refuse_twins(batch.pk, "member_id", "number", letters.TWICE.code)
        strange = queries.refuse_marked(batch.pk, STRANGER, "name", letters.STRANGER.code)
        rows = Batch.objects.filter(pk=batch.pk, state=State.READING, rows__gt=0)
        if not rows.update(state=State.PREVIEW, refused=F("refused") + twins + strange, version=F("version") + 1):
            raise Refused(letters.NO_ROWS())
        batch.refresh_from_db()
        batch.mapping["will"] = queries.preview_counts(batch)
        Batch.objects.filter(pk=batch.pk).update(mapping=batch.mapping)
        data = {"rows": batch.rows, "refused": batch.refused}
        log.record("register.import-read", batch, holder=batch.office_id, data=data)
        tell_import(batch, READ)


def _fail(batch: Batch, refused: Refused, actor: Actor) -> None:
    """Say why a list could not be read, and keep nothing of it."""
    told = [_told(problem) for problem in refused.problems]
    with events.work(actor) as log:
        rows = Batch.objects.filter(pk=batch.pk, state=State.READING)
        if rows.update(state=State.FAILED, mapping={**batch.mapping, "letters": told}, version=F("version") + 1):
            Staged.objects.filter(batch=batch).delete()
            log.record("register.import-failed", batch, holder=batch.office_id, data={"codes": list(refused.codes)})
            tell_import(batch, FAILED)
    receiving.forget(batch)


def _told(problem: Any) -> dict[str, dict[str, str]]:
    parts = ("what", "why", "next")
    words = {lang: {name: problem.part(name, lang) for name in parts} for lang in ("id", "en")}
    return {lang: {**found, "where": problem.where.text(lang), "code": problem.code} for lang, found in words.items()}
