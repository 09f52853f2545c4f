"""Endorsements: who stands for the answers as they are; a change of an answer ends what was said of it."""

from collections.abc import Collection, Iterable
from typing import cast

from django.db import IntegrityError, transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.evidence import services as evidence_services
from kotaham.apps.evidence.services import Subject
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer, Endorsement, Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import LIFE, seen
from kotaham.apps.submissions.rules.endorsing import OPEN, Mark, may_by_paper, may_on_screen
from kotaham.apps.submissions.rules.words import joined
from kotaham.apps.submissions.services import letters, send_letters, send_telling
from kotaham.apps.submissions.services.deadlines import must_be_in_time, must_go_on
from kotaham.apps.submissions.services.standing import Standing, open_marks, standings, title_of
from kotaham.core.errors import Refused

KIND = "submissions.endorsement"


def endorse(
    pk: int, mark: Mark, *, actor: Actor, digest: str, signatory: str = "", evidence: int | None = None
) -> Endorsement:
    """Stand for the answers as they are: on the screen by role, or by a signed paper kept as evidence.

    `digest` is that of the answers which were looked at; if they have changed since, nothing is endorsed.
    """
    submission = demand_for(actor, "submissions.endorse", queries.get(pk), seen, see="submissions.see")
    if submission.state not in OPEN:
        raise Refused(send_letters.NOT_ENDORSING(state=LIFE.states[submission.state]))
    must_go_on(submission)
    must_be_in_time(submission, "repair" if submission.state == "repair" else "submit")
    standing = _standing(submission, mark)
    name = _who(standing, actor, signatory, evidence)
    with events.work(actor) as log:
        _still(submission, mark, digest)
        row = _written(submission, mark, digest, name, actor, evidence)
        if evidence is not None:
            evidence_services.use(actor=actor, evidence=evidence, subject=(KIND, row.pk))
        data: dict[str, object] = {"kind": mark.kind, "endorsement": row.pk}
        data |= {"unit": mark.unit} if mark.unit else {}
        data |= {"paper": queries.evidence_number(evidence)} if evidence is not None else {}
        log.record("submissions.endorsed", submission, holder=submission.office_id, data=data)
        send_telling.tell_endorsed(actor, submission, standing.title, open_marks(submission))
    return row


def _standing(submission: Submission, mark: Mark) -> Standing:
    standing = next((one for one in standings(submission) if one.mark == mark), None)
    if standing is None:
        raise Refused(send_letters.NOT_WANTED())
    if standing.given is not None:
        raise Stale.of(letters.of_submission(submission))
    if standing.waits:
        everything = {one.mark: one.title for one in standings(submission)}
        before = joined(everything[one] for one in standing.waits)
        raise Refused(send_letters.OTHERS_FIRST(mark=standing.title, before=before))
    return standing


def _who(standing: Standing, actor: Actor, signatory: str, evidence: int | None) -> str:
    """Return who signs; refuse a role that may not, a paper that is none, and a unit that is another's."""
    mark, name = standing.mark, " ".join(signatory.split())
    of_other_unit = actor.role == "unit_officer" and mark.unit != actor.office
    if evidence is None:
        if not may_on_screen(mark.kind, actor.role) or of_other_unit:
            raise letters.NotYours(send_letters.NOT_BY_YOU(mark=standing.title))
        return name or actor.name
    if not may_by_paper(mark.kind, actor.role) or of_other_unit:
        raise letters.NotYours(send_letters.NOT_BY_YOU(mark=standing.title))
    if not name:
        raise Refused(send_letters.NO_SIGNATORY())
    piece = evidences.piece(evidence).first()
    if piece is None or piece.media != "pdf" or not piece.latest:
        raise Refused(send_letters.NOT_PDF())
    return name


def _still(submission: Submission, mark: Mark, digest: str) -> None:
    """Hold the submission still, and make sure that the answers are those that were looked at."""
    held = Submission.objects.select_for_update().filter(pk=submission.pk, state=submission.state).first()
    if held is None or reads.digests(submission.pk, [mark.unit])[mark.unit] != digest:
        raise Stale.of(letters.of_submission(submission))


def _written(
    submission: Submission, mark: Mark, digest: str, name: str, actor: Actor, evidence: int | None
) -> Endorsement:
    fields = {"kind": mark.kind, "unit_id": mark.unit}
    # One whose answers have changed without being told so (its evidence, perhaps) makes room for the new one.
    old = Endorsement.objects.filter(submission=submission, void_at=None, **fields).exclude(digest=digest)
    old.update(void_at=timezone.now())
    try:
        with transaction.atomic():
            return Endorsement.objects.create(
                submission=submission,
                digest=digest,
                signatory=name[:200],
                evidence=evidence,
                by_id=cast("int", actor.person),  # the rule opens to people
                by_as_id=actor.appointment,
                **fields,
            )
    except IntegrityError as error:
        raise Stale.of(letters.of_submission(submission)) from error


def void_changed(submission: Submission, answers: Collection[Answer], actor: Actor, log: Log) -> None:
    """End the endorsements of answers that have changed; joined to every save, in its unit of work."""
    if not submission.round.endorsements:
        return  # nobody was asked for one: a save, of which there are many, then asks nothing
    rows = list(Endorsement.objects.filter(submission=submission, void_at=None).select_related("by", "unit"))
    touched = {answer.unit_id for answer in answers} | {None}
    rows = [row for row in rows if row.unit_id in touched]
    if not rows:
        return
    now = reads.digests(submission.pk, {row.unit_id for row in rows})
    gone = [row for row in rows if now[row.unit_id] != row.digest]
    Endorsement.objects.filter(pk__in=[row.pk for row in gone]).update(void_at=timezone.now())
    for row in gone:
        data = {"kind": row.kind, "endorsement": row.pk, **({"unit": row.unit_id} if row.unit_id else {})}
        log.record("submissions.endorsement-voided", submission, holder=submission.office_id, data=data)
        mark = Mark(row.kind, row.unit_id)
        title = title_of(submission, mark, {row.unit_id: row.unit} if row.unit_id else {})
        send_telling.tell_voided(actor, submission, row, title)


def as_subject(actor: Actor, key: str) -> Subject:
    """Find an endorsement for the room evidence: only who may endorse may hang a paper on it."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    row = Endorsement.objects.filter(pk=int(key)).select_related("submission", "submission__round").first()
    if row is None or row.by_id != actor.person:
        raise Http404
    demand_for(actor, "submissions.endorse", queries.get(row.submission_id), seen, see="submissions.see")
    url = reverse("submissions:endorsements", args=[row.submission_id])
    return Subject(f"{row.signatory}, {row.submission.name}", url, row.submission.office_id)


def frozen_among(keys: Iterable[str]) -> set[str]:
    """Return the endorsements whose paper stays: they hold, so what is signed is not exchanged."""
    rows = Endorsement.objects.filter(pk__in=map(int, keys)).exclude(submission__state__in=OPEN)
    return set(map(str, rows.values_list("pk", flat=True)))
