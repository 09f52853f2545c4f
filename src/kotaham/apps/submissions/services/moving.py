"""Move a submission along the river: one conditional update, one event; the rooms above call it in their own unit."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.http import Http404
from django.utils import timezone

from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.rules import LIFE, SENDER
from kotaham.apps.submissions.services import letters, send_telling
from kotaham.apps.submissions.services.hooks import tell_moved
from kotaham.core.lifecycle import Move

PAST = {
    "propose": "proposed",
    "unlock": "unlocked",
    "send": "sent",
    "call_back": "called-back",
    "take": "taken",
    "return": "returned",
    "resend": "resent",
    "conclude": "concluded",
    "assess": "assessed",
    "send_back": "sent-back",
    "validate": "validated",
    "settle": "settled",
    "decide": "decided",
    "withdraw": "withdrawn",
}


def move(
    pk: int,
    verb: str,
    *,
    actor: Actor,
    log: Log,
    parties: Iterable[str],
    reason: str = "",
    **changes: Any,
) -> Submission:
    """Make one move inside the caller's unit of work; the caller has asked its own rule of the policy table.

    `parties` says for whom the actor acts (CITY, KANWIL, CENTRE); whether they are the sender is found out here.
    `changes` are columns that change with the state. Raises Stale when somebody was faster.
    """
    before = queries.get(pk).first()
    if before is None:
        raise Http404
    step = _step(verb, before)
    _must_be_open(step, before, actor, frozenset(parties))
    why = letters.must_say(reason) if step.reason else reason.strip()
    rows = Submission.objects.filter(pk=pk, state=step.source)
    if not rows.update(state=step.target, since=timezone.now(), version=F("version") + 1, **changes):
        raise Stale.of(letters.of_submission(before))
    if verb == "resend":
        Answer.objects.filter(submission_id=pk, returned=True).update(returned=False)
    log.record(f"submissions.{PAST[verb]}", before, holder=before.office_id, reason=why)
    after = queries.get(pk).get()
    send_telling.settle_moved(after, verb)
    tell_moved(after, verb, actor, log)
    return after


def _step(verb: str, submission: Submission) -> Move:
    """Return the move; one that somebody already made is told as such, not as a mistake."""
    if all(LIFE.table[verb, source].target == submission.state != source for source in LIFE.sources(verb)):
        raise Stale.of(letters.of_submission(submission))
    return LIFE.move(verb, submission.state)


def _must_be_open(step: Move, submission: Submission, actor: Actor, parties: frozenset[str]) -> None:
    sent_it = actor.person is not None and actor.person == submission.sent_by_id
    everything = parties | {SENDER} if sent_it else parties
    if everything & step.never:
        raise letters.NotYours(letters.OWN_REPORT())
    if not step.open_to(everything):
        raise letters.NotYours(letters.OTHER_PARTY(verb=step.title))
