"""Say which course addresses an indicator or a right, and end that."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kotaham.apps.courses import queries as courses
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.offices import queries as offices
from kotaham.apps.proposals import queries
from kotaham.apps.proposals.models import Mapping
from kotaham.apps.proposals.rules import everything
from kotaham.apps.proposals.services import letters
from kotaham.core.errors import Refused
from kotaham.core.language import Say

THING = Say("Pemetaan ini", "This mapping")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be mapped: the version of an instrument that names the code, what it is, the course, and why."""

    version: int
    kind: str
    code: str
    course: int
    basis: str


def add(wish: Wish, *, actor: Actor) -> Mapping:
    """Map a course to an indicator or a right."""
    demand(actor, "proposals.map")
    basis = letters.must_say(wish.basis)
    slug = _judged(wish)
    fields = {"instrument": slug, "kind": wish.kind, "code": wish.code, "course_id": wish.course}
    with events.work(actor) as log:
        try:
            with transaction.atomic():
                row = Mapping.objects.create(**fields, basis=basis, made_by_id=actor.person or 0)
        except IntegrityError as error:
            raise Refused(letters.TWICE()) from error
        _record(log, "proposals.mapped", row, basis)
    return row


def _judged(wish: Wish) -> str:
    """Return the name of the instrument, or refuse what it does not know."""
    version = instruments.get(wish.version)
    instrument = instruments.instrument_of(version)
    known: Sequence[Any] = (
        queries.indicators_of(instrument) if wish.kind == Mapping.Kind.INDICATOR else instrument.groups
    )
    if wish.code not in {one.code for one in known}:
        raise Refused(letters.NO_CODE(code=wish.code[:60], instrument=version.slug))
    if not courses.course(wish.course).filter(retired=False).exists():
        raise Refused(letters.NO_COURSE())
    return version.slug


def end(pk: int, reason: str, *, actor: Actor) -> Mapping:
    """End a mapping; it stays on the record."""
    row = demand_for(actor, "proposals.map", queries.mapping(pk), everything)
    why = letters.must_say(reason)
    with events.work(actor) as log:
        fields = {"ended_at": timezone.now(), "ended_by_id": actor.person, "ended_why": why}
        if not Mapping.objects.filter(pk=pk, ended_at=None).update(**fields):
            raise Stale.of(THING)
        _record(log, "proposals.unmapped", row, why)
    return row


def _record(log: events.Log, verb: str, row: Mapping, why: str) -> None:
    data = {"code": row.code, "course": row.course.code}
    log.record(verb, row, holder=offices.ministry_id(), reason=why, data=data)
