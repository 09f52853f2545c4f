"""Evidence of an answer: what may hang on it, when it is closed, what is offered."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404

from kotaham.apps.evidence import queries as evidences
from kotaham.apps.evidence import services as evidence_services
from kotaham.apps.evidence.services import Pinpoint, Subject
from kotaham.apps.gate.services import Actor, demand_for
from kotaham.apps.offices import queries as offices
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.rules import answers_written
from kotaham.apps.submissions.services.writing import find, is_writable, must_be_writable
from kotaham.core.policy import Reach

KIND = queries.KIND
MOST = 50  # pieces offered on the page; of more, one starts at the evidence itself


def prove(pk: int, code: str, *, actor: Actor, evidence: int, pinpoint: Pinpoint | None = None) -> Answer:
    """Let a piece of evidence prove an answer."""
    answer = find(pk, code, "submissions.fill", actor=actor)
    evidence_services.use(actor=actor, evidence=evidence, subject=(KIND, answer.pk), pinpoint=pinpoint)
    return answer


def offered(actor: Actor) -> Sequence[Any]:
    """Return the newest evidence that the actor's office can use, what the province shares among it."""
    own = evidences.listed(actor, Reach.OWN, evidences.Wanted(), offices.today()).filter(latest__gt=0)
    return [*own[:MOST], *evidences.inherited_by(actor)[:MOST]]


def proved(submission: Submission) -> set[int]:
    """Return the numbers of the answers of a report that have evidence."""
    return {answer for answer, _piece in evidences.pieces_of(KIND, Answer.objects.filter(submission=submission))}


def as_subject(actor: Actor, key: str) -> Subject:
    """Find an answer for the room evidence: only who may fill it in now may hang evidence on it."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    rows = Answer.objects.filter(pk=int(key)).select_related("submission", "submission__round")
    answer = demand_for(actor, "submissions.fill", rows, answers_written, see="submissions.see-answers")
    if is_writable(answer):  # of what was sent the room evidence says that it is closed
        must_be_writable(answer, actor)
    title = f"{answer.code}, {answer.submission.name}, {answer.submission.round.title}"
    return Subject(title, answer.get_absolute_url(), answer.submission.office_id)


def frozen_among(keys: Iterable[str]) -> set[str]:
    """Return the answers whose evidence stands: they were sent, or the unit has said that it is done."""
    wanted = set(keys)
    rows = Answer.objects.filter(pk__in=map(int, wanted)).select_related("submission")
    return wanted - {str(row.pk) for row in rows if is_writable(row) and row.state != Answer.State.READY}
