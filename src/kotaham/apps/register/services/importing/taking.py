"""Take a previewed list in, frame by frame: each is one transaction that also says where a restart goes on."""

from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.apps.jobs import services as jobs
from kotaham.apps.jobs.services import Run
from kotaham.apps.offices import queries as offices
from kotaham.apps.register import queries, rules
from kotaham.apps.register.models import Batch, Refusal, Staged
from kotaham.apps.register.queries import Frame
from kotaham.apps.register.services.importing import letters, receiving
from kotaham.apps.register.services.letters import must_say
from kotaham.apps.register.services.telling import DONE, tell_import
from kotaham.core.errors import Refused
from kotaham.core.language import Say

State = Batch.State
TAKEN = Say("Orang dimasukkan ke daftar", "People are taken into the register")


def approve(pk: int, *, actor: Actor, version: int) -> Batch:
    """Let a list be taken in as its preview showed."""
    batch = demand_for(
        actor, "register.import-approve", queries.batch_rows(pk), rules.of_office, see="register.import-see"
    )
    if batch.state == State.PREVIEW and not Staged.objects.filter(batch=batch).exists():
        raise Refused(letters.NOTHING())
    with events.work(actor) as log:
        _move(batch, "approve", version)
        log.record("register.import-approved", batch, holder=batch.office_id)
        _queue(receiving.TAKE, batch, actor, key=f"take-{pk}")
    return batch


def cancel(pk: int, *, actor: Actor, version: int) -> Batch:
    """Drop a list that nobody approved, with all that was staged."""
    batch = demand_for(
        actor, "register.import-cancel", queries.batch_rows(pk), rules.of_office, see="register.import-see"
    )
    with events.work(actor) as log:
        _move(batch, "cancel", version)
        log.record("register.import-cancelled", batch, holder=batch.office_id)
        _queue(receiving.CLEAR, batch, actor, key=f"clear-{pk}")
    return batch


def resume(pk: int, *, actor: Actor) -> Batch:
    """Let work on a list go on that stopped for good, from where it stood."""
    batch = demand_for(
        actor, "register.import-approve", queries.batch_rows(pk), rules.of_office, see="register.import-see"
    )
    name = {State.READING: receiving.READ, State.TAKING: receiving.TAKE, State.UNDOING: receiving.UNDO}.get(
        State(batch.state)
    )
    if name is None or queries.under_way(batch):
        raise Stale.of(letters.named(batch))
    with events.work(actor) as log:
        log.record("register.import-resumed", batch, holder=batch.office_id)
        _queue(name, batch, actor)
    return batch


def ask_undo(pk: int, reason: str, *, actor: Actor, version: int) -> Batch:
    """Let everything that a list changed be put back, as far as nobody has changed it since."""
    batch = demand_for(
        actor, "register.import-undo", queries.batch_rows(pk), rules.of_office, see="register.import-see"
    )
    why = must_say(reason)
    with events.work(actor) as log:
        _move(batch, "undo", version, undo_reason=why)
        log.record("register.import-undo-asked", batch, holder=batch.office_id, reason=why)
        _queue(receiving.UNDO, batch, actor, key=f"undo-{pk}")
    return batch


def _move(batch: Batch, verb: str, version: int, **more: object) -> None:
    step = next(move for move in rules.BATCH_LIFE.moves if move.verb == verb)
    rows = Batch.objects.filter(pk=batch.pk, state=step.source, version=version)
    if not rows.update(state=step.target, version=F("version") + 1, **more):
        raise Stale.of(letters.named(batch))
    batch.state, batch.version = step.target, version + 1


def _queue(name: str, batch: Batch, actor: Actor, key: str = "") -> None:
    jobs.enqueue(name, actor=actor, key=key, url=batch.get_absolute_url(), batch=batch.pk)


def take(pk: int, run: Run) -> None:
    """Take in what is staged; a second turn goes on after the last frame that is done."""
    while (done := _take_frame(pk, run.actor)) is not None:
        run.progress(done.taken, done.last, TAKEN)
        if run.cancelled():
            return
    _finish(pk, run.actor)


class _Done:
    """How far the taking is: the last row done, and the last row of the list."""

    def __init__(self, taken: int, last: int) -> None:
        self.taken, self.last = taken, last


def _take_frame(pk: int, actor: Actor) -> _Done | None:
    """Take one frame in, with its counts and its event; return None where nothing is left to take."""
    with events.work(actor) as log:
        batch = Batch.objects.select_for_update().filter(pk=pk, state=State.TAKING).first()
        upto = queries.upto(pk, batch.taken, receiving.PART) if batch else None
        if batch is None or upto is None:
            return None
        took = queries.take(Frame(pk, batch.taken, upto, timezone.now(), offices.today()))
        Batch.objects.filter(pk=pk).update(
            taken=upto, created=F("created") + took.created, updated=F("updated") + took.updated,
            unchanged=F("unchanged") + took.unchanged, refused=F("refused") + took.refused,
        )  # fmt: skip
        data = {"upto": upto, "created": took.created, "updated": took.updated, "refused": took.refused}
        log.record("register.import-part-taken", batch, holder=batch.office_id, data=data)
    return _Done(upto, batch.rows)


def _finish(pk: int, actor: Actor) -> None:
    with events.work(actor) as log:
        if not Batch.objects.filter(pk=pk, state=State.TAKING).update(
            state=State.DONE, done_at=timezone.now(), version=F("version") + 1
        ):
            return
        batch = queries.batch_rows(pk).get()
        counts = {name: getattr(batch, name) for name in ("rows", "created", "updated", "unchanged", "refused")}
        log.record("register.import-taken", batch, holder=batch.office_id, data=counts)
        tell_import(batch, DONE)


def clear(pk: int) -> None:
    """Throw away what was staged of a list that is not taken in."""
    closed = (State.CANCELLED, State.FAILED)
    Staged.objects.filter(batch_id=pk, batch__state__in=closed).delete()
    Refusal.objects.filter(batch_id=pk, batch__state=State.CANCELLED).delete()
