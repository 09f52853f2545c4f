"""What comes of learning: certificates signed with the key of the installation, hours, targets, and their counts."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from training_courses import BASIS, ZONE, Taught, year
from training_rows import of_model, top, write

from kotaham.apps.certificates import queries
from kotaham.apps.certificates.models import Certificate, Issue, Template
from kotaham.apps.certificates.models import Sequence as Counting
from kotaham.apps.certificates.services.building import Batch, issued, rows_of
from kotaham.apps.certificates.services.issuing import FRAME, batch_of
from kotaham.apps.credits.models import Line
from kotaham.apps.gate.services import system
from kotaham.apps.offices import queries as offices
from kotaham.apps.targets import services as targets
from kotaham.apps.targets.models import Target
from kotaham.core.policy import Reach

LOOKED = Reach.ALL
TARGET = Decimal("0.9")  # of the people of a Kanwil
TEXT = "telah mengikuti {pelatihan} selama {jp} JP, diselenggarakan oleh {penyelenggara}."


def template(ministry: int) -> Template:
    """Make the template that all certificates use."""
    return Template.objects.create(
        office_id=ministry, name="Templat rekaan", title="Sertifikat", text=TEXT, numbering="{nomor}/REKAAN/{tahun}",
        place="Kota Rekaan", signatory="Pejabat Rekaan", signatory_title="Kepala Kantor Rekaan", used=True,
    )  # fmt: skip


def months() -> Iterator[date]:
    """Give the days on which certificates are issued: the first of each month, and today."""
    today = timezone.localdate(timezone=ZONE)
    last = today.month if today.year == year() else 12
    yield from (date(year(), month, 1) for month in range(2, last + 1))
    yield min(today, date(year(), 12, 31))


def certify(taught: Sequence[Taught], ministry: int, officer: int) -> int:
    """Issue for everybody who has passed one of the courses, month by month; the last course is left for a job."""
    paper, count = template(ministry), 0
    for one in taught[:-1]:
        for day in months():
            count += _issue(one.version, ministry, officer, paper, day)
    Counting.objects.update_or_create(name="status", defaults={"next": count_of()})
    return count


def count_of() -> int:
    """Return how many places in the list of statuses are taken."""
    last = Certificate.objects.order_by("-status_index").values_list("status_index", flat=True).first()
    return 0 if last is None else last + 1


def _issue(version: int, ministry: int, officer: int, paper: Template, day: date) -> int:
    issue = Issue.objects.create(
        version_id=version, office_id=ministry, template=paper, day=day, by_id=officer, state="done",
        done_at=timezone.now(),
    )  # fmt: skip
    batch, after, count = batch_of(version, ministry, paper, day, issue), 0, 0
    unserved = queries.unserved(version, ("passed",), system("bench"), LOOKED).filter(passed_at__date__lt=day)
    while people := queries.earners(unserved, after, FRAME):
        _write(batch, people)
        after, count = people[-1].enrolment, count + len(people)
    Issue.objects.filter(pk=issue.pk).update(wanted=count, issued=count)
    return count


def _write(batch: Batch, people: Sequence[Any]) -> None:
    """Write a frame of certificates and the hours that they credit."""
    base = top(Certificate)
    rows = list(rows_of(batch, people, count_of()))
    lines = []
    for at, (row, person) in enumerate(zip(rows, people, strict=True)):
        row.pk = base + at + 1
        lines.append(_line(issued(batch, person, row.pk, row.number), top_of_lines=base + at + 1))
    with transaction.atomic():
        write(Certificate, of_model(rows))
        write(Line, of_model(lines))


def _line(told: Any, top_of_lines: int) -> Line:
    return Line(
        pk=top_of_lines, member_id=told.member, year=told.day.year, hours=told.hours, kind=Line.Kind.EARNED,
        course_id=told.course, certificate_id=told.certificate, title=told.title, number=told.number,
        organiser=told.organiser, began=told.began, ended=told.ended or told.day,
    )  # fmt: skip


def set_targets(people: int) -> None:
    """Set a made-up target for the civil servants of every Kanwil."""
    kanwils = list(offices.kanwils().values_list("pk", flat=True))
    each = int(people * TARGET) // max(len(kanwils), 1)
    Target.objects.bulk_create(
        Target(
            year=year(), kanwil_id=pk, group="apparatus", amount=each, basis=BASIS, valid_from=date(year(), 1, 1)
        )
        for pk in kanwils
    )  # fmt: skip


def count() -> int:
    """Count anew from the records, then let the nightly check look; return how many numbers it has compared."""
    actor = system("targets.recount")
    targets.rebuild(year(), actor=actor)
    found = targets.check(year(), actor=actor)
    if found.wrong:
        raise SystemExit(f"{found.wrong} of {found.rows} numbers do not agree: {found.examples}")
    return int(found.rows)
