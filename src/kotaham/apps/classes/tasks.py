"""Work of the room in the background."""

from kotaham.apps.classes import services
from kotaham.apps.jobs.services import Run, schedule, task
from kotaham.core.language import Say


@task("classes.remind", title=Say("Mengingatkan sesi", "Remind of sessions"), timeout=900)
def remind(run: Run) -> None:
    """Send every reminder whose moment has come."""
    services.remind(actor=run.actor)


schedule("classes.remind", cron="*/10 * * * *")
