"""Certificates as a job issues them into the full database, and their papers on one core."""

import time

from django.utils import timezone
from training_courses import VERSIONS
from training_limits import Book
from training_people import MADE_FOR

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.certificates.models import Certificate, Issue, Template
from kotaham.apps.certificates.models import Sequence as Counting
from kotaham.apps.certificates.services import issuing, papers
from kotaham.apps.courses.models import Enrolment, Version

A_MILLION_S, PAPERS = 600, 400
MOST = 100_000


def records(book: Book, most: int = MOST) -> None:
    """Issue for those of the last course, frame by frame as the job does: records, hours, tallies, notices, event."""
    row = Appointment.objects.select_related("person", "office").get(person__email=f"ministry_admin{MADE_FOR}")
    actor = actor_of_appointment(row)
    version = Version.objects.get(course__code=f"latihan-{VERSIONS}")
    waiting = Enrolment.objects.filter(version=version, state="passed").count()
    _stand_right()
    issue = Issue.objects.create(
        version=version, office_id=row.office_id, template=Template.objects.order_by("-pk")[0], by_id=actor.person,
        day=timezone.localdate(), state="running",
    )  # fmt: skip
    batch = issuing.batch_of(version.pk, row.office_id, issue.template, issue.day, issue)
    begun, after, done = time.perf_counter(), 0, 0
    while done < most:
        after, count = issuing.frame(batch, after, actor=actor)
        if not count:
            break
        done += count
    seconds = time.perf_counter() - begun
    Issue.objects.filter(pk=issue.pk).update(state="done", wanted=done, done_at=timezone.now())
    if not done:
        print(f"certificates: nobody of {waiting} waits any more; fill anew to measure")
        return
    if Certificate.objects.filter(issue=issue).count() != done:
        raise SystemExit("not as many certificates as were told of")
    book.most(f"{done} certificates issued in {seconds:.1f} s, a million", seconds / done * 1e6, A_MILLION_S, "s")


def _stand_right() -> None:
    """Fail when the count of all certificates does not stand behind the last one."""
    last = Certificate.objects.order_by("-status_index").values_list("status_index", flat=True).first()
    row = Counting.objects.get(name="status")
    if last is not None and row.next <= last:
        raise SystemExit("the count of certificates stands before the last one")


def sheets(book: Book, count: int = 300) -> None:
    """Print papers one after the other."""
    rows = list(Certificate.objects.order_by("pk")[: count + 1])
    papers.printed(rows[0])
    begun, used = time.perf_counter(), time.process_time()
    for row in rows[1:]:
        papers.printed(row)
    wall, cpu = time.perf_counter() - begun, time.process_time() - used
    made = len(rows) - 1
    print(f"  {made / cpu:.0f} papers for each second of processor, {cpu / wall:.2f} processors used")
    book.least("papers printed a second", made / wall, PAPERS, "")
