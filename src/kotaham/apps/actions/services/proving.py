"""Attach proof to a follow-up; what may be attached says the room evidence, what it proves says this one."""

from collections.abc import Collection, Sequence
from typing import Any

from django.http import Http404

from kotaham.apps.actions import queries
from kotaham.apps.actions.models import Action
from kotaham.apps.actions.rules import UNFINISHED, owned
from kotaham.apps.actions.services import letters
from kotaham.apps.actions.services.finding import find
from kotaham.apps.events import services as events
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.evidence import services as evidence_services
from kotaham.apps.evidence.services import Pinpoint, Subject
from kotaham.apps.gate.services import Actor
from kotaham.core.errors import Refused
from kotaham.core.policy import Reach

KIND = "actions.action"
MOST = 50  # pieces offered on the page; of more, one starts at the evidence itself


def prove(pk: int, *, actor: Actor, evidence: int, pinpoint: Pinpoint | None = None) -> Action:
    """Let a piece of evidence prove that a follow-up is done."""
    action = find(pk, "actions.prove", owned, actor=actor)
    if action.state not in UNFINISHED:
        raise Refused(letters.CLOSED_NOW(action=letters.named(action)))
    with events.work(actor) as log:
        evidence_services.use(actor=actor, evidence=evidence, subject=(KIND, pk), pinpoint=pinpoint)
        log.record("actions.proved", action, holder=action.owner_id, data={"evidence": evidence})
    return action


def offered(actor: Actor) -> Sequence[Any]:
    """Return the newest evidence of the actor's own office that can prove something."""
    rows = evidences.listed(actor, Reach.OWN, evidences.Wanted(), queries.today())
    return list(rows.filter(latest__gt=0)[:MOST])


def as_subject(actor: Actor, key: str) -> Subject:
    """Find a follow-up for the room evidence: only who may prove it may hang evidence on it."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    action = find(int(key), "actions.prove", owned, actor=actor)
    return Subject(f"{action.number} {action.title}", action.get_absolute_url(), action.owner_id)


def frozen(keys: Collection[str]) -> set[str]:
    """Return the follow-ups whose proof stands: they were reported done, or are closed."""
    free = Action.objects.filter(pk__in=[int(key) for key in keys], state__in=UNFINISHED)
    return set(keys) - {str(pk) for pk in free.values_list("pk", flat=True)}
