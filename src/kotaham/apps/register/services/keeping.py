"""What of the register may be due to go when its time is over, and how it goes; who decides stands above."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Member, Wish
from kotaham.apps.register.services.wishing import erase


@dataclass(frozen=True, slots=True)
class Due:
    """A row that is due: its number, since when its time runs, and its version when it was looked at."""

    number: int
    since: date
    mark: int = 0


def due_people(before: datetime, most: int) -> list[Due]:
    """Return people who were marked as not active before a moment and have not changed since; nobody who serves."""
    rows = Member.objects.filter(state=Member.State.LEFT, changed_at__lt=before).order_by("changed_at", "pk")
    return [Due(pk, _day(at), mark) for pk, at, mark in rows.values_list("pk", "changed_at", "version")[:most]]


def erase_due(one: Due, reason: str, *, actor: Actor) -> None:
    """Erase a person as they were when they were found due; whoever came back or changed since is stale."""
    ref = Member.objects.values_list("ref", flat=True).get(pk=one.number)
    erase(ref, reason, actor=actor, version=one.mark)


def due_wishes(before: datetime, most: int) -> list[Due]:
    """Return requests of persons that were answered before a moment and still have their words."""
    rows = Wish.objects.filter(answered_at__lt=before).exclude(text="", answer="").order_by("answered_at", "pk")
    return [Due(pk, _day(at)) for pk, at in rows.values_list("pk", "answered_at")[:most] if at]


def empty_wishes(numbers: Collection[int], before: datetime) -> set[int]:
    """Empty the words of requests; that they were asked and answered in time stays. Return those that were emptied."""
    rows = Wish.objects.filter(pk__in=numbers, answered_at__lt=before)
    done = set(rows.values_list("pk", flat=True))
    rows.update(text="", answer="")
    return done


def _day(at: datetime) -> date:
    return timezone.localdate(at, timezone.get_default_timezone())
