"""Hours earned elsewhere: somebody asks with a proof, another person decides, and then there is a line."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from kotaham.apps.credits import queries
from kotaham.apps.credits.models import Claim, Line
from kotaham.apps.credits.rules import LIFE
from kotaham.apps.credits.services import letters
from kotaham.apps.credits.services.finding import find_claim, find_member
from kotaham.apps.events import services as events
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.evidence import services as evidence
from kotaham.apps.evidence.services import Subject
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Problem, Refused
from kotaham.core.language import Say
from kotaham.core.policy import Reach

KIND = "credits.claim"
MOST_HOURS = Decimal("999.9")
OFFERED = 50
TEXTS = {
    "title": (Say("Nama pelatihan", "The name of the course"), 200),
    "organiser": (Say("Penyelenggara", "The organiser"), 200),
    "number": (Say("Nomor sertifikat", "The number of the certificate"), 120),
}
State = Claim.State


@dataclass(frozen=True, slots=True)
class Wish:
    """What is said of a course elsewhere, as its certificate says it."""

    title: str
    organiser: str
    number: str
    hours: Decimal
    began: date
    ended: date
    proof: int | None


def ask(ref: UUID, wish: Wish, *, actor: Actor) -> Claim:
    """Ask that hours earned elsewhere be recognised."""
    member = find_member(ref, "credits.claim-ask", actor=actor)
    if actor.office is None:
        raise Refused(letters.NO_OFFICE())
    texts = _judged(wish)
    with events.work(actor) as log:
        try:
            with transaction.atomic():
                row = Claim.objects.create(
                    member=member, office_id=actor.office, hours=wish.hours, began=wish.began, ended=wish.ended,
                    proof=wish.proof or 0, by_id=actor.person or 0, **texts,
                )  # fmt: skip
        except IntegrityError as error:
            raise Refused(letters.TWICE()) from error
        evidence.use(actor=actor, evidence=wish.proof or 0, subject=(KIND, row.pk))
        log.record("credits.claimed", row, holder=actor.office)
    return row


def _judged(wish: Wish) -> dict[str, str]:
    """Return the texts cleaned, or refuse with everything that is wrong at once."""
    texts = {name: " ".join(str(getattr(wish, name)).split()) for name in TEXTS}
    problems: list[Problem] = []
    for name, (title, most) in TEXTS.items():
        if not texts[name]:
            problems.append(letters.MISSING(field=title))
        elif len(texts[name]) > most:
            problems.append(letters.LONG(field=title, limit=most))
    if not Decimal("0.1") <= wish.hours <= MOST_HOURS:
        problems.append(letters.NO_HOURS(hours=wish.hours))
    if wish.ended < wish.began:
        problems.append(letters.TURNED())
    if wish.ended > offices.today():
        problems.append(letters.FUTURE())
    if not wish.proof:
        problems.append(letters.NO_PROOF())
    if problems:
        raise Refused(problems)
    return texts


def decide(pk: int, verb: str, reason: str, *, actor: Actor) -> Claim:
    """Recognise or refuse a claim of somebody else; recognised hours are a line of the ledger."""
    row = find_claim(pk, "credits.claim-decide", actor=actor)
    why = letters.must_say(reason)
    if verb not in LIFE.verbs:
        raise Refused(letters.MISSING(field=letters.DECISION))
    if row.by_id == actor.person:
        raise Refused(letters.OWN_CLAIM())
    if row.state != State.WAITING:
        raise Stale.of(letters.named(row))
    move = LIFE.move(verb, row.state)
    with events.work(actor) as log:
        fields = {"decided_at": timezone.now(), "decided_by_id": actor.person, "reason": why}
        if not Claim.objects.filter(pk=pk, state=move.source).update(state=move.target, **fields):
            raise Stale.of(letters.named(row))
        if move.target == State.ACCEPTED:
            _line(row, actor, why)
        log.record(f"credits.claim-{move.target}", row, holder=row.office_id, reason=why)
    return row


def _line(row: Claim, actor: Actor, why: str) -> Line:
    return Line.objects.create(
        member_id=row.member_id, year=row.ended.year, hours=row.hours, kind=Line.Kind.RECOGNISED, claim=row,
        title=row.title, number=row.number, organiser=row.organiser, began=row.began, ended=row.ended, reason=why,
        by_id=actor.person,
    )  # fmt: skip


def offered(actor: Actor) -> Sequence[Any]:
    """Return the newest evidence that the actor's office can use as a proof."""
    return list(evidences.listed(actor, Reach.OWN, evidences.Wanted(), offices.today()).filter(latest__gt=0)[:OFFERED])


def as_subject(actor: Actor, key: str) -> Subject:
    """Find a claim for the room evidence."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    row = find_claim(int(key), "credits.claim-ask", actor=actor)
    return Subject(row.title, row.get_absolute_url(), row.office_id)


def frozen_among(keys: Collection[str]) -> set[str]:
    """Return the claims that were decided: what proves them stays."""
    rows = Claim.objects.filter(pk__in=map(int, keys)).exclude(state=State.WAITING)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def overlaps(row: Claim) -> Sequence[Line]:
    """Return the lines that a claim may count a second time."""
    return queries.overlapping(row)
