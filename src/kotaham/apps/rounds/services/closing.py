"""End a round: by the decision that the room above freezes, or by cancelling it, which names a letter."""

from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.rounds import queries
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.rules import LIFE
from kotaham.apps.rounds.services import hooks, letters, telling
from kotaham.apps.rounds.services.finding import find
from kotaham.core.errors import Refused

State = Round.State


def cancel(pk: int, *, actor: Actor, basis: str, reason: str, version: int | None = None) -> Round:
    """Call a round off; what was answered stays readable, and nothing of it is decided."""
    round_ = find(pk, "rounds.cancel", actor=actor)
    letter = letters.must_say(basis, letters.BASIS, 300)
    why = letters.must_say(reason, letters.REASON)
    if round_.state == State.CANCELLED:
        raise Stale.of(letters.named(round_))
    move = LIFE.move("cancel", round_.state)
    with events.work(actor) as log:
        rows = Round.objects.filter(pk=pk, state=move.source)
        rows = rows.filter(version=version) if version is not None else rows
        fields = {"closed_at": timezone.now(), "closed_why": why, "closed_basis": letter}
        if not rows.update(state=move.target, version=F("version") + 1, **fields):
            raise Stale.of(letters.named(round_))
        hooks.tell_cancelled(round_, actor, log)
        log.record("rounds.cancelled", round_, reason=why, data={"basis": letter, "old": round_.state})
        if move.source == State.OPEN:
            people = list(queries.participants(pk))
            telling.tell_round(actor, round_, people, "rounds.cancelled", telling.CANCELLED, basis=letter)
    return queries.get(pk)


def decide(round_pk: int, *, actor: Actor, log: Log, reason: str = "") -> Round:
    """Close a round with the decision that the room above freezes in the same unit of work."""
    demand(actor, "rounds.decide")
    round_ = queries.get(round_pk)
    if round_.trial:
        raise Refused(letters.TRIAL(round=letters.named(round_)))
    if round_.state == State.DECIDED:
        raise Stale.of(letters.named(round_))
    move = LIFE.move("decide", round_.state)
    rows = Round.objects.filter(pk=round_pk, state=move.source)
    if not rows.update(state=move.target, version=F("version") + 1, closed_at=timezone.now(), closed_why=reason[:1000]):
        raise Stale.of(letters.named(round_))
    log.record("rounds.decided", round_, reason=reason)
    return queries.get(round_pk)
