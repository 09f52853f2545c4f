"""The note for who takes over a report: what is open, why it was answered so, what was promised, what was rejected."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kotaham.apps.actions import queries as actions
from kotaham.apps.gate.services import Actor
from kotaham.apps.publication import queries as publication
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.verification import queries as verification

MOST = 40  # of each kind; the note is one page, and says when more is left out
UNIT = "unit_officer"


@dataclass(frozen=True, slots=True)
class Note:
    """The four parts of the note."""

    open_answers: Sequence[Any]
    questions: Sequence[Any]
    reasons: Sequence[Any]
    promises: Sequence[Any]
    readings: Sequence[tuple[Any, Any]]  # answer of the round before, reading that put another value in its place
    objections: Sequence[Any]  # of the round before, that were not granted in full
    before: Any


def note(submission: Any, actor: Actor) -> Note:
    """Return what the next one in the office needs; a unit gets what is its own."""
    unit = actor.office if actor.role == UNIT else None
    answers = [one for one in submissions.answers(submission.pk) if unit is None or one.unit_id == unit]
    codes = {one.code for one in answers}
    asked = [one for one in verification.questions(submission.pk) if one.closed_at is None and one.answer.code in codes]
    before = submissions.before(submission)
    kept = actions.kept_by(unit or submission.office_id).select_related("owner", "asker").order_by("due", "pk")
    return Note(
        [one for one in answers if one.state != "ready"],
        asked,
        [one for one in answers if one.note or _reasoned(one.value)],
        list(kept[: MOST + 1]),
        _readings(before, codes) if before else [],
        _rejected(before, codes) if before else [],
        before,
    )


def _reasoned(value: Any) -> bool:
    """Tell whether the answer is that there is none, which always has a reason."""
    return value is not None and not _figures(value)


def _figures(value: Any) -> bool:
    answer = submissions.answer_of(value)
    return answer is not None and answer.value is not None


def _readings(before: Any, codes: set[str]) -> list[tuple[Any, Any]]:
    """Return what others put in the place of an answer last time, by the last stage at which they did."""
    changed = verification.readings_of(before.pk)
    rows = [one for one in submissions.answers(before.pk) if one.pk in changed and one.code in codes]
    return [(one, max(changed[one.pk].values(), key=lambda reading: reading.at)) for one in rows]


def _rejected(before: Any, codes: set[str]) -> list[Any]:
    rows = publication.of_submission(before.pk)
    return [one for one in rows if one.state in {"dismissed", "partly"} and one.answer.code in codes]
