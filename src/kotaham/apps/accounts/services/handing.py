"""Hand over: the successor inherits the open work of an office, with a written note."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kotaham.apps.accounts.models import Appointment, HandOver
from kotaham.apps.accounts.services import letters
from kotaham.apps.accounts.services.holding import appointment_for
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale
from kotaham.core.errors import Refused


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What a room above counts as open work of a holder, and how it passes to the next.

    `count` takes the appointment of the giver. `move` runs inside the unit of work, records its own events, returns how
    many it moved, and finds nothing left when it runs again.
    """

    name: str  # "room.things", also the key in the hand-over's record
    title: Any  # a lazy translation
    count: Callable[[Appointment], int]
    move: Callable[[Actor, Appointment, Appointment], int]


# Rooms above append to this list in their AppConfig.ready.
open_work: list[OpenWork] = []
on_handed: list[Callable[[Actor, HandOver], object]] = []  # told inside the unit of work


def work_of(giver: Appointment) -> Sequence[tuple[OpenWork, int]]:
    """Return each kind of open work with how much of it a holder has."""
    return [(kind, kind.count(giver)) for kind in open_work]


def moved_words() -> Mapping[str, Any]:
    """Return what each kind of open work is called, by its name in the record of a hand-over."""
    return {kind.name: kind.title for kind in open_work}


def hand_over(*, actor: Actor, giver: int, taker: int, note: str) -> HandOver:
    """Pass the open work of one holder to another of the same seat; happens once for each giver."""
    leaving = appointment_for(actor, "accounts.hand-over", giver)
    if leaving.handed_to_id is not None:
        raise Stale.of(letters.THE_APPOINTMENT)
    next_one = Appointment.objects.filter(pk=taker).select_related("office", "office__place").first()
    problems = [] if note.strip() else [letters.NOTE()]
    if next_one is None or not _same_seat(leaving, next_one):
        problems.append(letters.SAME_SEAT())
    if problems or next_one is None:
        raise Refused(problems)
    with events.work(actor) as log:
        if not Appointment.objects.filter(pk=leaving.pk, handed_to=None).update(handed_to=next_one):
            raise Stale.of(letters.THE_APPOINTMENT)
        moved = {kind.name: kind.move(actor, leaving, next_one) for kind in open_work}
        made = HandOver.objects.create(
            giver=leaving, taker=next_one, note=note.strip(), moved=moved, by_id=actor.person
        )
        log.record(
            "accounts.handed-over",
            leaving,
            holder=leaving.office_id,
            data={"giver": leaving.pk, "taker": next_one.pk, "moved": moved},
        )
        for tell in on_handed:
            tell(actor, made)
    return made


def _same_seat(leaving: Appointment, taker: Appointment) -> bool:
    same = (taker.office_id, taker.role) == (leaving.office_id, leaving.role)
    return same and taker.person_id != leaving.person_id and taker.ended_at is None and taker.person.is_active
