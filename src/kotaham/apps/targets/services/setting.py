"""Set a target, and change it: a new edition with its reason, the ones before stay as they were."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.offices import queries as offices
from kotaham.apps.register.queries import GROUPS
from kotaham.apps.targets import queries
from kotaham.apps.targets.models import Target
from kotaham.apps.targets.rules import KNOWN_YEARS
from kotaham.apps.targets.services import letters
from kotaham.core.dates import day as told
from kotaham.core.errors import Refused
from kotaham.core.language import Say

THING = Say("Target ini", "This target")


@dataclass(frozen=True, slots=True)
class Wish:
    """A target as it is to be; an amount of nothing takes it back."""

    year: int
    kanwil: int
    group: str
    amount: int | None
    basis: str
    valid_from: date
    reason: str = ""


def set_target(wish: Wish, *, actor: Actor, edition: int) -> Target:
    """Write the next edition of a target; `edition` is the one that whoever wishes has seen, 0 for none."""
    demand(actor, "targets.set")
    must_exist(wish.year, wish.kanwil, wish.group)
    basis = letters.must_say(wish.basis, letters.NO_BASIS)
    reason = letters.must_say(wish.reason, letters.NO_REASON) if edition else ""
    if wish.valid_from.year > wish.year:
        day = Say(told(wish.valid_from, "id"), told(wish.valid_from, "en"))
        raise Refused(letters.OUTSIDE(day=day, year=wish.year))
    before = queries.history(wish.year, wish.kanwil, wish.group).first()
    if (before.edition if before else 0) != edition:
        raise Stale.of(THING)
    _must_differ(before, wish, basis)
    with events.work(actor) as log:
        row = _written(wish, basis, reason, edition + 1, actor)
        data = {"year": wish.year, "group": wish.group, "old": before.amount if before else None, "new": wish.amount}
        log.record("targets.changed" if edition else "targets.set", row, holder=wish.kanwil, reason=reason, data=data)
    return row


def must_exist(year: int, kanwil: int, group: str) -> None:
    """Refuse a year, a Kanwil or a group that there is not."""
    if year not in KNOWN_YEARS:
        raise Refused(letters.NO_YEAR(year=year, first=KNOWN_YEARS[0], last=KNOWN_YEARS[-1]))
    if group not in GROUPS:
        raise Refused(letters.NO_GROUP())
    if not offices.kanwils().filter(pk=kanwil).exists():
        raise Refused(letters.NO_KANWIL())


def _must_differ(before: Target | None, wish: Wish, basis: str) -> None:
    if wish.amount is None and (before is None or before.amount is None):
        raise Refused(letters.NO_VALUE())
    now = (before.amount, before.basis, before.valid_from) if before else None
    if now == (wish.amount, basis, wish.valid_from):
        raise Refused(letters.SAME())


def _written(wish: Wish, basis: str, reason: str, edition: int, actor: Actor) -> Target:
    try:
        with transaction.atomic():
            return Target.objects.create(
                year=wish.year, kanwil_id=wish.kanwil, group=wish.group, edition=edition, amount=wish.amount,
                basis=basis, reason=reason, valid_from=wish.valid_from, made_by_id=actor.person,
            )  # fmt: skip
    except IntegrityError as error:
        raise Stale.of(THING) from error
