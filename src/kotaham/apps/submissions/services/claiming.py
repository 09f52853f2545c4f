"""Claim bonus points: what the city says it has earned beside the indicators; reviewers recognise it or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import BonusClaim, Submission
from kotaham.apps.submissions.rules import LIFE, WRITABLE, governed
from kotaham.apps.submissions.services import letters
from kotaham.apps.submissions.services.claim_proving import is_proved
from kotaham.apps.submissions.services.deadlines import must_be_in_time
from kotaham.core.errors import Problem, Refused
from kotaham.core.instrument.model import Bonus, BonusItem
from kotaham.core.language import Lang
from kotaham.core.numbers import plain, show_both


@dataclass(frozen=True, slots=True)
class Wish:
    """What is claimed for one item: points (None: nothing), a note, and the version that was looked at (0: none)."""

    item: str
    points: Fraction | None
    note: str = ""
    version: int = 0


def items_of(submission: Submission, lang: Lang = "id") -> Sequence[BonusItem]:
    """Return the bonus items that count in the round."""
    bonus = instruments.instrument_of(submission.round.instrument, lang).bonus
    counted = set(submission.round.bonus)
    return [item for item in bonus.items if item.code in counted] if isinstance(bonus, Bonus) else []


def claims_of(submission: Submission) -> Mapping[str, BonusClaim]:
    """Return what is claimed, by item."""
    return {
        row.item: row
        for row in BonusClaim.objects.filter(submission=submission).select_related("submission", "saved_by")
    }


def claim(pk: int, wishes: Sequence[Wish], *, actor: Actor) -> Submission:
    """Claim points for bonus items, or claim nothing any more."""
    submission = demand_for(actor, "submissions.claim", queries.get(pk), governed, see="submissions.see")
    if submission.state not in WRITABLE or submission.round.state != "open":
        raise Refused(letters.NOT_WRITABLE(code="bonus", state=LIFE.states[submission.state]))
    must_be_in_time(submission, "submit")
    held = claims_of(submission)
    _judged(submission, wishes, held)
    with events.work(actor) as log:
        if not Submission.objects.filter(pk=pk, state__in=WRITABLE).update(version=F("version")):
            raise Stale.of(letters.of_submission(submission))
        for wish in wishes:
            before = held.get(wish.item)
            if _is_same(before, wish):
                continue
            _write(submission, wish, before, actor)
            data = {"item": wish.item, "old": before.points if before else "-", "new": _text(wish.points) or "-"}
            log.record("submissions.claimed", submission, holder=submission.office_id, data=data)
    return submission


def _judged(submission: Submission, wishes: Sequence[Wish], held: Mapping[str, BonusClaim]) -> None:
    most = {item.code: item.max_points for item in items_of(submission)}
    problems: list[Problem] = []
    for wish in wishes:
        if wish.item not in most:
            problems.append(letters.NOT_HERE(item=wish.item))
        elif wish.points is not None and not 0 <= wish.points <= most[wish.item]:
            problems.append(letters.BAD_POINTS(item=wish.item, most=show_both(most[wish.item])))
        elif wish.points is None and wish.item in held and is_proved(held[wish.item]):
            problems.append(letters.CLAIM_PROVED(item=wish.item))
    if problems:
        raise Refused(problems)


def _is_same(before: BonusClaim | None, wish: Wish) -> bool:
    held = (before.points, before.note) if before else (None, "")
    return held == (_text(wish.points), wish.note if wish.points is not None else "")


def _write(submission: Submission, wish: Wish, before: BonusClaim | None, actor: Actor) -> None:
    fields = {"points": _text(wish.points), "note": wish.note[:2000], "saved_at": timezone.now()}
    if before is None:
        if wish.points is None:
            return
        try:
            with transaction.atomic():
                BonusClaim.objects.create(submission=submission, item=wish.item, saved_by_id=actor.person, **fields)
        except IntegrityError as error:
            raise Stale.of(letters.of_submission(submission)) from error
        return
    rows = BonusClaim.objects.filter(pk=before.pk, version=wish.version)
    done = rows.delete()[0] if wish.points is None else rows.update(
        saved_by_id=actor.person, version=F("version") + 1, **fields
    )  # fmt: skip
    if not done:
        raise Stale.of(letters.of_submission(submission))


def _text(points: Fraction | None) -> str | None:
    return None if points is None else plain(points)
