"""Work of the room in the background: end what is over, close what is due, count."""

from django.utils import timezone

from kotaham.apps.exams import queries, services
from kotaham.apps.gate.services import Stale
from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.core.language import Say


@task("exams.clock", title=Say("Mengakhiri tes yang waktunya habis", "End tests whose time is up"), timeout=1800)
def clock(run: Run) -> None:
    """Close tests whose end has come, then mark what nobody handed in."""
    for pk in queries.due_tests(timezone.now()):
        try:
            services.close_due(pk, actor=run.actor)
        except Stale:
            continue  # somebody closed it by hand meanwhile
    done = 0
    while not run.cancelled() and (ended := services.expire_due(actor=run.actor)):
        done += ended
        run.progress(done, done)


@task("exams.count", title=Say("Menghitung statistik tes", "Count the statistics of a test"), timeout=3600)
def count(run: Run, *, exam: int) -> None:
    """Count the statistics of one test."""
    services.count(exam, actor=run.actor)


schedule("exams.clock", cron="*/5 * * * *")
