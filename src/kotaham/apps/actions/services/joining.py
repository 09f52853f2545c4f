"""Join the lists of the rooms below: kinds of notices, calendar days, open work of a hand-over."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import pgettext_lazy

from kotaham.apps.accounts.services import OpenWork, open_work
from kotaham.apps.actions import queries
from kotaham.apps.actions.models import Action
from kotaham.apps.actions.services import closing
from kotaham.apps.actions.services.proving import KIND, as_subject, frozen
from kotaham.apps.actions.services.telling import KINDS
from kotaham.apps.events import services as events
from kotaham.apps.evidence import services as evidence
from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.notices.services import Day, calendar_sources, register
from kotaham.core.language import Lang, Say

NAME = "actions.actions"
TITLE = Say("Tenggat: {title}", "Due: {title}")


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    register(*KINDS)
    calendar_sources[NAME] = due_days
    evidence.register(KIND, find=as_subject, frozen=frozen)
    if not any(kind.name == NAME for kind in open_work):
        open_work.append(OpenWork(NAME, pgettext_lazy("banyak", "Tindak lanjut"), count_open, move_open))
        closing.join()


def due_days(actor: Actor) -> Iterator[Day]:
    """Yield the due dates of what the actor's office has to do, to those who may read it."""
    if not reach_of(actor, "actions.see"):
        return
    for action in queries.mine(actor)[:200]:
        title = Say(_told("id", action.title), _told("en", action.title))
        yield Day(f"{action.number}@kotaham", title, action.due, action.get_absolute_url())


def _told(lang: Lang, title: str) -> str:
    """Write the words of a day; braces that somebody typed are no places to fill in."""
    return TITLE.text(lang, title=title).replace("{", "{{").replace("}", "}}")


def count_open(giver: Any) -> int:
    """Count what a holder took on or asked for and is not closed."""
    return queries.open_work(giver.pk).count()


def move_open(actor: Actor, giver: Any, taker: Any) -> int:
    """Pass it on to the next holder of the same seat; who asked for the hand-over was allowed to."""
    with events.work(actor) as log:
        rows = list(queries.open_work(giver.pk).select_for_update(of=("self",)))
        for action in rows:
            changes = {
                field: taker.pk for field in ("taken_as_id", "asked_as_id") if getattr(action, field) == giver.pk
            }
            Action.objects.filter(pk=action.pk).update(**changes)
            data = {"giver": giver.pk, "taker": taker.pk, "fields": sorted(changes)}
            log.record("actions.handed-over", action, holder=action.owner_id, data=data)
    return len(rows)
