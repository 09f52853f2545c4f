"""Work of the room in the background."""

from django.utils import timezone

from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.apps.rounds import queries, services
from kotaham.core.language import Say


@task("rounds.open", title=Say("Membuka putaran penilaian", "Open a round of assessment"), timeout=900)
def open_round(run: Run, *, round: int, version: int) -> None:  # noqa: A002 - the name that the queue keeps
    """Open a large round; a second run finds it open and does nothing."""
    if services.was_opened(round):
        return
    run.progress(0, 1, Say("Menyiapkan jawaban semua peserta", "Preparing the answers of all cities"))
    row = queries.get(round)
    services.open_round(round, actor=run.actor, version=version, reason=row.opened_why)
    run.progress(1, 1, Say("Putaran terbuka", "The round is open"))


@task("rounds.remind", title=Say("Mengingatkan tenggat putaran", "Remind of the deadlines of rounds"), timeout=1800)
def remind(run: Run) -> None:
    """Send every reminder whose day has come, each round in units of its own."""
    now = timezone.now()
    wanted = services.to_remind()
    for done, pk in enumerate(wanted, start=1):
        if run.cancelled():
            return
        services.remind(pk, actor=run.actor, now=now)
        run.progress(done, len(wanted))


# Early in the west, and the same day in the east.
schedule("rounds.remind", cron="10 6 * * *")
