"""Climb the ladder of reminders: each step is sent once for each due date, however often and late one looks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from kotaham.apps.notices.models import Reminder
from kotaham.apps.notices.rules import STEPS, Step, due_steps

Thing = TypeVar("Thing", bound=Model)


@dataclass(frozen=True, slots=True)
class Rungs:
    """What is to be told now: the steps that were due, and whether the superior hears of them."""

    names: tuple[str, ...]
    superior: bool
    days: int  # from the due date to today: negative before it, positive when late


def climb(kind: str, subject: int, due: date, today: date) -> Rungs | None:
    """Write down the steps whose day has come and return them, or None when there is nothing new to tell.

    To be called inside the caller's unit of work, on a thing that the caller has locked and found still open: then the
    rows and the notices are written together, and nothing is told after closing. Steps missed on days when nobody
    looked are told together in one notice.
    """
    sent = sent_steps(kind, subject, due)
    fresh = [step for step in due_steps(due, today, sent) if _write(kind, subject, due, step)]
    if not fresh:
        return None
    return Rungs(tuple(step.name for step in fresh), any(step.superior for step in fresh), (today - due).days)


def waiting(rows: QuerySet[Thing], kind: str, today: date) -> QuerySet[Thing]:
    """Return the things (with a field `due`) of which some step's day has come and was not sent."""
    missing = Q(pk__in=())
    for step in STEPS:
        sent = Reminder.objects.filter(kind=kind, subject=OuterRef("pk"), due=OuterRef("due"), step=step.name)
        missing |= Q(due__lte=today - timedelta(days=step.days)) & Q(~Exists(sent))
    return rows.filter(missing)


def sent_steps(kind: str, subject: int, due: date) -> Collection[str]:
    """Return the steps already sent for one due date."""
    rows = Reminder.objects.filter(kind=kind, subject=subject, due=due)
    return set(rows.values_list("step", flat=True))


def _write(kind: str, subject: int, due: date, step: Step) -> bool:
    try:
        with transaction.atomic():
            Reminder.objects.create(kind=kind, subject=subject, due=due, step=step.name)
    except IntegrityError:
        return False
    return True
