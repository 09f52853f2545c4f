"""Reads of the room: lists by right and by turn, what is late, what needs what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Upper
from django.utils import timezone

from kotaham.apps.actions.models import Action, Need
from kotaham.apps.actions.rules import CLOSED, DEFAULT_ZONE, is_late, overdue, reached, seen
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.offices import queries as offices

NOTHING = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody looks for in a list."""

    text: str = ""
    state: str = ""
    late: bool = False
    before: date | None = None


def names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return the numbers of follow-ups as people write them, for the record; the title may be for few eyes."""
    return {pk: Action(pk=pk).number for pk in pks}


def of_office(actor: Actor, at: str) -> Q:
    """Return those whose owner or asker is the very office of the actor."""
    return Q(**{f"{at}_id": actor.office}) if actor.office is not None else NOTHING


def mine(actor: Actor) -> QuerySet[Action]:
    """Return what the actor's office has to do, the nearest due date first."""
    return _shown(Action.objects.filter(of_office(actor, "owner"), waiting=1))


def to_accept(actor: Actor) -> QuerySet[Action]:
    """Return what waits for acceptance by the actor's office."""
    return _shown(Action.objects.filter(of_office(actor, "asker"), state="claimed"))


def waiting_for_others(actor: Actor) -> QuerySet[Action]:
    """Return what the actor's office asked of others, and what it reported done and others must accept."""
    asked = Q(waiting=1) & of_office(actor, "asker") & ~of_office(actor, "owner")
    reported = Q(state="claimed") & of_office(actor, "owner") & ~of_office(actor, "asker")
    return _shown(Action.objects.filter(asked | reported))


def late(actor: Actor, now: datetime | None = None) -> QuerySet[Action]:
    """Return what is late and concerns the actor's office: to do, asked for, or escalated to it."""
    here = of_office(actor, "owner") | of_office(actor, "asker") | of_office(actor, "escalated_to")
    return _shown(Action.objects.filter(here, overdue(now or timezone.now())))


def escalated(actor: Actor) -> QuerySet[Action]:
    """Return what was escalated to the actor's office and is not closed."""
    return _shown(Action.objects.filter(of_office(actor, "escalated_to"), waiting=1))


def asked_for(actor: Actor) -> QuerySet[Action]:
    """Return everything the actor's office asked for that is not closed."""
    return _shown(Action.objects.filter(of_office(actor, "asker"), live=1))


def all_seen(actor: Actor) -> QuerySet[Action]:
    """Return everything the actor may see, the newest first."""
    rows = Action.objects.filter(seen(actor, reach_of(actor, "actions.see")))
    return rows.select_related("owner", "asker").order_by("-pk")


def all_late(actor: Actor, now: datetime) -> QuerySet[Action]:
    """Return everything late that the actor may see, the longest late first."""
    return _shown(Action.objects.filter(overdue(now), seen(actor, reach_of(actor, "actions.see"))))


def filtered(rows: QuerySet[Action], wanted: Filters, now: datetime) -> QuerySet[Action]:
    """Narrow a list."""
    if wanted.text:
        rows = rows.filter(matching(wanted.text))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.late:
        rows = rows.filter(overdue(now))
    return rows.filter(due__lte=wanted.before) if wanted.before else rows


def matching(text: str) -> Q:
    """Return the condition that a title holds a text, or that the text is the number."""
    text = " ".join(text.split())
    digits = text.upper().removeprefix("TL-").lstrip("0")
    in_title = Q(title_key__contains=Upper(Value(text)))
    if digits.isascii() and digits.isdigit() and len(digits) < 16:
        return Q(pk=int(digits)) | in_title
    return in_title


def search(actor: Actor, text: str) -> QuerySet[Action]:
    """Return what the actor may see and whose title or number matches."""
    return all_seen(actor).filter(matching(text))


def get(pk: int) -> QuerySet[Action]:
    """Return the one row, with everything that its page shows of it."""
    people = ("asked_by", "asked_as", "taken_as", "taken_as__person", "claimed_by", "closed_by")
    return Action.objects.filter(pk=pk).select_related("owner", "asker", "escalated_to", *people)


def for_source(kind: str, key: object) -> QuerySet[Action]:
    """Return the follow-ups of one source, for the page of that source."""
    return _shown(Action.objects.filter(source_kind=kind, source_id=str(key)))


def links_of(action: Action) -> tuple[list[Action], list[Action]]:
    """Return what a follow-up waits for, and what waits for it, the nearest due date first."""
    rows = Need.objects.filter(Q(action=action) | Q(needed=action)).select_related(
        "action__owner", "action__asker", "needed__owner", "needed__asker"
    )
    links = list(rows)
    needs = [link.needed for link in links if link.action_id == action.pk]
    needed_by = [link.action for link in links if link.needed_id == action.pk]
    return sorted(needs, key=_by_due), sorted(needed_by, key=_by_due)


def open_needs(pk: int) -> QuerySet[Action]:
    """Return what is not closed and keeps a follow-up from being finished."""
    rows = Action.objects.filter(pk__in=Need.objects.filter(action_id=pk).values("needed_id"))
    return rows.exclude(state__in=CLOSED).order_by("pk")


def proof_of(pk: int) -> QuerySet[Any]:
    """Return the uses of evidence that prove a follow-up."""
    return evidences.uses_of("actions.action", pk)


def has_proof(pk: int) -> bool:
    """Tell whether evidence is attached."""
    return proof_of(pk).exists()


def today() -> date:
    """Return today's date in the capital."""
    return timezone.localdate()


def edges(front: Iterable[int]) -> Mapping[int, Iterable[int]]:
    """Return what each of several follow-ups needs directly."""
    found: dict[int, list[int]] = {}
    rows = Need.objects.filter(action_id__in=list(front)).values_list("action_id", "needed_id")
    for action, needed in rows:
        found.setdefault(action, []).append(needed)
    return found


def reached_from(pk: int) -> frozenset[int]:
    """Return everything a follow-up needs, near or far, and itself."""
    return reached(pk, edges)


def zone_of_office(pk: int) -> str:
    """Return the time zone of the place of an office; that of the capital where it has none."""
    office = offices.get(pk)
    return office.place.zone if office and office.place else DEFAULT_ZONE


def open_work(appointment: int) -> QuerySet[Action]:
    """Return what the holder of a role took on or asked for and is not closed, for a hand-over."""
    here = Q(taken_as_id=appointment) | Q(asked_as_id=appointment)
    return Action.objects.filter(here).exclude(state__in=CLOSED).order_by("pk")


def kept_by(office: int) -> QuerySet[Action]:
    """Return what an office has to do or has asked for and is not closed."""
    return Action.objects.filter(Q(owner_id=office) | Q(asker_id=office)).exclude(state__in=CLOSED).order_by("pk")


def late_now(action: Action, now: datetime) -> bool:
    """Tell whether a follow-up is late."""
    return is_late(action.state, action.due, action.zone, now)


def _by_due(action: Action) -> tuple[date, int]:
    return action.due, action.pk


def _shown(rows: QuerySet[Action]) -> QuerySet[Action]:
    return rows.select_related("owner", "asker").order_by("due", "pk")
