"""Keep answers one by one: two statements each, acknowledged with a version, refused after the end.

No event is written for an answer: there are twenty million of them. Begin and end of the attempt are on the record,
and each answer keeps when it was saved.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Attempt
from kotaham.apps.exams.rules import GRACE, Item, is_over, left, order_of, sequence_of
from kotaham.apps.exams.services import letters
from kotaham.apps.exams.services.ending import expire
from kotaham.apps.exams.services.starting import TAKE
from kotaham.apps.gate.services import Actor, demand
from kotaham.core.errors import Refused
from kotaham.core.exams.marking import NotAnAnswer, clean

Read = Callable[[Item, str], Any]  # what was asked, and the seed of the order in which the attempt sees it


@dataclass(frozen=True, slots=True)
class Kept:
    """An acknowledged answer: its version, when it was kept, how many seconds are left."""

    position: int
    sequence: int
    at: datetime
    left: int
    newest: bool


def save(pk: int, position: int, value: Any, *, actor: Actor, sequence: int | None = None) -> Kept:
    """Keep a value as the answer to one question."""
    return keep(pk, position, lambda _item, _order: value, actor=actor, sequence=sequence)


def keep(pk: int, position: int, read: Read, *, actor: Actor, sequence: int | None = None) -> Kept:
    """Keep the answer to one question, which `read` finds once it knows what was asked.

    The same twice is kept once; a late older one changes nothing.
    """
    with transaction.atomic():
        demand(actor, TAKE)  # whoever may take a test reaches their own attempts, and no others
        attempt = queries.held(pk, actor.person)
        if attempt is None:
            raise Http404
        now = timezone.now()
        over = attempt.state == Attempt.State.RUNNING and is_over(attempt.ends_at, now)
        if not over:
            return _keep(attempt, position, read, sequence, now)
    expire([pk], actor=actor)
    raise letters.TooLate(letters.TOO_LATE(seconds=int(GRACE.total_seconds())))


def _keep(attempt: Attempt, position: int, read: Read, told: int | None, now: datetime) -> Kept:
    if attempt.state != Attempt.State.RUNNING:
        raise letters.TooLate(letters.ENDED())
    paper = queries.paper(attempt.form)
    if not 1 <= position <= len(paper):
        raise Refused(letters.NOT_ANSWER(position=position))
    item = paper[position - 1]
    try:
        order = order_of(attempt.form.seed, attempt.pk, position)
        answer = clean(item.asked, item.body, read(item, order))
    except NotAnAnswer as error:
        raise Refused(letters.NOT_ANSWER(position=position)) from error
    sequence = sequence_of(attempt.started_at, now, told)
    newest = queries.put_response(attempt.pk, position, answer, sequence, now)
    return Kept(position, sequence, now, left(attempt.ends_at, now), newest)
