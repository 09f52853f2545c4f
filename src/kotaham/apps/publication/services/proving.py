"""Evidence of the room: what a city hangs on its objection, and the signed paper of a decision."""

from collections.abc import Collection
from typing import Any

from django.http import Http404
from django.utils import timezone

from kotaham.apps.evidence import queries as evidences
from kotaham.apps.evidence import services as evidence_services
from kotaham.apps.evidence.services import Pinpoint, Subject
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.apps.publication.models import Decision, Objection
from kotaham.apps.publication.services import letters
from kotaham.apps.publication.services.finding import find, find_decision, must_be_in_time
from kotaham.core.errors import Refused
from kotaham.core.policy import Reach

OBJECTION, DECISION = "publication.objection", "publication.decision"
MOST = 50


def prove(pk: int, evidence: int, pinpoint: Pinpoint | None = None, *, actor: Actor) -> Objection:
    """Hang a piece of evidence on an objection that is being written."""
    objection = find(pk, "publication.object", actor=actor)
    evidence_services.use(actor=actor, evidence=evidence, subject=(OBJECTION, pk), pinpoint=pinpoint)
    return objection


def sign(pk: int, evidence: int, *, actor: Actor) -> Decision:
    """Hang the scan of the signed paper on a decision; on a frozen one it stays."""
    decision = find_decision(pk, "publication.sign", actor=actor)
    evidence_services.use(actor=actor, evidence=evidence, subject=(DECISION, pk))
    return decision


def offered(actor: Actor) -> list[Any]:
    """Return the newest evidence of the actor's own office."""
    rows = evidences.listed(actor, Reach.OWN, evidences.Wanted(), timezone.localdate())
    return list(rows.filter(latest__gt=0)[:MOST])


def as_objection(actor: Actor, key: str) -> Subject:
    """Find an objection for the room evidence: only its city hangs evidence on it."""
    objection = find(_number(key), "publication.object", actor=actor)
    if objection.state == Objection.State.DRAFT:
        must_be_in_time(objection.submission)
    title = f"{objection}: {objection.answer.code}, {objection.submission.name}"
    return Subject(title, objection.get_absolute_url(), objection.submission.office_id)


def closed_objections(keys: Collection[str]) -> set[str]:
    """Return the objections whose evidence stands: all but those that are still being written."""
    held = Objection.objects.filter(pk__in=_numbers(keys), state=Objection.State.DRAFT)
    return set(keys) - {str(pk) for pk in held.values_list("pk", flat=True)}


def as_decision(actor: Actor, key: str) -> Subject:
    """Find a decision for the room evidence."""
    decision = find_decision(_number(key), "publication.sign", actor=actor)
    if decision.state != Decision.State.FROZEN:
        raise Refused(letters.NOT_FROZEN(number=letters.of_decision(decision)))
    return Subject(decision.number or str(decision), decision.get_absolute_url(), offices.ministry_id())


def closed_decisions(keys: Collection[str]) -> set[str]:
    """Return the decisions whose signed paper stands: those that have one."""
    rows = Decision.objects.filter(pk__in=_numbers(keys))
    return {str(pk) for pk, _piece in evidences.pieces_of(DECISION, rows)}


def _numbers(keys: Collection[str]) -> list[int]:
    return [_number(key) for key in keys]


def _number(key: str) -> int:
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    return int(key)
