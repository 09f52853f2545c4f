"""Work of the room in the background."""

from django.utils import timezone

from kotaham.apps.actions import services
from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.core.language import Say


@task("actions.remind", title=Say("Mengingatkan tenggat tindak lanjut", "Remind of due follow-ups"), timeout=1800)
def remind(run: Run) -> None:
    """Send every reminder whose day has come, each in a unit of its own."""
    now = timezone.now()
    wanted = services.to_remind(now)
    for done, pk in enumerate(wanted, start=1):
        if run.cancelled():
            return
        services.remind(pk, actor=run.actor, now=now)
        run.progress(done, len(wanted))


# Early in the west, and the same day in the east.
schedule("actions.remind", cron="0 6 * * *")
