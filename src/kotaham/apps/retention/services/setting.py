"""Set how long a kind of data is kept: a new edition with its basis, the ones before stay as they were."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.offices import queries as offices
from kotaham.apps.retention import queries
from kotaham.apps.retention.models import Term
from kotaham.apps.retention.services import letters
from kotaham.apps.retention.services.finding import kind_of
from kotaham.core.errors import Refused
from kotaham.core.language import Say

MOST = 100
THING = Say("Masa simpan ini", "This time")


@dataclass(frozen=True, slots=True)
class Wish:
    """A term as it is to be; years of nothing take it back."""

    kind: str
    years: int | None
    basis: str
    valid_from: date
    reason: str = ""


def set_term(wish: Wish, *, actor: Actor, edition: int) -> Term:
    """Write the next edition; `edition` is the one that whoever wishes has seen, 0 for none."""
    demand(actor, "retention.set")
    kind_of(wish.kind)
    basis = letters.must_say(wish.basis, letters.NO_BASIS)
    reason = letters.must_say(wish.reason) if edition else ""
    if wish.years is not None and not 1 <= wish.years <= MOST:
        raise Refused(letters.NO_YEARS(years=wish.years))
    before = queries.history(wish.kind).first()
    if (before.edition if before else 0) != edition:
        raise Stale.of(THING)
    _must_differ(before, wish, basis)
    with events.work(actor) as log:
        row = _written(wish, basis, reason, edition + 1, actor)
        data = {"kind": wish.kind, "old": before.years if before else None, "new": wish.years}
        verb = "retention.changed" if edition else "retention.set"
        log.record(verb, row, holder=offices.ministry_id(), reason=reason or basis, data=data)
    return row


def _must_differ(before: Term | None, wish: Wish, basis: str) -> None:
    if wish.years is None and (before is None or before.years is None):
        raise Refused(letters.NOT_SET())
    if before and (before.years, before.basis, before.valid_from) == (wish.years, basis, wish.valid_from):
        raise Refused(letters.SAME())


def _written(wish: Wish, basis: str, reason: str, edition: int, actor: Actor) -> Term:
    try:
        with transaction.atomic():
            return Term.objects.create(
                kind=wish.kind, edition=edition, years=wish.years, basis=basis, reason=reason,
                valid_from=wish.valid_from, made_by_id=actor.person,
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale.of(THING) from error
