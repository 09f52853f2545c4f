"""Write the value that counts at a stage where it differs from the stage before: who, when, why."""

from functools import partial
from typing import Any

from django.utils import timezone

from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor
from kotaham.apps.submissions import services as sending
from kotaham.apps.verification.models import Case, Reading
from kotaham.apps.verification.queries import values
from kotaham.apps.verification.rules import ALL_REASONS, before
from kotaham.apps.verification.services import letters
from kotaham.core.errors import Refused
from kotaham.core.language import Say

KIND = "verification.case"  # of the events of the room: one report on the desks of its readers


def set_reading(  # noqa: PLR0913 - everything that a reading is made of
    answer: Any,
    stage: str,
    value: Any,
    reason_code: str,
    reason: str,
    *,
    actor: Actor,
    log: Log,
    by: int | None = None,
    by_as: int | None = None,
) -> Reading:
    """Let a value count at a stage, inside the caller's unit of work; the caller has asked its own rule.

    `by` and `by_as` name who said it, where somebody else puts it into force.
    """
    if reason_code not in ALL_REASONS:
        raise Refused(letters.REASON(choices=choices()))
    words = letters.must_say(reason)
    earlier = before(stage)
    held = values([answer.submission_id], earlier).get(answer.pk, answer.value) if earlier else answer.value
    said = {"by_id": by or actor.person, "by_as_id": by_as if by else actor.appointment}
    fields = {"value": value, "before": held, "reason_code": reason_code, "reason": words, "at": timezone.now(), **said}
    row, _fresh = Reading.objects.update_or_create(answer=answer, stage=stage, defaults=fields)
    data = {"code": answer.code, "stage": str(stage), "reason": reason_code}
    told = partial(sending.short_of, answer.submission, answer.code)
    changed = {"from": told(held), "to": told(value)}
    log.record("verification.corrected", (KIND, answer.submission_id), holder=keeper(answer.submission_id),
               reason=words, data={**data, **changed})  # fmt: skip
    return row


def drop_reading(answer: Any, stage: str, *, log: Log) -> None:
    """Let the value of the stage before count again, because the stage was opened anew."""
    gone, _by_model = Reading.objects.filter(answer=answer, stage=stage).delete()
    if gone:
        data = {"code": answer.code, "stage": str(stage)}
        log.record("verification.uncorrected", (KIND, answer.submission_id), holder=keeper(answer.submission_id),
                   data=data)  # fmt: skip


def keeper(submission: int) -> int | None:
    """Return the office for which the record of a case is kept: its Kanwil."""
    found: int | None = Case.objects.filter(submission_id=submission).values_list("office_id", flat=True).first()
    return found


def choices() -> Say:
    """Return the reasons one may choose from, in words."""
    told = [title for code, title in ALL_REASONS.items() if code != "objection"]
    return Say("; ".join(one.id for one in told), "; ".join(one.en for one in told))
