"""Credit hours in the unit of work that issues certificates, and take them back in the one that revokes."""

from collections.abc import Sequence
from decimal import Decimal

from kotaham.apps.certificates.services import Issued
from kotaham.apps.credits.models import Line
from kotaham.apps.events.services import Log

BATCH = 1_000


def credit(rows: Sequence[Issued], log: Log) -> None:
    """Credit the hours of certificates to the year of their day; without hours that somebody has set, nothing.

    A certificate credits once: a constraint holds it, and a second asking writes nothing.
    """
    lines = [_line(row, row.hours, log.actor.person) for row in rows if row.hours is not None]
    if not lines:
        return
    Line.objects.bulk_create(lines, batch_size=BATCH, ignore_conflicts=True)
    first = rows[0]
    log.record("credits.earned", ("courses.version", first.version), data={"count": len(lines), "year": first.day.year})


def _line(row: Issued, hours: Decimal, by: int | None) -> Line:
    return Line(
        member_id=row.member, year=row.day.year, hours=hours, kind=Line.Kind.EARNED, course_id=row.course,
        certificate_id=row.certificate, title=row.title, number=row.number, organiser=row.organiser, began=row.began,
        ended=row.ended or row.day, by_id=by,
    )  # fmt: skip


def take_back(enrolments: Sequence[int], reason: str, log: Log) -> None:
    """Take back what the certificates of enrolments have credited; the line stays, a second one takes it back."""
    held = Line.objects.filter(certificate__enrolment__in=list(enrolments), kind=Line.Kind.EARNED, reversal=None)
    for row in held:
        undo(row, reason, log)


def undo(row: Line, reason: str, log: Log) -> Line:
    """Write the line that takes another back, in the same year."""
    made = Line.objects.create(
        member_id=row.member_id, year=row.year, hours=-row.hours, kind=Line.Kind.REVERSED, course_id=row.course_id,
        title=row.title, number=row.number, organiser=row.organiser, began=row.began, ended=row.ended, reverses=row,
        reason=reason[:300], by_id=log.actor.person,
    )  # fmt: skip
    log.record("credits.reversed", made, reason=reason, data={"line": row.pk, "year": row.year})
    return made
