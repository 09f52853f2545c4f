"""Take a line back by hand, with a reason: recognised by mistake, or counted twice."""

from django.db import IntegrityError, transaction

from kotaham.apps.credits.models import Line
from kotaham.apps.credits.services import letters
from kotaham.apps.credits.services.crediting import undo
from kotaham.apps.credits.services.finding import find_line
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale
from kotaham.core.errors import Refused


def reverse(pk: int, reason: str, *, actor: Actor) -> Line:
    """Take a line back once; it stays, and a second line takes it back."""
    row = find_line(pk, "credits.reverse", actor=actor)
    why = letters.must_say(reason)
    if row.kind == Line.Kind.REVERSED:
        raise Refused(letters.NOT_HERE())
    try:
        with events.work(actor) as log, transaction.atomic():
            return undo(row, why, log)
    except IntegrityError as error:
        raise Stale.of(letters.named(row)) from error
