"""Take part when two rows of the register turn out to be one person: the attempts of both are that person's."""

from collections.abc import Sequence

from kotaham.apps.events.services import Log
from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Attempt
from kotaham.apps.exams.services.ending import end

State = Attempt.State


def move(gone: int, kept: int, log: Log) -> Sequence[int]:
    """Give the attempts of one member to another, numbered after theirs; of two that run one ends as it stands."""
    rows = list(Attempt.objects.filter(member=gone).order_by("pk"))
    both = {row.exam_id for row in rows if row.state == State.RUNNING and queries.running(row.exam_id, kept)}
    end([row.pk for row in rows if row.state == State.RUNNING and row.exam_id in both], State.EXPIRED, log)
    for row in rows:
        number = queries.last_number(row.exam_id, kept) + 1
        Attempt.objects.filter(pk=row.pk).update(member=kept, number=number)
        log.record("exams.moved", row, holder=row.office_id, data={"exam": row.exam_id, "number": number})
    return [row.pk for row in rows]


def back(gone: int, rows: Sequence[int], log: Log) -> None:
    """Give back what was moved; the numbers stay as they are, since only their order counts."""
    for row in Attempt.objects.filter(pk__in=rows).order_by("pk"):
        Attempt.objects.filter(pk=row.pk).update(member=gone)
        log.record("exams.moved", row, holder=row.office_id, data={"exam": row.exam_id, "number": row.number})
