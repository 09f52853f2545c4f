"""Recognise bonus points: what a city claims counts from the first stage on only as far as readers recognise it."""

from fractions import Fraction
from typing import Any

from django.utils import timezone

from kotaham.apps.gate.services import Actor
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.verification.models import BonusReading
from kotaham.apps.verification.queries import desk
from kotaham.apps.verification.rules import READER
from kotaham.apps.verification.services import letters
from kotaham.apps.verification.services.checking import any_stage, seat, stage_of
from kotaham.apps.verification.services.finding import find, held, must_not_be_own
from kotaham.apps.verification.services.readings import KIND
from kotaham.core.errors import Refused
from kotaham.core.instrument.model import Bonus
from kotaham.core.numbers import exact, plain, show_both


def most_of(submission: Any, item: str) -> Fraction | None:
    """Return the most points that a bonus item can give, or None where the instrument has no such item."""
    rule = instruments.instrument_of(submission.round.instrument).bonus
    items = rule.items if isinstance(rule, Bonus) else ()
    return next((one.max_points for one in items if one.code == item), None)


def recognise(pk: int, item: str, points: str, reason: str, *, actor: Actor) -> BonusReading:
    """Say how many of the claimed points count at this stage, and why."""
    submission = find(pk, "verification.bonus", actor=actor)
    stage = stage_of(submission, actor) or any_stage(actor)
    with held(pk, "verification.bonus", actor=actor, stage=stage) as one:
        if seat(desk(one.submission, one.case, stage, []), actor, submission=one.submission) != READER:
            raise letters.OwnWork(letters.NOT_READER(case=letters.named(one.submission)))
        must_not_be_own(one.submission, actor.person)
        if not submissions.claims([pk]).filter(item=item).exists():
            raise Refused(letters.NO_CLAIM(item=item))
        kept = _counted(one.submission, item, points)
        fields = {"points": kept, "reason": letters.must_say(reason), "at": timezone.now()}
        said = {"by_id": actor.person, "by_as_id": actor.appointment}
        row, _fresh = BonusReading.objects.update_or_create(
            submission=one.submission, item=item, stage=stage, defaults={**fields, **said}
        )
        data = {"item": item, "stage": stage, "points": kept}
        one.log.record("verification.bonus-recognised", (KIND, pk), holder=one.case.office_id, data=data)
    return row


def _counted(submission: Any, item: str, points: str) -> str:
    most = most_of(submission, item)
    try:
        found = exact(points.strip().replace(",", "."))
    except ValueError as error:
        raise Refused(letters.BONUS(item=item, most=show_both(most))) from error
    if most is None or not 0 <= found <= most:
        raise Refused(letters.BONUS(item=item, most=show_both(most)))
    return plain(found)
