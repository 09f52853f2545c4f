"""Ask an office to do something, change what was asked, and say what it waits for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from kotaham.apps.actions import queries
from kotaham.apps.actions.models import Action, Need
from kotaham.apps.actions.rules import EDITABLE, asked, makes_circle
from kotaham.apps.actions.services import letters, telling
from kotaham.apps.actions.services.finding import find
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand, reach_of
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Problem, Refused
from kotaham.core.language import Say

MOST_NEEDS = 20
LINKS = Say("Kaitan tindak lanjut ini", "What this follow-up waits for")


@dataclass(frozen=True, slots=True)
class Source:
    """What a follow-up comes from: a kind and a number that a room knows, and words that stay."""

    kind: str
    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for."""

    title: str
    task: str
    owner: int
    due: date
    proof_wanted: str = ""


def open_action(
    wish: Wish, *, actor: Actor, source: Source | None = None, asker: int | None = None, needs: Sequence[int] = ()
) -> Action:
    """Ask an office to do something by a day; rooms above call this inside their own unit of work.

    The asker is the actor's office; work in the background names one with `asker`.
    """
    demand(actor, "actions.open")
    office = may_give_to(actor).filter(pk=wish.owner).first()
    zone = queries.zone_of_office(wish.owner)
    problems = [] if office else [letters.OUT_OF_REACH()]
    problems += _words(wish.title, wish.task) + letters.wrong_day(wish.due, zone)
    if problems:
        raise Refused(problems)
    with events.work(actor) as log:
        action = Action.objects.create(
            title=" ".join(wish.title.split()),
            task=wish.task.strip(),
            owner_id=wish.owner,
            zone=zone,
            due=wish.due,
            proof_wanted=wish.proof_wanted.strip(),
            asker_id=asker if actor.system else actor.office,
            asked_by_id=actor.person,
            asked_as_id=actor.appointment,
            source_kind=source.kind if source else "",
            source_id=source.key if source else "",
            source_words=source.words if source else "",
        )
        log.record("actions.opened", action, holder=wish.owner, data={"due": str(wish.due)})
        for needed in needs:
            add_need(action.pk, needed, actor=actor)
        telling.tell_owner(actor, action, "actions.asked", telling.ASKED)
    return action


def edit(pk: int, *, actor: Actor, version: int, title: str, task: str, proof_wanted: str) -> Action:
    """Change the words of what was asked, as long as it is not reported done; `version` is the one that was seen."""
    action = find(pk, "actions.edit", asked, actor=actor)
    if problems := _words(title, task):
        raise Refused(problems)
    if action.state not in EDITABLE:
        raise Refused(letters.CLOSED_NOW(action=letters.named(action)))
    new = {"title": " ".join(title.split()), "task": task.strip(), "proof_wanted": proof_wanted.strip()}
    fields = sorted(name for name, value in new.items() if getattr(action, name) != value)
    with events.work(actor) as log:
        rows = Action.objects.filter(pk=pk, version=version, state__in=EDITABLE)
        if not rows.update(version=version + 1, **new):
            raise Stale.of(letters.named(action))
        action.refresh_from_db(fields=["version", *new])
        if fields:
            log.record("actions.edited", action, holder=action.owner_id, data={"fields": fields})
            telling.tell_owner(actor, action, "actions.moved", telling.EDITED)
    return action


def editable(pk: int, *, actor: Actor) -> Action:
    """Return a follow-up for the page that edits it."""
    return find(pk, "actions.edit", asked, actor=actor)


def add_need(pk: int, needed: int, *, actor: Actor) -> None:
    """Let a follow-up wait for another, unless that would close a circle."""
    action = find(pk, "actions.need", asked, actor=actor)
    other = queries.all_seen(actor).filter(pk=needed).first()
    if other is None:
        raise Refused(letters.UNKNOWN_NEED(number=f"TL-{needed:06}"))
    with events.work(actor) as log:
        _hold_still(pk, needed)
        action.refresh_from_db(fields=["state"])
        if action.state not in EDITABLE:
            raise Refused(letters.CLOSED_NOW(action=letters.named(action)))
        if makes_circle(pk, needed, queries.edges):
            raise Refused(letters.CIRCLE(action=action.number, needed=other.number))
        _row, fresh = Need.objects.get_or_create(action_id=pk, needed_id=needed)
        if not fresh:
            raise Stale.of(letters.named(action))
        if Need.objects.filter(action_id=pk).count() > MOST_NEEDS:
            raise Refused(letters.TOO_MANY(most=MOST_NEEDS))
        log.record("actions.linked", action, holder=action.owner_id, data={"needed": needed})


def drop_need(pk: int, needed: int, *, actor: Actor) -> None:
    """Let a follow-up wait for another no longer."""
    action = find(pk, "actions.need", asked, actor=actor)
    with events.work(actor) as log:
        gone, _by_model = Need.objects.filter(action_id=pk, needed_id=needed).delete()
        if not gone:
            raise Stale.of(letters.named(action))
        log.record("actions.unlinked", action, holder=action.owner_id, data={"needed": needed})


def may_give_to(actor: Actor, text: str = "") -> QuerySet[Any]:
    """Return the offices to which the actor may give a follow-up."""
    within = offices.within(actor, reach_of(actor, "actions.open"), at="")
    return offices.visible(within, offices.Narrowing(text=text))


def _hold_still(pk: int, needed: int) -> None:
    """Lock everything that a new need could close a circle with; whoever builds the other half of it waits.

    Needs made at the same time close a circle only when each starts in what another reaches: so they share a row here.
    """
    rows = {pk, *queries.reached_from(needed)}
    list(Action.objects.select_for_update().filter(pk__in=rows).order_by("pk").values_list("pk"))
    if not queries.reached_from(needed) <= rows:
        raise Stale.of(LINKS)


def _words(title: str, task: str) -> list[Problem]:
    empty = [field for text, field in ((title, letters.TITLE), (task, letters.TASK)) if not text.strip()]
    return [letters.MISSING(field=field) for field in empty]
