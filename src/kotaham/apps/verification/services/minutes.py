"""Make the examination report (berita acara) from what the readers said, and take the signed paper back."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.evidence import services as evidence_services
from kotaham.apps.evidence.queries import piece
from kotaham.apps.evidence.services import Subject
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.verification.models import Minutes, Stage
from kotaham.apps.verification.queries import minutes as minutes_of
from kotaham.apps.verification.services import letters
from kotaham.apps.verification.services.finding import case_for, find
from kotaham.apps.verification.services.readings import KIND
from kotaham.apps.verification.services.telling_minutes import told_of
from kotaham.core.errors import Refused
from kotaham.report.printing import as_json, print_json

SUBJECT = "verification.minutes"
AFTER = ("verified", "validating", "validated", "final", "decided")
MOST_SIGNATORIES = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """What people add to the paper: its number as the office gives it, where and when it is signed, by whom."""

    number: str = ""
    place: str = ""
    day: date | None = None
    signatories: Sequence[tuple[str, str]] = ()


def make(pk: int, paper: Paper, *, actor: Actor, edition: int) -> Minutes:
    """Make a new edition; the earlier ones stay. `edition` is the newest one that was seen, 0 for none."""
    submission = find(pk, "verification.minutes", actor=actor)
    if submission.state not in AFTER:
        raise Refused(letters.NO_MINUTES(case=letters.named(submission)))
    newest = minutes_of(pk).values_list("edition", flat=True).first() or 0
    if newest != edition:
        raise Stale.of(letters.named(submission))
    case = case_for(pk)
    people = [[name.strip(), post.strip()] for name, post in paper.signatories if name.strip()][:MOST_SIGNATORIES]
    shown = {"number": paper.number.strip(), "place": paper.place.strip(), "day": paper.day, "signatories": people}
    told = told_of(submission, case, shown, edition + 1)
    raw = printed(told)
    fields = {**shown, "told": told, "sha256": hashlib.sha256(raw).hexdigest(), "made_by_id": actor.person}
    try:
        with events.work(actor) as log:
            row = Minutes.objects.create(
                submission_id=pk, stage=Stage.VERIFIED, edition=edition + 1, made_at=timezone.now(), **fields
            )
            data = {"edition": row.edition, "sha256": row.sha256}
            log.record("verification.minutes-made", (KIND, pk), holder=case.office_id, data=data)
    except IntegrityError as error:
        raise Stale.of(letters.named(submission)) from error
    return row


def printed(told: Mapping[str, Any]) -> bytes:
    """Print what was told; the same words give the same bytes."""
    return print_json("minutes.typ", as_json(told))


def opened(pk: int, edition: int, *, actor: Actor) -> tuple[Minutes, bytes]:
    """Return an edition as PDF."""
    find(pk, "verification.see", actor=actor)
    row = minutes_of(pk).filter(edition=edition).first()
    if row is None:
        raise Http404
    return row, printed(row.told)


def take_back(pk: int, edition: int, evidence: int, *, actor: Actor) -> Minutes:
    """Take the signed paper of an edition: a piece of evidence of the actor's own office."""
    submission = find(pk, "verification.minutes", actor=actor)
    row = minutes_of(pk).filter(edition=edition).first()
    if row is None:
        raise Http404
    held = piece(evidence).first()
    if held is None or held.holder_id != actor.office:
        raise Refused(letters.NOT_OURS())
    case = case_for(pk)
    with events.work(actor) as log:
        if row.signed is not None:
            raise Stale.of(letters.named(submission))
        evidence_services.use(actor=actor, evidence=evidence, subject=(SUBJECT, row.pk))
        if not Minutes.objects.filter(pk=row.pk, signed=None).update(signed=evidence, signed_at=timezone.now()):
            raise Stale.of(letters.named(submission))
        data = {"edition": edition, "evidence": evidence}
        log.record("verification.minutes-signed", (KIND, pk), holder=case.office_id, data=data)
    return Minutes.objects.get(pk=row.pk)


def as_subject(actor: Actor, key: str) -> Subject:
    """Find an examination report for the room evidence: only who may make it may hang the signed paper on it."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    row = Minutes.objects.filter(pk=int(key)).select_related("submission").first()
    if row is None:
        raise Http404
    find(row.submission_id, "verification.minutes", actor=actor)
    return Subject(
        str(row), reverse("verification:minutes", args=[row.submission_id]), case_for(row.submission_id).office_id
    )


def frozen(keys: Collection[str]) -> Collection[str]:
    """Return those examination reports whose signed paper stands: it was taken back."""
    rows = Minutes.objects.filter(pk__in=[int(key) for key in keys], signed__isnull=False)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}
