"""Change an office: its name, the office above it, whether it is confirmed, whether it goes on."""

from datetime import date

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.offices import queries
from kotaham.apps.offices.models import Kind, Office
from kotaham.apps.offices.rules import BY_HAND, place_under
from kotaham.apps.offices.services.closing import Closing, close_all, takers, without_successor
from kotaham.apps.offices.services.guards import admit, must_be_open, must_have_come, reason_of, take, told
from kotaham.apps.offices.services.letters import (
    BAD_DAY,
    BEFORE_START,
    CIRCLE,
    HAS_CHILDREN,
    NOT_A_SUCCESSOR,
    REFERENCE,
)
from kotaham.apps.offices.services.open import KIND_WORDS, Words, must_be_free, must_fit
from kotaham.core.errors import Refused

DEEPEST = 6  # a branch is not deeper: government, unit, unit, service unit


def rename_office(office_id: int, *, actor: Actor, version: int, words: Words, reason: str) -> None:
    """Correct the words about an office; a proposed one counts as confirmed by that."""
    with events.work(actor) as log:
        office = admit(actor, "offices.edit", office_id)
        must_be_open(office)
        new, why = words.fitting(), reason_of(reason)
        fields = [field for field, value in new.items() if getattr(office, field) != value]
        if "name" in fields:
            must_be_free(new["name"], office.kind, office.parent_id, but=office.pk)
        take(office, version, proposed=False, **new)
        data = {"fields": fields, "old": office.name, "new": new["name"]}
        log.record("offices.renamed", office, holder=office.pk, reason=why, data=data)


def confirm_office(office_id: int, *, actor: Actor, version: int) -> None:
    """Confirm that a proposed unit exists as it stands."""
    with events.work(actor) as log:
        office = admit(actor, "offices.edit", office_id)
        must_be_open(office)
        take(office, version, proposed=False)
        log.record("offices.confirmed", office, holder=office.pk)


def move_office(office_id: int, *, actor: Actor, version: int, parent_id: int, reason: str) -> None:
    """Put an office, with all below it, under another one; both must lie within the actor's reach."""
    with events.work(actor) as log:
        office = admit(actor, "offices.move", office_id)
        parent = admit(actor, "offices.move", parent_id)
        must_be_open(office)
        must_be_open(parent)
        must_fit(office.kind, parent)
        branch = _branch(office)
        if parent.pk in {one.pk for one in branch}:
            raise Refused(CIRCLE())
        old, why = office.parent_id, reason_of(reason)
        take(office, version)
        must_be_free(office.name, office.kind, parent.pk, but=office.pk)
        _put(branch, parent)
        data = {"fields": ["parent"], "old": old, "new": parent.pk, "offices": len(branch)}
        log.record("offices.moved", office, holder=office.pk, reason=why, data=data)


def _branch(office: Office) -> list[Office]:
    """Return an office and all below it, each after the one above it."""
    found, last = [office], [office]
    for _depth in range(DEEPEST):
        last = list(Office.objects.filter(parent__in=last))
        found += last
    return found


def _put(branch: list[Office], parent: Office) -> None:
    by_id = {one.pk: one for one in branch}
    for one in branch:
        place_under(one, parent if one is branch[0] else by_id[one.parent_id or 0])
    Office.objects.bulk_update(branch, ("parent", "place", "place_code", "province_code", "city_code"), batch_size=200)


def close_office(
    office_id: int, *, actor: Actor, version: int, on: date, reason: str, successor: int | None = None
) -> None:
    """Close an office from a day on; its history stays. What stands under it must be closed or moved first.

    The roles held in it end with it; its open work goes to the successor, and without one the office stays open.
    """
    with events.work(actor) as log:
        office = admit(actor, "offices.close", office_id)
        must_be_open(office)
        if office.kind not in BY_HAND:
            raise Refused(REFERENCE(kind=KIND_WORDS[Kind(office.kind)]))
        must_have_come(on)
        if office.valid_from and on < office.valid_from:
            raise Refused(BAD_DAY(on=told(on), limit=BEFORE_START))
        why = reason_of(reason)
        take(office, version, valid_to=on)
        under = Office.objects.filter(parent=office, valid_to=None).count()
        if under:
            raise Refused(HAS_CHILDREN(name=office.name, count=under))
        data = {"on": on.isoformat(), **_close_with(office, Closing(office.pk, on, why, successor), actor)}
        log.record("offices.closed", office, holder=office.pk, reason=why, data=data)


def _close_with(office: Office, what: Closing, actor: Actor) -> dict[str, object]:
    """End or pass on all that the office holds; return what to note about it."""
    if what.successor is None:
        if problems := without_successor(office):
            raise Refused(problems)
    elif what.successor not in {one.pk for one in takers(actor, office)}:
        raise Refused(NOT_A_SUCCESSOR())
    held = close_all(actor, what)
    passed = {"successor": what.successor} if what.successor is not None else {}
    return {**passed, **({"held": held} if held else {})}


def movable_under(actor: Actor, office: Office) -> list[Office]:
    """Return the offices that this one could be moved under, by rank and name."""
    reach = demand(actor, "offices.move")
    branch = {one.pk for one in _branch(office)}
    rows = queries.parents_for(office.kind, queries.reachable(actor, reach), near=office)
    return [one for one in rows if one.pk not in branch]
