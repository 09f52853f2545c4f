"""Two rows of the register that are one person: their attempts come together, and part again when that is undone."""

from typing import Any

from kotaham.apps.events import services as events
from kotaham.apps.exams.models import Attempt
from kotaham.apps.exams.services.merging import back, move
from kotaham.apps.gate.services import Actor
from tests.apps.exams.conftest import a_member, enrolled, later


def test_attempts_move_and_come_back(started: Any, nia: Actor, joko: Actor) -> None:
    attempt = started(attempts=3)
    kept = a_member(None, attempt.office, name="Sama")
    enrolled(kept, attempt.exam.version)
    theirs = Attempt.objects.create(
        exam_id=attempt.exam_id, form_id=attempt.form_id, member=kept, number=1, ends_at=later(minutes=5)
    )
    with events.work(joko) as log:
        moved = move(attempt.member_id, kept.pk, log)
    attempt.refresh_from_db()
    assert (moved, attempt.member_id, attempt.number, attempt.state) == ([attempt.pk], kept.pk, 2, "expired")
    with events.work(joko) as log:
        back(nia_member := attempt.exam.version.enrolments.exclude(member=kept).get().member_id, moved, log)
    attempt.refresh_from_db()
    theirs.refresh_from_db()
    assert (attempt.member_id, theirs.member_id, theirs.state) == (nia_member, kept.pk, "running")
