"""Keep how far a learner is: each place and each module by itself, acknowledged one by one, and never back.

Two devices may send in any order: the farther place stays. A place alone makes no entry in the record, as there would
be one every few seconds; that somebody begins and that a module is done does.
"""

from dataclasses import dataclass

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from kotaham.apps.courses import queries
from kotaham.apps.courses.models import Enrolment, Module, Progress
from kotaham.apps.courses.rules import OPEN_STATES
from kotaham.apps.courses.services import letters, moving
from kotaham.apps.courses.services.finding import find_own
from kotaham.apps.courses.services.settling import settle
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor
from kotaham.core.errors import Refused

FARTHEST = 1_000_000  # seconds of a video, or per mille of a text


@dataclass(frozen=True, slots=True)
class Saved:
    """What the server has of a module now; the browser forgets what this covers."""

    place: int
    done: bool
    enrolment: Enrolment


def find_part(pk: int, position: int, *, actor: Actor) -> tuple[Enrolment, Module]:
    """Return one's own enrolment and a module of its version."""
    row = find_own(pk, actor=actor)
    if row.state == Enrolment.State.WITHDRAWN:
        raise Refused(letters.NO_MODULE())
    module = queries.module(row.version_id, position)
    if module is None:
        raise Http404
    return row, module


def save_progress(pk: int, position: int, *, actor: Actor, place: int = 0, done: bool = False) -> Saved:
    """Keep a place and whether the module is done; what is there already stays when it is more."""
    row, module = find_part(pk, position, actor=actor)
    now, place = timezone.now(), min(max(place, 0), FARTHEST)
    with events.work(actor) as log:
        moving.start(row, log)
        held = queries.progress_in(row.pk, module.pk) or _opened(row, module)
        rows = Progress.objects.filter(pk=held.pk)
        if rows.filter(place__lt=place).update(place=place, saved_at=now):
            held.place = place
        elif held.place < place:  # another device was faster, and is farther
            held.refresh_from_db()
        if done and rows.filter(done_at=None).update(done_at=now, saved_at=now):
            Enrolment.objects.filter(pk=row.pk).update(done=F("done") + 1)
            log.record("courses.module-done", row, holder=row.office_id, data={"position": position})
            if row.state in {*OPEN_STATES, "finished", "failed"}:
                settle([row.pk], log)
    return Saved(held.place, done or held.done_at is not None, row)


def _opened(row: Enrolment, module: Module) -> Progress:
    """Note that a module was opened; when two phones do so at once, once."""
    return Progress.objects.get_or_create(enrolment=row, module=module, defaults={"saved_at": timezone.now()})[0]
