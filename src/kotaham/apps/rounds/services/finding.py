"""Find the one round that something is to be done to, and hold it still while it is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import F

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.apps.rounds import queries
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.services import letters
from kotaham.core.errors import Refused

State = Round.State


def find(pk: int, rule: str, *, actor: Actor) -> Round:
    """Return the round when the rule reaches it; what the actor does not see does not exist."""
    return demand_for(actor, rule, queries.rows(pk), queries.seen)


@contextmanager
def changing(round_: Round, actor: Actor, version: int | None = None, **changes: Any) -> Iterator[Log]:
    """Change a round that is being prepared; `version` is the one that was seen, and counts on by one.

    The row is written first: whoever else wants to change the round waits until this unit of work is over.
    """
    if round_.state != State.DRAFT:
        raise Refused(letters.NOT_EDITABLE(round=letters.named(round_)))
    with events.work(actor) as log:
        rows = Round.objects.filter(pk=round_.pk, state=State.DRAFT)
        rows = rows if version is None else rows.filter(version=version)
        if not rows.update(version=F("version") + 1, **changes):
            raise Stale.of(letters.named(round_))
        yield log


@contextmanager
def running(round_: Round, actor: Actor) -> Iterator[Log]:
    """Hold still a round that runs: two who change it at once come one after the other."""
    if round_.state != State.OPEN:
        raise Refused(letters.NOT_OPEN(round=letters.named(round_), state=letters.state_words(round_)))
    with events.work(actor) as log:
        if not Round.objects.filter(pk=round_.pk, state=State.OPEN).update(version=F("version") + 1):
            raise Stale.of(letters.named(round_))
        yield log
